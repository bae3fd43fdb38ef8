import type { RecordKey } from '@pim-connector/core';

import { translationsRegister, translationsRemove } from '../documents/channel-documents.ts';
import type { MetafieldNode } from '../documents/read-nodes.ts';
import {
  metafieldsOfVariants,
  translatableContents,
  translatedParts,
} from '../documents/translation-documents.ts';
import { recordNamespace } from '../plan/metafield-inputs.ts';
import { partPath } from '../plan/part-translations.ts';
import type { TranslationPayload } from '../plan/part-translations.ts';
import { chunks, itemsPerCall } from './product-parts.ts';
import { Refusal, assertDone, notThere } from './refusal.ts';
import type { Locate, RecordPlace } from './refusal.ts';
import type { WriteSession } from './session.ts';

/** A translation with the resource that it is of. */
interface PartTranslation {
  readonly resource: string;
  readonly translation: TranslationPayload;
}

/**
 * Writes translations of options, their values and metafields, each a resource of its own: what is there already, and
 * not outdated, is not sent. A text that the product does not have cannot be translated and is left out.
 *
 * @param list those without a value are taken away.
 * @param variants ids of variants by our keys, in the order of the record.
 */
export async function writePartTranslations(
  id: string,
  list: readonly TranslationPayload[],
  variants: ReadonlyMap<RecordKey, string>,
  session: WriteSession,
): Promise<void> {
  if (list.length === 0) return;
  const resources = await findResources(id, list, variants, session);
  const known = list.flatMap((translation): PartTranslation[] => {
    const resource = resources.get(JSON.stringify(translation.of));
    return resource === undefined ? [] : [{ resource, translation }];
  });
  const keys = [...variants.keys()];
  const placeOf = (translation: TranslationPayload) => partPath(translation, keys);
  for (const [locale, some] of Map.groupBy(known, ({ translation }) => translation.locale)) {
    // oxlint-disable-next-line no-await-in-loop
    await writeLanguage(locale, some, placeOf, session).catch(async (error: unknown) => {
      // A text changed between the reading of its digest and the writing: once more, with what is there now.
      if (!(error instanceof Refusal) || !error.has('stale')) throw error;
      await writeLanguage(locale, some, placeOf, session);
    });
  }
}

/** Writes what an image shows in other languages. */
export async function writeAltTranslations(
  id: string,
  alts: Readonly<Record<string, string | null>>,
  session: WriteSession,
): Promise<void> {
  for (const [locale, alt] of Object.entries(alts)) {
    const translation = { locale, key: 'alt', value: alt === '' ? null : alt };
    const place = () => ({ path: `altTranslations.${locale}` });
    // oxlint-disable-next-line no-await-in-loop
    await writeLanguage(locale, [{ resource: id, translation }], place, session);
  }
}

async function writeLanguage(
  locale: string,
  some: readonly PartTranslation[],
  placeOf: (translation: TranslationPayload) => RecordPlace,
  { client, context }: WriteSession,
): Promise<void> {
  const byResource = Map.groupBy(some, ({ resource }) => resource);
  for (const ids of chunks([...byResource.keys()], itemsPerCall)) {
    // oxlint-disable-next-line no-await-in-loop
    const { translatableResourcesByIds } = await client.call(translatableContents, { ids, locale }, context);
    for (const { resourceId, translatableContent, translations } of translatableResourcesByIds.nodes) {
      const wanted = (byResource.get(resourceId) ?? []).map(({ translation }) => translation);
      const there = new Map(translations.map((each) => [each.key, each]));
      const digests = new Map(translatableContent.map(({ key, digest }) => [key, digest]));
      const gone = wanted.filter(({ key, value }) => value === null && there.has(key));
      const sent = wanted.filter(({ key, value }) => {
        const now = there.get(key);
        const isThere = now?.value === value && !now.outdated;
        return value !== null && digests.get(key) != null && !isThere;
      });
      const locate =
        (those: readonly TranslationPayload[]): Locate =>
        (field) => {
          const translation = those[Number(field[1])] ?? those[0];
          return translation === undefined ? { path: 'translations' } : placeOf(translation);
        };
      if (gone.length > 0) {
        const variables = { resourceId, translationKeys: gone.map(({ key }) => key), locales: [locale] };
        // oxlint-disable-next-line no-await-in-loop
        const data = await client.call(translationsRemove, variables, context);
        const { userErrors } = data.translationsRemove;
        assertDone(userErrors, translationsRemove.field, client.errors, locate(gone));
      }
      if (sent.length === 0) continue;
      const input = sent.map(({ key, value }) => ({
        locale,
        key,
        value,
        translatableContentDigest: digests.get(key),
      }));
      // oxlint-disable-next-line no-await-in-loop
      const data = await client.call(translationsRegister, { resourceId, translations: input }, context);
      const { userErrors } = data.translationsRegister;
      assertDone(userErrors, translationsRegister.field, client.errors, locate(sent));
    }
  }
}

/** Ids of resources by the names of parts, as JSON. */
async function findResources(
  id: string,
  list: readonly TranslationPayload[],
  variants: ReadonlyMap<RecordKey, string>,
  { client, context }: WriteSession,
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  const note = (of: readonly string[], resource: string) => found.set(JSON.stringify(of), resource);
  const { product } = await client.call(translatedParts, { id }, context);
  if (product == null) throw notThere(id);
  for (const option of product.options) {
    note(['option', option.name], option.id);
    for (const value of option.optionValues) note(['value', option.name, value.name], value.id);
  }
  for (const metafield of product.metafields.nodes) note(['metafield', ...nameOf(metafield)], metafield.id);
  const keys = [...new Set(list.flatMap(({ of = [] }) => (of[0] === 'variant' ? (of[1] ?? []) : [])))];
  const keyOf = new Map(keys.map((key) => [variants.get(key) ?? '', key]));
  for (const ids of chunks(
    [...keyOf.keys()].filter((each) => each !== ''),
    itemsPerCall,
  )) {
    // oxlint-disable-next-line no-await-in-loop
    const { nodes } = await client.call(metafieldsOfVariants, { ids }, context);
    for (const node of nodes)
      for (const metafield of node?.metafields?.nodes ?? [])
        note(['variant', keyOf.get(node?.id ?? '') ?? '', ...nameOf(metafield)], metafield.id);
  }
  return found;
}

function nameOf({ namespace, key }: MetafieldNode): readonly string[] {
  return [recordNamespace(namespace), key];
}
