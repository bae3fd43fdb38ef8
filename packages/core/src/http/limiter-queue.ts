import type { AcquireOptions, Clock, Limiter, LimiterFeedback, Permit } from '../connector/index.ts';
import { ConnectorError } from '../errors/index.ts';
import { checkedFeedback } from './checked-feedback.ts';
import type { Ledger, Settle } from './ledger.ts';
import { assertWorthWaiting, createPause } from './pause.ts';

interface Waiter {
  readonly cost: number;
  readonly longestPause: number | undefined;
  readonly grant: (permit: Permit) => void;
  readonly refuse: (reason: unknown) => void;
}

/**
 * Makes a limiter of a ledger: one queue in order of arrival. Who comes first is granted first, so that a small
 * cost never overtakes a big one and starves it.
 */
export function queueLimiter(ledger: Ledger, clock: Clock): Limiter {
  const waiters = new Set<Waiter>();
  const pause = createPause();
  let wakeUp: AbortController | null = null;

  function grantAll(): void {
    wakeUp?.abort();
    wakeUp = null;
    refuseLongPauses();
    for (const waiter of waiters) {
      const refusal = ledger.refusal(waiter.cost);
      const wait = refusal === null ? waitFor(waiter.cost) : 0;
      if (wait > 0) {
        if (wait < Infinity) wakeAfter(wait);
        return;
      }
      waiters.delete(waiter);
      if (refusal === null) waiter.grant(createPermit(ledger.reserve(waiter.cost)));
      else waiter.refuse(tooExpensive(refusal));
    }
  }

  function refuseLongPauses(): void {
    const now = clock.now();
    if (pause.until(now) === null) return;
    for (const waiter of waiters) {
      try {
        assertWorthWaiting(pause, now, waiter.longestPause);
      } catch (refusal) {
        waiters.delete(waiter);
        waiter.refuse(refusal);
      }
    }
  }

  function waitFor(cost: number): number {
    const now = clock.now();
    return Math.max((pause.until(now) ?? now) - now, ledger.wait(cost, now));
  }

  function wakeAfter(milliseconds: number): void {
    const controller = new AbortController();
    wakeUp = controller;
    // At least one millisecond: a rest of less could be waited for forever without time moving on.
    clock.sleep(Math.max(1, Math.ceil(milliseconds)), controller.signal).then(grantAll, (reason: unknown) => {
      if (controller.signal.aborted) return;
      for (const waiter of waiters) waiter.refuse(reason);
      waiters.clear();
    });
  }

  function createPermit(settle: Settle): Permit {
    let released = false;
    return {
      release(feedback: LimiterFeedback = {}) {
        if (released) return;
        released = true;
        const now = clock.now();
        const checked = checkedFeedback(feedback);
        settle(checked, now, pause.note(checked, now));
        grantAll();
      },
    };
  }

  return {
    get pausedUntil() {
      return pause.until(clock.now());
    },
    acquire: ({ cost = 1, signal, longestPause }: AcquireOptions = {}) =>
      new Promise((resolve, reject) => {
        signal?.throwIfAborted();
        assertCost(cost);
        assertWorthWaiting(pause, clock.now(), longestPause);
        const leave = () => {
          waiters.delete(waiter);
          reject(signal?.reason as Error);
          grantAll();
        };
        const waiter: Waiter = {
          cost,
          longestPause,
          grant(permit) {
            signal?.removeEventListener('abort', leave);
            resolve(permit);
          },
          refuse(reason) {
            signal?.removeEventListener('abort', leave);
            reject(reason);
          },
        };
        signal?.addEventListener('abort', leave, { once: true });
        waiters.add(waiter);
        // Whoever waits already has set the alarm.
        if (waiters.size === 1) grantAll();
      }),
  };
}

function assertCost(cost: number): void {
  if (Number.isFinite(cost) && cost >= 0) return;
  throw new ConnectorError('connector.protocol', `${cost} is not a cost: it must be a number from 0 upwards`);
}

function tooExpensive(refusal: string): ConnectorError {
  return new ConnectorError('request.too_large', refusal, {
    hint: 'Ask for less in one request: fewer fields, smaller pages, or fewer records per batch.',
  });
}
