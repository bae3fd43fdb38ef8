import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';

import { priceIdentity } from '../../model/index.ts';
import type { Price } from '../../model/index.ts';
import { evaluateExpression } from './evaluate-expression.ts';

const anyPrices = fc.array(
  fc.record(
    {
      kind: fc.constantFrom('list' as const, 'sale' as const, 'cost' as const),
      amount: fc.constantFrom('1', '2', '3', null),
      currency: fc.constantFrom('EUR', 'USD', 'GBP'),
      scope: fc.constantFrom('ecommerce', 'print'),
      minimumQuantity: fc.constantFrom('1', '10'),
    },
    { requiredKeys: ['kind', 'amount', 'currency'] },
  ),
  { maxLength: 12 },
);

function product(own: readonly unknown[] | undefined, shared: readonly unknown[] | undefined) {
  const variant = { key: 'v', attributes: {}, ...(own === undefined ? {} : { prices: own }) };
  return {
    key: 'p',
    attributes: {},
    ...(shared === undefined ? {} : { prices: shared }),
    variants: [variant],
  };
}

function valueOf(result: ReturnType<typeof evaluateExpression>): Price[] {
  if (!('value' in result)) throw new Error('failed');
  return result.value as Price[];
}

const fits = ({ kind, currency, scope }: Price) => kind !== 'cost' && currency !== 'GBP' && scope !== 'print';

test.prop([anyPrices, anyPrices])(
  'every case once, as said last and nearest to the variant',
  (own, shared) => {
    const list = valueOf(
      evaluateExpression(
        { op: 'prices', kinds: ['list', 'sale'], currencies: ['EUR', 'USD'] },
        { record: product(own, shared), level: 'variant' },
      ),
    );
    const said = new Map(
      ([...shared, ...own] as Price[]).filter(fits).map((price) => [priceIdentity(price), price]),
    );
    const expected = [...said.values()].filter(({ amount }) => amount !== null);
    expect(list).toHaveLength(expected.length);
    expect(new Set(list.map(priceIdentity)).size).toBe(list.length);
    for (const price of expected) expect(list).toContainEqual(price);
  },
);

const price = (amount: string, currency: string) => ({ kind: 'list', amount, currency });

test('keeps the order, that of the product first', () => {
  const record = product([price('1', 'CHF'), price('2', 'EUR')], [price('3', 'EUR'), price('4', 'USD')]);
  expect(evaluateExpression({ op: 'prices' }, { record, level: 'variant' })).toEqual({
    value: [price('2', 'EUR'), price('4', 'USD'), price('1', 'CHF')],
  });
});

test('nothing said of prices is missing; a list without a fitting price is empty', () => {
  const prices = { op: 'prices', kinds: ['cost'] };
  expect(evaluateExpression(prices, { record: product(undefined, undefined), level: 'variant' })).toEqual({
    value: undefined,
  });
  expect(evaluateExpression(prices, { record: product(undefined, []) })).toEqual({ value: [] });
  expect(evaluateExpression(prices)).toEqual({ value: [] });
});

test('takes twenty thousand', () => {
  const many = Array.from({ length: 20_000 }, (_, index) => ({
    kind: 'list',
    amount: '1',
    currency: 'EUR',
    minimumQuantity: String(index + 1),
  }));
  expect(valueOf(evaluateExpression({ op: 'prices' }, { record: product(undefined, many) }))).toHaveLength(
    20_000,
  );
});
