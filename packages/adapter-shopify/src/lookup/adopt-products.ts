import type {
  Adopted,
  Adoption,
  RecordKey,
  RemoteReference,
  Unadopted,
  UnknownRecord,
} from '@pim-connector/core';

import type { AdoptionRule } from '../destination-config.ts';
import type { AdoptionCandidate } from '../documents/adoption-documents.ts';
import { optionNames } from '../plan/plan-product.ts';
import type { ProductRecord } from '../records/product-record.ts';
import { kept } from '../records/remote-data.ts';
import { findByKey } from '../write/identity.ts';
import { matchVariants } from '../write/match-variants.ts';
import { chunks } from '../write/product-parts.ts';
import { readStructure } from '../write/product-structure.ts';
import type { WriteSession } from '../write/session.ts';
import { handleMatches, variantMatches } from './adoption-candidates.ts';
import type { Matches } from './adoption-candidates.ts';
import { ambiguous, taken } from './adoption-issues.ts';

type UnknownProduct = UnknownRecord<ProductRecord>;
type Session = Pick<WriteSession, 'client' | 'context'>;

/** Most calls that are under way at the same time. */
const askedAtOnce = 10;

/** A product that becomes a record, and what is known of its variants. */
interface Match {
  readonly id: string;
  readonly adoption?: Adoption;
  /** Ids of the variants that have a value of the record’s, by the value. */
  readonly variants: ReadonlyMap<string, string>;
}

/**
 * Finds the products of the shop that become records: those that carry the key (a run that died has left them), else by
 * the rules of the user, the first that finds anything.
 */
export async function adoptProducts(
  records: readonly UnknownProduct[],
  rules: readonly AdoptionRule[],
  session: Session,
): Promise<ReadonlyMap<RecordKey, Adopted | Unadopted>> {
  const answers = new Map<RecordKey, Adopted | Unadopted>();
  const matches = new Map<UnknownProduct, Match>();
  await atOnce(records, async (record) => {
    const id = await findByKey(record.key, session.client, session.context);
    if (id !== null) matches.set(record, { id, variants: new Map() });
  });
  for (const rule of rules) {
    const open = records.filter((record) => !matches.has(record) && !answers.has(record.key));
    // What one rule has found the next one need not look for.
    // oxlint-disable-next-line no-await-in-loop
    const found = await matchesOf(rule, open, session);
    for (const record of open) {
      const match = decide(rule, record, found);
      if (match === null) continue;
      if ('issues' in match) answers.set(record.key, match);
      else matches.set(record, match);
    }
  }
  await atOnce([...matches], async ([record, match]) => {
    const remote = await remoteOf(record, match, session);
    const { adoption } = match;
    if (remote !== null) answers.set(record.key, { remote, ...(adoption === undefined ? {} : { adoption }) });
  });
  return answers;
}

/** Asks for some at a time; the limiter decides how fast. */
async function atOnce<Item>(items: readonly Item[], ask: (item: Item) => Promise<void>): Promise<void> {
  // oxlint-disable-next-line no-await-in-loop
  for (const some of chunks(items, askedAtOnce)) await Promise.all(some.map(ask));
}

function matchesOf(
  rule: AdoptionRule,
  records: readonly UnknownProduct[],
  session: Session,
): Promise<Matches> {
  const values = records.flatMap((record) => valuesOf(rule, record).map(({ value }) => value));
  return rule === 'handle' ? handleMatches(values, session) : variantMatches(rule, values, session);
}

/** What a rule looks for of a record, with its place in it. */
function valuesOf(
  rule: AdoptionRule,
  { data }: UnknownProduct,
): readonly { readonly value: string; readonly path: string }[] {
  if (rule === 'handle') return data.handle === undefined ? [] : [{ value: data.handle, path: 'handle' }];
  return data.variants.flatMap(({ sku, barcode, barcodes = [] }, index) => {
    const at = `variants.${index}`;
    if (rule === 'sku') return [{ value: sku, path: `${at}.sku` }];
    const single = barcode == null || barcode === '' ? [] : [{ value: barcode, path: `${at}.barcode` }];
    return [...single, ...barcodes.map(({ value }) => ({ value, path: `${at}.barcodes` }))];
  });
}

function decide(rule: AdoptionRule, record: UnknownProduct, found: Matches): Match | Unadopted | null {
  const hits = valuesOf(rule, record).flatMap(({ value, path }) =>
    (found.get(value) ?? []).map((match) => ({ ...match, value, path })),
  );
  const [first] = hits;
  if (first === undefined) return null;
  const adoption = { by: rule, value: first.value };
  const candidates = new Map<string, AdoptionCandidate>(hits.map(({ product }) => [product.id, product]));
  if (candidates.size > 1) return { issues: [ambiguous(adoption, [...candidates.values()], first.path)] };
  const { product } = first;
  if (product.appKey != null) return { issues: [taken(adoption, product, product.appKey.value, first.path)] };
  const variants = hits.flatMap(({ value, variantId }): [string, string][] =>
    variantId === null || hits.some((other) => other.value === value && other.variantId !== variantId)
      ? []
      : [[value, variantId]],
  );
  return { id: product.id, adoption, variants: new Map(variants) };
}

/** How the product is known, with those of its variants that the record has; the others stay the merchant’s. */
async function remoteOf(
  { data, variantKeys }: UnknownProduct,
  { id, variants: hits }: Match,
  session: Session,
): Promise<RemoteReference | null> {
  const structure = await readStructure(id, session);
  if (structure === null) return null;
  const options = optionNames(data);
  const desired = data.variants.map(({ sku, barcode, barcodes = [], options: values = [] }, index) => {
    const hit = [sku, barcode, ...barcodes.map(({ value }) => value)].find((value) => hits.has(value ?? ''));
    return {
      key: variantKeys[index] ?? sku,
      sku,
      values: options.map((name) => values.find((each) => each.name === name)?.value ?? ''),
      id: hits.get(hit ?? '') ?? null,
    };
  });
  const matched = matchVariants({ options, variants: desired }, structure);
  const variants = desired.flatMap(({ key }, index): [RecordKey, RemoteReference][] => {
    const variant = matched[index];
    if (variant == null) return [];
    const { inventoryItem } = variant;
    return [
      [key, { id: variant.id, data: kept({ product: id, inventoryItem, metafields: [], priceLists: [] }) }],
    ];
  });
  return { id, variants: Object.fromEntries(variants) };
}
