import { barcodesOfVariants, productsByIds } from '../documents/read-back-documents.ts';
import { productNodeSchema } from '../documents/read-nodes.ts';
import type { WholeProduct } from '../documents/read-nodes.ts';
import { imagesOfVariants } from '../documents/read-part-documents.ts';
import { optionsOfProducts } from '../documents/translation-documents.ts';
import type { OptionParts } from '../documents/translation-documents.ts';
import { inPieces } from '../graphql/list-rest.ts';
import { liveMetafieldName, metafieldName } from '../plan/metafield-inputs.ts';
import type { ProductRecord } from '../records/product-record.ts';
import { readCollections } from '../source/collections-of-products.ts';
import type { CollectionOfProduct } from '../source/collections-of-products.ts';
import { readFixedPrices } from '../source/fixed-prices.ts';
import type { FixedPrice } from '../source/fixed-prices.ts';
import { wholeProduct } from '../source/whole-products.ts';
import type { NamedThing } from '../write/shop-facts.ts';
import { readPublications } from './live-publications.ts';
import { readTranslations } from './live-translations.ts';
import type { LiveTranslations } from './live-translations.ts';
import type { ReadBackSession } from './read-back-session.ts';

/** A product as it is in the shop. Parts that were not asked for are `null`. */
export interface LiveProduct extends WholeProduct {
  readonly collections: readonly CollectionOfProduct[] | null;
  /** Those that show it, or will. */
  readonly publications: readonly NamedThing[] | null;
  /** Translations of the product and of parts of it that have texts of their own, by id. */
  readonly texts: ReadonlyMap<string, LiveTranslations> | null;
  readonly optionParts: OptionParts | null;
  /** Ids of files by variant. */
  readonly variantImages: ReadonlyMap<string, readonly string[]> | null;
  /** By variant. */
  readonly fixedPrices: ReadonlyMap<string, readonly FixedPrice[]> | null;
  /** By variant. */
  readonly barcodes: ReadonlyMap<string, readonly Barcode[]> | null;
}

/** A barcode as the shop gives it. */
export interface Barcode {
  readonly type?: string | null | undefined;
  readonly value: string;
}

/** Which parts of products are read. */
export interface WantedParts {
  readonly collections: boolean;
  readonly publications: boolean;
  readonly variantImages: boolean;
  readonly fixedPrices: boolean;
  readonly barcodes: boolean;
  /** Languages. */
  readonly locales: readonly string[];
  /** Whether names and values of options are translated. */
  readonly optionTexts: boolean;
  /** Names of metafields that are translated. */
  readonly metafieldTexts: ReadonlySet<string>;
}

/** The parts that some records speak of. */
export function partsOf(records: readonly ProductRecord[]): WantedParts {
  const variants = records.flatMap((record) => record.variants);
  const texts = records.flatMap(({ translations = {} }) => Object.values(translations));
  const translations = [...records, ...variants].flatMap((each) => Object.entries(each.translations ?? {}));
  return {
    collections: records.some(
      ({ collections, categories }) => collections !== undefined || categories !== undefined,
    ),
    publications: records.some(({ publications }) => publications !== undefined),
    variantImages: variants.some(({ image }) => image !== undefined),
    fixedPrices: variants.some(({ marketPrices }) => marketPrices !== undefined),
    barcodes: variants.some(({ barcodes }) => barcodes !== undefined),
    locales: [...new Set(translations.map(([locale]) => locale))],
    optionTexts: texts.some((each) => each.options !== undefined || each.optionValues !== undefined),
    metafieldTexts: new Set(
      translations.flatMap(([, { metafields = {} }]) =>
        Object.entries(metafields).flatMap(([namespace, keys]) =>
          Object.keys(keys).map((key) => metafieldName({ namespace, key })),
        ),
      ),
    ),
  };
}

/** What is read of products of which nobody says how they should be. */
export const plainParts: WantedParts = {
  collections: true,
  publications: false,
  variantImages: false,
  fixedPrices: true,
  barcodes: false,
  locales: [],
  optionTexts: false,
  metafieldTexts: new Set(),
};

// What one call gives of twenty products is some hundred kilobytes.
const productsPerCall = 20;
const idsPerCall = 250;

