import { describe, expect, test } from 'vitest';

import type { SourceRecord } from '../connector/index.ts';
import type { Product } from '../model/index.ts';
import { testProduct } from './memory-connectors.ts';
import { pageItem } from './page-item.ts';
import { validateRecords } from './validate-records.ts';

/** What validation says of a product, announced as `p1`. */
function validated(data: unknown) {
  const record: SourceRecord<'product'> = {
    op: 'upsert',
    entity: 'product',
    key: 'p1',
    data: data as Product,
    coverage: 'complete',
  };
  const item = pageItem(record, 'mapping');
  validateRecords([item]);
  return item;
}

const good = testProduct('p1');

function withName(data: unknown, type = 'text') {
  return { ...good, attributes: { name: { type, values: [{ locale: null, scope: null, data }] } } };
}

function nested(depth: number): unknown {
  return depth === 0 ? 'x' : [nested(depth - 1)];
}

describe('a record is rejected, with the place and what is wrong', () => {
  test.each<[string, unknown, string | undefined, RegExp]>([
    ['nothing', {}, 'key', /./],
    ['null', null, undefined, /./],
    ['a list', [], undefined, /./],
    ['empty texts and lists', { key: '', attributes: {}, variants: [] }, 'key', /./],
    ['no variants', { ...good, variants: [] }, 'variants', /./],
    ['a number as text', withName(12), 'attributes.name.values.0.data', /string/],
    ['an unknown type', withName('x', 'colour'), 'attributes.name.type', /./],
    ['NaN', withName(Number.NaN, 'number'), undefined, /NaN/],
    ['a lone surrogate', withName('a\ud800'), undefined, /lone surrogate/],
    [
      'a number of 20,000 digits',
      withName('9'.repeat(20_000), 'number'),
      'attributes.name.values.0.data',
      /./,
    ],
    [
      'a float that lost digits',
      withName(0.1 + 0.2, 'number'),
      'attributes.name.values.0.data',
      /exact decimal/,
    ],
    ['nesting of a hundred', withName(nested(100), 'json'), undefined, /nested deeper/],
    ['a date object', withName(new Date(0), 'json'), undefined, /plain data/],
    ['__proto__', { ...good, extensions: JSON.parse('{"__proto__":{}}') }, undefined, /__proto__/],
    [
      'one variant key twice',
      { ...good, variants: [good.variants[0], good.variants[0]] },
      'variants.1.key',
      /repeats/,
    ],
    ['another key than announced', testProduct('p2'), 'key', /calls itself/],
    ['a property that nobody knows', { ...good, colour: 'red' }, undefined, /colour/],
  ])('%s', (_name, data, path, message) => {
    const { result } = validated(data);
    expect(result).toMatchObject({ kind: 'rejected', stage: 'validate' });
    const issues = result?.kind === 'rejected' ? result.issues : [];
    expect(issues.length).toBeGreaterThan(0);
    for (const issue of issues) expect((issue.value ?? '').length).toBeLessThanOrEqual(120);
    const paths = issues.map((issue) => issue.path);
    expect(paths).toContain(path ?? paths[0]);
    expect(issues.map((issue) => issue.message).join('; ')).toMatch(message);
  });
});

test('a product of 2,048 variants and a text of 10 MB pass', () => {
  const variants = Array.from({ length: 2_048 }, (_, index) => ({ key: `v${index}`, attributes: {} }));
  expect(validated({ ...good, variants }).result).toBeNull();
  expect(validated(withName('x'.repeat(10_000_000))).result).toBeNull();
});
