import { expect, test } from 'vitest';

import type { RecordDefinition } from '../connector/index.ts';
import { alignVariants } from './align-variants.ts';

const found = {
  remote: { id: 'p-1' },
  data: { title: 'Tent', variants: [{ sku: 'x' }, { sku: 'c' }, { sku: 'a' }, { sku: 'b' }] },
};
const wanted = { variants: [{ sku: 'a' }, { sku: 'b' }, { sku: 'c' }] };

function aligned(definition: Partial<RecordDefinition>, record: object | null = wanted) {
  const { data } = alignVariants(found, record, definition as RecordDefinition);
  return (data as typeof found.data).variants.map(({ sku }) => sku).join(' ');
}

test('variants come in the order that is wanted, where the platform keeps none', () => {
  expect(aligned({ variantKey: 'sku', unorderedVariants: true })).toBe('a b c x');
  expect(
    alignVariants(found, wanted, { variantKey: 'sku', unorderedVariants: true } as RecordDefinition),
  ).toEqual({
    remote: { id: 'p-1' },
    data: { title: 'Tent', variants: [{ sku: 'a' }, { sku: 'b' }, { sku: 'c' }, { sku: 'x' }] },
  });
});

test.each([
  ['the platform keeps an order', { variantKey: 'sku' }, wanted],
  ['variants cannot be told apart', { unorderedVariants: true }, wanted],
  ['nothing is wanted', { variantKey: 'sku', unorderedVariants: true }, null],
])('they stay as they are where %s', (_why, definition, record) => {
  expect(aligned(definition, record)).toBe('x c a b');
});
