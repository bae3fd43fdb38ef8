import { describe, expect, test } from 'vitest';

import { emptySchemaDescription } from '../connector/index.ts';
import type { SchemaDescription } from '../connector/index.ts';
import type { Attribute } from '../model/index.ts';
import { describedAttributes } from './described-attributes.ts';
import { evaluateExpression } from './operators/evaluate-expression.ts';

function attribute(key: string, more: Partial<Attribute> = {}): Attribute {
  return { key, type: 'text', labels: {}, localizable: false, scopable: false, ...more };
}

function source(...kinds: readonly (readonly Attribute[])[]): SchemaDescription {
  return {
    ...emptySchemaDescription,
    attributes: [attribute('name')],
    recordKinds: kinds.map((attributes, index) => ({ code: `kind${index}`, labels: {}, attributes })),
  };
}

function merged(...meanings: readonly Partial<Attribute>[]): Attribute | undefined {
  const kinds = meanings.map((meaning) => [attribute('x', meaning)]);
  return describedAttributes('referenceRecord', source(...kinds)).find(({ key }) => key === 'x');
}

test('reference records have the attributes of all kinds, other records those of products', () => {
  const described = source([attribute('url'), attribute('logo')], [attribute('url')]);
  const codes = describedAttributes('referenceRecord', described).map(({ key }) => key);
  expect(codes).toEqual(['url', 'logo']);
  expect(describedAttributes('product', described)).toBe(described.attributes);
  expect(describedAttributes('referenceRecord', emptySchemaDescription)).toEqual([]);
});

describe('of what kinds mean by one code', () => {
  test('the only meaning counts as it is', () => {
    const only = attribute('x', { type: 'number', minimum: '1', unique: true });
    expect(describedAttributes('referenceRecord', source([only]))).toEqual([only]);
  });

  test('labels count that nobody contradicts, be they two or three', () => {
    expect(
      merged({ labels: { en: 'A', de: 'B' } }, { labels: { en: 'A', fr: 'C' } }, { labels: { de: 'other' } })
        ?.labels,
    ).toEqual({ en: 'A', fr: 'C' });
    expect(merged({ labels: { en: 'A' } }, { labels: { en: 'B' } }, { labels: { en: 'A' } })?.labels).toEqual(
      {},
    );
  });

  test('unlike types are none, and then there are no options and no length', () => {
    const option = { type: 'option' as const, options: [{ code: 'a', labels: {} }] };
    expect(merged(option, { maxLength: 3 })).toEqual(attribute('x', { type: 'json' }));
  });

  test('values depend on a locale or scope if they do in any kind', () => {
    expect(merged({ localizable: true }, { scopable: true })).toMatchObject({
      localizable: true,
      scopable: true,
    });
  });

  test('the greatest length counts, and none where one kind has none', () => {
    expect(merged({ maxLength: 3 }, { maxLength: 5 })?.maxLength).toBe(5);
    expect(merged({ maxLength: 3 }, {})).not.toHaveProperty('maxLength');
  });

  test('options of all kinds count, unless one kind tells none', () => {
    const some = { type: 'option' as const, options: [{ code: 'a', labels: { en: 'A' } }] };
    const others = {
      type: 'option' as const,
      options: [
        { code: 'b', labels: { en: 'B' } },
        { code: 'a', labels: { en: 'Ah', de: 'A' } },
      ],
    };
    expect(merged(some, others)?.options).toEqual([
      { code: 'a', labels: { de: 'A' } },
      { code: 'b', labels: { en: 'B' } },
    ]);
    expect(merged(some, { type: 'option' })).not.toHaveProperty('options');
  });
});

test('an operator names the options of reference records by it', () => {
  const style = { type: 'option' as const, options: [{ code: 'a', labels: { 'en-US': 'Art déco' } }] };
  const described = source([attribute('style', style)]);
  const record = {
    attributes: { style: { type: 'option', values: [{ locale: null, scope: null, data: 'a' }] } },
  };
  const expression = { op: 'optionLabel', attribute: 'style' };
  expect(
    evaluateExpression(expression, { record, source: described, mapping: { entity: 'referenceRecord' } }),
  ).toEqual({ value: 'Art déco' });
  expect(evaluateExpression(expression, { record, source: described })).toEqual({ value: 'a' });
});
