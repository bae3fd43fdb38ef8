import type { Clock, ReadMode } from '../connector/index.ts';
import { addCounts, countsAddUp, noCounts } from '../events/index.ts';
import type { DeleteReport, PassReport, RecordCounts, RecordResult, RunProgress } from '../events/index.ts';
import type { Entity } from '../model/index.ts';
import type { PageResult } from './page-result.ts';
import { createProblemGroups } from './problem-groups.ts';

/** Something that waited in the ledger: its key, and the run that read it. */
export interface Waited {
  readonly key: string;
  readonly run: string;
}

/** Keeps count while a pass goes on. */
export interface PassProgress {
  /** Records of a page that was read. */
  add(page: PageResult): void;
  /**
   * Records that had waited have come further. Those that this run has read are counted anew under what became of
   * them; those of earlier runs are counted apart.
   */
  move(from: 'parked' | 'accepted', waited: readonly Waited[], page: PageResult): void;
  /** Records that had been written with something left out were written again. */
  again(page: PageResult): void;
  /** What became of deletes. */
  deletes(report: DeleteReport): void;
  /** The source said how many records there are. */
  estimate(total: number): void;
  counts(): RecordCounts;
  /** Whether every record is accounted for exactly once. */
  addsUp(): boolean;
  progress(): Pick<RunProgress, 'counts' | 'total' | 'rate' | 'timeLeft'>;
  report(): PassReport;
  /** The source was read to its end, and everything after that is done. */
  end(): void;
}

/** Starts counting for a run. */
export function createPassProgress(
  { entity, mode, resumed }: { readonly entity: Entity; readonly mode: ReadMode; readonly resumed: boolean },
  run: string,
  clock: Clock,
): PassProgress {
  const startedAt = clock.now();
  const problems = createProblemGroups();
  const sections: Record<string, number> = {};
  let counts = noCounts();
  let released = noCounts();
  let deletes: DeleteReport = { done: 0, held: 0, notSwept: null };
  let pages = 0;
  let total: number | null = null;
  let ended = false;

  const note = (page: PageResult) => {
    problems.addRejected(page.rejected);
    problems.addFailed(page.failed);
    for (const { sections: sent } of page.written) {
      for (const section of sent) sections[section] = (sections[section] ?? 0) + 1;
    }
  };

  return {
    add(page) {
      pages += 1;
      counts = addCounts(counts, page.counts);
      note(page);
    },
    move(from, waited, page) {
      const results = new Map(page.results);
      for (const { key, run: readBy } of waited) {
        const result = results.get(key);
        if (result === undefined) continue;
        if (readBy === run) counts = shift(counts, from, result);
        else if (result !== 'parked' && result !== 'accepted') released = shift(released, 'read', result);
      }
      note(page);
    },
    again(page) {
      for (const [, result] of page.results)
        if (result !== 'parked' && result !== 'accepted') released = shift(released, 'read', result);
      note(page);
    },
    deletes(report) {
      deletes = { ...report, done: deletes.done + report.done };
    },
    estimate(records) {
      total = records;
    },
    end() {
      ended = true;
    },
    counts: () => counts,
    addsUp: () => countsAddUp(counts) && countsAddUp(released),
    progress() {
      const seconds = (clock.now() - startedAt) / 1_000;
      const rate = seconds > 0 ? counts.read / seconds : 0;
      const left = total === null ? null : Math.max(0, total - counts.read);
      return {
        counts,
        total,
        rate,
        timeLeft: left === null || rate === 0 ? null : Math.round((left / rate) * 1_000),
      };
    },
    report: () => ({
      entity,
      mode,
      resumed,
      ended,
      pages,
      counts,
      released,
      deletes,
      sections,
      problems: problems.list(),
    }),
  };
}

/** One record less under `from` (one more that was read, for `read`), one more under `to`. */
function shift(counts: RecordCounts, from: RecordResult | 'read', to: RecordResult): RecordCounts {
  const step = from === 'read' ? 1 : -1;
  const taken = { ...counts, [from]: counts[from] + step };
  return { ...taken, [to]: taken[to] + 1 };
}
