import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';

import type { Product } from './entities.ts';
import { textOf } from './json.ts';
import { ProductStore } from './product-store.ts';
import type { ProductSeries } from './product-store.ts';
import { emptyProduct } from './product-write.ts';

const uuidOf = (number: number) => `uuid-${String(number).padStart(3, '0')}`;

const product = (number: number, identifier: string): Product => ({
  ...emptyProduct(uuidOf(number), 0),
  values: { sku: [{ locale: null, scope: null, data: identifier }] },
});

const skuOf = ({ values }: Product): string => textOf(values['sku']?.[0]?.data);

/** Every second number up to forty. */
const series: ProductSeries = {
  size: 20,
  at: (index) => product(index * 2, `S${index * 2}`),
  indexOf: (uuid) => {
    const number = Number(uuid.slice(5));
    return number % 2 === 0 && number < 40 ? number / 2 : -1;
  },
  indexOfIdentifier: (identifier) =>
    /^s\d+$/iu.test(identifier) && Number(identifier.slice(1)) % 2 === 0 && Number(identifier.slice(1)) < 40
      ? Number(identifier.slice(1)) / 2
      : -1,
  variantsOf: () => [],
};

const operation = fc.oneof(
  fc.record({ kind: fc.constant('set' as const), number: fc.nat(59) }),
  fc.record({ kind: fc.constant('delete' as const), number: fc.nat(59) }),
);

test.prop([fc.array(operation, { maxLength: 60 }), fc.nat(59)])(
  'a store over a series holds what a map would hold, in the order of the uuids',
  (operations, start) => {
    const store = new ProductStore(skuOf, series);
    const model = new Map(
      Array.from({ length: series.size }, (_, index) => [series.at(index).uuid, series.at(index)]),
    );
    for (const [step, { kind, number }] of operations.entries()) {
      if (kind === 'set') {
        const written = product(number, `W${step}`);
        store.set(written);
        model.set(written.uuid, written);
      } else {
        expect(store.delete(uuidOf(number))).toBe(model.delete(uuidOf(number)));
      }
    }
    const sorted = [...model.values()].toSorted((left, right) => (left.uuid < right.uuid ? -1 : 1));
    expect(store.size).toBe(sorted.length);
    expect([...store.after(null)]).toEqual(sorted);
    expect([...store.after(uuidOf(start))]).toEqual(sorted.filter(({ uuid }) => uuid > uuidOf(start)));
    for (const each of sorted) {
      expect(store.get(each.uuid)).toEqual(each);
      expect(store.byIdentifier(skuOf(each).toLowerCase())).toEqual(each);
    }
  },
);
