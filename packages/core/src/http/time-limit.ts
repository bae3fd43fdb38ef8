import { onTestFinished, vi } from 'vitest';

/** A time limit of a client that passes when a test says so: real time would be too short for a busy machine. */
export interface TimeLimit {
  /** To be given to the client. */
  readonly timeout: number;
  /** Lets the time pass, of all attempts that are under way. */
  pass(): void;
}

/** Makes timers of one duration, which nobody else uses, wait for the test; all others stay real. */
export function timeLimit(timeout = 54_321): TimeLimit {
  const running = new Map<unknown, () => void>();
  const { setTimeout, clearTimeout } = globalThis;
  const set = vi.spyOn(globalThis, 'setTimeout');
  set.mockImplementation((...args: Parameters<typeof setTimeout>) => {
    const timer = setTimeout(...args);
    const [act, delay] = args;
    if (delay === timeout) running.set(timer, act);
    return timer;
  });
  const clear = vi.spyOn(globalThis, 'clearTimeout');
  clear.mockImplementation((timer) => {
    running.delete(timer);
    clearTimeout(timer);
  });
  onTestFinished(() => {
    set.mockRestore();
    clear.mockRestore();
  });
  return {
    timeout,
    pass() {
      const passed = [...running];
      running.clear();
      for (const [timer, act] of passed) {
        clearTimeout(timer as ReturnType<typeof setTimeout>);
        act();
      }
    },
  };
}
