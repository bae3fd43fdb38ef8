import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';

import type { Price } from '../../model/index.ts';
import { evaluateExpression } from './evaluate-expression.ts';

const price = fc.record(
  {
    kind: fc.constantFrom('list' as const, 'sale' as const),
    amount: fc.constantFrom('1', '2', '3', '4', '5'),
    currency: fc.constantFrom('EUR', 'USD'),
    scope: fc.constantFrom('ecommerce', 'print'),
    customerGroup: fc.constant('trade'),
    minimumQuantity: fc.constantFrom('0.5', '1', '10'),
    validFrom: fc.constant('2026-01-01T00:00:00Z'),
  },
  { requiredKeys: ['kind', 'amount', 'currency'] },
);
const prices = fc.array(price, { maxLength: 8 });

function product(own: readonly unknown[] | undefined, shared: unknown) {
  const variant = { key: 'v', attributes: {}, ...(own === undefined ? {} : { prices: own }) };
  return { key: 'p', attributes: {}, prices: shared, variants: [variant] };
}

const euros = { op: 'price', currency: 'EUR' };

const fits = (candidate: Price) =>
  candidate.kind === 'list' &&
  candidate.currency === 'EUR' &&
  (candidate.scope ?? 'ecommerce') === 'ecommerce' &&
  candidate.customerGroup === undefined &&
  candidate.minimumQuantity !== '10' &&
  candidate.validFrom === undefined;

test.prop([prices, prices])(
  'gives a price that fits in every respect, and gives one if there is one',
  (own, shared) => {
    const result = evaluateExpression(
      { ...euros, as: 'price' },
      { record: product(own, shared), level: 'variant' },
    );
    const fitting = [...own, ...shared].filter((candidate) => fits(candidate as Price));
    if (fitting.length === 0) expect(result).toEqual({ value: undefined });
    else expect(fitting).toContainEqual('value' in result ? result.value : result);
  },
);

test.prop([prices, fc.constantFrom('0.5', '1', '10')])(
  'a named tier is that tier and no other',
  (list, tier) => {
    const expression = { ...euros, minimumQuantity: tier, validity: 'any', as: 'amount' };
    const expected = (scope: string | undefined) =>
      list.findLast(
        (candidate) =>
          candidate.kind === 'list' &&
          candidate.currency === 'EUR' &&
          candidate.scope === scope &&
          candidate.customerGroup === undefined &&
          candidate.minimumQuantity === tier,
      )?.amount;
    expect(evaluateExpression(expression, { record: product(undefined, list) })).toEqual({
      value: expected('ecommerce') ?? expected(undefined),
    });
  },
);

const eur = (amount: string | null, more: Partial<Price> = {}): Price => ({
  kind: 'list',
  amount,
  currency: 'EUR',
  ...more,
});

describe('which of several', () => {
  const amount = { ...euros, as: 'amount' };

  test('that of the scope before one for every scope, even if the latter is the variant’s', () => {
    const record = product([eur('1')], [eur('2', { scope: 'ecommerce' }), eur('3', { scope: 'print' })]);
    const level = 'variant';
    expect(evaluateExpression(amount, { record, level })).toEqual({ value: '2' });
    expect(evaluateExpression({ ...amount, scope: 'print' }, { record, level })).toEqual({ value: '3' });
    expect(evaluateExpression({ ...amount, scope: null }, { record, level })).toEqual({ value: '1' });
    const inPrint = { op: 'scope', scope: 'print', of: amount };
    expect(evaluateExpression(inPrint, { record, level })).toEqual({ value: '3' });
  });

  test('that of the variant before that of its product', () => {
    const record = product([eur('1')], [eur('2')]);
    expect(evaluateExpression(amount, { record, level: 'variant' })).toEqual({ value: '1' });
    expect(evaluateExpression(amount, { record })).toEqual({ value: '2' });
  });

  test('the later one of two that say the same case', () => {
    expect(evaluateExpression(amount, { record: product([], [eur('1'), eur('2')]) })).toEqual({ value: '2' });
  });

  test('one with a validity only if that is asked for', () => {
    const limited = eur('1', { validTo: '2026-12-01T00:00:00Z' });
    const record = product([], [limited]);
    expect(evaluateExpression(amount, { record })).toEqual({ value: undefined });
    expect(evaluateExpression({ ...euros, validity: 'any', as: 'price' }, { record })).toEqual({
      value: limited,
    });
  });

  test('one for a country only if that country is asked for', () => {
    const record = product([], [eur('1'), eur('2', { country: 'DE' })]);
    expect(evaluateExpression(amount, { record })).toEqual({ value: '1' });
    expect(evaluateExpression({ ...amount, country: 'DE' }, { record })).toEqual({ value: '2' });
    expect(evaluateExpression({ ...amount, country: 'FR' }, { record })).toEqual({ value: undefined });
  });

  test('a price to be removed is empty and hides that of the product', () => {
    const record = product([eur(null)], [eur('2')]);
    expect(evaluateExpression(euros, { record, level: 'variant' })).toEqual({ value: null });
  });
});

test('reads records of the entity price', () => {
  const record = { key: 'v', prices: [{ kind: 'list', amount: '9.5', currency: 'EUR' }] };
  expect(evaluateExpression(euros, { record, mapping: { entity: 'price' } })).toEqual({
    value: { amount: '9.5', currency: 'EUR' },
  });
});

test('no value where there are no prices, or no list of them', () => {
  for (const record of [{}, product([], []), product(undefined, { EUR: '1' })]) {
    expect(evaluateExpression(euros, { record })).toEqual({ value: undefined });
  }
});

test('finds one among a hundred thousand', () => {
  const many = Array.from({ length: 100_000 }, (_, index) => ({
    kind: 'list',
    amount: '1',
    currency: 'EUR',
    minimumQuantity: String(index + 2),
  }));
  const expression = { ...euros, minimumQuantity: '99999', as: 'price' };
  expect(evaluateExpression(expression, { record: product([], many) })).toEqual({ value: many[99_997] });
});

test('refuses a quantity that is not written as a number', () => {
  expect(() => evaluateExpression({ ...euros, minimumQuantity: '10.0' })).toThrow(/is not a number/);
});
