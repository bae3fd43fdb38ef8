import {
  canonicalDecimal,
  isSafePropertyName,
  normalizeLocale,
  referenceRecordKey,
} from '@pim-connector/core';
import type { AttributeType, AttributeValues, Attributes, JsonValue } from '@pim-connector/core';

import { objectsOf, textOf } from './api-values.ts';
import type { ApiItem } from './list-pages.ts';
import { assetKey } from './read-data.ts';
import { recordAttributeType } from './record-attribute-type.ts';
import { recordFileKey } from './record-file-key.ts';

/** Values of an asset or a record of a reference entity, in the form of the model. */
export interface RecordAttributes {
  readonly attributes: Attributes;
  /** Values that the model has no place for, as they came: of locales that are none, of impossible codes. */
  readonly kept: Readonly<Record<string, JsonValue>>;
}

/**
 * Turns the values of an asset or a record into those of the model (Akeneo REST API, reference entity record values,
 * asset values). What they are is said by the attributes of the family, by code.
 */
export function convertRecordValues(values: ApiItem, family: ReadonlyMap<string, ApiItem>): RecordAttributes {
  const attributes: Record<string, AttributeValues> = {};
  const kept: Record<string, JsonValue> = {};
  for (const [code, list] of Object.entries(values)) {
    const attribute = family.get(code) ?? {};
    const type = recordAttributeType(attribute);
    const given = objectsOf(list).filter(({ data }) => data !== null && data !== undefined);
    const read = given.filter(isPlaceable);
    // Impossible names cannot be names here either.
    if (!isSafePropertyName(code) || read.length < given.length) kept[`value ${code}`] = list as JsonValue;
    if (!isSafePropertyName(code)) continue;
    attributes[code] = {
      type,
      values: read.map((value) => ({
        locale: localeOf(value),
        // Where values of products say `scope`.
        scope: textOf(value['channel']),
        data: dataOf(type, attribute, value['data']),
      })),
    } as AttributeValues;
  }
  return { attributes, kept };
}

function isPlaceable(value: ApiItem): boolean {
  return typeof value['locale'] !== 'string' || localeOf(value) !== null;
}

function localeOf({ locale }: ApiItem): string | null {
  return typeof locale === 'string' ? normalizeLocale(locale) : null;
}

function dataOf(type: AttributeType, attribute: ApiItem, data: unknown): JsonValue {
  if (type === 'number') return canonicalDecimal(String(data)) ?? (data as JsonValue);
  if (type === 'date' && typeof data === 'string') return data.slice(0, 10);
  if (type === 'references') {
    const codes = Array.isArray(data) ? (data as readonly unknown[]) : [data];
    return codes.map((code) => referenceTo(attribute, String(code)));
  }
  return data as JsonValue;
}

function referenceTo(attribute: ApiItem, code: string): { entity: string; key: string } {
  const { type } = attribute;
  if (type === 'image') return { entity: 'asset', key: recordFileKey(code) };
  if (type === 'asset_collection')
    return { entity: 'asset', key: assetKey(textOf(attribute['asset_family_identifier']), code) };
  const kind = linkedKind(attribute);
  return kind === null
    ? { entity: 'record', key: code }
    : { entity: 'referenceRecord', key: referenceRecordKey(kind, code) };
}

/** The reference entity that values of an attribute link to: attributes of assets name it otherwise than those of records. */
export function linkedKind(attribute: ApiItem): string | null {
  return textOf(attribute['reference_entity_code']) ?? textOf(attribute['reference_entity']);
}
