/** Resolves in the next turn of the event loop: everything that is ready to go on does so before. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    // Browsers and workers have no setImmediate; where there is one, setTimeout takes at least a millisecond.
    if (typeof setImmediate === 'function') setImmediate(resolve);
    else setTimeout(resolve, 0);
  });
}
