import type { ConnectorContext, DesiredUpsert, PlannedOperation } from '@pim-connector/core';

import type { AkeneoRecords } from './destination-records.ts';
import { readingFor } from './destination-tools.ts';
import type { DestinationTools } from './destination-tools.ts';
import { readExisting } from './existing-products.ts';
import { fittingVariant, readFamilyVariants } from './family-variants.ts';
import type { FamilyVariantFacts } from './family-variants.ts';
import type { ApiItem } from './list-pages.ts';
import { planProduct } from './plan-product.ts';
import { prepareItems } from './prepare-items.ts';
import type { ProductReading } from './product-reading.ts';
import { readAssociationTypes, readTargets } from './relation-targets.ts';
import type { RelationTargets } from './relation-targets.ts';
import { linkedProducts } from './write-data.ts';

type Upsert = DesiredUpsert<'product', AkeneoRecords['product']>;

/** Plans products, with what the PIM has of them, of their families and of what they point to. */
export async function planProducts(
  records: readonly Upsert[],
  tools: DestinationTools,
  context: ConnectorContext,
): Promise<readonly PlannedOperation[]> {
  const reading = await readingFor(tools, context);
  const skus = records.flatMap(({ data }) => data.variants.map(({ sku }) => sku));
  const modelled = records.filter(({ data }) => (data.axes ?? []).length > 0);
  const first = await readExisting(
    skus,
    modelled.map(({ key }) => key),
    reading,
  );
  // The models between are those that articles are below now; new ones do not exist.
  const parents = skus.flatMap((sku) => {
    const parent = first.product(sku)?.['parent'];
    return typeof parent === 'string' && first.model(parent) === undefined ? [parent] : [];
  });
  const between = await readExisting([], parents, reading);
  const existing = {
    product: first.product,
    model: (code: string) => first.model(code) ?? between.model(code),
  };
  const [families, targets] = await Promise.all([
    familyVariantsOf(modelled, tools, context),
    targetsOf(records, tools, reading),
  ]);
  const nameOf = (uuid: string) => (reading.known.isKnown(uuid) ? reading.known.uuid(uuid).key : uuid);
  if (records.some(mergesAssociations)) {
    const items = skus.flatMap((sku): readonly ApiItem[] => {
      const item = first.product(sku);
      return item === undefined ? [] : [item];
    });
    await prepareItems(items, reading);
  }
  return records.map((record) => {
    const { family, familyVariant, axes = [] } = record.data;
    const fitting = fittingVariant(families.get(family ?? '') ?? [], familyVariant, axes);
    return planProduct(record, {
      structure: reading.structure,
      existing,
      familyVariant: fitting,
      targets,
      nameOf,
    });
  });
}

/** Whether what the PIM has of associations is needed to say what it is to have: by identifier, and not by UUID. */
function mergesAssociations({ coverage, data, sections }: Upsert): boolean {
  if (coverage !== 'partial' || !sections.includes('relations')) return false;
  return [data, ...data.variants].some(
    ({ associations, relations }) => associations !== undefined || relations !== undefined,
  );
}

/** Looks what the records point to: by relations, and by values of product links. */
async function targetsOf(
  records: readonly Upsert[],
  tools: DestinationTools,
  reading: ProductReading,
): Promise<RelationTargets> {
  const { structure, signal } = reading;
  const links = [...structure.attributes.values()].flatMap(({ code, kind }) =>
    kind === 'productLink' ? [code] : [],
  );
  const sent = records.flatMap(({ data, sections, remote }) => {
    const sends = (section: string) => remote === null || sections.includes(section);
    return [data, ...data.variants].map(({ relations, values = {} }) => ({
      relations: sends('relations') ? relations : undefined,
      values: sends('content') ? links.flatMap((code) => Object.values(values[code] ?? {})) : [],
    }));
  });
  const related = sent.flatMap(({ relations = {} }) => Object.values(relations).flat());
  const linked = sent.flatMap(({ values }) =>
    values.flatMap((byScope) => Object.values(byScope).flatMap(linkedProducts)),
  );
  const [types, find] = await Promise.all([
    sent.some(({ relations }) => relations !== undefined) ? readAssociationTypes(tools, signal) : noTypes,
    readTargets([...related, ...linked], tools, reading),
  ]);
  return { types, find };
}

const noTypes: RelationTargets['types'] = new Map();

async function familyVariantsOf(
  records: readonly Upsert[],
  { client, tools }: DestinationTools,
  { signal }: ConnectorContext,
): Promise<ReadonlyMap<string, readonly FamilyVariantFacts[]>> {
  const families = [...new Set(records.flatMap(({ data }) => data.family ?? []))];
  const found = await Promise.all(
    families.map((family) => readFamilyVariants(family, client, tools, signal)),
  );
  return new Map(families.map((family, index) => [family, found[index] ?? []]));
}
