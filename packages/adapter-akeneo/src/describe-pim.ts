import { isConnectorError } from '@pim-connector/core';
import type {
  ConnectorContext,
  JsonValue,
  MeasureDescription,
  RelationTypeDescription,
  SchemaDescription,
  UnitDescription,
} from '@pim-connector/core';

import { labelsOf, objectOf, textOf } from './api-values.ts';
import { convertCategory } from './convert-structure.ts';
import { describeRecordFamilies } from './describe-records.ts';
import type { RecordFamilyDescription } from './describe-records.ts';
import { apiPages } from './list-pages.ts';
import type { ApiItem, ApiList } from './list-pages.ts';
import { readAttribute, readFamily } from './structure-pass.ts';
import type { StructureReading } from './structure-pass.ts';
import { unitCodeOf } from './unit-codes.ts';

/**
 * What the PIM holds: attributes with their options, families, categories, channels, types of associations, reference
 * entities, measurement families, and asset families as the extension `akeneo.assetFamilies`.
 */
export async function describePim(
  reading: StructureReading,
  { signal }: ConnectorContext,
): Promise<SchemaDescription> {
  const { structure } = reading;
  const { hasAssetFamilies, hasReferenceEntities } = structure.facts;
  const [attributes, families, categories, relationTypes, referenceEntities, assetFamilies] =
    await Promise.all([
      Promise.all(
        [...structure.attributes.values()].map((facts) =>
          readable(() => readAttribute(facts, reading), reading.context),
        ),
      ),
      listed(reading, signal, { path: 'families' }, (item) => readFamily(item, reading)),
      listed(reading, signal, { path: 'categories', query: { with_position: true } }, async (item) =>
        convertCategory(item),
      ),
      listed(reading, signal, { path: 'association-types' }, async (item) => relationTypeOf(item)),
      hasReferenceEntities ? recordFamilies('reference-entities', reading, signal) : [],
      hasAssetFamilies ? recordFamilies('asset-families', reading, signal) : [],
    ]);

  return {
    locales: [...structure.locales.values()],
    scopes: structure.channels.map(({ code, labels, locales, currencies }) => ({
      code,
      labels,
      locales: locales.flatMap((locale) => structure.locales.get(locale) ?? []),
      currencies,
    })),
    currencies: structure.currencies,
    attributes: attributes.filter((attribute) => attribute !== null),
    families,
    categories,
    relationTypes,
    recordKinds: referenceEntities.map(({ code, labels, attributes: fields }) => ({
      code,
      labels,
      attributes: fields,
    })),
    measures: structure.measurementFamilies.map(measureOf),
    ...(assetFamilies.length === 0
      ? {}
      : { extensions: { akeneo: { assetFamilies: assetFamilies as readonly JsonValue[] } } }),
  };
}

function relationTypeOf(item: ApiItem): RelationTypeDescription {
  return {
    code: textOf(item['code']) ?? '',
    labels: labelsOf(item['labels']),
    quantified: item['is_quantified'] === true,
    twoWay: item['is_two_way'] === true,
  };
}

function measureOf(item: ApiItem): MeasureDescription {
  const code = textOf(item['code']) ?? '';
  return {
    code,
    labels: labelsOf(item['labels']),
    standardUnit: textOf(item['standard_unit_code']) ?? '',
    units: Object.entries(objectOf(item['units'])).map(([unit, details]) => unitOf(code, unit, details)),
  };
}

function unitOf(family: string, code: string, details: unknown): UnitDescription {
  const { labels, symbol } = objectOf(details);
  const unit = unitCodeOf(family, code);
  return {
    code,
    labels: labelsOf(labels),
    ...(typeof symbol === 'string' && symbol !== '' ? { symbol } : {}),
    ...(unit === undefined ? {} : { unit }),
  };
}

async function recordFamilies(
  path: 'asset-families' | 'reference-entities',
  { client, tools, context }: StructureReading,
  signal: AbortSignal,
): Promise<readonly RecordFamilyDescription[]> {
  return (await readable(() => describeRecordFamilies(path, client, tools, signal), context)) ?? [];
}

async function listed<Result>(
  { client, tools, context }: StructureReading,
  signal: AbortSignal,
  list: Pick<ApiList, 'path' | 'query'>,
  convert: (item: ApiItem) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  await readable(async () => {
    for await (const page of apiPages(client, { ...list, paging: 'page', limit: 100 }, tools, { signal })) {
      const converted = await Promise.all(page.items.map((each) => readable(() => convert(each), context)));
      results.push(...converted.filter((result) => result !== null));
    }
  }, context);
  return results;
}

/** What may not be read, or is gone meanwhile, is not described; the rest is. */
async function readable<Result>(
  read: () => Promise<Result>,
  context: ConnectorContext,
): Promise<Result | null> {
  try {
    return await read();
  } catch (error) {
    if (!isConnectorError(error, 'permission.denied', 'resource.missing')) throw error;
    context.warn({ code: 'akeneo.unreadable', message: error.message, hint: error.hint });
    return null;
  }
}
