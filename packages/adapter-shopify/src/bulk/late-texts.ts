import type { TranslationPayload } from '../plan/part-translations.ts';
import { findParts, partName } from '../write/find-parts.ts';
import type { TranslatedProduct } from '../write/find-parts.ts';
import { readDigests } from '../write/read-digests.ts';
import type { Digests } from '../write/read-digests.ts';
import type { WriteSession } from '../write/session.ts';
import { isOfProduct } from '../write/write-translations.ts';

/** A text or a part of a product that has translations of its own. */
export interface TranslatedResource {
  readonly id: string;
  readonly digests: Digests;
}

/** What of a product has translations, by `partName`. */
export type LateTexts = ReadonlyMap<string, TranslatedResource>;

/**
 * Reads what the translations of many products are registered against: some calls for hundreds of products, right before
 * the lines are made of it. What changes until a line is worked off, Shopify refuses.
 *
 * @returns by product; one that is not there any more, or of which a variant is not, is left out.
 */
export async function readLateTexts(
  products: readonly TranslatedProduct[],
  session: Pick<WriteSession, 'client' | 'context'>,
): Promise<ReadonlyMap<string, LateTexts>> {
  const found = new Map<string, Map<string, TranslatedResource>>();
  if (products.length === 0) return found;
  const withParts = products.filter(({ list }) => !list.every(isOfProduct));
  const parts = await findParts(withParts, session);
  const lost = new Set(withParts.filter(({ id }) => !parts.has(id)));
  const resources = products.flatMap(({ id }) => [id, ...(parts.get(id)?.values() ?? [])]);
  const digests = await readDigests([...new Set(resources)], session);
  for (const product of products) {
    const { id } = product;
    const own = digests.get(id);
    if (own === undefined || lost.has(product)) continue;
    const texts = new Map([[partName(), { id, digests: own }]]);
    for (const [name, resource] of parts.get(id) ?? []) {
      const ofPart = digests.get(resource);
      if (ofPart !== undefined) texts.set(name, { id: resource, digests: ofPart });
    }
    found.set(id, texts);
  }
  return found;
}

/** Names of the texts that a product does not have, or that are empty: they cannot be translated. */
export function untranslatable(list: readonly TranslationPayload[], texts: LateTexts): readonly string[] {
  const lacking = list.filter(({ key, of }) => texts.get(partName(of))?.digests.has(key) !== true);
  return [...new Set(lacking.map(textName))];
}

/** Under which name a receipt remembers a text, in whatever language. */
export function textName({ key, of }: Pick<TranslationPayload, 'key' | 'of'>): string {
  return of === undefined ? key : `${key} ${partName(of)}`;
}
