import { expression, mappingBuilder } from '@pim-connector/core';
import type {
  Attribute,
  Entity,
  Expression,
  Mapping,
  RecordKindDescription,
  SchemaDescription,
} from '@pim-connector/core';

import { fieldType, isNameField } from './describe-metaobjects.ts';
import { plainCode } from './field-keys.ts';
import { definitionOfKind, metaobjectType } from './kind-definition.ts';
import type { ShopifyRecords } from './records/shopify-records.ts';

const { attribute, coalesce, constant, exists, field, json, object, when } = expression;

/** What entities there are by the types of references to them. */
const pointedEntities: Readonly<Record<string, Entity>> = {
  metaobject_reference: 'referenceRecord',
  file_reference: 'asset',
  collection_reference: 'category',
};

/** How kinds of the source are called in the shop. */
export interface KindTypes {
  /** The type of metaobjects that a kind becomes. */
  typeOf(kind: string): string;
}

/** A kind becomes the metaobjects that are called like it, in any spelling. */
export function kindTypes({ recordKinds = [] }: SchemaDescription): KindTypes {
  const types = new Map(recordKinds.map(({ code }) => [plainCode(code), code]));
  return { typeOf: (kind) => types.get(plainCode(kind)) ?? metaobjectType(kind) };
}

/**
 * The mapping of reference records, made of what source and shop say of their kinds: the label becomes the field that
 * metaobjects are called by, and attributes the fields that are called like them. Of a kind that the shop has no definition
 * for, all fields that one would need, so that the plan can name them.
 */
export function metaobjectMapping(
  source: SchemaDescription,
  destination: SchemaDescription,
  { primary, locales }: { readonly primary: string; readonly locales: Readonly<Record<string, string[]>> },
  entities: readonly Entity[],
): Mapping {
  const kinds = source.recordKinds ?? [];
  const { typeOf } = kindTypes(destination);
  const table = Object.fromEntries(kinds.map(({ code }) => [code, typeOf(code)]));
  const labels = (locales[primary] ?? [primary]).map((locale) => field({ path: `labels.${locale}` }));
  const label = coalesce({ of: [...labels, field({ path: 'code' })] });
  const context = { label, entities: ['referenceRecord', ...entities] };
  const start = mappingBuilder<ShopifyRecords['referenceRecord']>({
    name: 'shopify-metaobject',
    entity: 'referenceRecord',
    locales: { [primary]: locales[primary] ?? [primary] },
  })
    .set(
      'type',
      expression.lookup({ of: field({ path: 'kind' }), table, otherwise: field({ path: 'kind' }) }),
      {
        required: true,
      },
    )
    .set('handle', expression.slug({ of: field({ path: 'code' }), maxLength: 255 }), { required: true })
    // What somebody hides in the shop stays hidden.
    .set('status', constant({ value: 'active' }), { own: 'onCreate' });
  const values = kinds.flatMap((kind) =>
    valuesOf(kind, destination, typeOf(kind.code), context).map((value) => ({ ...value, kind: kind.code })),
  );
  return [...Map.groupBy(values, ({ key }) => key)]
    .reduce(
      (mapping, [key, some]) =>
        mapping.set(`fields.${key}`, byKind(some, kinds.length), { onMissing: 'clear' }),
      start,
    )
    .build();
}

interface FieldContext {
  readonly label: Expression;
  readonly entities: readonly string[];
}

interface FieldValue {
  readonly key: string;
  readonly from: Expression;
}

/** What fills the fields of a kind. */
function valuesOf(
  kind: RecordKindDescription,
  { recordKinds = [] }: SchemaDescription,
  type: string,
  { label, entities }: FieldContext,
): readonly FieldValue[] {
  const defined = recordKinds.find(({ code }) => code === type);
  const { fields } = definitionOfKind(kind);
  if (defined === undefined)
    return fields.flatMap(({ key, type: needed, attribute: from }) =>
      from === null ? [{ key, from: label }] : valueFor(from, needed, entities, key),
    );
  return defined.attributes.flatMap((target) => {
    if (isNameField(target)) return [{ key: target.key, from: label }];
    // What was made of an attribute is not always called like it.
    const made = fields.find(({ key }) => plainCode(key) === plainCode(target.key))?.attribute;
    const from = made ?? kind.attributes.find(({ key }) => plainCode(key) === plainCode(target.key));
    return from === undefined ? [] : valueFor(from, fieldType(target), entities, target.key);
  });
}

function valueFor(
  given: Attribute,
  type: string,
  entities: readonly string[],
  key: string,
): readonly FieldValue[] {
  const from = fieldValue(given, type, entities);
  return from === null ? [] : [{ key, from }];
}

/** A field that several kinds have means another attribute in each of them. */
function byKind(values: readonly (FieldValue & { readonly kind: string })[], kinds: number): Expression {
  const [first] = values;
  if (kinds === 1 && first !== undefined) return first.from;
  return coalesce({
    of: values.map(({ kind, from }) =>
      when({ test: expression.equals({ of: field({ path: 'kind' }), to: kind }), then: from }),
    ),
  });
}

/** The value of an attribute in the form of a type of Shopify; `null`: there is none that is sure. */
function fieldValue(
  { key: code, type, target }: Attribute,
  wanted: string,
  entities: readonly string[],
): Expression | null {
  const isList = wanted.startsWith('list.');
  const inner = isList ? wanted.slice('list.'.length) : wanted;
  const value = attribute({ code });
  const isText = inner.endsWith('text_field');
  switch (type) {
    case 'text':
      return isList || inner.endsWith('_reference') ? null : value;
    case 'richText':
      return isText && !isList
        ? expression.plainText({ of: value, oneLine: inner.startsWith('single') })
        : null;
    case 'number':
      return (isText || inner.startsWith('number_')) && !isList ? value : null;
    case 'date':
    case 'dateTime':
      return (isText || inner.startsWith('date')) && !isList ? value : null;
    case 'boolean':
      return inner === 'boolean' && !isList ? json({ of: value }) : null;
    case 'option':
      return isText && !isList ? expression.optionLabel({ attribute: code }) : null;
    case 'options':
      return isText && isList ? json({ of: expression.optionLabel({ attribute: code }) }) : null;
    case 'json':
      return inner === 'json' ? json({ of: value }) : null;
    case 'references': {
      const entity = pointedEntities[inner];
      if (entity === undefined || !entities.includes(entity)) return null;
      if (target !== undefined && target.entity !== entity) return null;
      return pointer(code, entity, isList);
    }
    default:
      return null;
  }
}

/** The records that an attribute refers to, or the first of them. */
export function pointer(code: string, entity: Entity, isList: boolean): Expression {
  const keys = expression.referenceKeys({ of: attribute({ code }), entity });
  const key = isList ? keys : expression.at({ of: keys, position: 1 });
  return when({
    test: exists({ of: expression.at({ of: keys, position: 1 }) }),
    then: object({ fields: { entity: constant({ value: entity }), key } }),
  });
}
