import type { DesiredUpsert, Issue, JsonValue, PlannedOperation } from '@pim-connector/core';

import { foldCode } from './api-values.ts';
import type { CatalogueStructure } from './catalogue-structure.ts';
import type { AkeneoRecords, RecordMedia } from './destination-records.ts';
import { workflowStatus } from './existing-products.ts';
import type { ExistingProducts } from './existing-products.ts';
import type { FamilyVariantFacts } from './family-variants.ts';
import { middleCode } from './middle-model.ts';
import { mostLines } from './patch-lines.ts';
import { planUploads } from './plan-uploads.ts';
import { payloadOf } from './planned-write.ts';
import type { PlannedLine, PlannedUpload } from './planned-write.ts';
import { describedLine, mergeValues, valuesOf } from './product-lines.ts';
import type { Described, LineContext } from './product-lines.ts';

type ProductRecord = AkeneoRecords['product'];
type VariantRecord = ProductRecord['variants'][number];

/** Lines and uploads of one record. */
interface Draft {
  readonly lines: PlannedLine[];
  readonly uploads: PlannedUpload[];
  readonly issues: Issue[];
}

/** What planning products needs to know. */
export interface ProductPlanning {
  readonly structure: CatalogueStructure;
  readonly existing: ExistingProducts;
  /** The family variant of a record with axes; `null`: there is none that fits. */
  readonly familyVariant: FamilyVariantFacts | null;
}

/** Works out the lines of one product: its models first, then its articles. */
export function planProduct(
  desired: DesiredUpsert<'product', ProductRecord>,
  planning: ProductPlanning,
): PlannedOperation {
  const { key, data, sections, coverage, variantKeys } = desired;
  const draft: Draft = { lines: [], uploads: [], issues: [] };
  const context = { structure: planning.structure, coverage, sections: new Set(sections) };
  const isModelled = (data.axes ?? []).length > 0;
  if (!isModelled) for (const variant of data.variants) addSimple(draft, data, variant, planning, context);
  else if (planning.familyVariant === null) draft.issues.push(noFamilyVariant(data));
  else addModelled(draft, key, data, planning.familyVariant, planning, context);
  const { lines } = draft;
  const existing = isModelled
    ? planning.existing.model(key)
    : planning.existing.product(data.variants[0]?.sku ?? key);
  return {
    entity: 'product',
    key,
    action: lines.length + draft.uploads.length === 0 ? 'none' : existing === undefined ? 'create' : 'update',
    sections,
    payload: payloadOf({ lines, uploads: draft.uploads }),
    data: remoteData(key, data, variantKeys, isModelled, planning.existing),
    calls: lines.length / mostLines + draft.uploads.length * 2,
    ...(draft.issues.length === 0 ? {} : { issues: draft.issues }),
  };
}

function addSimple(
  draft: Draft,
  data: ProductRecord,
  variant: VariantRecord,
  { existing, structure }: ProductPlanning,
  context: LineContext,
): void {
  const known = existing.product(variant.sku);
  const { line, issues } = describedLine(combined(data, variant), known, context);
  const sendsFamily = data.family !== undefined && (known === undefined || context.sections.has('content'));
  const family = sendsFamily ? { family: data.family ?? null } : {};
  addLine(
    draft,
    { stage: 0, path: 'products', line: { identifier: variant.sku, ...family, ...line } },
    known === undefined,
  );
  draft.issues.push(...issues);
  addUploads(
    draft,
    { identifier: variant.sku },
    { ...data.media, ...variant.media },
    known === undefined,
    structure,
    context,
  );
}

function addUploads(
  draft: Draft,
  owner: { readonly [name: string]: string },
  media: RecordMedia,
  isNew: boolean,
  structure: CatalogueStructure,
  { sections }: LineContext,
): void {
  if (isNew || sections.has('media')) draft.uploads.push(...planUploads(owner, media, structure));
}

