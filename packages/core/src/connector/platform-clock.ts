import type { CheckItem } from './check.ts';
import type { Clock } from './clock.ts';

/** The clock of a platform, as far as its answers tell it. */
export interface PlatformClock {
  /** How many milliseconds it is ahead of ours, as known by now. */
  readonly ahead: number;
  /** Milliseconds since 1970 by its clock. */
  now(): number;
  /** Takes note of an answer, by its header `Date`. */
  note(headers: Headers): void;
}

/**
 * Follows the clock of a platform. A bookmark is compared with moments that the platform wrote: taken from a clock of ours
 * that is ahead, it would lose what changed in between.
 */
export function platformClock(clock: Pick<Clock, 'now'>): PlatformClock {
  let ahead = 0;
  return {
    get ahead() {
      return ahead;
    },
    now: () => clock.now() + ahead,
    note(headers) {
      const moment = Date.parse(headers.get('date') ?? '');
      if (Number.isNaN(moment)) return;
      const difference = moment - clock.now();
      // The header has whole seconds; less than two says nothing.
      ahead = Math.abs(difference) < 2000 ? 0 : difference;
    },
  };
}

/** Milliseconds by which clocks may differ without a word. */
const tolerated = 60_000;

/** What a check says of the clocks. */
export function clockItem({ ahead }: Pick<PlatformClock, 'ahead'>): CheckItem {
  if (Math.abs(ahead) <= tolerated) return { name: 'clock', status: 'ok', message: 'The clocks agree' };
  const seconds = Math.round(Math.abs(ahead) / 1000);
  return {
    name: 'clock',
    status: 'warning',
    message: `The clock of this machine is ${seconds} seconds ${ahead < 0 ? 'ahead of' : 'behind'} the platform’s`,
    hint: 'Set the clock of this machine by a time server. Incremental passes go by the clock of the platform.',
  };
}
