import type { Issue, JsonValue } from '@pim-connector/core';

import { textsOf } from './api-values.ts';
import type { AttributeFacts, CatalogueStructure } from './catalogue-structure.ts';
import { none } from './destination-records.ts';
import type { RecordValues } from './destination-records.ts';
import { writeData } from './write-data.ts';

/** One value as the API takes it. */
export type ApiValue = {
  readonly locale: string | null;
  readonly scope: string | null;
  readonly data: JsonValue;
};

/** Values as the API takes them, with what could not be made. */
export interface WrittenValues {
  readonly values: Readonly<Record<string, readonly ApiValue[]>>;
  readonly issues: readonly Issue[];
}

/**
 * Turns values of a record into those of the API. An attribute that the PIM does not have, or a locale that is not
 * active, is a warning: the API would refuse the whole product for it.
 */
export function writeValues(values: RecordValues, structure: CatalogueStructure): WrittenValues {
  const written: Record<string, ApiValue[]> = {};
  const issues: Issue[] = [];
  const codes = localeCodes(structure);
  for (const [code, byLocale] of Object.entries(values)) {
    const attribute = structure.attributes.get(code);
    if (attribute === undefined) {
      issues.push(
        warning('akeneo.unknown_attribute', code, `The PIM has no attribute “${code}”, or does not show it`),
      );
      continue;
    }
    for (const [locale, byScope] of Object.entries(byLocale)) {
      const localeCode = locale === none ? null : codes.get(locale);
      if (localeCode === undefined) {
        issues.push({
          ...warning('akeneo.inactive_locale', code, `The locale ${locale} is not active in the PIM`),
          locale,
        });
        continue;
      }
      for (const [scope, given] of Object.entries(byScope)) {
        const missing = localeCode === null ? null : missingPlace(localeCode, scope, attribute, structure);
        if (missing !== null) {
          // Where there can be no value there is none to clear.
          if (given !== null) issues.push({ ...warning('akeneo.inactive_locale', code, missing), locale });
          continue;
        }
        const outcome = writeData(given, attribute, structure);
        if ('problem' in outcome) {
          issues.push({ ...outcome.problem, severity: 'error', path: `values.${code}`, attribute: code });
          continue;
        }
        written[code] ??= [];
        written[code].push({ locale: localeCode, scope: scope === none ? null : scope, data: outcome.data });
      }
    }
  }
  return { values: written, issues };
}

/** Why an attribute has no value for an active locale: it is for others, or the channel is. */
function missingPlace(
  locale: string,
  scope: string,
  { code, item }: AttributeFacts,
  { channels }: CatalogueStructure,
): string | null {
  const own = textsOf(item['available_locales']);
  if (own.length > 0 && !own.includes(locale))
    return `The attribute “${code}” has no values for the locale ${locale} in the PIM`;
  const channel = channels.find((each) => each.code === scope);
  return channel === undefined || channel.locales.includes(locale)
    ? null
    : `The locale ${locale} is not active in the channel “${scope}” of the PIM`;
}

/** The PIM’s codes of the active locales, by language tag. */
export function localeCodes({ locales }: CatalogueStructure): ReadonlyMap<string, string> {
  return new Map([...locales].map(([code, locale]) => [locale, code]));
}

/** Labels as the API takes them; of locales that are not active there are none. */
export function writeLabels(
  labels: Readonly<Record<string, string>>,
  structure: CatalogueStructure,
): Readonly<Record<string, string>> {
  const codes = localeCodes(structure);
  return Object.fromEntries(
    Object.entries(labels).flatMap(([locale, label]) => {
      const code = codes.get(locale);
      return code === undefined ? [] : [[code, label]];
    }),
  );
}

function warning(code: string, attribute: string, message: string): Issue {
  return {
    code,
    severity: 'warning',
    message,
    hint: 'It is left out; correct the mapping, or the PIM.',
    path: `values.${attribute}`,
    attribute,
  };
}
