import { parseJson } from '@pim-connector/core';
import type { RecordKey } from '@pim-connector/core';
import { z } from 'zod';

import type { TranslationPayload } from '../plan/part-translations.ts';
import { translationKeys } from '../plan/product-fields.ts';
import type { ProductPayload } from '../plan/product-payload.ts';
import type { Owned } from '../records/remote-data.ts';
import { carryOutAll } from './part-call.ts';
import { readDigests } from './read-digests.ts';
import { Refusal, notThere } from './refusal.ts';
import type { WriteSession } from './session.ts';
import { registerAll, registerCalls, removalCalls } from './translation-calls.ts';
import type { NoteTranslations, PlaceOfTranslation } from './translation-calls.ts';
import { writePartTranslations } from './write-part-translations.ts';

const partSchema = z.array(z.string());

const namesByKey = new Map<string, string>(Object.entries(translationKeys).map(([name, key]) => [key, name]));

/**
 * Registers translations against the source texts as they are now, and takes those away that are empty or that the
 * record has not any more.
 *
 * @param variants ids of variants by our keys, in the order of the record.
 * @param note told what is registered by then, as the whole may be refused in the middle.
 */
export async function writeTranslations(
  id: string,
  { translations }: { readonly translations?: ProductPayload['translations'] | undefined },
  owned: Owned,
  variants: ReadonlyMap<RecordKey, string>,
  session: WriteSession,
  note: NoteTranslations,
): Promise<void> {
  if (translations === undefined) return;
  const { gone, wanted } = dividedTranslations(translations, owned);
  await carryOutAll(removalCalls(id, gone.filter(isOfProduct), textPlace), session);
  await registerFresh(id, wanted.filter(isOfProduct), session, note);
  const parts = [...wanted, ...gone].filter((each) => !isOfProduct(each));
  await writePartTranslations(id, parts, variants, session, note);
}

/** Translations to take away, those that the record had and has not any more as well, and translations to register. */
export function dividedTranslations(
  translations: readonly TranslationPayload[],
  owned: Pick<Owned, 'translations'>,
): { readonly gone: readonly TranslationPayload[]; readonly wanted: readonly TranslationPayload[] } {
  const given = new Set(translations.map(translationName));
  return {
    gone: [
      ...translations.filter(({ value }) => value === null),
      ...owned.translations.filter((name) => !given.has(name)).map(translationNamed),
    ],
    wanted: translations.filter(({ value }) => value !== null),
  };
}

/** Where the translation of a text of the product itself stands. */
export const textPlace: PlaceOfTranslation = ({ locale, key }) => ({
  path: `translations.${locale}.${namesByKey.get(key) ?? key}`,
});

/** Whether it is a text of the product itself. */
export function isOfProduct({ of }: TranslationPayload): boolean {
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

/** Registers with digests that were just read; if a text changed in between, with newer ones. */
async function registerFresh(
  id: string,
  wanted: readonly TranslationPayload[],
  session: WriteSession,
  note: NoteTranslations,
): Promise<void> {
  try {
    await register(id, wanted, session, note);
  } catch (error) {
    if (!(error instanceof Refusal) || !error.has('stale')) throw error;
    await register(id, wanted, session, note);
  }
}

async function register(
  id: string,
  wanted: readonly TranslationPayload[],
  session: WriteSession,
  note: NoteTranslations,
): Promise<void> {
  if (wanted.length === 0) return;
  const digests = (await readDigests([id], session)).get(id);
  if (digests === undefined) throw notThere(id);
  // A text that is empty in the primary language cannot be translated.
  const sent = wanted.filter(({ key }) => digests.has(key));
  await registerAll(registerCalls(id, sent, digests, textPlace), session, note);
}
