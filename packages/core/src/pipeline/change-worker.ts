import { systemClock } from '../connector/index.ts';
import type { ChangeHint } from '../connector/index.ts';
import { ConnectorError, isConnectorError, toConnectorError } from '../errors/index.ts';
import type { EventBus, PipelineEvents } from '../events/index.ts';
import type { ChangeEntry } from '../state/index.ts';
import { createRunContext } from './create-run-context.ts';
import type { PipelineOptions } from './pipeline-options.ts';
import { preparePipeline } from './prepare-pipeline.ts';
import type { PreparedEntity } from './prepared-entity.ts';
import { withLease } from './with-lease.ts';
import { workOffChanges } from './work-off-changes.ts';

/** Takes hints that records have changed, and brings those records over. */
export interface ChangeWorker {
  /**
   * Stores hints and begins to work them off. Returns when they are stored: from then on they survive a crash.
   *
   * @param delivery id of the webhook delivery; a second one of the same id is dropped.
   * @returns whether it was a second one.
   */
  hint(hints: readonly ChangeHint[], delivery?: string): Promise<{ readonly duplicate: boolean }>;
  /** Waits until everything is worked off that can be now. */
  idle(): Promise<void>;
  /** Stops working; what is not worked off stays in the store, for the next run or process. */
  stop(): Promise<void>;
}

// What source and destination hold is asked anew after this many milliseconds.
const preparedFor = 60_000;
// Milliseconds between attempts, while another run holds the lease or something fails.
const firstPause = 1_000;
const longestPause = 60_000;

/** Makes a worker; it does nothing until there is a hint. */
export function createChangeWorker(options: PipelineOptions, bus: EventBus<PipelineEvents>): ChangeWorker {
  const { name, store, source, clock = systemClock } = options;
  const stopping = new AbortController();
  let wanted = false;
  let working: Promise<void> | null = null;
  let prepared: { readonly at: number; readonly entities: readonly PreparedEntity[] } | null = null;

  const workOnce = () =>
    withLease(options, stopping.signal, async (held) => {
      const run = createRunContext(options, bus, { ...held, actor: 'webhook' });
      if (prepared === null || clock.now() - prepared.at > preparedFor) {
        prepared = { at: clock.now(), entities: await preparePipeline(run) };
      }
      // What comes in meanwhile is worked off under the same lease.
      while (wanted) {
        wanted = false;
        // oxlint-disable-next-line no-await-in-loop
        await workOffChanges(prepared.entities, run);
      }
    });

  const work = async () => {
    for (
      let pause = firstPause;
      wanted && !stopping.signal.aborted;
      pause = Math.min(pause * 2, longestPause)
    ) {
      try {
        // oxlint-disable-next-line no-await-in-loop
        await workOnce();
        return;
      } catch (error) {
        wanted = true;
        if (stopping.signal.aborted) return;
        // Another run works the hints off itself; asking again is only for what came too late for it.
        if (!isConnectorError(error, 'run.overlap')) {
          const told = toConnectorError(error, 'record.failed', { redact: source.redact }).toJSON();
          bus.emit('changes.failed', { pipeline: name, error: told, delay: pause });
        }
        // oxlint-disable-next-line no-await-in-loop
        await clock.sleep(pause, stopping.signal).catch(() => undefined);
      }
    }
  };

  const wake = () => {
    wanted = true;
    working ??= work().finally(() => {
      working = null;
      // A hint that came while the worker was ending must not be forgotten.
      if (wanted && !stopping.signal.aborted) wake();
    });
  };

  return {
    async hint(hints, delivery) {
      if (source.fetch === undefined) throw cannotFetch(source.type);
      if (delivery !== undefined && (await isKnown(options, delivery))) return { duplicate: true };
      const at = new Date(clock.now()).toISOString();
      const known = hints.filter(({ entity }) => source.capabilities.entities[entity] !== undefined);
      if (known.length > 0) await store.append(name, 'change', coalesce(known, at));
      // Noted last: if the process dies in between, the platform delivers again, and nothing is lost.
      if (delivery !== undefined)
        await store.append(name, 'delivery', [{ entity: 'webhook', key: delivery, at }]);
      if (known.length > 0) wake();
      return { duplicate: false };
    },
    async idle() {
      while (working !== null) {
        // oxlint-disable-next-line no-await-in-loop
        await working;
      }
    },
    async stop() {
      stopping.abort();
      await working;
    },
  };
}

async function isKnown({ name, store }: PipelineOptions, delivery: string): Promise<boolean> {
  for await (const found of store.entries(name, 'delivery', { entity: 'webhook', keys: [delivery] })) {
    if (found.length > 0) return true;
  }
  return false;
}

/** One entry per record, however many hints there are. */
function coalesce(hints: readonly ChangeHint[], at: string): readonly ChangeEntry[] {
  const entries = hints.map(({ entity, key, kind }): ChangeEntry => ({ entity, key, kind, at }));
  return [...new Map(entries.map((entry) => [`${entry.entity}:${entry.key}`, entry])).values()];
}

function cannotFetch(type: string): ConnectorError {
  return new ConnectorError(
    'config.invalid',
    `${type} cannot read single records, so hints about them are of no use`,
    {
      connector: type,
      hint: 'Run the pipeline on a schedule instead.',
    },
  );
}
