import type { Clock } from '../connector/index.ts';
import type { RecordKey } from '../model/index.ts';
import { shareTurns } from './share-turns.ts';

/** A receipt that stays open. */
export interface OpenReceipt {
  readonly key: RecordKey;
  /** See `job` of a receipt. */
  readonly job: string | undefined;
  /** Milliseconds until asking again makes sense. */
  readonly wait: number;
  /** Whether its job waits for more operations, until no more are to come. */
  readonly waitsForMore: boolean;
}

/** Which receipts it is time to ask about. */
export interface DueReceipts {
  /** Whether to ask about all there are. */
  readonly all: boolean;
  /** What was just accepted. */
  readonly accepted: readonly RecordKey[];
  /** Jobs; last come those that waited for more operations, of which none are to come. */
  readonly jobs: readonly DueJob[];
  /** Whether to ask about those without a job. */
  readonly jobless: boolean;
}

/** A job that it is time to ask about. */
export interface DueJob {
  readonly id: string;
  /** The receipt that stands for it. */
  readonly key: RecordKey;
  /** Whether it waited for more operations, of which none are to come. */
  readonly isLast: boolean;
}

/**
 * What a run knows of when to ask about receipts. It is a few numbers for each job, however many receipts there are;
 * what is lost with it is only when to ask: who knows nothing asks about all.
 */
export interface ReceiptSchedule {
  /** To be called before each question: thousands may be answered from memory, and the lease has to be renewed meanwhile. */
  readonly shareTurn: () => Promise<void>;
  /** All are to be asked about, after so many milliseconds. */
  askAll(wait?: number): void;
  /** Jobs may have ended: it is time to ask about all that were begun. */
  ended(): void;
  /** Platforms have just accepted operations. */
  accepted(keys: readonly RecordKey[]): void;
  /** Whether more has been accepted than asking keeps up with: what waits for it is held somewhere meanwhile. */
  isBehind(): boolean;
  /** A receipt was asked about, or could not be, and stays open. */
  stays(receipt: OpenReceipt): void;
  /** Whether a job is known to be open, and it is not time to ask about it. */
  isWaiting(job: string): boolean;
  /**
   * Takes what it is time to ask about.
   *
   * @param more whether more operations are to come, which jobs wait for.
   */
  take(more: boolean): DueReceipts;
  /** Milliseconds until it is time again, 0 or less: now; `null`: nothing is open. */
  wait(more: boolean): number | null;
}

interface OpenJob {
  readonly key: RecordKey;
  readonly at: number;
  readonly waitsForMore: boolean;
}

/** Milliseconds after which it is asked about what was accepted. */
const firstWait = 5_000;
/** What was accepted is asked about at once when it is so much: as much as a store gives at a time. */
const manyAccepted = 500;
/** So many questions behind, it is asked first. */
const mostBehind = 4 * manyAccepted;

/** Makes a schedule. */
export function createReceiptSchedule(clock: Clock): ReceiptSchedule {
  const now = () => clock.now();
  const jobs = new Map<string, OpenJob>();
  let accepted: RecordKey[] = [];
  let acceptedAt = Infinity;
  let joblessAt = Infinity;
  let allAt = Infinity;

  const dueAt = ({ at, waitsForMore }: OpenJob, more: boolean) => (waitsForMore && !more ? -Infinity : at);
  const acceptedDue = () => (accepted.length >= manyAccepted ? -Infinity : acceptedAt);

  return {
    shareTurn: shareTurns(clock),
    askAll(wait = 0) {
      allAt = Math.min(allAt, now() + wait);
    },
    ended() {
      for (const [id, job] of jobs) jobs.set(id, { ...job, at: Math.min(job.at, now()) });
      if (joblessAt < Infinity) joblessAt = Math.min(joblessAt, now());
    },
    accepted(keys) {
      if (keys.length === 0) return;
      if (accepted.length === 0) acceptedAt = now() + firstWait;
      accepted.push(...keys);
    },
    isBehind: () => accepted.length >= mostBehind,
    stays({ key, job, wait, waitsForMore }) {
      const at = now() + wait;
      if (job === undefined) joblessAt = Math.min(joblessAt, at);
      else if (at < (jobs.get(job)?.at ?? Infinity)) jobs.set(job, { key, at, waitsForMore });
    },
    isWaiting: (job) => (jobs.get(job)?.at ?? -Infinity) > now(),
    take(more) {
      const all = allAt <= now();
      if (all) {
        // Whatever is open is found in the store.
        jobs.clear();
        accepted = [];
        [acceptedAt, joblessAt, allAt] = [Infinity, Infinity, Infinity];
        return { all, accepted: [], jobs: [], jobless: false };
      }
      const due = [...jobs]
        .filter(([, job]) => dueAt(job, more) <= now())
        .map(([id, { key, waitsForMore }]): DueJob => ({ id, key, isLast: waitsForMore && !more }));
      for (const { id } of due) jobs.delete(id);
      const isAcceptedDue = acceptedDue() <= now();
      const dueAccepted = isAcceptedDue ? accepted : [];
      if (isAcceptedDue) [accepted, acceptedAt] = [[], Infinity];
      const jobless = joblessAt <= now();
      if (jobless) joblessAt = Infinity;
      const { last = [], others = [] } = Object.groupBy(due, ({ isLast }) => (isLast ? 'last' : 'others'));
      return { all, accepted: dueAccepted, jobs: [...others, ...last], jobless };
    },
    wait(more) {
      const moments = [...jobs.values()].map((job) => dueAt(job, more));
      const next = Math.min(allAt, acceptedDue(), joblessAt, ...moments);
      return next === Infinity ? null : next - now();
    },
  };
}
