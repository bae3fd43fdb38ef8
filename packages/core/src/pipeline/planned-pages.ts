import type { InvalidRow } from '../connector/index.ts';
import type { Entity, RecordKey } from '../model/index.ts';
import { fullRead } from './full-read.ts';
import type { PageContext } from './page-context.ts';
import { openItems, pageItem } from './page-item.ts';
import type { PageItem } from './page-item.ts';
import { preparePipeline } from './prepare-pipeline.ts';
import type { PreparedEntity } from './prepared-entity.ts';
import { planPage } from './process-page.ts';
import { readPages } from './read-pages.ts';
import type { RunContext } from './run-context.ts';

/** A page whose operations are planned. */
export interface PlannedPage {
  readonly items: readonly PageItem[];
  readonly invalid: readonly InvalidRow[];
  /** Records that turned out to be gone, as far as the page tells; those to be swept come with the last page. */
  readonly gone: number;
  readonly context: PageContext;
}

/** Names a record. */
export interface RecordPlace {
  readonly entity: Entity;
  readonly key: RecordKey;
}

/**
 * Reads everything and plans it page by page.
 *
 * @param isWanted which records are planned; `null`: all.
 */
export async function* plannedPages(
  run: RunContext,
  isWanted: ((place: RecordPlace) => boolean) | null,
): AsyncGenerator<PlannedPage> {
  for (const prepared of await preparePipeline(run)) yield* plannedEntity(prepared, isWanted, run);
}

async function* plannedEntity(
  prepared: PreparedEntity,
  isWanted: ((place: RecordPlace) => boolean) | null,
  { source, connector, options, store, pipeline, pageContext }: RunContext,
): AsyncGenerator<PlannedPage> {
  const { entity } = prepared;
  const context = pageContext(prepared, { uncertain: false, sweepPass: null, skipRefused: true });
  const sweeps = isWanted === null && prepared.source.deletes === 'swept' && context.deleteMode !== null;
  let written = 0;
  for await (const event of readPages(source, fullRead(entity, options), connector(source.type))) {
    if (event.type === 'page') {
      const records = event.records.filter((record) => isWanted?.(record) !== false);
      const items = records.map((record) => pageItem(record, prepared.hash));
      await planPage(items, context);
      written += items.filter(({ fingerprint }) => fingerprint !== null).length;
      const gone = items.filter(
        ({ record, result }) => record.op === 'delete' && result?.kind === 'parked',
      ).length;
      yield { items, invalid: isWanted === null ? event.invalid : [], gone, context };
    } else if (event.type === 'end' && event.enumeratedAll && sweeps) {
      const gone = Math.max(0, (await store.known(pipeline, entity)) - written);
      yield { items: [], invalid: [], gone, context };
    }
  }
}

/** The records of a planned page that something is to be written for. */
export function toBeWritten(items: readonly PageItem[]): readonly PageItem[] {
  return openItems(items).filter(({ operation }) => operation !== null);
}
