import { referenceId } from '@pim-connector/core';
import type { DesiredDelete, DesiredUpsert, Issue, JsonValue, PlannedOperation } from '@pim-connector/core';

import type { Ownership } from '../destination-config.ts';
import { statusDueOf } from '../records/remote-data.ts';
import { productSections } from '../records/shopify-records.ts';
import type { ShopifyRecords } from '../records/shopify-records.ts';
import { metafieldInputs } from './metafield-inputs.ts';
import { isOfMetafield, partTranslationIssues, partTranslations } from './part-translations.ts';
import type { TranslationPayload } from './part-translations.ts';
import type { UnreadyFiles } from './pending-files.ts';
import { productFields, translationsOf } from './product-fields.ts';
import { productFiles } from './product-files.ts';
import { productIssues } from './product-issues.ts';
import type { HideMemo, ProductMemo, ProductPayload } from './product-payload.ts';
import { variantPayload } from './variant-payload.ts';

type DesiredProduct = DesiredUpsert<'product', ShopifyRecords['product']>;

/** How products are planned. */
export interface PlanOptions {
  readonly ownership: Ownership;
  readonly apiVersion: string;
}

/** Works out what is sent for a product: everything if the shop does not have it, else the sections that changed. */
export function planProduct(
  record: DesiredProduct,
  { ownership, apiVersion }: PlanOptions,
  unready: UnreadyFiles,
  misplaced: readonly Issue[],
): PlannedOperation {
  const { entity, key, data, variantKeys, references, remote } = record;
  const isWhole = remote === null;
  const changed = new Set(record.sections);
  const sent = (section: string) => isWhole || changed.has(section);
  const options = optionNames(data);
  const known = remote?.variants ?? {};
  const structure =
    isWhole ||
    changed.has(productSections.options) ||
    variantKeys.some((each) => !Object.hasOwn(known, each)) ||
    (record.coverage === 'complete' && Object.keys(known).some((each) => !variantKeys.includes(each)));
  const { files, awaits, issues: ofFiles } = productFiles(record, unready);
  const variants = data.variants.map((variant, index) => {
    const isNew = isWhole || !Object.hasOwn(known, variantKeys[index] ?? '');
    const sentOfIt = (section: string) => (isNew || sent(section)) && !isIgnored(section, ownership);
    return variantPayload(variant, options, sentOfIt, references, isNew);
  });
  const { tags, metafields, publications, status } = data;
  const collections = collectionsOf(data, references);
  const parts = partTranslations(data, variantKeys).filter(
    (each) => ownership.metafields !== 'ignore' || !isOfMetafield(each),
  );
  // A draft that lacked something is shown when it has it, and what was hidden when it comes back, also if the record says
  // nothing of that.
  const shown = sent('publication') && status !== undefined ? status.toUpperCase() : statusDueOf(remote);
  const payload: ProductPayload = {
    ...(sent('content') || shown !== undefined
      ? {
          product: {
            ...(sent('content') ? productFields(data) : {}),
            // The address that readers know leads to the new one.
            ...(sent('content') && !isWhole && data.handle !== undefined ? { redirectNewHandle: true } : {}),
            ...(shown === undefined ? {} : { status: shown }),
          },
        }
      : {}),
    ...(tags !== undefined && sent('tags') && ownership.tags !== 'ignore' ? { tags } : {}),
    ...(collections !== undefined && sent('relations') && ownership.collections !== 'ignore'
      ? { collections: [...new Set(collections)] }
      : {}),
    ...(files !== undefined && sent('media') && ownership.media !== 'ignore' ? { files } : {}),
    ...(metafields !== undefined && sent('metafields') && ownership.metafields !== 'ignore'
      ? { metafields: metafieldInputs(metafields, references) }
      : {}),
    ...(structure ? { options: [...options] } : {}),
    ...(structure || variants.some(saysSomething) ? { variants } : {}),
    // A text that changed makes its translations outdated until they are registered anew.
    ...(translationsAreSent(data, parts, sent) ? { translations: [...translationsOf(data), ...parts] } : {}),
    ...(publications !== undefined && sent('publication') && ownership.publications !== 'ignore'
      ? { publications }
      : {}),
  };
  const issues = [
    ...productIssues(data, options, variantKeys, apiVersion),
    ...partTranslationIssues(data, options, variantKeys),
    ...(ownership.media === 'ignore' ? [] : ofFiles),
    ...misplaced,
  ];
  const memo: ProductMemo = {
    remote,
    variantKeys: [...variantKeys],
    structure,
    complete: record.coverage === 'complete',
    ...(record.adoption === undefined ? {} : { adoption: record.adoption }),
  };
  return {
    entity,
    key,
    action:
      Object.keys(payload).length === 0 && record.adoption === undefined
        ? 'none'
        : remote === null
          ? 'create'
          : 'update',
    sections: record.sections,
    payload,
    data: memo as JsonValue,
    calls: Math.max(1, callsFor(payload, remote === null)) + (record.adoption === undefined ? 0 : 1),
    ...(issues.length === 0 ? {} : { issues }),
    ...(awaits.length === 0 || ownership.media === 'ignore' ? {} : { awaits }),
  };
}

