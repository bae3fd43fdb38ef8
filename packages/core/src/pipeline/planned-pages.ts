import type { InvalidRow } from '../connector/index.ts';
import type { Entity, RecordKey } from '../model/index.ts';
import { fullRead } from './full-read.ts';
import { namedPages } from './named-pages.ts';
import type { PageContext } from './page-context.ts';
import { openItems, pageItem } from './page-item.ts';
import type { PageItem } from './page-item.ts';
import { planAgain } from './plan-again.ts';
import { preparePipeline } from './prepare-pipeline.ts';
import type { PreparedEntity } from './prepared-entity.ts';
import { planPage } from './process-page.ts';
import { createPromisedLinks } from './promised-links.ts';
import type { PromisedLinks } from './promised-links.ts';
import { readPages } from './read-pages.ts';
import type { RunContext } from './run-context.ts';

const recordsAtOnce = 100;

/** A page whose operations are planned. */
export interface PlannedPage {
  readonly items: readonly PageItem[];
  readonly invalid: readonly InvalidRow[];
  /** Records that turned out to be gone, as far as the page tells; those to be swept come with the last page. */
  readonly gone: number;
  readonly context: PageContext;
}

/** The keys of the records of an entity that are planned. */
export type NamedKeys = (entity: Entity) => ReadonlySet<RecordKey>;

/**
 * Reads what is to be planned and plans it page by page. Records that refer to others which the plan creates are planned as if these
 * were there already, after them.
 *
 * @param named which records are planned; `null`: all.
 */
export async function* plannedPages(run: RunContext, named: NamedKeys | null): AsyncGenerator<PlannedPage> {
  const promised = createPromisedLinks();
  for (const prepared of await preparePipeline(run)) yield* plannedEntity(prepared, named, promised, run);
}

async function* plannedEntity(
  prepared: PreparedEntity,
  named: NamedKeys | null,
  promised: PromisedLinks,
  run: RunContext,
): AsyncGenerator<PlannedPage> {
  const { source, connector, options, store, pipeline, pageContext } = run;
  const { entity } = prepared;
  const kind = { uncertain: false, sweepPass: null, skipRefused: true };
  const context: PageContext = { ...pageContext(prepared, kind), promised };
  const waiting: PageItem[] = [];
  const sweeps = named === null && prepared.source.deletes === 'swept' && context.deleteMode !== null;
  let written = 0;
  const events =
    named === null
      ? readPages(source, fullRead(entity, options), connector(source.type))
      : namedPages(entity, named(entity), run);
  for await (const event of events) {
    if (event.type === 'page') {
      const items = event.records.map((record) => pageItem(record, prepared.hash));
      await planPage(items, context);
      promised.promise(items);
      waiting.push(...items.filter(isWaiting));
      written += items.filter(({ fingerprint }) => fingerprint !== null).length;
      const gone = items.filter(
        ({ record, result }) => record.op === 'delete' && result?.kind === 'parked',
      ).length;
      const planned = items.filter((item) => !isWaiting(item));
      yield { items: planned, invalid: event.invalid, gone, context };
    } else if (event.type === 'end' && event.enumeratedAll && sweeps) {
      const gone = Math.max(0, (await store.known(pipeline, entity)) - written);
      yield { items: [], invalid: [], gone, context };
    }
  }
  yield* plannedWaiting(waiting, promised, context);
}

function isWaiting({ record, result }: PageItem): boolean {
  return record.op === 'upsert' && result?.kind === 'parked';
}

/** Plans what waits for records of its own entity, level by level, as a run releases it; what is left then waits. */
async function* plannedWaiting(
  waiting: readonly PageItem[],
  promised: PromisedLinks,
  context: PageContext,
): AsyncGenerator<PlannedPage> {
  const isReady = ({ result }: PageItem) =>
    result?.kind === 'parked' && result.missing.every((id) => promised.find(id) !== undefined);
  let left = waiting;
  for (let ready = left.filter(isReady); ready.length > 0; ready = left.filter(isReady)) {
    left = left.filter((item) => !isReady(item));
    for (let start = 0; start < ready.length; start += recordsAtOnce) {
      const items = ready.slice(start, start + recordsAtOnce);
      // oxlint-disable-next-line no-await-in-loop
      await planAgain(items, context);
      promised.promise(items);
      yield { items, invalid: [], gone: 0, context };
    }
  }
  if (left.length > 0) yield { items: left, invalid: [], gone: 0, context };
}

/** The records of a planned page that something is to be written for. */
export function toBeWritten(items: readonly PageItem[]): readonly PageItem[] {
  return openItems(items).filter(({ operation }) => operation !== null);
}