function addModelled(
  draft: Draft,
  key: string,
  data: ProductRecord,
  familyVariant: FamilyVariantFacts,
  { existing, structure }: ProductPlanning,
  context: LineContext,
): void {
  const { code, levels } = familyVariant;
  const levelOf = (attribute: string) => levels.findIndex((level) => level.has(attribute)) + 1;
  const effective = data.variants.map((variant) => mergeValues(data.values ?? {}, variant.values ?? {}));
  const common = valuesOf(
    mergeValues(effective[0] ?? {}, data.values ?? {}),
    (attribute) => levelOf(attribute) === 0,
  );
  const { enabled: _enabled, ...ofModel } = data;
  addModel(
    draft,
    { code: key, parent: null, stage: 0, familyVariant: code },
    { ...ofModel, values: common },
    existing,
    context,
  );
  addUploads(draft, { code: key }, data.media ?? {}, existing.model(key) === undefined, structure, context);
  const middles = new Set<string>();
  for (const [index, variant] of data.variants.entries()) {
    const values = effective[index] ?? {};
    let parent = key;
    if (levels.length === 2) {
      parent = middleCode(key, variant, values, familyVariant, existing);
      if (!middles.has(foldCode(parent))) {
        middles.add(foldCode(parent));
        const own = valuesOf(values, (attribute) => levelOf(attribute) === 1);
        addModel(
          draft,
          { code: parent, parent: key, stage: 1, familyVariant: code },
          { values: own },
          existing,
          context,
        );
      }
    }
    const known = existing.product(variant.sku);
    const own = valuesOf(values, (attribute) => levelOf(attribute) === levels.length);
    const enabled = variant.enabled ?? data.enabled;
    const { line, issues } = describedLine(
      { ...variant, ...(enabled === undefined ? {} : { enabled }), values: own },
      known,
      context,
    );
    const place = known === undefined ? { parent, family: data.family ?? null } : {};
    addLine(
      draft,
      { stage: levels.length, path: 'products', line: { identifier: variant.sku, ...place, ...line } },
      known === undefined,
    );
    draft.issues.push(...issues.map((issue) => ({ ...issue, variant: variant.sku })));
    addUploads(
      draft,
      { identifier: variant.sku },
      variant.media ?? {},
      known === undefined,
      structure,
      context,
    );
  }
}

function addModel(
  draft: Draft,
  {
    code,
    parent,
    stage,
    familyVariant,
  }: { code: string; parent: string | null; stage: number; familyVariant: string },
  described: Described,
  existing: ExistingProducts,
  context: LineContext,
): void {
  const known = existing.model(code);
  const { line, issues } = describedLine(described, known, context);
  const structure =
    known === undefined ? { family_variant: familyVariant, ...(parent === null ? {} : { parent }) } : {};
  addLine(
    draft,
    { stage, path: 'product-models', line: { code, ...structure, ...line } },
    known === undefined,
  );
  draft.issues.push(...issues);
}

function combined(data: ProductRecord, variant: VariantRecord): Described {
  const values = mergeValues(data.values ?? {}, variant.values ?? {});
  const enabled = variant.enabled ?? data.enabled;
  const categories = joined(data.categories, variant.categories);
  const associations = { ...data.associations, ...variant.associations };
  return {
    ...(enabled === undefined ? {} : { enabled }),
    ...(categories === undefined ? {} : { categories }),
    values,
    ...(Object.keys(associations).length === 0 ? {} : { associations }),
  };
}

function joined(
  product: string[] | null | undefined,
  variant: string[] | null | undefined,
): string[] | null | undefined {
  if (product === undefined) return variant;
  return variant === undefined ? product : [...new Set([...(product ?? []), ...(variant ?? [])])];
}

/** A line of nothing but its own name changes nothing, unless it makes something. */
function addLine(draft: Draft, line: PlannedLine, isNew: boolean): void {
  if (isNew || Object.keys(line.line).length > 1) draft.lines.push(line);
}

function remoteData(
  key: string,
  { variants }: ProductRecord,
  variantKeys: readonly string[],
  isModelled: boolean,
  existing: ExistingProducts,
): JsonValue {
  // Only editions with permissions tell a status, and only what exists can be drafted.
  const mayBeDrafts = variants.flatMap(({ sku }) =>
    workflowStatus(existing.product(sku)) === null ? [] : [sku],
  );
  return {
    isModelled,
    key,
    variants: variants.map(({ sku }, index) => [variantKeys[index] ?? sku, sku]),
    ...(mayBeDrafts.length === 0 ? {} : { mayBeDrafts }),
  };
}

function noFamilyVariant({ family, familyVariant, axes = [] }: ProductRecord): Issue {
  return {
    code: 'akeneo.no_family_variant',
    severity: 'error',
    message:
      typeof familyVariant === 'string'
        ? `The family “${family ?? ''}” has no family variant “${familyVariant}”`
        : `The family “${family ?? ''}” has no family variant with the axes ${axes.join(', ')}`,
    hint: 'Make one in the PIM, or name one by “familyVariant” in the mapping.',
    path: 'axes',
  };
}
