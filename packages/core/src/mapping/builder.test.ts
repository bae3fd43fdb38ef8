import { expect, test } from 'vitest';

import { expression, mappingBuilder } from './builder.ts';
import { operators } from './operators/index.ts';
import { sampleMapping } from './operators/sample.ts';
import { parseMapping } from './parse-mapping.ts';

const mapping = {
  version: 1,
  name: 'built',
  entity: 'product',
  locales: { 'en-US': ['en-US', 'en-GB'] },
  scope: 'ecommerce',
  tables: { types: { shirts: 'Shirts' } },
  definitions: { title: { op: 'attribute', code: 'name' } },
  rules: [
    {
      to: 'title',
      from: {
        op: 'coalesce',
        of: [
          { op: 'use', name: 'title' },
          { op: 'field', path: 'key' },
        ],
      },
      required: true,
    },
    {
      to: 'metafields.weight',
      level: 'variant',
      from: { op: 'convert', of: { op: 'attribute', code: 'weight' }, unit: 'GRM' },
      own: 'onCreate',
    },
  ],
} as const;

test('builds the very JSON that one would write', () => {
  const { rules: _rules, ...head } = mapping;
  const built = mappingBuilder({ ...head, locales: { 'en-US': ['en-US', 'en-GB'] } })
    .set(
      'title',
      expression.coalesce({ of: [expression.use({ name: 'title' }), expression.field({ path: 'key' })] }),
      { required: true },
    )
    .setVariant(
      'metafields.weight',
      expression.convert({ of: expression.attribute({ code: 'weight' }), unit: 'GRM' }),
      { own: 'onCreate' },
    )
    .build();
  expect(built).toEqual(mapping);
  expect(JSON.parse(JSON.stringify(built))).toEqual(built);
});

test('continues a mapping in JSON without losing anything', () => {
  const parsed = parseMapping(mapping);
  expect(mappingBuilder(parsed).build()).toEqual(mapping);
  const more = mappingBuilder(parsed)
    .set('brand', expression.attribute({ code: 'brand' }))
    .build();
  expect(more.rules).toEqual([...mapping.rules, { to: 'brand', from: { op: 'attribute', code: 'brand' } }]);
});

test('has a function for every operator, and each gives back the JSON of the operator’s examples', () => {
  for (const [name, operator] of Object.entries(operators)) {
    const build = expression[name as keyof typeof expression] as (args: object) => object;
    for (const { expression: example } of operator.examples) {
      if (example.op !== name) continue;
      const { op: _op, ...args } = example;
      expect(build(args)).toEqual(example);
    }
  }
});

test('complains when a mapping is built that is not valid', () => {
  expect(() =>
    mappingBuilder(sampleMapping)
      .set('a', expression.use({ name: 'nobody' }))
      .build(),
  ).toThrow(/definitions/);
});
