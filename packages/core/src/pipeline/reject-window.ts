import { ConnectorError } from '../errors/index.ts';
import type { RecordCounts } from '../events/index.ts';
import type { RejectLimit } from './pipeline-options.ts';

/** Watches how many of the newest records are refused or fail. */
export interface RejectWindow {
  /**
   * Told of each page.
   *
   * @throws ConnectorError `run.reject_ratio` when it is too many.
   */
  add(counts: RecordCounts): void;
}

/** Makes the window of a run; see {@link RejectLimit}. */
export function createRejectWindow({ ratio = 0.5, window = 500 }: RejectLimit = {}): RejectWindow {
  let pages: { readonly read: number; readonly bad: number }[] = [];
  return {
    add({ read, rejected, failed }) {
      if (read === 0) return;
      pages.push({ read, bad: rejected + failed });
      let total = sum(pages.map((page) => page.read));
      // Pages are let go as long as the rest still fills the window.
      while (total - (pages[0]?.read ?? 0) >= window) {
        total -= pages[0]?.read ?? 0;
        pages = pages.slice(1);
      }
      const bad = sum(pages.map((page) => page.bad));
      if (total < window || bad <= total * ratio) return;
      throw new ConnectorError(
        'run.reject_ratio',
        `${bad} of the last ${total} records were refused or failed; more than ${Math.round(ratio * 100)} % stop a run`,
      );
    },
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
