import { nextTurn } from '../connector/next-turn.ts';

// Milliseconds. Where source and store never wait for anything, nobody else has a turn of the event loop: neither the
// renewal of the lease nor an abort.
const longestTurn = 50;

/**
 * Makes a function that, called again and again in a loop, leaves a turn of the event loop to others now and then. That
 * is a matter of the process and not of the pipeline’s clock, which may be a virtual one.
 */
export function shareTurns(): () => Promise<void> {
  let last = performance.now();
  return async () => {
    if (performance.now() - last < longestTurn) return;
    await nextTurn();
    last = performance.now();
  };
}
