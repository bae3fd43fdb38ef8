import type { Clock } from '../connector/index.ts';

// Milliseconds. Where source and store never wait for anything, nobody else has a turn of the event loop: neither the
// renewal of the lease nor an abort.
const longestTurn = 50;

/**
 * Makes a function that, called again and again in a loop, leaves a turn of the event loop to others now and then. When
 * it does so is a matter of the process, not of the clock; but the clock is told, since one that lets time pass while
 * nothing is done would take the turn for idleness.
 */
export function shareTurns(clock: Clock): () => Promise<void> {
  let last = performance.now();
  return async () => {
    if (performance.now() - last < longestTurn) return;
    await clock.sleep(0);
    last = performance.now();
  };
}