/** Lists of variants that are left to others. */
function isIgnored(section: string, ownership: PlanOptions['ownership']): boolean {
  return (section === 'metafields' || section === 'media') && ownership[section] === 'ignore';
}

/** A source text that changes makes its translations outdated, also those of parts of the product. */
function translationsAreSent(
  { translations }: ShopifyRecords['product'],
  parts: readonly TranslationPayload[],
  sent: (section: string) => boolean,
): boolean {
  if (translations === undefined && parts.length === 0) return false;
  if (sent('translations') || sent('content')) return true;
  return parts.length > 0 && (sent('variants') || sent('metafields'));
}

/** Plans the end of a product or a collection. */
export function planDelete({ entity, key, mode, remote }: DesiredDelete): PlannedOperation {
  const memo: HideMemo | null = remote === null || mode === 'delete' ? null : { remote };
  return {
    entity,
    key,
    action: 'delete',
    sections: [],
    payload: { id: remote?.id ?? null, mode },
    ...(memo === null ? {} : { data: memo as unknown as JsonValue }),
    calls: mode === 'delete' ? 1 : 2,
  };
}

/** What the variants of a record differ by. */
export function optionNames({ options, variants }: ShopifyRecords['product']): readonly string[] {
  if (options !== undefined) return options;
  return [...new Set(variants.flatMap((variant) => (variant.options ?? []).map(({ name }) => name)))];
}

/** Handles of collections, and ids of those that are made of categories. */
function collectionsOf(
  { collections, categories }: ShopifyRecords['product'],
  references: DesiredProduct['references'],
): readonly string[] | undefined {
  if (collections === undefined && categories === undefined) return undefined;
  const idOf = (key: string) => references.get(referenceId({ entity: 'category', key }))?.id;
  return [...(collections ?? []), ...idsOf(categories ?? [], idOf)];
}

function idsOf(keys: readonly string[], idOf: (key: string) => string | undefined): string[] {
  return [...new Set(keys.flatMap((key) => idOf(key) ?? []))];
}

function saysSomething({
  fields,
  metafields,
  image,
  marketPrices,
}: NonNullable<ProductPayload['variants']>[number]) {
  return (
    Object.keys(fields).length > 0 ||
    metafields !== undefined ||
    image !== undefined ||
    marketPrices !== undefined
  );
}

/** Calls that a payload needs, as far as that is known before it is carried out. */
function callsFor(payload: ProductPayload, isCreate: boolean): number {
  const { product, tags, collections, files, metafields, variants, translations, publications } = payload;
  const markets = new Set(
    (variants ?? []).flatMap(({ marketPrices = [] }) => marketPrices.map(({ priceList }) => priceList)),
  );
  const afterwards = markets.size + translationCalls(translations) + (publications === undefined ? 0 : 1);
  if (isCreate) return 2 + afterwards + (afterwards > 0 ? 1 : 0);
  const plain = [product ?? collections, tags, files, metafields, variants];
  return plain.filter((each) => each !== undefined).length + afterwards;
}

/** The texts of a product go together; each of its parts is read, and has a call for each language. */
function translationCalls(translations: ProductPayload['translations']): number {
  if (translations === undefined) return 0;
  const parts = translations.filter(({ of }) => of !== undefined);
  if (parts.length === 0) return 2;
  const locales = new Set(parts.map(({ locale }) => locale)).size;
  const texts = new Set(parts.map(({ locale, of }) => JSON.stringify([locale, of]))).size;
  const own = parts.length < translations.length ? 2 : 0;
  return own + 2 + locales + texts;
}
