import { canonicalDecimal } from '@pim-connector/core';
import type { Issue, JsonValue, Reference } from '@pim-connector/core';

import { objectOf, textOf } from './api-values.ts';
import type { CatalogueStructure } from './catalogue-structure.ts';
import type { RecordValues } from './cell-schemas.ts';
import type { ApiItem } from './list-pages.ts';
import { inWords } from './record-families.ts';
import type { RecordFamily } from './record-families.ts';
import { withoutFamily } from './write-data.ts';
import { placedCells } from './write-values.ts';
import type { Places } from './write-values.ts';

/** One value of an asset or a record as the API takes it. */
export type RecordApiValue = {
  readonly locale: string | null;
  readonly channel: string | null;
  readonly data: JsonValue;
};

/** The code, in the PIM, of a record that a value points to; `null`: it is not there yet. */
export type RecordCodes = (reference: Pick<Reference, 'entity' | 'key'>) => string | null;

/** Data as the API takes it. `waits`: it points to a record that is not there yet. */
export type RecordData =
  | { readonly data: JsonValue }
  | { readonly waits: true }
  | { readonly problem: string };

/**
 * Turns values of an asset or a record into those of the API (Akeneo REST API, reference entity record values, asset
 * values). An attribute that the family does not have, or a locale that is not active, is a warning: the API would refuse
 * all of it. What points to a record that is not there yet is left out.
 */
export function writeRecordValues(
  values: RecordValues,
  family: RecordFamily,
  structure: CatalogueStructure,
  codeOf: RecordCodes,
): { readonly values: Readonly<Record<string, RecordApiValue[]>>; readonly issues: readonly Issue[] } {
  const written: Record<string, RecordApiValue[]> = {};
  const issues: Issue[] = [];
  const cells = placedCells(values, recordPlaces(family, structure), issues, inWords(family));
  for (const { code, place, cell } of cells) {
    const outcome = recordData(cell, family.attributes.get(code) ?? {}, codeOf);
    if ('waits' in outcome) continue;
    if ('problem' in outcome) {
      const message = `The value for the attribute “${code}” ${outcome.problem}`;
      const path = `values.${code}`;
      issues.push({ code: 'value.wrong_type', severity: 'error', message, path, attribute: code });
      continue;
    }
    written[code] ??= [];
    written[code].push({ locale: place.locale, channel: place.scope, data: outcome.data });
  }
  return { values: written, issues };
}

/** Where values of an asset or a record can stand. */
export function recordPlaces(
  { attributes }: RecordFamily,
  { locales, channels }: Pick<CatalogueStructure, 'locales' | 'channels'>,
): Places {
  return {
    locales,
    channels,
    attributes: new Map([...attributes].map(([code, item]) => [code, { code, item }])),
  };
}

/** Turns data in the form of the model into that of the API. What the API will refuse by itself is left to it. */
export function recordData(data: JsonValue, attribute: ApiItem, codeOf: RecordCodes): RecordData {
  if (data === null) return { data };
  switch (attribute['type']) {
    case 'number': {
      const decimal = typeof data === 'string' || typeof data === 'number' ? canonicalDecimal(data) : null;
      return decimal === null ? { problem: 'is not a number' } : { data: decimal };
    }
    case 'image':
    case 'media_file':
      return typeof data === 'string' ? { data } : { problem: 'is no code of a file; set files as “media”' };
    case 'record':
    case 'reference_entity_single_link':
      return linked(data, codeOf, ([code = null]) => code);
    case 'reference_entity_multiple_links':
      // An empty list is no value.
      return linked(data, codeOf, (codes) => (codes.length === 0 ? null : codes));
    case 'asset_collection': {
      const family = textOf(attribute['asset_family_identifier']);
      return linked(
        data,
        ({ key }) => withoutFamily(key, family),
        (codes) => (codes.length === 0 ? null : codes),
      );
    }
    default:
      return { data };
  }
}

function linked(data: JsonValue, codeOf: RecordCodes, dataOf: (codes: string[]) => JsonValue): RecordData {
  const list = Array.isArray(data) ? (data as readonly JsonValue[]) : [data];
  const codes = list.flatMap((item) => {
    const text = textOf(item);
    if (text !== null) return [text];
    const { entity, key } = objectOf(item);
    return typeof entity === 'string' && typeof key === 'string' ? [codeOf({ entity, key })] : [];
  });
  return codes.includes(null) ? { waits: true } : { data: dataOf(codes.filter((code) => code !== null)) };
}
