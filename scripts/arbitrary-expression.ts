// Expressions for the fuzz, made after the published JSON Schema of mappings: of every operator, with arguments of which
// nearly all are right, so that most mappings get through the checks, and a few are as wrong as can be.
import { isConnectorError, mappingJsonSchema, parseMapping } from '@pim-connector/core';
import type { CompileOptions } from '@pim-connector/core';
import * as fc from 'fast-check';

/** The part of JSON Schema that operators are described with. */
interface ArgumentSchema {
  readonly $ref?: string;
  readonly anyOf?: readonly ArgumentSchema[];
  readonly const?: string;
  readonly enum?: readonly unknown[];
  readonly type?: string;
  readonly minLength?: number;
  readonly items?: ArgumentSchema;
  readonly minItems?: number;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
  readonly properties?: Readonly<Record<string, ArgumentSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: ArgumentSchema | boolean;
}

/** What expressions of the fuzz may call and look up. */
export const fuzzOptions: CompileOptions = {
  functions: { echo: { version: '1', run: ([first]) => (typeof first === 'string' ? first : 'x') } },
  tables: { colors: { red: 'Rot', '1.5': null, x: ['a', 'b'] } },
};

/** Texts that are no trap for the checks of mappings, but for whoever handles them. */
export const plainText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.constantFrom(
    'name',
    'toString',
    '(a+)+$',
    '{locale}',
    '{a}',
    '{',
    'de-DE',
    '1,234.50',
    '1.5',
    '-0',
    '1e3',
    '<p>x',
    'KGM',
    'EUR',
    'yyyy-MM-dd',
    '2026-02-30',
    '2026-02-28',
    'x',
    ' ',
    'ẞtraße',
    '{"a":[1]}',
  ),
);

/** Texts as wrong as can be. */
export const hostileText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constantFrom('__proto__', 'constructor', 'prototype', '\ud800', ''),
);

/** Arguments whose form the JSON Schema cannot tell. */
const knownArguments: Readonly<Record<string, readonly string[]>> = {
  code: ['name', 'weight', 'tags', 'color', 'absent'],
  currency: ['EUR', 'JPY', 'CHF'],
  currencies: ['EUR', 'JPY'],
  country: ['DE', 'CH'],
  decimalSeparator: [',', '.'],
  ending: ['0.99', '.95', '0', '9'],
  function: ['echo'],
  groupSeparator: ['.', ' ', ''],
  locale: ['en-US', 'de-DE', 'fr'],
  locales: ['en-US', 'de-DE', 'fr'],
  max: ['10', '-1', '0.5'],
  min: ['1', '-7.25', '0'],
  minimumQuantity: ['1', '10'],
  name: ['a', 'b'],
  path: ['key', 'amount', 'unit', '0', 'a', 'variants', 'attributes.name', 'currency'],
  scheme: ['gtin', 'sku'],
  step: ['0.05', '5', '1'],
  table: ['colors'],
  unit: ['GRM', 'KGM', 'MTR', 'C62'],
  zone: ['utc', 'Europe/Berlin', 'Asia/Kathmandu'],
};

const datePatterns = ['yyyy-MM-dd', 'dd.MM.yy', 'HH:mm', "d. LLLL yyyy 'x'", 'x'];
const textPatterns = ['a', '(a+)+$', '^([0-9.]+)(.*)$', '(?P<all>.+)', '\\s', ''];

const json = fc.oneof(
  fc.constant(null),
  plainText,
  fc.integer({ min: -3, max: 40 }),
  fc.boolean(),
  fc.jsonValue({ maxDepth: 2, stringUnit: 'grapheme' }),
);
const leaves = fc.constantFrom<unknown>(
  ...['name', 'weight', 'tags', 'absent'].map((code) => ({ op: 'attribute', code })),
  { op: 'field', path: 'key' },
  { op: 'constant', value: ['b', 'a', 'a', null] },
);

const schemas = operatorSchemas();

/** An expression of any operator. Definitions are called `a` and `b`, where there are some. */
export const { expression: arbitraryExpression } = fc.letrec<{ expression: unknown }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    leaves,
    ...schemas.map((schema) => {
      const right = objectOf(schema, tie('expression'), false);
      const wrong = objectOf(schema, tie('expression'), true);
      return fc.oneof(
        // Many operators want one of two arguments, which the JSON Schema does not say.
        { arbitrary: right.filter(isAccepted), weight: 60 },
        { arbitrary: wrong, weight: 1 },
      );
    }),
  ),
}));

