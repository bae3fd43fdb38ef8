import { systemClock } from '../connector/index.ts';
import type { ChangeHint } from '../connector/index.ts';
import { ConnectorError } from '../errors/index.ts';
import type { EventBus, PipelineEvents } from '../events/index.ts';
import { hashText, recordKeySchema } from '../model/index.ts';
import type { Entity } from '../model/index.ts';
import type { ChangeEntry } from '../state/index.ts';
import { canFetch } from './can-fetch.ts';
import { openedGaps } from './gaps.ts';
import type { PipelineOptions } from './pipeline-options.ts';

/** What comes with hints. */
export interface HintOptions {
  /** Whether other changes went by untold: everything is read then, see `gapPause` of {@link WebhookOptions}. Default `false`. */
  readonly gap?: boolean;
  /**
   * Whether the destination says that operations which it had accepted may have ended: what became of them is asked at
   * once. Default `false`.
   */
  readonly ended?: boolean;
}

/** What became of hints. */
export interface TakenHints {
  /** Whether the delivery had come before, and was dropped. */
  readonly duplicate: boolean;
  /** How many records are read anew. */
  readonly changes: number;
  /** How many hints were dropped because this application made the change itself. */
  readonly echoes: number;
  /** Whether changes went by untold, so that everything is read. */
  readonly gap: boolean;
  /** Whether it is asked at once what became of accepted operations. */
  readonly ended: boolean;
}

// Ids of deliveries are header values that anybody’s platform chose; a key of the ledger is shorter.
const longestId = 200;

/**
 * Stores hints at changed records, one entry per record. Returns when they are stored: from then on they survive a
 * crash.
 *
 * @param delivery id of the webhook delivery; a second one of the same id is dropped.
 * @throws ConnectorError `config.invalid` for hints if the source cannot read single records, and `store.…` errors.
 */
export async function takeHints(
  hints: readonly ChangeHint[],
  delivery: string | undefined,
  options: PipelineOptions,
  bus: EventBus<PipelineEvents>,
  { gap = false, ended = false }: HintOptions = {},
): Promise<TakenHints> {
  const { name, store, source, clock = systemClock } = options;
  if (source.fetch === undefined && (hints.length > 0 || gap)) throw cannotFetch(source.type);
  const id = delivery === undefined || delivery.length <= longestId ? delivery : hashText(delivery);
  const tell = (taken: TakenHints) => {
    bus.emit('webhook.received', { pipeline: name, delivery: delivery ?? null, ...taken });
    return taken;
  };
  if (id !== undefined && (await isKnown(id, options)))
    return tell({ duplicate: true, changes: 0, echoes: 0, gap: false, ended: false });
  // What cannot be read by its key comes with the next run.
  const usable = hints.filter(
    ({ entity, key }) => isSynced(entity, options) && canFetch(source, entity) && isKey(key),
  );
  const foreign = usable.filter(({ origin }) => !isEcho(origin, options));
  const at = new Date(clock.now()).toISOString();
  const changes = changeEntries(foreign, at);
  // At once: a delivery that is noted is not taken again, so what it hints at must be there, and each commit waits for
  // the disk.
  await store.append(name, 'change', changes, [
    ...(gap ? [openedGaps(syncedEntities(options), at)] : []),
    ...(id === undefined ? [] : [{ kind: 'delivery' as const, set: [{ entity: 'webhook', key: id, at }] }]),
  ]);
  const echoes = usable.length - foreign.length;
  return tell({ duplicate: false, changes: changes.length, echoes, gap, ended });
}

async function isKnown(id: string, { name, store }: PipelineOptions): Promise<boolean> {
  for await (const found of store.entries(name, 'delivery', { entity: 'webhook', keys: [id] })) {
    if (found.length > 0) return true;
  }
  return false;
}

function isSynced(entity: ChangeHint['entity'], { source, destination, entities }: PipelineOptions): boolean {
  return (
    source.capabilities.entities[entity] !== undefined &&
    destination.capabilities.entities[entity] !== undefined &&
    entities?.includes(entity) !== false
  );
}

function syncedEntities(options: PipelineOptions): readonly Entity[] {
  const { entities } = options.source.capabilities;
  return (Object.keys(entities) as Entity[]).filter((entity) => isSynced(entity, options));
}

function isKey(key: unknown): boolean {
  return recordKeySchema.safeParse(key).success;
}

function isEcho(origin: string | undefined, { source, webhooks = {} }: PipelineOptions): boolean {
  if (origin === undefined) return false;
  const own = source.webhooks?.origin;
  const echoes = webhooks.echoes ?? (own === undefined ? [] : [own]);
  return echoes.includes(origin);
}

/** One entry per record; of several hints at it the last one. */
function changeEntries(hints: readonly ChangeHint[], at: string): readonly ChangeEntry[] {
  const byRecord = new Map(hints.map((hint) => [`${hint.entity} ${hint.key}`, hint]));
  return [...byRecord.values()].map(({ entity, key, kind }) => ({ entity, key, kind, at }));
}

function cannotFetch(type: string): ConnectorError {
  return new ConnectorError(
    'config.invalid',
    `${type} cannot read single records, so hints about them are of no use`,
    { connector: type, hint: 'Run the pipeline on a schedule instead.' },
  );
}
