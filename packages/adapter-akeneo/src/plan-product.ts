import type { DesiredUpsert, Issue, JsonValue, PlannedOperation } from '@pim-connector/core';

import { foldCode } from './api-values.ts';
import type { CatalogueStructure } from './catalogue-structure.ts';
import type { AkeneoRecords, RecordRelations } from './destination-records.ts';
import { workflowStatus } from './existing-products.ts';
import type { ExistingProducts } from './existing-products.ts';
import type { FamilyVariantFacts } from './family-variants.ts';
import { middleCode } from './middle-model.ts';
import { mostLines } from './patch-lines.ts';
import { payloadOf } from './planned-write.ts';
import { addPart } from './product-draft.ts';
import type { ProductDraft } from './product-draft.ts';
import type { Described, LineContext } from './product-lines.ts';
import { cellsOf, mergeCells } from './record-cells.ts';
import type { RelationTargets } from './relation-targets.ts';
import { rememberedFiles } from './remembered-files.ts';
import type { RememberedFiles } from './remembered-files.ts';

type ProductRecord = AkeneoRecords['product'];
type VariantRecord = ProductRecord['variants'][number];

/** What stands at places of attributes. */
type Cellular = Required<Pick<Described, 'values' | 'media'>>;

const nothing: Cellular = { values: {}, media: {} };

/** What planning products needs to know. */
export interface ProductPlanning {
  readonly structure: CatalogueStructure;
  readonly existing: ExistingProducts;
  /** The family variant of a record with axes; `null`: there is none that fits. */
  readonly familyVariant: FamilyVariantFacts | null;
  readonly targets: RelationTargets;
  /** The identifier of a product that the PIM names by its UUID. */
  readonly nameOf: (uuid: string) => string;
}

/** Works out the lines of one product: its models first, then its articles. */
export function planProduct(
  desired: DesiredUpsert<'product', ProductRecord>,
  planning: ProductPlanning,
): PlannedOperation {
  const { key, data, sections, coverage, remote } = desired;
  const draft: ProductDraft = { lines: [], uploads: [], issues: [], files: {}, awaits: [] };
  const remembered = rememberedFiles(remote) ?? {};
  const { structure, targets, nameOf } = planning;
  const context = { structure, coverage, sections: new Set(sections), remembered, targets, nameOf };
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
    data: remoteData(
      desired,
      isModelled,
      // What is not sent stays, and is known as before.
      context.sections.has('media') ? draft.files : { ...remembered, ...draft.files },
      planning.existing,
    ),
    calls: lines.length / mostLines + draft.uploads.length * 2,
    ...(draft.issues.length === 0 ? {} : { issues: draft.issues }),
    ...(draft.awaits.length === 0 ? {} : { awaits: draft.awaits }),
  };
}

function addSimple(
  draft: ProductDraft,
  data: ProductRecord,
  variant: VariantRecord,
  { existing }: ProductPlanning,
  context: LineContext,
): void {
  const known = existing.product(variant.sku);
  const sendsFamily = data.family !== undefined && (known === undefined || context.sections.has('content'));
  addPart(
    draft,
    {
      stage: 0,
      path: 'products',
      name: { identifier: variant.sku },
      place: sendsFamily ? { family: data.family ?? null } : {},
      described: combined(data, variant),
      existing: known,
    },
    context,
  );
}

function addModelled(
  draft: ProductDraft,
  key: string,
  data: ProductRecord,
  familyVariant: FamilyVariantFacts,
  { existing }: ProductPlanning,
  context: LineContext,
): void {
  const { levels } = familyVariant;
  const isOfLevel = (level: number) => (attribute: string) =>
    levels.findIndex((each) => each.has(attribute)) + 1 === level;
  // What the record says of an article stands at the level that the family variant has it at.
  const effective = data.variants.map((variant) => ({
    values: mergeCells(data.values ?? {}, variant.values ?? {}),
    media: mergeCells(data.media ?? {}, variant.media ?? {}),
  }));
  const ofLevel = (level: number, { values, media }: Cellular) => ({
    values: cellsOf(values, isOfLevel(level)),
    media: cellsOf(media, isOfLevel(level)),
  });
  const [first = nothing] = effective;
  const common = ofLevel(0, {
    values: mergeCells(first.values, data.values ?? {}),
    media: mergeCells(first.media, data.media ?? {}),
  });
  const addModel = (code: string, stage: number, described: Described, place: { parent?: string }) => {
    const known = existing.model(code);
    addPart(
      draft,
      {
        stage,
        path: 'product-models',
        name: { code },
        place: known === undefined ? { family_variant: familyVariant.code, ...place } : {},
        described,
        existing: known,
      },
      context,
    );
  };
  const { enabled: _enabled, ...ofModel } = data;
  addModel(key, 0, { ...ofModel, ...common }, {});
  const middles = new Set<string>();
  for (const [index, variant] of data.variants.entries()) {
    const own = effective[index] ?? nothing;
    let parent = key;
    if (levels.length === 2) {
      parent = middleCode(key, variant, own.values, familyVariant, existing);
      if (!middles.has(foldCode(parent))) {
        middles.add(foldCode(parent));
        addModel(parent, 1, ofLevel(1, own), { parent: key });
      }
    }
    const known = existing.product(variant.sku);
    const enabled = variant.enabled ?? data.enabled;
    const said = draft.issues.length;
    addPart(
      draft,
      {
        stage: levels.length,
        path: 'products',
        name: { identifier: variant.sku },
        place: known === undefined ? { parent, family: data.family ?? null } : {},
        described: {
          ...variant,
          ...(enabled === undefined ? {} : { enabled }),
          ...ofLevel(levels.length, own),
        },
        existing: known,
      },
      context,
    );
    for (const issue of draft.issues.splice(said)) draft.issues.push({ ...issue, variant: variant.sku });
  }
}

function combined(data: ProductRecord, variant: VariantRecord): Described {
  const enabled = variant.enabled ?? data.enabled;
  const categories = joined(data.categories, variant.categories);
  const associations = { ...data.associations, ...variant.associations };
  const relations = joinedRelations(data.relations ?? {}, variant.relations ?? {});
  return {
    ...(enabled === undefined ? {} : { enabled }),
    ...(categories === undefined ? {} : { categories }),
    values: mergeCells(data.values ?? {}, variant.values ?? {}),
    media: mergeCells(data.media ?? {}, variant.media ?? {}),
    ...(Object.keys(associations).length === 0 ? {} : { associations }),
    ...(Object.keys(relations).length === 0 ? {} : { relations }),
  };
}

function joinedRelations(product: RecordRelations, variant: RecordRelations): RecordRelations {
  const types = new Set([...Object.keys(product), ...Object.keys(variant)]);
  return Object.fromEntries(
    [...types].map((type) => [type, [...(product[type] ?? []), ...(variant[type] ?? [])]]),
  );
}

function joined(
  product: string[] | null | undefined,
  variant: string[] | null | undefined,
): string[] | null | undefined {
  if (product === undefined) return variant;
  return variant === undefined ? product : [...new Set([...(product ?? []), ...(variant ?? [])])];
}

function remoteData(
  { key, data: { variants }, variantKeys }: DesiredUpsert<'product', ProductRecord>,
  isModelled: boolean,
  files: RememberedFiles,
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
    ...(Object.keys(files).length === 0 ? {} : { files }),
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
