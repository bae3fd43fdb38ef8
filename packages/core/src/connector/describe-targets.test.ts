import { expect, test } from 'vitest';
import { z } from 'zod';

import { dateSchema, dateTimeSchema, decimalSchema, localeSchema, recordOf } from '../model/index.ts';
import { describeTargets } from './describe-targets.ts';

/** The one target of a record with one property `field`, without what it has by default. */
function target(field: z.ZodType) {
  const targets = describeTargets(z.strictObject({ field }));
  expect(targets).toHaveLength(1);
  const { level, required, nullable, ...rest } = targets[0] ?? {};
  expect(level).toBe('product');
  return {
    ...rest,
    ...(required === true ? {} : { required }),
    ...(nullable === false ? {} : { nullable }),
  };
}

test.each<[string, z.ZodType, object]>([
  ['text', z.string(), { type: 'text' }],
  ['a short text', z.string().min(1).max(120), { type: 'text', maxLength: 120 }],
  ['a whole number', z.int(), { type: 'integer' }],
  ['a number', z.number(), { type: 'number' }],
  ['yes or no', z.boolean(), { type: 'boolean' }],
  ['a decimal', decimalSchema, { type: 'decimal' }],
  ['a day', dateSchema, { type: 'date' }],
  ['a moment', dateTimeSchema, { type: 'dateTime' }],
  ['a day of zod', z.iso.date(), { type: 'date' }],
  ['a moment of zod', z.iso.datetime({ offset: true }), { type: 'dateTime' }],
  ['one of a few values', z.enum(['a', 'b']), { type: 'text', options: ['a', 'b'] }],
  ['one value', z.literal(5), { type: 'number', options: [5] }],
  ['a list of texts', z.array(z.string().max(40)).max(20), { type: 'list', items: 'text', maxItems: 20 }],
  ['a list of decimals', z.array(decimalSchema.nullable()), { type: 'list', items: 'decimal' }],
  ['a list of objects', z.array(z.strictObject({ a: z.string() })), { type: 'list', items: 'object' }],
  ['a list of anything', z.array(z.unknown()), { type: 'list', items: 'any' }],
  ['an object with names of its own', z.record(z.string(), z.string()), { type: 'object' }],
  ['anything', z.unknown(), { type: 'any' }],
  ['several types', z.union([z.string(), z.boolean()]), { type: 'any' }],
  ['several types or nothing', z.union([z.string(), z.boolean(), z.null()]), { type: 'any', nullable: true }],
])('%s', (_what, schema, expected) => {
  expect(target(schema)).toEqual({ path: 'field', ...expected });
});

test.each<[string, z.ZodType, object]>([
  ['optional', decimalSchema.optional(), { required: false }],
  ['exactly optional', decimalSchema.exactOptional(), { required: false }],
  ['with a default', decimalSchema.default('0'), { required: false }],
  ['nullable', decimalSchema.nullable(), { nullable: true }],
  ['nullish', decimalSchema.nullish(), { required: false, nullable: true }],
  ['read-only', decimalSchema.readonly(), {}],
  ['checked further', decimalSchema.refine((amount) => amount !== '0').nullable(), { nullable: true }],
])('a decimal that is %s', (_what, schema, expected) => {
  expect(target(schema)).toEqual({ path: 'field', type: 'decimal', ...expected });
});

test('checks and changes of the schema’s own do not hide what a mapping must make', () => {
  expect(target(dateSchema.refine((day) => day > '2000'))).toMatchObject({ type: 'date' });
  expect(target(z.string().max(9).transform(Number))).toMatchObject({ type: 'text', maxLength: 9 });
  expect(target(z.string().max(9).pipe(z.string()))).toMatchObject({ type: 'text', maxLength: 9 });
});

test('labels, descriptions and lengths in bytes come from the schema', () => {
  const schema = z.string().meta({ title: 'Name', description: 'Shown first.', maxBytes: 200 });
  const words = { path: 'field', type: 'text', label: 'Name', description: 'Shown first.' };
  expect(target(schema)).toEqual({ ...words, maxBytes: 200 });
  expect(target(z.string().nullable().meta({ title: 'Name', description: 'Shown first.' }))).toEqual({
    ...words,
    nullable: true,
  });
});

test('texts by locale are one target', () => {
  const text = z.string().max(10).nullable();
  const expected = { path: 'field.{locale}', type: 'text', maxLength: 10, nullable: true };
  expect(target(z.record(localeSchema, text))).toEqual(expected);
  expect(target(recordOf(localeSchema, text))).toEqual(expected);
  expect(target(z.record(localeSchema, text).nullish())).toEqual({ ...expected, required: false });
  expect(target(z.record(localeSchema, z.record(localeSchema, text)))).toEqual({
    path: 'field.{locale}',
    type: 'object',
  });
});

test('objects are taken apart; a target is required if everything around it is', () => {
  const schema = z.strictObject({
    seo: z.strictObject({
      title: z.record(localeSchema, z.string()),
      robots: z.strictObject({ index: z.boolean() }).optional(),
    }),
    'a.b': z.string().nullable(),
  });
  expect(describeTargets(schema).map(({ path, required }) => [path, required])).toEqual([
    ['seo.title.{locale}', true],
    ['seo.robots.index', false],
    ['a\\.b', true],
  ]);
});

test('a list of variants gives targets of its own level, whether or not it is required', () => {
  const variants = z.array(
    z.strictObject({
      sku: z.string(),
      stock: z.int().nullish(),
      variants: z.array(z.strictObject({ sku: z.string() })).optional(),
    }),
  );
  const expected = [
    { path: 'id', level: 'product', type: 'text', required: true, nullable: false },
    { path: 'sku', level: 'variant', type: 'text', required: true, nullable: false },
    { path: 'stock', level: 'variant', type: 'integer', required: false, nullable: true },
    { path: 'variants', level: 'variant', type: 'list', items: 'object', required: false, nullable: false },
  ];
  expect(describeTargets(z.strictObject({ id: z.string(), variants: variants.min(1) }))).toEqual(expected);
  expect(describeTargets(z.strictObject({ id: z.string(), variants: variants.optional() }))).toEqual(
    expected,
  );
  expect(describeTargets(z.strictObject({ variants: z.array(z.string()) }))).toEqual([
    { path: 'variants', level: 'product', type: 'list', items: 'text', required: true, nullable: false },
  ]);
});

test('a schema that holds itself ends', () => {
  const node = z.strictObject({
    name: z.string(),
    get child() {
      return node.nullish();
    },
  });
  expect(describeTargets(z.strictObject({ node })).map(({ path, type }) => [path, type])).toEqual([
    ['node.name', 'text'],
    ['node.child', 'any'],
  ]);
  expect(describeTargets(node).map(({ path, type }) => [path, type])).toEqual([
    ['name', 'text'],
    ['child', 'any'],
  ]);
});
