import { parseJson } from '@pim-connector/core';
import type { RecordKey } from '@pim-connector/core';
import { z } from 'zod';

import {
  translatableContent,
  translationsRegister,
  translationsRemove,
} from '../documents/channel-documents.ts';
import type { TranslationPayload } from '../plan/part-translations.ts';
import { translationKeys } from '../plan/product-fields.ts';
import type { ProductPayload } from '../plan/product-payload.ts';
import type { Owned } from '../records/remote-data.ts';
import { chunks } from './product-parts.ts';
import { Refusal, assertDone, notThere } from './refusal.ts';
import type { Locate } from './refusal.ts';
import type { WriteSession } from './session.ts';
import { writePartTranslations } from './write-part-translations.ts';

const partSchema = z.array(z.string());

/** Most translations that one call takes. Source: answers of real shops. */
const translationsPerCall = 100;

const namesByKey = new Map<string, string>(Object.entries(translationKeys).map(([name, key]) => [key, name]));

/**
 * Registers translations against the source texts as they are now, and takes those away that are empty or that the
 * record has not any more.
 *
 * @param variants ids of variants by our keys, in the order of the record.
 */
export async function writeTranslations(
  id: string,
  { translations }: ProductPayload,
  owned: Owned,
  variants: ReadonlyMap<RecordKey, string>,
  session: WriteSession,
): Promise<void> {
  if (translations === undefined) return;
  const given = new Set(translations.map(translationName));
  const gone = [
    ...translations.filter(({ value }) => value === null),
    ...owned.translations.filter((name) => !given.has(name)).map(translationNamed),
  ];
  await removeTranslations(id, gone.filter(isOfProduct), session);
  const wanted = translations.filter((each) => isOfProduct(each) && each.value !== null);
  for (const some of chunks(wanted, translationsPerCall)) {
    // oxlint-disable-next-line no-await-in-loop
    await registerFresh(id, some, session);
  }
  const parts = [...translations.filter(({ of, value }) => of !== undefined && value !== null), ...gone];
  await writePartTranslations(
    id,
    parts.filter((each) => !isOfProduct(each)),
    variants,
    session,
  );
}

function isOfProduct({ of }: TranslationPayload): boolean {
  return of === undefined;
}

/** Under which names the link remembers the translations that have a value. */
export function translationNames(list: readonly TranslationPayload[]): string[] {
  return list.filter(({ value }) => value !== null).map(translationName);
}

function translationName({ locale, key, of }: TranslationPayload): string {
  return `${locale} ${key}${of === undefined ? '' : ` ${JSON.stringify(of)}`}`;
}

function translationNamed(name: string): TranslationPayload {
  const [, locale = '', key = '', of] = /^(\S+) (\S+)(?: (.+))?$/.exec(name) ?? [];
  const part = of === undefined ? null : partSchema.safeParse(parseJson(of));
  return { locale, key, value: null, ...(part?.success === true ? { of: part.data } : {}) };
}

async function removeTranslations(
  id: string,
  gone: readonly TranslationPayload[],
  { client, context }: WriteSession,
): Promise<void> {
  for (const [locale, some] of Map.groupBy(gone, (each) => each.locale)) {
    const variables = { resourceId: id, translationKeys: some.map(({ key }) => key), locales: [locale] };
    // oxlint-disable-next-line no-await-in-loop
    const data = await client.call(translationsRemove, variables, context);
    assertDone(data.translationsRemove.userErrors, translationsRemove.field, client.errors);
  }
}

/** Registers with digests that were just read; if a text changed in between, with newer ones. */
async function registerFresh(
  id: string,
  some: readonly TranslationPayload[],
  session: WriteSession,
): Promise<void> {
  try {
    await register(id, some, session);
  } catch (error) {
    if (!(error instanceof Refusal) || !error.has('stale')) throw error;
    await register(id, some, session);
  }
}

async function register(
  id: string,
  some: readonly TranslationPayload[],
  { client, context }: WriteSession,
): Promise<void> {
  const { translatableResourcesByIds } = await client.call(translatableContent, { id }, context);
  const [resource] = translatableResourcesByIds.nodes;
  if (resource === undefined) throw notThere(id);
  const content = resource.translatableContent;
  const digests = new Map(content.map(({ key, digest }) => [key, digest]));
  // A text that is empty in the primary language cannot be translated.
  const sent = some.filter(({ key }) => digests.get(key) != null);
  if (sent.length === 0) return;
  const translations = sent.map(({ locale, key, value }) => ({
    locale,
    key,
    value,
    translatableContentDigest: digests.get(key),
  }));
  const data = await client.call(translationsRegister, { resourceId: id, translations }, context);
  const locate: Locate = (field) => {
    const translation = sent[Number(field[1])];
    if (translation === undefined) return { path: 'translations' };
    const { locale, key } = translation;
    return { path: `translations.${locale}.${namesByKey.get(key) ?? key}` };
  };
  assertDone(data.translationsRegister.userErrors, translationsRegister.field, client.errors, locate);
}
