import type { Issue, JsonValue } from '@pim-connector/core';

import type { CatalogueStructure } from './catalogue-structure.ts';
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
