import type { Issue, JsonValue, RecordReference } from '@pim-connector/core';

import { textsOf } from './api-values.ts';
import type { AttributeFacts, CatalogueStructure } from './catalogue-structure.ts';
import { none } from './cell-schemas.ts';
import type { Cells, RecordValues } from './cell-schemas.ts';
import type { RelationTargets } from './relation-targets.ts';
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
  /** Products that values point to and the PIM does not have yet; these values are left out. */
  readonly awaits: readonly RecordReference[];
}

/**
 * Turns values of a record into those of the API. An attribute that the PIM does not have, or a locale that is not
 * active, is a warning: the API would refuse the whole product for it.
 */
export function writeValues(
  values: RecordValues,
  structure: CatalogueStructure,
  find: RelationTargets['find'],
): WrittenValues {
  const written: Record<string, ApiValue[]> = {};
  const issues: Issue[] = [];
  const awaits: RecordReference[] = [];
  for (const { code, place, cell } of placedCells(values, structure, issues)) {
    const attribute = structure.attributes.get(code);
    if (attribute === undefined) continue;
    const outcome = writeData(cell, attribute, structure, find);
    if ('missing' in outcome) {
      awaits.push({ ...outcome.missing, path: 'values' });
      const message = `The PIM has no product “${outcome.missing.key}” that the attribute “${code}” could point to`;
      issues.push({
        ...warning('akeneo.unknown_product', code, message),
        hint: 'It is left out, and written when a pipeline has brought the product.',
      });
      continue;
    }
    if ('problem' in outcome) {
      issues.push({ ...outcome.problem, severity: 'error', path: `values.${code}`, attribute: code });
      continue;
    }
    written[code] ??= [];
    written[code].push({ ...place, data: outcome.data });
  }
  return { values: written, issues, awaits };
}

/** Where a value stands in the API. */
export type ApiPlace = Pick<ApiValue, 'locale' | 'scope'>;

/** Where values can stand: the attributes that there are, in the locales and channels of the PIM. */
export interface Places extends Pick<CatalogueStructure, 'locales' | 'channels'> {
  readonly attributes: ReadonlyMap<string, Pick<AttributeFacts, 'code' | 'item'>>;
}

/**
 * The cells of a record for which the PIM has a place; about others a warning is added to `issues`.
 *
 * @param owner what has the attributes, in words.
 */
export function* placedCells<Cell>(
  cells: Cells<Cell>,
  structure: Places,
  issues: Issue[],
  owner = 'The PIM',
): Generator<{ readonly code: string; readonly place: ApiPlace; readonly cell: Cell }> {
  const codes = localeCodes(structure);
  for (const [code, byLocale] of Object.entries(cells)) {
    const attribute = structure.attributes.get(code);
    if (attribute === undefined) {
      const message = `${owner} has no attribute “${code}”, or does not show it`;
      if (hasContent(byLocale)) issues.push(warning('akeneo.unknown_attribute', code, message));
      continue;
    }
    for (const [tag, byScope] of Object.entries(byLocale)) {
      const locale = tag === none ? null : codes.get(tag);
      if (locale === undefined) {
        const message = `The locale ${tag} is not active in the PIM`;
        issues.push({ ...warning('akeneo.inactive_locale', code, message), locale: tag });
        continue;
      }
      for (const [scope, cell] of Object.entries(byScope)) {
        const missing = locale === null ? null : missingPlace(locale, scope, attribute, structure);
        if (missing === null) yield { code, place: { locale, scope: scope === none ? null : scope }, cell };
        // Where there can be no value there is none to clear.
        else if (cell !== null)
          issues.push({ ...warning('akeneo.inactive_locale', code, missing), locale: tag });
      }
    }
  }
}

function hasContent<Cell>(byLocale: Cells<Cell>[string]): boolean {
  return Object.values(byLocale).some((byScope) => Object.values(byScope).some((cell) => cell !== null));
}

/** Why an attribute has no value for an active locale: it is for others, or the channel is. */
function missingPlace(
  locale: string,
  scope: string,
  { code, item }: Pick<AttributeFacts, 'code' | 'item'>,
  { channels }: Pick<CatalogueStructure, 'channels'>,
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
export function localeCodes({ locales }: Pick<CatalogueStructure, 'locales'>): ReadonlyMap<string, string> {
  return new Map([...locales].map(([code, locale]) => [locale, code]));
}

/** Labels as the API takes them; of locales that are not active there are none. */
export function writeLabels(
  labels: Readonly<Record<string, string>>,
  structure: Pick<CatalogueStructure, 'locales'>,
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
