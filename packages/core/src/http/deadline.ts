import { longestTimer } from '../connector/longest-timer.ts';

/** The time an attempt may take, and the way to end it sooner. */
export interface Deadline {
  /** Aborted when the time is over or the caller’s own signal is aborted. */
  readonly signal: AbortSignal;
  /** Whether the time was over first. */
  readonly passed: boolean;
  /** Gives the full time again from now. */
  restart(): void;
  /** Stops the time. */
  rest(): void;
  /** Stops the time and no longer listens to the caller. */
  end(): void;
}

/**
 * Starts the time of an attempt. It listens to the caller’s signal itself, since the signal of a whole run would
 * otherwise gather something of each of its requests.
 */
export function startDeadline(milliseconds: number, caller: AbortSignal | undefined): Deadline {
  const controller = new AbortController();
  let passed = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = () => controller.abort(caller?.reason);
  const rest = () => clearTimeout(timer);
  function restart(): void {
    rest();
    timer = setTimeout(
      () => {
        passed = !controller.signal.aborted;
        controller.abort(new DOMException('out of time', 'TimeoutError'));
      },
      Math.min(milliseconds, longestTimer),
    );
  }
  if (caller?.aborted === true) stop();
  caller?.addEventListener('abort', stop, { once: true });
  restart();
  return {
    signal: controller.signal,
    get passed() {
      return passed;
    },
    restart,
    rest,
    end() {
      rest();
      caller?.removeEventListener('abort', stop);
    },
  };
}
