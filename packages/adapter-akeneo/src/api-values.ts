import { normalizeLocale } from '@pim-connector/core';
import type { LocalizedText } from '@pim-connector/core';

import type { ApiItem } from './list-pages.ts';

/** Text that is there and not empty, else `null`. */
export function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

/** The texts of a list; everything else in it is left out. */
export function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item): item is string => textOf(item) !== null) : [];
}

/** An object, or an empty one. The API gives an empty list where an object without properties is meant. */
export function objectOf(value: unknown): ApiItem {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as ApiItem) : {};
}

/** The objects of a list; everything else in it is left out. */
export function objectsOf(value: unknown): readonly ApiItem[] {
  if (!Array.isArray(value)) return [];
  return (value as readonly unknown[]).filter(
    (item): item is ApiItem => typeof item === 'object' && item !== null,
  );
}

/** Labels by locale, in the spelling of BCP 47. Empty ones, and those of locales that are none, are left out. */
export function labelsOf(value: unknown): LocalizedText {
  const labels: Record<string, string> = {};
  for (const [code, label] of Object.entries(objectOf(value))) {
    const locale = normalizeLocale(code);
    if (locale !== null && typeof label === 'string' && label !== '') labels[locale] = label.toWellFormed();
  }
  return labels;
}

/** Codes are one and the same whatever their letter case (Akeneo REST API): compared folded, kept as given. */
export function foldCode(code: string): string {
  return code.toLowerCase();
}
