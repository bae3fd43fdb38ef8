import { getEventListeners } from 'node:events';

import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';

import { systemClock } from './clock.ts';

afterEach(() => {
  vi.useRealTimers();
});

/** Whether a promise is settled after all that is due now was done. */
async function isSettled(promise: Promise<void>): Promise<boolean> {
  let settled = false;
  const note = () => {
    settled = true;
  };
  promise.then(note, note);
  await vi.advanceTimersByTimeAsync(0);
  return settled;
}

describe('systemClock', () => {
  test('tells the time of the machine', () => {
    vi.useFakeTimers({ now: 1234 });
    expect(systemClock.now()).toBe(1234);
  });

  test.each([0, -5, Number.NaN])('waits for the next turn only: %d', async (milliseconds) => {
    // Node warns of timers that wait for what is no number.
    const timers = vi.spyOn(globalThis, 'setTimeout');
    onTestFinished(() => timers.mockRestore());
    const order: string[] = [];
    const waiting = systemClock.sleep(milliseconds).then(() => order.push('slept'));
    await Promise.resolve();
    order.push('turn');
    await waiting;
    expect(order).toEqual(['turn', 'slept']);
    expect(timers).not.toHaveBeenCalled();
  });

  test('waits as long as asked', async () => {
    vi.useFakeTimers();
    const waiting = systemClock.sleep(1000);
    await vi.advanceTimersByTimeAsync(999);
    expect(await isSettled(waiting)).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(await isSettled(waiting)).toBe(true);
  });

  test('waits longer than a timer can', async () => {
    vi.useFakeTimers();
    const days = 24 * 60 * 60 * 1000;
    const waiting = systemClock.sleep(60 * days);
    await vi.advanceTimersByTimeAsync(60 * days - 1);
    expect(await isSettled(waiting)).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(await isSettled(waiting)).toBe(true);
  });

  test.each([0, 1000])('does not begin to wait when it is aborted already: %d', async (milliseconds) => {
    vi.useFakeTimers();
    const reason = new Error('stop');
    await expect(systemClock.sleep(milliseconds, AbortSignal.abort(reason))).rejects.toBe(reason);
    expect(vi.getTimerCount()).toBe(0);
  });

  test.each([10, 10_000_000_000])(
    'ends at once when it is aborted, of %d milliseconds',
    async (milliseconds) => {
      vi.useFakeTimers();
      const controller = new AbortController();
      const reason = new Error('stop');
      const waiting = systemClock.sleep(milliseconds, controller.signal);
      const ended = waiting.catch((error: unknown) => error);
      await vi.advanceTimersByTimeAsync(milliseconds / 2);
      controller.abort(reason);
      expect(await ended).toBe(reason);
      expect(vi.getTimerCount()).toBe(0);
      expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
    },
  );

  test('ends when it is aborted within the turn that it waits for', async () => {
    const controller = new AbortController();
    const reason = new Error('stop');
    const ended = systemClock.sleep(0, controller.signal).catch((error: unknown) => error);
    controller.abort(reason);
    expect(await ended).toBe(reason);
  });

  test('throws an AbortError where the reason is none', async () => {
    await expect(systemClock.sleep(5, AbortSignal.abort('in words'))).rejects.toMatchObject({
      name: 'AbortError',
    });
    await expect(systemClock.sleep(5, AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' });
  });

  test('leaves nothing behind on a signal that lives longer', async () => {
    vi.useFakeTimers();
    const { signal } = new AbortController();
    const waiting = systemClock.sleep(5_000_000_000, signal);
    await vi.runAllTimersAsync();
    await waiting;
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });
});
