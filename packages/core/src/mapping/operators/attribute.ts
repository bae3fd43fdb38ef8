import { z } from 'zod';

import type { AttributeValues, Attributes, StoredValue } from '../../model/index.ts';
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
    const find = storedValueReader(node.code, context);
    return (evaluation) => find(evaluation)?.data;
  },
  emit(node, context, emitter: Emitter) {
    const found = emitter.variable();
    return `((${found} = ${emitter.data(storedValueReader(node.code, context))}(c)) === undefined ? undefined : ${found}.data)`;
  },
});

function storedValueReader(
  code: string,
  context: CompileContext,
): (...args: Parameters<Evaluate>) => StoredValue | undefined {
  const query = { locales: context.locales, scope: context.scope };
  const read = attributeReader(code);
  return ({ record, variant }) =>
    findStoredValue(
      variant === null ? undefined : read(variant.attributes),
      read(attributesOf(record)),
      query,
    );
}

// Codes such as `toString` would be found on any object; all others need no check per record.
function attributeReader(code: string): (attributes: Attributes | undefined) => AttributeValues | undefined {
  return code in Object.prototype
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
