import { z } from 'zod';

import type { AttributeValues, Attributes } from '../../model/index.ts';
import { findStoredValue, propertyNameSchema, resolveValue } from '../../model/index.ts';
import type { CompileContext } from '../compile-context.ts';
import { attributesOf } from '../evaluation.ts';
import type { Evaluate } from '../evaluation.ts';
import type { Expression } from '../expression.ts';
import type { Emitter } from '../operator.ts';
import { defineOperator } from '../operator.ts';
import { typeOfAttribute, valueTypes } from '../value-type.ts';

export interface AttributeExpression extends Expression {
  readonly op: 'attribute';
  readonly code: string;
}

/** Reads an attribute in the locale and scope of the rule. */
export const attribute = defineOperator({
  name: 'attribute',
  group: 'reading',
  summary:
    'The value of an attribute, in the locale and scope of the rule; at variant level the variant’s own value or that of its product.',
  examples: [
    { expression: { op: 'attribute', code: 'name' }, result: 'Merino Crew Sweater' },
    { expression: { op: 'attribute', code: 'color' }, result: 'moss_green', level: 'variant' },
  ],
  output: valueTypes.any,
  schema: () => z.strictObject({ op: z.literal('attribute'), code: propertyNameSchema }),
  children: () => [],
  outputType(node: AttributeExpression, _inputs, { source }) {
    const definition = source.attribute(node.code);
    if (definition === undefined) return valueTypes.any;
    const type = typeOfAttribute(definition.type);
    if (definition.options !== undefined && definition.type === 'option') {
      return { ...type, options: definition.options.map(({ code }) => code) };
    }
    return definition.maxLength === undefined ? type : { ...type, maxLength: definition.maxLength };
  },
  explain: (node) => `attribute “${node.code}”`,
  compile(node, context) {
    if (context.trace !== null) return tracedReader(node.code, context);
    const { locales, scope } = context;
    const read = attributeReader(node.code);
    return ({ record, variant }) =>
      findData(read(variant?.attributes), read(attributesOf(record)), locales, scope);
  },
  emit({ code }, { level, locales, scope }, emitter: Emitter) {
    if (isOnEveryObject(code)) return undefined;
    const shared = emitter.sharedAttribute(code);
    const find = (own: string) =>
      `${emitter.data(findData)}(${own}, ${shared}, ${emitter.data(locales)}, ${emitter.data(scope)})`;
    if (level === 'product') return find('undefined');
    const own = emitter.variable();
    const inherited = emitter.oncePerRecord(find('undefined'));
    return `((${own} = own?.[${emitter.data(code)}]) === undefined ? ${inherited} : ${find(own)})`;
  },
});

function findData(
  own: AttributeValues | undefined,
  shared: AttributeValues | undefined,
  locales: readonly string[],
  scope: string | null,
): unknown {
  return findStoredValue(own, shared, locales, scope)?.data;
}

// Codes such as `toString` would be found on any object; all others need no check per record.
function isOnEveryObject(code: string): boolean {
  return code in Object.prototype;
}

function attributeReader(code: string): (attributes: Attributes | undefined) => AttributeValues | undefined {
  return isOnEveryObject(code)
    ? (attributes) =>
        attributes !== undefined && Object.hasOwn(attributes, code) ? attributes[code] : undefined
    : (attributes) => attributes?.[code];
}

function tracedReader(code: string, context: CompileContext): Evaluate {
  const query = { locales: context.locales, scope: context.scope };
  return ({ record, variant }) => {
    const found = resolveValue({ attributes: attributesOf(record) ?? {} }, variant, code, query);
    if (found === undefined) return undefined;
    const { locale, scope, level, data } = found;
    context.trace?.foundAt({ attribute: code, locale, scope, level });
    return data;
  };
}
