import type {
  ConnectorContext,
  ConnectorTools,
  Entity,
  EntityMap,
  InvalidRow,
  ReadEvent,
  SourceRecord,
} from '@pim-connector/core';
import { isConnectorError } from '@pim-connector/core';

import type { AkeneoClient } from './akeneo-client.ts';
import { textOf } from './api-values.ts';
import type { AttributeFacts, CatalogueStructure } from './catalogue-structure.ts';
import { latestUpdate } from './convert-product.ts';
import { convertAttribute, convertCategory, convertFamily } from './convert-structure.ts';
import { allItems, apiPages } from './list-pages.ts';
import type { ApiItem, ApiPage } from './list-pages.ts';
import { hasOptions } from './option-codes.ts';
import { readCursor, writeBookmark, writeCursor } from './pass-cursor.ts';
import type { StructureNames } from './structure-names.ts';

/** What reading attributes, families and categories needs. */
export interface StructureReading {
  readonly client: AkeneoClient;
  readonly tools: ConnectorTools;
  readonly structure: CatalogueStructure;
  readonly names: StructureNames;
  readonly context: ConnectorContext;
  /** Items per request. */
  readonly pageSize: number;
}

/** Entities that {@link structurePass} reads. */
export type StructureEntity = 'attribute' | 'family' | 'category';

/**
 * Reads all attributes, families or categories. There is no date to ask for options and categories by, so there are no
 * incremental passes; what did not change is not sent again.
 */
export async function* structurePass<E extends Entity>(
  entity: E & StructureEntity,
  cursor: string | undefined,
  reading: StructureReading,
): AsyncGenerator<ReadEvent<E>> {
  const place = readCursor(cursor, [entity]) ?? {
    stage: entity,
    position: null,
    done: 0,
    began: reading.client.now(),
    flawed: false,
  };
  let { flawed } = place;
  for await (const page of pagesOf(entity, place.position, reading)) {
    flawed ||= page.truncated;
    if (page.truncated) warnTruncated(entity, reading.context);
    reading.context.signal.throwIfAborted();
    const { records, invalid } = await outcomesOf(entity, page.items, reading);
    flawed ||= invalid.length > 0;
    yield {
      type: 'page',
      records: records as readonly SourceRecord<E>[],
      ...(invalid.length === 0 ? {} : { invalid }),
      ...(page.next === null ? {} : { cursor: writeCursor({ ...place, position: page.next, flawed }) }),
    };
  }
  yield { type: 'end', bookmark: writeBookmark(place.began), enumeratedAll: !flawed };
}

/** Says that a list ends before its end. */
export function warnTruncated(entity: Entity, context: ConnectorContext): void {
  context.warn({
    code: 'akeneo.truncated',
    message: `The PIM does not give more of the entity “${entity}”; the rest was not read`,
    hint: 'Nothing is deleted after such a pass.',
  });
}

/** An attribute with the options of its list. */
export async function readAttribute(facts: AttributeFacts, reading: StructureReading) {
  const options = await readOptions(facts, reading);
  return convertAttribute(facts, options, reading.structure, reading.names);
}

/** A family with the ways in which its products vary. */
export async function readFamily(item: ApiItem, { client, tools, names, context }: StructureReading) {
  const code = textOf(item['code']) ?? '';
  const path = `families/${encodeURIComponent(code)}/variants`;
  const variants = await allItems(client, { path, paging: 'page', limit: 100 }, tools, context.signal);
  return convertFamily(item, variants, names);
}

function pagesOf(
  entity: StructureEntity,
  position: string | null,
  { client, tools, structure, pageSize, context: { signal } }: StructureReading,
): AsyncIterable<ApiPage> {
  if (entity === 'attribute') return attributePages(structure, position, pageSize);
  const path = entity === 'family' ? 'families' : 'categories';
  const query = entity === 'category' ? { with_position: true } : {};
  return apiPages(client, { path, paging: 'page', limit: pageSize, query }, tools, { signal, position });
}

/** They are known already, as part of the structure; only their options are read page by page. */
async function* attributePages(
  { attributes }: CatalogueStructure,
  position: string | null,
  attributesAtOnce: number,
): AsyncGenerator<ApiPage> {
  const codes = [...attributes.keys()].toSorted().filter((code) => position === null || code > position);
  for (let from = 0; from < codes.length || from === 0; from += attributesAtOnce) {
    const page = codes.slice(from, from + attributesAtOnce);
    const isLast = from + attributesAtOnce >= codes.length;
    yield {
      items: page.flatMap((code): ApiItem[] => {
        const facts = attributes.get(code);
        return facts === undefined ? [] : [facts.item];
      }),
      next: isLast ? null : (page.at(-1) ?? null),
      truncated: false,
    };
  }
}

/** What became of the items of a page. */
interface StructureOutcome {
  readonly records: readonly SourceRecord[];
  readonly invalid: readonly InvalidRow[];
}

async function outcomesOf(
  entity: StructureEntity,
  items: readonly ApiItem[],
  reading: StructureReading,
): Promise<StructureOutcome> {
  const records: SourceRecord[] = [];
  const invalid: InvalidRow[] = [];
  const outcomes = await Promise.all(items.map((item) => readOne(entity, item, reading)));
  for (const [index, outcome] of outcomes.entries()) {
    if ('place' in outcome) invalid.push(outcome);
    else {
      const updated = latestUpdate([items[index] ?? {}]);
      records.push({
        op: 'upsert',
        entity,
        key: outcome.key,
        data: outcome,
        coverage: 'complete',
        ...updated,
      });
    }
  }
  return { records, invalid };
}

/** One that is gone meanwhile, or whose parts may not be read, is invalid; the others go on. */
async function readOne(
  entity: StructureEntity,
  item: ApiItem,
  reading: StructureReading,
): Promise<EntityMap[StructureEntity] | InvalidRow> {
  try {
    if (entity === 'category') return convertCategory(item);
    if (entity === 'family') return await readFamily(item, reading);
    const facts = reading.structure.attributes.get(textOf(item['code']) ?? '');
    if (facts === undefined) throw new RangeError('an attribute of the structure is in the structure');
    return await readAttribute(facts, reading);
  } catch (error) {
    const single =
      isConnectorError(error, 'resource.missing') ||
      (entity === 'family' && isConnectorError(error, 'permission.denied'));
    if (!single) throw error;
    const key = textOf(item['code']) ?? '';
    const { message, hint } = error;
    return {
      key,
      place: `${entity} ${key}`,
      issues: [{ code: 'record.unreadable', severity: 'error', message, hint }],
    };
  }
}

async function readOptions(
  { code, apiType }: AttributeFacts,
  { client, tools, context }: StructureReading,
): Promise<readonly ApiItem[] | null> {
  if (!hasOptions(apiType)) return null;
  const path = `attributes/${encodeURIComponent(code)}/options`;
  return allItems(client, { path, paging: 'page', limit: 100 }, tools, context.signal);
}