/** Operators with their arguments, as the published JSON Schema tells them. */
function operatorSchemas(): readonly ArgumentSchema[] {
  const { $defs } = mappingJsonSchema() as {
    $defs?: { Expression?: { oneOf?: readonly ArgumentSchema[]; anyOf?: readonly ArgumentSchema[] } };
  };
  const found = $defs?.Expression?.oneOf ?? $defs?.Expression?.anyOf ?? [];
  if (found.length < 45) throw new Error(`the JSON Schema shows only ${found.length} operators`);
  return found;
}

function objectOf(
  schema: ArgumentSchema,
  expression: fc.Arbitrary<unknown>,
  isWrong: boolean,
): fc.Arbitrary<object> {
  const operator = schema.properties?.['op']?.const;
  const required = new Set(schema.required ?? []);
  const fields = Object.entries(schema.properties ?? {}).map(
    ([name, field]): [string, fc.Arbitrary<unknown>] => {
      const fitting = argumentOf(name, field, operator, expression);
      const value =
        isWrong && field.const === undefined ? fc.oneof(fitting, hostileText, json, expression) : fitting;
      return [name, required.has(name) ? value : fc.option(value, { nil: undefined })];
    },
  );
  return fc
    .record(Object.fromEntries(fields))
    .map((value) => Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined)));
}

function argumentOf(
  name: string,
  schema: ArgumentSchema,
  operator: string | undefined,
  expression: fc.Arbitrary<unknown>,
): fc.Arbitrary<unknown> {
  const inner = (part: ArgumentSchema) => argumentOf(name, part, operator, expression);
  if (schema.$ref !== undefined) return expression;
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  if (schema.anyOf !== undefined) return fc.oneof(...schema.anyOf.map(inner));
  switch (schema.type) {
    case 'string':
      return textOf(name, schema, operator);
    case 'integer':
    case 'number':
      return fc.integer({
        min: Math.max(schema.minimum ?? (schema.exclusiveMinimum ?? -6) + 1, -6),
        max: Math.min(schema.maximum ?? 30, 30),
      });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array':
      return fc.array(inner(schema.items ?? {}), { minLength: schema.minItems ?? 0, maxLength: 4 });
    case 'object':
      return schema.properties === undefined
        ? tableOf(name, schema, inner)
        : objectOf(schema, expression, false);
    default:
      return json;
  }
}

function textOf(name: string, schema: ArgumentSchema, operator: string | undefined): fc.Arbitrary<unknown> {
  const known = Object.hasOwn(knownArguments, name) ? knownArguments[name] : undefined;
  if (known !== undefined) return fc.constantFrom(...known);
  if (name === 'pattern')
    return fc.constantFrom(...(operator?.includes('Date') ? datePatterns : textPatterns));
  return plainText.filter((text) => text.length >= (schema.minLength ?? 0));
}

function tableOf(
  name: string,
  { additionalProperties }: ArgumentSchema,
  inner: (part: ArgumentSchema) => fc.Arbitrary<unknown>,
): fc.Arbitrary<unknown> {
  // Only rates of exchange have texts for values, and currencies for names.
  const isRates = typeof additionalProperties === 'object' && additionalProperties.type === 'string';
  if (name === 'table' && isRates)
    return fc.constantFrom({ EUR: '1', CHF: '0.95', JPY: '163.5' }, { EUR: '1' });
  const keys = fc.oneof(plainText, fc.constantFrom('a', 'red'));
  return fc.dictionary(keys, inner(typeof additionalProperties === 'object' ? additionalProperties : {}), {
    maxKeys: 3,
    noNullPrototype: true,
  });
}

function isAccepted(from: unknown): boolean {
  const constant = { op: 'constant', value: 'x' };
  const mapping = {
    version: 1,
    name: 'fuzz',
    entity: 'product',
    locales: { 'en-US': ['en-US'], 'de-DE': ['de-DE'] },
    definitions: { a: constant, b: constant },
    rules: [{ to: 'x', from }],
  };
  try {
    parseMapping(mapping);
    return true;
  } catch (error) {
    // Anything else is what the fuzz looks for, and must get through to it.
    return !isConnectorError(error, 'mapping.invalid');
  }
}
