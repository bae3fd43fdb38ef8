import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';

import { emptySchemaDescription } from '../../connector/index.ts';
import type { SchemaDescription } from '../../connector/index.ts';
import { evaluateExpression } from './evaluate-expression.ts';

function sourceOf(parents: Readonly<Record<string, string | null>>): SchemaDescription {
  const categories = Object.entries(parents).map(([key, parent]) => ({
    key,
    parent,
    labels: { 'en-US': key.toUpperCase() },
  }));
  return { ...emptySchemaDescription, categories };
}

const keys = ['a', 'b', 'c', 'd', 'e', 'f'];
// Any graph of parents at all, with circles and with parents that are nowhere described.
const anyParents = fc.array(fc.constantFrom(null, 'nowhere', ...keys), {
  minLength: keys.length,
  maxLength: keys.length,
});

test.prop([anyParents, fc.constantFrom(...keys)])(
  'leads up the parents to the category, and comes to an end',
  (parents, category) => {
    const parentOf = Object.fromEntries(keys.map((key, index) => [key, parents[index] ?? null]));
    const result = evaluateExpression(
      { op: 'categoryPath' },
      { record: { categories: [category] }, source: sourceOf(parentOf) },
    );
    const path = ('value' in result ? result.value : []) as string[];
    expect(path.at(-1)).toBe(category.toUpperCase());
    expect(new Set(path).size).toBe(path.length);
    for (const [index, label] of path.slice(1).entries()) {
      expect(parentOf[label.toLowerCase()]?.toLowerCase()).toBe(path[index]?.toLowerCase());
    }
  },
);

describe('a tree', () => {
  const source = sourceOf({ shop: null, men: 'shop', sweaters: 'men', sale: 'shop', brand: null });
  const evaluate = (args: object, ...categories: string[]) =>
    evaluateExpression({ op: 'categoryPath', ...args }, { record: { categories }, source });

  test('the first category, or all', () => {
    expect(evaluate({}, 'sale', 'sweaters')).toEqual({ value: ['SHOP', 'SALE'] });
    expect(evaluate({ categories: 'all', separator: '/' }, 'sale', 'sweaters')).toEqual({
      value: ['SHOP/SALE', 'SHOP/MEN/SWEATERS'],
    });
  });

  test('without the root; a category that is a root has no such path', () => {
    expect(evaluate({ root: 'omit' }, 'brand', 'sweaters')).toEqual({ value: ['MEN', 'SWEATERS'] });
    expect(evaluate({ root: 'omit', categories: 'all' }, 'brand')).toEqual({ value: [] });
  });

  test('only below a category, which does not count itself', () => {
    expect(evaluate({ below: 'men' }, 'sale', 'men', 'sweaters')).toEqual({
      value: ['SHOP', 'MEN', 'SWEATERS'],
    });
    expect(evaluate({ below: 'men', categories: 'all' }, 'sale', 'men')).toEqual({ value: [] });
    expect(evaluate({ below: 'brand' }, 'sale')).toEqual({ value: undefined });
  });

  test('a category that the source does not describe is its key, and no root', () => {
    expect(evaluate({}, 'unheard')).toEqual({ value: ['unheard'] });
    expect(evaluate({ root: 'omit' }, 'unheard')).toEqual({ value: ['unheard'] });
    expect(evaluate({}, 'toString')).toEqual({ value: ['toString'] });
  });

  test('no categories: missing, or an empty list of paths', () => {
    expect(evaluateExpression({ op: 'categoryPath' }, { record: {}, source })).toEqual({ value: undefined });
    expect(evaluate({})).toEqual({ value: undefined });
    expect(evaluate({ categories: 'all' })).toEqual({ value: [] });
  });

  test('a hundred thousand categories', () => {
    const categories = Array.from({ length: 100_000 }, (_, index) => (index % 2 === 0 ? 'sale' : 'sweaters'));
    const result = evaluate({ categories: 'all', separator: '/' }, ...categories);
    expect(result).toEqual({
      value: categories.map((key) => (key === 'sale' ? 'SHOP/SALE' : 'SHOP/MEN/SWEATERS')),
    });
  });

  test('a path of ten thousand steps', () => {
    const parents = Object.fromEntries(
      Array.from({ length: 10_000 }, (_, index) => [`k${index}`, index === 0 ? null : `k${index - 1}`]),
    );
    const result = evaluateExpression(
      { op: 'categoryPath' },
      { record: { categories: ['k9999'] }, source: sourceOf(parents) },
    );
    expect('value' in result && (result.value as string[]).length).toBe(10_000);
  });
});

test('labels are those of the rule’s locales, in their order, or else the key', () => {
  const source: SchemaDescription = {
    ...emptySchemaDescription,
    categories: [
      { key: 'shop', parent: null, labels: { 'en-US': 'Shop', 'de-DE': 'Laden' } },
      { key: 'men', parent: 'shop', labels: { 'en-US': 'Men' } },
      { key: 'hats', parent: 'men', labels: {} },
    ],
  };
  const inGerman = { op: 'locale', locales: ['de-DE', 'en-US'], of: { op: 'categoryPath' } };
  expect(evaluateExpression(inGerman, { record: { categories: ['hats'] }, source })).toEqual({
    value: ['Laden', 'Men', 'hats'],
  });
});
