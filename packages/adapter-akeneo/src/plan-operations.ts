import type {
  ConnectorContext,
  DesiredDelete,
  DesiredRecord,
  DesiredUpsert,
  Issue,
  PlannedOperation,
} from '@pim-connector/core';

import { objectOf } from './api-values.ts';
import { assetPath } from './asset-path.ts';
import { readAttributeGroups } from './attribute-groups.ts';
import type { CatalogueStructure } from './catalogue-structure.ts';
import { akeneoRecords } from './destination-records.ts';
import type { AkeneoEntity, AkeneoRecords } from './destination-records.ts';
import { readingFor } from './destination-tools.ts';
import type { DestinationTools } from './destination-tools.ts';
import { readExisting, workflowStatus } from './existing-products.ts';
import { readItem } from './fetch-records.ts';
import { mostLines } from './patch-lines.ts';
import { planAttribute } from './plan-attribute.ts';
import { planProducts } from './plan-products.ts';
import { planReferenceRecords } from './plan-reference-records.ts';
import { planAsset, planCategory, planFamily } from './plan-structure.ts';
import { payloadOf } from './planned-write.ts';
import { describedLine } from './product-lines.ts';
import { readRecordFamilies } from './record-families.ts';
import { anyTarget } from './relation-targets.ts';

type Upsert<E extends AkeneoEntity = AkeneoEntity> = DesiredUpsert<E, AkeneoRecords[E]>;

/** Works out what is sent for each record. Reads from the PIM what a change depends on, and changes nothing. */
export async function planOperations(
  records: readonly DesiredRecord<AkeneoRecords>[],
  tools: DestinationTools,
  context: ConnectorContext,
): Promise<readonly PlannedOperation[]> {
  const planned = new Map<DesiredRecord<AkeneoRecords>, PlannedOperation>();
  const plan = async <Chosen extends DesiredRecord<AkeneoRecords>>(
    chosen: readonly Chosen[],
    planner: (
      chosen: readonly Chosen[],
    ) => Promise<readonly PlannedOperation[]> | readonly PlannedOperation[],
  ) => {
    if (chosen.length === 0) return;
    for (const [index, operation] of (await planner(chosen)).entries()) {
      const record = chosen[index];
      if (record !== undefined) planned.set(record, operation);
    }
  };
  const structure = await tools.structure(context);
  await plan(
    records.filter((record) => record.op === 'delete'),
    (list) => list.map(planDelete),
  );
  await plan(records.filter(isUpsertOf('category')), (list) =>
    list.map((record) => planCategory(record, structure)),
  );
  await plan(records.filter(isUpsertOf('attribute')), (list) =>
    planAttributes(list, structure, tools, context),
  );
  await plan(records.filter(isUpsertOf('family')), (list) => planFamilies(list, structure, tools, context));
  await plan(records.filter(isUpsertOf('asset')), (list) => planAssets(list, structure, tools, context));
  await plan(records.filter(isUpsertOf('referenceRecord')), (list) =>
    planReferenceRecords(list, structure, tools, context),
  );
  await plan(records.filter(isUpsertOf('product')), (list) => planProducts(list, tools, context));
  await plan(records.filter(isUpsertOf('price')), (list) => planArticles(list, tools, context));
  await plan(records.filter(isUpsertOf('inventory')), (list) => planArticles(list, tools, context));
  return records.flatMap((record) => planned.get(record) ?? []);
}

function isUpsertOf<E extends AkeneoEntity>(entity: E) {
  return (record: DesiredRecord<AkeneoRecords>): record is Upsert<E> & DesiredRecord<AkeneoRecords> =>
    record.op === 'upsert' && record.entity === entity;
}

async function planAttributes(
  records: readonly Upsert<'attribute'>[],
  structure: CatalogueStructure,
  { client, tools, config }: DestinationTools,
  context: ConnectorContext,
): Promise<readonly PlannedOperation[]> {
  const groups = records.some(({ data }) => data.group !== undefined)
    ? await readAttributeGroups(client, tools, context)
    : new Set<string>();
  const planning = { structure, groups, defaultGroup: config.attributeGroup };
  return records.map((record) => planAttribute(record, planning));
}

