import { parseJson } from '@pim-connector/core';
import { z } from 'zod';

import type { TranslationPayload } from '../plan/part-translations.ts';

const partSchema = z.array(z.string());

/** Under which names the link remembers the translations that have a value. */
export function translationNames(list: readonly TranslationPayload[]): string[] {
  return list.filter(({ value }) => value !== null).map(translationName);
}

/** See {@link translationNames}. */
export function translationName({ locale, key, of }: TranslationPayload): string {
  return `${locale} ${key}${of === undefined ? '' : ` ${JSON.stringify(of)}`}`;
}

/** The translation that the link remembers under a name, without a value. */
export function translationNamed(name: string): TranslationPayload {
  const [, locale = '', key = '', of] = /^(\S+) (\S+)(?: (.+))?$/.exec(name) ?? [];
  const part = of === undefined ? null : partSchema.safeParse(parseJson(of));
  return { locale, key, value: null, ...(part?.success === true ? { of: part.data } : {}) };
}
