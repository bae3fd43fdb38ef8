import { canonicalDecimal, convertUnit, splitReferenceRecordKey } from '@pim-connector/core';
import type { Issue, JsonValue } from '@pim-connector/core';

import { objectOf, objectsOf, textOf } from './api-values.ts';
import { unitId } from './catalogue-structure.ts';
import type { AttributeFacts, CatalogueStructure } from './catalogue-structure.ts';
import type { RelationTargets, Target } from './relation-targets.ts';

/** Data as the API takes it, or why it cannot be made. `missing`: it points to a product that the PIM does not have. */
export type WrittenData =
  | { readonly data: JsonValue }
  | { readonly missing: Target }
  | { readonly problem: Pick<Issue, 'code' | 'message'> };

/** Turns data in the form of the model into that of the API. What the API will refuse by itself is left to it. */
export function writeData(
  data: JsonValue,
  attribute: AttributeFacts,
  structure: CatalogueStructure,
  find: RelationTargets['find'],
): WrittenData {
  if (data === null) return { data };
  switch (attribute.kind) {
    case 'number':
      return numberOf(data, attribute);
    case 'quantity':
      return quantityOf(data, attribute, structure);
    case 'money':
      return moneyOf(data);
    case 'assets':
      return { data: codesOf(data).map((code) => withoutFamily(code, attribute.referenceName)) };
    case 'records':
      return { data: codesOf(data).map((code) => withoutKind(code, attribute.referenceName)) };
    case 'record':
      return { data: codesOf(data).map((code) => withoutKind(code, attribute.referenceName))[0] ?? null };
    case 'mediaFile':
      return { data: codesOf(data)[0] ?? null };
    case 'productLink':
      return productLinkOf(data, find);
    default:
      return { data };
  }
}

function productLinkOf(data: JsonValue, find: RelationTargets['find']): WrittenData {
  const [target] = linkedProducts(data);
  if (target === undefined) return { data };
  const found = find(target);
  if (found === null) return { missing: target };
  const type = found.kind === 'model' ? 'product_model' : 'product';
  return { data: { type, identifier: found.name } };
}

/** The products that the data of a product link points to, in the form of the model. */
export function linkedProducts(data: JsonValue): readonly Target[] {
  return objectsOf(Array.isArray(data) ? data : [data]).flatMap(({ entity, key }) =>
    (entity === 'product' || entity === 'variant') && typeof key === 'string' ? [{ entity, key }] : [],
  );
}

// With decimals the API wants text; without, a number.
function numberOf(data: JsonValue, { decimals, code }: AttributeFacts): WrittenData {
  const decimal = typeof data === 'string' || typeof data === 'number' ? canonicalDecimal(data) : null;
  if (decimal === null) return wrong(code, 'is not a number');
  if (decimals) return { data: decimal };
  const number = Number(decimal);
  return Number.isSafeInteger(number) ? { data: number } : wrong(code, 'takes whole numbers only');
}

function quantityOf(data: JsonValue, attribute: AttributeFacts, { units }: CatalogueStructure): WrittenData {
  const { amount: given, unit } = objectOf(data);
  const amount = typeof given === 'string' || typeof given === 'number' ? canonicalDecimal(given) : null;
  if (amount === null || typeof unit !== 'string')
    return wrong(attribute.code, 'is not a quantity with a unit');
  const family = attribute.measurementFamily;
  const candidates = [...units].filter(
    ([id, { operations }]) => operations.length === 0 && id.startsWith(unitId(family, '')),
  );
  const nameOf = (id: string) => id.slice(unitId(family, '').length);
  const same = candidates.find(([, facts]) => facts.unit === unit);
  if (same !== undefined) return { data: { amount, unit: nameOf(same[0]) } };
  // A unit of the PIM’s own is taken as it is.
  if (units.has(unitId(family, unit))) return { data: { amount, unit } };
  for (const [id, facts] of candidates) {
    const converted = convertUnit(amount, unit, facts.unit);
    if (converted !== null) return { data: { amount: converted, unit: nameOf(id) } };
  }
  return {
    problem: {
      code: 'value.unknown_unit',
      message: `The measurement family “${family ?? ''}” of the attribute “${attribute.code}” has no unit for “${unit}”`,
    },
  };
}

function moneyOf(data: JsonValue): WrittenData {
  const list = Array.isArray(data) ? (data as readonly JsonValue[]) : [data];
  return {
    data: list.map((item) => {
      const { amount, currency } = objectOf(item);
      return { amount: (amount ?? null) as JsonValue, currency: textOf(currency) ?? '' };
    }),
  };
}

function codesOf(data: JsonValue): string[] {
  const list = Array.isArray(data) ? (data as readonly JsonValue[]) : [data];
  return list.flatMap((item) => textOf(item) ?? textOf(objectOf(item)['key']) ?? []);
}

/** The code of an asset: our keys of assets name their family, those of the API do not. */
export function withoutFamily(code: string, family: string | null): string {
  return family !== null && code.startsWith(`${family}:`) ? code.slice(family.length + 1) : code;
}

// Nor do those of records name their reference entity.
function withoutKind(key: string, kind: string | null): string {
  const parts = splitReferenceRecordKey(key);
  return parts !== null && parts.kind === kind ? parts.code : key;
}

function wrong(code: string, what: string): WrittenData {
  return { problem: { code: 'value.wrong_type', message: `The value for the attribute “${code}” ${what}` } };
}
