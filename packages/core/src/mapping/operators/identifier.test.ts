import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';

import { evaluateExpression } from './evaluate-expression.ts';

const identifiers = fc.array(
  fc.record(
    {
      scheme: fc.constantFrom('mpn', 'sku', 'isbn'),
      value: fc.constantFrom('1', '2', '3', '4'),
      packaging: fc.constantFrom('case', 'pallet'),
    },
    { requiredKeys: ['scheme', 'value'] },
  ),
  { maxLength: 6 },
);

function product(own: unknown, shared: unknown) {
  const variant = { key: 'v', attributes: {}, ...(own === undefined ? {} : { identifiers: own }) };
  return { key: 'p', attributes: {}, identifiers: shared, variants: [variant] };
}

test.prop([identifiers, identifiers])(
  'at variant level its own are taken, else those of the product',
  (own, shared) => {
    const record = product(own, shared);
    const fitting = [own, shared]
      .map((list) => list.filter(({ scheme, packaging }) => scheme === 'mpn' && packaging === undefined))
      .find((list) => list.length > 0);
    const options = { record, level: 'variant' } as const;
    expect(evaluateExpression({ op: 'identifier', scheme: 'mpn' }, options)).toEqual({
      value: fitting?.[0]?.value,
    });
    expect(evaluateExpression({ op: 'identifier', scheme: 'mpn', all: true }, options)).toEqual({
      value: fitting?.map(({ value }) => value),
    });
  },
);

describe('packaging', () => {
  const record = product(undefined, [
    { scheme: 'gtin', value: '14012345000013', packaging: 'case' },
    { scheme: 'gtin', value: '04012345000016' },
  ]);

  test('the article itself unless a package is named', () => {
    expect(evaluateExpression({ op: 'identifier', scheme: 'gtin' }, { record })).toEqual({
      value: '04012345000016',
    });
  });

  test('the package that is named', () => {
    const ofCase = { op: 'identifier', scheme: 'gtin', packaging: 'case' };
    expect(evaluateExpression(ofCase, { record })).toEqual({ value: '14012345000013' });
    const ofPallet = { op: 'identifier', scheme: 'gtin', packaging: 'pallet' };
    expect(evaluateExpression(ofPallet, { record })).toEqual({ value: undefined });
  });
});

test('no value where the record has no identifiers, or no list of them', () => {
  for (const record of [{}, product(undefined, []), product(undefined, 'mpn')]) {
    expect(evaluateExpression({ op: 'identifier', scheme: 'mpn' }, { record })).toEqual({ value: undefined });
  }
});

test('refuses a scheme that no identifier can have', () => {
  expect(() => evaluateExpression({ op: 'identifier', scheme: 'GTIN 13' })).toThrow(/is not a scheme/);
});