/** Reads products with their parts, by id; those that are gone are left out. */
export async function readLiveProducts(
  ids: readonly string[],
  wanted: WantedParts,
  session: ReadBackSession,
): Promise<ReadonlyMap<string, LiveProduct>> {
  const found = new Map<string, LiveProduct>();
  for (const piece of inPieces(ids, productsPerCall)) {
    // One after the other: the limit is shared by all.
    // oxlint-disable-next-line no-await-in-loop
    for (const product of await readSome(piece, wanted, session)) found.set(product.id, product);
  }
  return found;
}

async function readSome(
  ids: readonly string[],
  wanted: WantedParts,
  session: ReadBackSession,
): Promise<readonly LiveProduct[]> {
  const { client, context, facts } = session;
  const { nodes } = await client.call(productsByIds, { ids }, context);
  const products: WholeProduct[] = [];
  for (const node of nodes) {
    const product = productNodeSchema.safeParse(node);
    // oxlint-disable-next-line no-await-in-loop
    if (product.success) products.push(await wholeProduct(product.data, session));
  }
  if (products.length === 0) return [];
  const known = products.map(({ id }) => id);
  const variants = products.flatMap((product) => product.variants.map(({ id }) => id));
  const collections = wanted.collections ? await readCollections(known, session) : null;
  const publications = wanted.publications ? await readPublications(known, session) : null;
  const options = wanted.optionTexts ? await readOptions(known, session) : null;
  const translated = [...known, ...translatedIds(products, options, wanted.metafieldTexts)];
  const texts =
    wanted.locales.length > 0 ? await readTranslations(translated, wanted.locales, session) : null;
  const variantImages = wanted.variantImages ? await readVariantImages(variants, session) : null;
  const barcodes = wanted.barcodes ? await readBarcodes(variants, session) : null;
  const fixedPrices = wanted.fixedPrices
    ? await readFixedPrices('product', known, {
        client,
        context,
        shop: { priceLists: await facts.priceLists(context) },
      })
    : null;
  return products.map((product) => ({
    ...product,
    collections: collections?.get(product.id) ?? null,
    publications: publications?.get(product.id) ?? null,
    texts,
    optionParts: options?.get(product.id) ?? null,
    variantImages,
    barcodes,
    fixedPrices,
  }));
}

async function readOptions(
  ids: readonly string[],
  { client, context }: ReadBackSession,
): Promise<ReadonlyMap<string, OptionParts>> {
  const { nodes } = await client.call(optionsOfProducts, { ids }, context);
  return new Map(
    nodes.flatMap((node) =>
      node?.id === undefined || node.options === undefined ? [] : [[node.id, node.options] as const],
    ),
  );
}

/** Ids of the parts that have texts of their own: options, their values, and metafields with these names. */
function translatedIds(
  products: readonly WholeProduct[],
  options: ReadonlyMap<string, OptionParts> | null,
  names: ReadonlySet<string>,
): readonly string[] {
  const owners = products.flatMap((product) => [product, ...product.variants]);
  return [
    ...[...(options?.values() ?? [])]
      .flat()
      .flatMap(({ id, optionValues }) => [id, ...optionValues.map((value) => value.id)]),
    ...owners
      .flatMap(({ metafields }) => metafields)
      .filter((metafield) => names.has(liveMetafieldName(metafield)))
      .map(({ id }) => id),
  ];
}

async function readVariantImages(ids: readonly string[], { client, context }: ReadBackSession) {
  const found = new Map<string, readonly string[]>();
  for (const piece of inPieces(ids, idsPerCall)) {
    // oxlint-disable-next-line no-await-in-loop
    const { nodes } = await client.call(imagesOfVariants, { ids: piece }, context);
    for (const node of nodes) {
      if (node === null) continue;
      const images = node.media.nodes.map(({ id }) => id);
      found.set(node.id, images);
    }
  }
  return found;
}

async function readBarcodes(ids: readonly string[], { client, context }: ReadBackSession) {
  const found = new Map<string, readonly Barcode[]>();
  for (const piece of inPieces(ids, idsPerCall)) {
    // oxlint-disable-next-line no-await-in-loop
    const { nodes } = await client.call(barcodesOfVariants, { ids: piece }, context);
    for (const node of nodes) if (node?.id !== undefined) found.set(node.id, node.barcodes?.nodes ?? []);
  }
  return found;
}
