import {
  addDecimals,
  canonicalDecimal,
  divideDecimals,
  multiplyDecimals,
  referenceRecordKey,
  subtractDecimals,
} from '@pim-connector/core';
import type { Money, Quantity, Reference } from '@pim-connector/core';

import { objectOf } from './api-values.ts';
import type { AttributeKind } from './attribute-kinds.ts';
import { unitId } from './catalogue-structure.ts';
import type { AttributeFacts, CatalogueStructure, UnitFacts } from './catalogue-structure.ts';
import type { OptionCodes } from './option-codes.ts';
import type { ProductKeys } from './product-keys.ts';
import { unitCodeOf } from './unit-codes.ts';

/** Reads the data of one value; `undefined`: it is not what the type of the attribute says. */
export type DataReader = (data: unknown, keys: ProductKeys) => unknown;

const day = /^\d{4}-\d{2}-\d{2}/;

/** Makes the reader for an attribute, in the form of the model type of its kind. */
export function dataReader(
  attribute: AttributeFacts,
  structure: CatalogueStructure,
  { spelling }: Pick<OptionCodes, 'spelling'>,
): DataReader {
  const { code: name, kind, referenceName } = attribute;
  switch (kind) {
    case 'text':
    case 'richText':
      return (data) => (typeof data === 'string' ? data : undefined);
    case 'number':
      return decimalOf;
    case 'quantity':
      return quantityReader(attribute, structure);
    case 'money':
      return moneyOf;
    case 'option':
      return (data) => (typeof data === 'string' && data !== '' ? spelling(name, data) : undefined);
    case 'options':
      return (data) => (isTexts(data) ? data.map((code) => spelling(name, code)) : undefined);
    case 'boolean':
      return (data) => (typeof data === 'boolean' ? data : undefined);
    case 'date':
      // The time of day and its offset are those of the server, and mean nothing.
      return (data) => (typeof data === 'string' && day.test(data) ? data.slice(0, 10) : undefined);
    case 'mediaFile':
      return (data) => referencesTo('asset', typeof data === 'string' ? [data] : undefined);
    case 'assets':
      return (data) =>
        referencesTo('asset', isTexts(data) ? data.map((code) => assetKey(referenceName, code)) : undefined);
    case 'record':
      return (data) => recordsIn(referenceName, typeof data === 'string' ? [data] : undefined);
    case 'records':
      return (data) => recordsIn(referenceName, isTexts(data) ? data : undefined);
    case 'productLink':
      return productLinkOf;
    case 'table':
    case 'unknown':
      return (data) => data;
  }
}

/** Kinds whose values point to assets. */
export function pointsToAssets(kind: AttributeKind): boolean {
  return kind === 'mediaFile' || kind === 'assets';
}

/** Key of an asset of the asset manager: codes are unique within a family only. */
export function assetKey(family: string | null, code: string): string {
  return family === null ? code : `${family}:${code}`;
}

function decimalOf(data: unknown): string | undefined {
  return typeof data === 'string' || typeof data === 'number'
    ? (canonicalDecimal(data) ?? undefined)
    : undefined;
}

function quantityReader(
  { measurementFamily }: AttributeFacts,
  { units }: CatalogueStructure,
): (data: unknown) => Quantity | undefined {
  // An attribute has few units and many values: each unit is looked up once.
  const seen = new Map<string, UnitFacts | null>();

  function factsOf(unit: string): UnitFacts | null {
    const known = seen.get(unit);
    if (known !== undefined) return known;
    const code = unitCodeOf(measurementFamily, unit);
    const facts =
      units.get(unitId(measurementFamily, unit)) ??
      (code === undefined ? null : { unit: code, operations: [] });
    seen.set(unit, facts);
    return facts;
  }

  return (data) => {
    const { amount: given, unit } = objectOf(data);
    const amount = decimalOf(given);
    if (amount === undefined || typeof unit !== 'string') return undefined;
    const facts = factsOf(unit);
    if (facts === null) return undefined;
    const converted = facts.operations.reduce<string | null>(applyOperation, amount);
    return converted === null ? undefined : { amount: converted, unit: facts.unit };
  };
}

function applyOperation(
  amount: string | null,
  { operator, value }: { readonly operator: string; readonly value: string },
): string | null {
  const operand = canonicalDecimal(value);
  if (amount === null || operand === null) return null;
  switch (operator) {
    case 'mul':
      return multiplyDecimals(amount, operand);
    case 'div':
      return operand === '0' ? null : divideDecimals(amount, operand, 12);
    case 'add':
      return addDecimals(amount, operand);
    case 'sub':
      return subtractDecimals(amount, operand);
    default:
      return null;
  }
}

function moneyOf(data: unknown): Money[] | undefined {
  if (!Array.isArray(data)) return undefined;
  const list: Money[] = [];
  for (const item of data) {
    const { amount: given, currency } = objectOf(item);
    // A currency without an amount is a price that was not entered.
    if (given === null) continue;
    const amount = decimalOf(given);
    if (amount === undefined || typeof currency !== 'string') return undefined;
    list.push({ amount, currency });
  }
  return list;
}

function recordsIn(kind: string | null, codes: readonly string[] | undefined): Reference[] | undefined {
  return kind === null
    ? referencesTo('record', codes)
    : referencesTo(
        'referenceRecord',
        codes?.map((code) => referenceRecordKey(kind, code)),
      );
}

function referencesTo(entity: string, codes: readonly string[] | undefined): Reference[] | undefined {
  return codes?.map((key) => ({ entity, key }));
}

function productLinkOf(data: unknown, keys: ProductKeys): Reference[] | undefined {
  const { type, id, identifier } = objectOf(data);
  const code = typeof identifier === 'string' ? identifier : id;
  if (typeof code !== 'string') return undefined;
  const target =
    type === 'product_model'
      ? keys.model(code)
      : typeof identifier === 'string'
        ? keys.identifier(code)
        : keys.uuid(code);
  return [target];
}

function isTexts(data: unknown): data is string[] {
  return Array.isArray(data) && data.every((item) => typeof item === 'string');
}