async function planFamilies(
  records: readonly Upsert<'family'>[],
  structure: CatalogueStructure,
  { client }: DestinationTools,
  context: ConnectorContext,
): Promise<readonly PlannedOperation[]> {
  return Promise.all(
    records.map(async (record) => {
      const path = `families/${encodeURIComponent(record.key)}`;
      return planFamily(record, await readItem(path, { client }, context), structure);
    }),
  );
}

async function planAssets(
  records: readonly Upsert<'asset'>[],
  structure: CatalogueStructure,
  { client, tools }: DestinationTools,
  context: ConnectorContext,
): Promise<readonly PlannedOperation[]> {
  const families = structure.facts.hasAssetFamilies
    ? await readRecordFamilies('asset-families', { client, tools, context })
    : [];
  return records.map((record) =>
    planAsset(
      record,
      families.find(({ code }) => code === record.data.family),
      structure,
    ),
  );
}

// Prices and stock have neither files nor relations.
const nothingElse = { remembered: {}, targets: anyTarget, nameOf: (uuid: string) => uuid };

/** Prices and stock are values of products that exist: the API would make a product of an unknown SKU. */
async function planArticles(
  records: readonly (Upsert<'price'> | Upsert<'inventory'>)[],
  tools: DestinationTools,
  context: ConnectorContext,
): Promise<readonly PlannedOperation[]> {
  const reading = await readingFor(tools, context);
  const existing = await readExisting(
    records.map(({ data }) => data.sku),
    [],
    reading,
  );
  return records.map(({ entity, key, data, sections, coverage }): PlannedOperation => {
    const known = existing.product(data.sku);
    const sends = sections.includes(akeneoRecords[entity].sections['values'] ?? '');
    // What is a section of its own here is the content of a product.
    const parts = { structure: reading.structure, coverage, sections: new Set(['content']), ...nothingElse };
    const { line, issues } = describedLine(sends ? { values: data.values } : {}, known, parts);
    const all = known === undefined ? [...issues, noProduct(data.sku)] : issues;
    const lines =
      Object.keys(line).length === 0
        ? []
        : [{ stage: 0, path: 'products', line: { identifier: data.sku, ...line } }];
    return {
      entity,
      key,
      action: lines.length === 0 ? 'none' : 'update',
      sections,
      payload: payloadOf({ lines }),
      ...(workflowStatus(known) === null ? {} : { data: { mayBeDrafts: [data.sku] } }),
      calls: 1 / mostLines,
      ...(all.length === 0 ? {} : { issues: all }),
    };
  });
}

function planDelete({ entity, key, mode, remote }: DesiredDelete): PlannedOperation {
  const { isModelled, variants = [] } = objectOf(remote?.data) as {
    isModelled?: boolean;
    variants?: readonly [string, string][];
  };
  const skus = variants.length === 0 ? [key] : variants.map(([, sku]) => sku);
  const operation = { entity, key, action: 'delete', sections: [], calls: skus.length } as const;
  if (entity === 'asset') {
    return { ...operation, payload: payloadOf({ lines: [], deletes: [assetPath(remote?.id ?? key)] }) };
  }
  if (mode !== 'delete') {
    const lines = skus.map((identifier) => ({
      stage: 0,
      path: 'products',
      line: { identifier, enabled: false },
    }));
    return { ...operation, payload: payloadOf({ lines }) };
  }
  const deletes = [
    ...skus.map((sku) => `products/${encodeURIComponent(sku)}`),
    ...(isModelled === true ? [`product-models/${encodeURIComponent(key)}`] : []),
  ];
  return { ...operation, payload: payloadOf({ lines: [], deletes }) };
}

function noProduct(sku: string): Issue {
  return {
    code: 'reference.missing',
    severity: 'error',
    message: `The PIM has no product “${sku}”, or does not show it`,
    hint: 'Make the product in the PIM first, or send it by the entity “product”.',
    path: 'sku',
  };
}
