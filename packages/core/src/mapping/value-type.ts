import type { AttributeType, JsonValue, Money, Quantity, Reference } from '../model/index.ts';

/** Kinds of values that flow through a mapping. */
export type ValueKind =
  | 'text'
  | 'decimal'
  | 'integer'
  | 'boolean'
  | 'date'
  | 'dateTime'
  | 'option'
  | 'quantity'
  | 'money'
  | 'reference'
  | 'list'
  | 'object'
  | 'any';

/** What is known of a value before any record is seen. `any` is never complained about. */
export interface ValueType<Data = unknown> {
  readonly kind: ValueKind;
  /** What a `list` holds. */
  readonly items?: ValueType;
  /** Text: at most so many characters (UTF-16 code units). */
  readonly maxLength?: number;
  /** The only values it can be. */
  readonly options?: readonly JsonValue[];
  /** Never present; carries the TypeScript type for the builder. */
  readonly data?: Data;
}

/** The types without further restriction. */
export const valueTypes = {
  text: { kind: 'text' } as ValueType<string>,
  /** Text in canonical decimal form. */
  decimal: { kind: 'decimal' } as ValueType<string>,
  integer: { kind: 'integer' } as ValueType<number>,
  boolean: { kind: 'boolean' } as ValueType<boolean>,
  /** `YYYY-MM-DD`. */
  date: { kind: 'date' } as ValueType<string>,
  /** RFC 3339. */
  dateTime: { kind: 'dateTime' } as ValueType<string>,
  option: { kind: 'option' } as ValueType<string>,
  quantity: { kind: 'quantity' } as ValueType<Quantity>,
  money: { kind: 'money' } as ValueType<Money>,
  reference: { kind: 'reference' } as ValueType<Reference>,
  object: { kind: 'object' } as ValueType<Record<string, unknown>>,
  any: { kind: 'any' } as ValueType,
} as const;

/** The type of a list. */
export function listOf<Data>(items: ValueType<Data>): ValueType<Data[]> {
  return { kind: 'list', items };
}

/** The type of a list that is made of a value, as list operators read it: a single value is a list of one. */
export function asListType(type: ValueType): ValueType {
  return type.kind === 'list' ? type : listOf(type);
}

/** The type of the entries, for a value that list operators read. */
export function itemTypeOf(type: ValueType): ValueType {
  return type.kind === 'list' ? (type.items ?? valueTypes.any) : type;
}

/** What the values of an attribute type are in a mapping. */
export function typeOfAttribute(type: AttributeType): ValueType {
  switch (type) {
    case 'text':
    case 'richText':
      return valueTypes.text;
    case 'number':
      return valueTypes.decimal;
    case 'options':
      return listOf(valueTypes.option);
    case 'money':
      return listOf(valueTypes.money);
    case 'references':
      return listOf(valueTypes.reference);
    case 'json':
      return valueTypes.any;
    default:
      return valueTypes[type];
  }
}

/** The type of whatever one of several branches gives: the same type if they agree, `any` if not. */
export function unionOf(types: readonly ValueType[]): ValueType {
  const [first, ...rest] = types;
  if (first === undefined) return valueTypes.any;
  if (rest.some((type) => type.kind !== first.kind))
    return rest.every(isTextual) && isTextual(first) ? valueTypes.text : valueTypes.any;
  const maxLength = largest(types.map((type) => type.maxLength));
  const options = types.every((type) => type.options !== undefined)
    ? types.flatMap((type) => type.options ?? [])
    : undefined;
  const items =
    first.items === undefined ? undefined : unionOf(types.map((type) => type.items ?? valueTypes.any));
  return {
    kind: first.kind,
    ...(items === undefined ? {} : { items }),
    ...(maxLength === undefined ? {} : { maxLength }),
    ...(options === undefined ? {} : { options }),
  };
}

/** Whether values of the type are held as text. */
export function isTextual({ kind }: ValueType): boolean {
  return kind === 'text' || kind === 'decimal' || kind === 'date' || kind === 'dateTime' || kind === 'option';
}

function largest(lengths: readonly (number | undefined)[]): number | undefined {
  const known = lengths.filter((length) => length !== undefined);
  return known.length === lengths.length ? Math.max(...known) : undefined;
}
