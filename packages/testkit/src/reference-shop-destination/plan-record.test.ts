import type { DeleteMode, DesiredRecord } from '@pim-connector/core';
import { describe, expect, test } from 'vitest';

import { desired } from './destination-fixture.ts';
import { planRecord as planFor } from './plan-record.ts';
import type { ShopRecords } from './shop-records.ts';

const planRecord = (record: DesiredRecord<ShopRecords>) => planFor(record, { identity: 'natural' });

const tent: ShopRecords['product'] = {
  title: { en: 'Tent' },
  brand: null,
  images: ['tent-1'],
  related: ['mat'],
  status: 'active',
  variants: [
    { sku: 'a', barcode: '4012345000016', stock: 1, prices: [{ currency: 'EUR', amount: '9' }] },
    { sku: 'b', barcode: null, stock: 2, prices: [], images: ['b-1'] },
  ],
};

const known = { id: 'tent', variants: { a: { id: 'a' }, b: { id: 'b' } } };

function payloadFor(sections: readonly string[], remote: typeof known | { id: string } = known, data = tent) {
  return planRecord(desired('product', 'tent', data, { sections, remote })).payload;
}

test('what the shop does not have is sent as a whole', () => {
  expect(planRecord(desired('product', 'tent', tent))).toEqual({
    entity: 'product',
    key: 'tent',
    action: 'create',
    sections: ['content', 'media', 'prices', 'inventory', 'relations', 'publication'],
    payload: { id: 'tent', ...tent },
    data: ['a', 'b'],
    calls: 0.02,
  });
});

describe('of what the shop has, only the sections that changed are sent', () => {
  test.each<[readonly string[], object]>([
    [['media'], { images: ['tent-1'], variants: [{ sku: 'a' }, { sku: 'b', images: ['b-1'] }] }],
    [['relations'], { related: ['mat'] }],
    [['publication', 'relations'], { related: ['mat'], status: 'active' }],
    [
      ['inventory'],
      {
        variants: [
          { sku: 'a', stock: 1 },
          { sku: 'b', stock: 2 },
        ],
      },
    ],
    [
      ['prices'],
      {
        variants: [
          { sku: 'a', prices: [{ currency: 'EUR', amount: '9' }] },
          { sku: 'b', prices: [] },
        ],
      },
    ],
    [
      ['content'],
      {
        title: { en: 'Tent' },
        brand: null,
        variants: [
          { sku: 'a', barcode: '4012345000016' },
          { sku: 'b', barcode: null },
        ],
      },
    ],
  ])('%j', (sections, fields) => {
    expect(payloadFor(sections)).toEqual({ id: 'tent', ...fields });
  });

  test('an update says so', () => {
    const { action, sections } = planRecord(
      desired('product', 'tent', tent, { sections: ['media'], remote: known }),
    );
    expect([action, sections]).toEqual(['update', ['media']]);
  });
});

describe('variants that are new to the shop are sent as a whole', () => {
  const [a = { sku: '' }, b = { sku: '' }] = tent.variants;
  const contentOfA = { sku: 'a', barcode: '4012345000016' };
  const contentOfB = { sku: 'b', barcode: null };
  test.each<[string, typeof tent.variants, typeof known | { id: string }, typeof tent.variants]>([
    ['a new one', [a, b, { sku: 'c', stock: 1 }], known, [contentOfA, contentOfB, { sku: 'c', stock: 1 }]],
    ['another order', [b, a], known, [contentOfB, contentOfA]],
    ['one less', [a], known, [contentOfA]],
    ['variants that nobody remembers', [a, b], { id: 'tent' }, [a, b]],
  ])('%s', (_case, variants, remote, sent) => {
    expect(payloadFor(['content'], remote, { ...tent, variants })).toEqual({
      id: 'tent',
      title: { en: 'Tent' },
      brand: null,
      variants: sent,
    });
  });

  test('by their keys, also where those are not the SKUs', () => {
    const remote = { id: 'tent', variants: { red: { id: 'a' } } };
    const variantKeys = ['red', 'blue'];
    const plan = planRecord(
      desired('product', 'tent', tent, { sections: ['inventory'], remote, variantKeys }),
    );
    expect(plan).toMatchObject({ payload: { variants: [{ sku: 'a', stock: 1 }, b] }, data: variantKeys });
  });
});

test('nothing to send is nothing to do', () => {
  const { related: _related, ...data } = tent;
  const plan = planRecord(desired('product', 'tent', data, { sections: ['relations'], remote: known }));
  expect([plan.action, plan.payload]).toEqual(['none', { id: 'tent' }]);
});

test('prices and stock are changes of a variant that exists', () => {
  const data = { sku: 'a', prices: [{ currency: 'EUR', amount: '9' }] };
  expect(planRecord(desired('price', 'a', data))).toMatchObject({ action: 'update', payload: data });
  expect(
    planRecord(desired('price', 'a', data, { sections: ['prices'], remote: { id: 'a' } })),
  ).toMatchObject({ action: 'update', payload: data });
  expect(planRecord(desired('inventory', 'a', { sku: 'a', stock: null }))).toMatchObject({
    action: 'update',
    payload: { sku: 'a', stock: null },
  });
});

test('categories and assets go by their key', () => {
  expect(planRecord(desired('category', 'tents', { name: { en: 'Tents' } }))).toMatchObject({
    action: 'create',
    payload: { key: 'tents', name: { en: 'Tents' } },
  });
});

test.each<[DeleteMode, object]>([
  ['delete', { id: 'tent' }],
  ['archive', { id: 'tent', status: 'archived' }],
  ['unpublish', { id: 'tent', status: 'draft' }],
])('%s', (mode, payload) => {
  expect(planRecord({ op: 'delete', entity: 'product', key: 'tent', mode, remote: known })).toEqual({
    entity: 'product',
    key: 'tent',
    action: 'delete',
    sections: [],
    payload,
    calls: 0.02,
  });
});

test('planning changes nothing', () => {
  const record = desired('product', 'tent', tent, { sections: ['content'], remote: known });
  const before = structuredClone(record);
  expect(planRecord(record)).toEqual(planRecord(record));
  expect(record).toEqual(before);
});
