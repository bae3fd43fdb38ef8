import { systemClock } from '../connector/index.ts';
import type { ChangeHint } from '../connector/index.ts';
import { isConnectorError, toConnectorError } from '../errors/index.ts';
import type { EventBus, PipelineEvents } from '../events/index.ts';
import type { LedgerKind } from '../state/index.ts';
import { createRunContext } from './create-run-context.ts';
import { createGapReader } from './gap-reader.ts';
import type { OutcomeBell } from './outcome-bell.ts';
import type { PipelineOptions } from './pipeline-options.ts';
import { preparePipeline } from './prepare-pipeline.ts';
import type { PreparedEntity } from './prepared-entity.ts';
import { isCreateId } from './recall-intents.ts';
import { createRest } from './rest.ts';
import { takeHints } from './take-hints.ts';
import type { HintOptions, TakenHints } from './take-hints.ts';
import { withLease } from './with-lease.ts';
import { workOffChanges } from './work-off-changes.ts';

/**
 * Takes hints that records have changed, and brings those records over; reads everything where changes went by untold.
 */
export interface ChangeWorker {
  /** Stores hints and begins to work them off; see {@link takeHints}. */
  hint(hints: readonly ChangeHint[], delivery?: string, options?: HintOptions): Promise<TakenHints>;
  /** Works off what is open, and waits until nothing is left, or until it has to wait itself. */
  idle(): Promise<void>;
  /** Steps aside while something else needs the lease; then goes on. */
  stepAside<Result>(work: () => Promise<Result>): Promise<Result>;
  /** Stops working; what is not worked off stays in the store, for the next run or process. */
  stop(): Promise<void>;
}

// What source and destination hold is asked anew after this many milliseconds.
const preparedFor = 60_000;
// Milliseconds between attempts, while another process holds the lease or something fails.
const firstPause = 1_000;
const longestPause = 60_000;
// What only a person can repair is not tried often: platforms lock accounts that keep using a wrong password.
const hopelessPause = 900_000;

/**
 * Makes a worker; it does nothing until there is a hint.
 *
 * @param bell rings when a webhook says that operations have ended.
 * @param afterWork called each time when something was worked off, or was to be; told whether nothing was left undone.
 */
export function createChangeWorker(
  options: PipelineOptions,
  bus: EventBus<PipelineEvents>,
  bell: OutcomeBell,
  afterWork: (allDone: boolean) => Promise<void>,
): ChangeWorker {
  const { name, store, source, clock = systemClock } = options;
  const gaps = createGapReader(options, bus);
  const givesIds = Object.values(options.destination.capabilities.entities).some(
    ({ identity }) => identity === 'assigned',
  );
  const stopping = new AbortController();
  const rest = createRest(clock);
  let wanted = false;
  let failing = false;
  let busyOthers = 0;
  let working: Promise<void> | null = null;
  // What is done after work holds up neither further work nor a run.
  let finishing: Promise<void> = Promise.resolve();
  let prepared: { readonly at: number; readonly entities: readonly PreparedEntity[] } | null = null;

  const mayWork = () => busyOthers === 0 && !stopping.signal.aborted;

  /** @returns whether nothing was left undone. */
  const workOnce = () =>
    withLease(options, stopping.signal, async (held) => {
      // Operations that the platform accepted are asked about again and again, not waited for: hints go on coming in.
      const run = createRunContext({ ...options, settleTime: 0 }, bus, { ...held, actor: 'webhook', bell });
      if (prepared === null || clock.now() - prepared.at > preparedFor) {
        prepared = { at: clock.now(), entities: await preparePipeline(run) };
      }
      let allDone = true;
      // What comes in meanwhile is worked off under the same lease.
      do {
        wanted = false;
        // oxlint-disable-next-line no-await-in-loop
        const worked = await workOffChanges(prepared.entities, run, mayWork);
        if (worked.error !== null) throw worked.error;
        allDone &&= worked.allDone;
      } while (wanted && mayWork());
      return allDone;
    });

  const finish = (allDone: boolean) => {
    if (stopping.signal.aborted) return;
    finishing = Promise.all([finishing, afterWork(allDone)]).then(() => undefined);
  };

  const isOpen = async (kind: LedgerKind) => {
    for await (const entries of store.entries(name, kind)) if (entries.length > 0) return true;
    return false;
  };

  /** Whether something is to be asked about again: a receipt, or what another pipeline is creating. */
  const isPending = async () => {
    if (await isOpen('receipt')) return true;
    if (!givesIds) return false;
    for await (const entries of store.entries(name, 'parked'))
      if (entries.some(({ missing }) => missing.some(isCreateId))) return true;
    return false;
  };

  /** @returns milliseconds until it is to be tried again; `null`: there is nothing left. */
  const attempt = async (pause: number): Promise<number | null> => {
    wanted = false;
    failing = false;
    try {
      if ((await gaps.due()) === 0) {
        await gaps.read();
        finish(false);
      } else if ((await isOpen('change')) || (await isPending())) finish(await workOnce());
      wanted ||= !mayWork();
      if (wanted) return 0;
      const delays = [(await isPending()) ? pause : null, await gaps.due()];
      const delay = Math.min(...delays.map((each) => each ?? Infinity));
      wanted = delay < Infinity;
      return wanted ? delay : null;
    } catch (error) {
      wanted = true;
      failing = true;
      // Another process works the hints off itself; asking again is only for what came too late for it.
      if (stopping.signal.aborted || isConnectorError(error, 'run.overlap')) return pause;
      const failure = toConnectorError(error, 'record.failed', { redact: source.redact });
      const delay = failure.stops === 'run' && failure.retry === 'never' ? hopelessPause : pause;
      bus.emit('changes.failed', { pipeline: name, error: failure.toJSON(), delay });
      finish(false);
      return delay;
    }
  };

  const work = async () => {
    let pause = firstPause;
    for (;;) {
      if (!wanted || !mayWork()) return;
      // oxlint-disable-next-line no-await-in-loop
      const delay = await attempt(pause);
      if (delay === null || !mayWork()) return;
      // oxlint-disable-next-line no-await-in-loop
      if (delay > 0) await rest.begin(delay);
      pause = delay > 0 ? Math.min(pause * 2, longestPause) : firstPause;
    }
  };

  const start = () => {
    if (!wanted || working !== null || !mayWork()) return;
    working = work().finally(() => {
      working = null;
      // A hint that came while the worker was ending must not be forgotten.
      start();
    });
  };

  const wake = () => {
    wanted = true;
    // Who only waits for the platform to settle something need not wait when there is something to do.
    if (!failing) rest.end();
    start();
  };

  return {
    async hint(hints, delivery, hintOptions) {
      const taken = await takeHints(hints, delivery, options, bus, hintOptions);
      if (taken.ended) bell.ring();
      if (taken.changes > 0 || taken.gap || taken.ended) wake();
      return taken;
    },
    async idle() {
      rest.end();
      wake();
      for (;;) {
        if (working === null || rest.isOn()) break;
        // oxlint-disable-next-line no-await-in-loop
        await Promise.race([working, rest.hasBegun()]);
      }
      await finishing;
    },
    async stepAside(others) {
      busyOthers += 1;
      try {
        rest.end();
        gaps.stop();
        await working;
        return await others();
      } finally {
        busyOthers -= 1;
        start();
      }
    },
    async stop() {
      stopping.abort();
      rest.end();
      gaps.stop();
      await working;
      await finishing;
    },
  };
}
