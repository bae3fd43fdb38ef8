import type { AttributeType } from '../../attribute-value.ts';
import type { JsonObject } from '../../json.ts';
import type { Pointer, ShopAttributeType } from './catalogue.ts';

// What is translated both ways.

const simpleTypes: Readonly<Record<string, AttributeType>> = {
  text: 'text',
  ltext: 'text',
  time: 'text',
  lenum: 'option',
  reference: 'references',
  number: 'number',
  boolean: 'boolean',
  date: 'date',
  datetime: 'dateTime',
  money: 'money',
  nested: 'json',
};

export function canonicalType({ name, elementType }: ShopAttributeType): AttributeType {
  if (name !== 'set') return simpleTypes[name] ?? 'json';
  return ({ lenum: 'options', reference: 'references' } as const)[elementType?.name ?? ''] ?? 'json';
}

export type Types = ReadonlyMap<string, ShopAttributeType>;

export function imageKey({ sku }: { readonly sku: string }, index: number): string {
  return `${sku}/${index}`;
}

export function readPointer({ typeId, id }: Pointer): { entity: string; key: string } {
  return { entity: typeId, key: id };
}

export function writePointer({ entity, key }: { entity: string; key: string }): Pointer & JsonObject {
  return { typeId: entity, id: key };
}
