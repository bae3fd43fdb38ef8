import { expect, test } from 'vitest';

import type { ShopifyRecords } from '../records/shopify-records.ts';
import { merchant } from '../testing/merchant.ts';
import { openShop } from '../testing/open-shop.ts';

const text = (value: string) => ({ type: 'single_line_text_field', value });

test('a record that does not say all leaves variants, metafields and translations that it does not name, and they stay ours', async () => {
  const shop = openShop();
  const variant = (size: string, price: string) => ({
    sku: `shirt-${size}`,
    price,
    options: [{ name: 'Size', value: size }],
    metafields: { custom: { first: text('1'), second: text('2') } },
  });
  const whole: ShopifyRecords['product'] = {
    title: 'Shirt',
    options: ['Size'],
    metafields: { custom: { first: text('1'), second: text('2') } },
    translations: { de: { title: 'Hemd' }, fr: { title: 'Chemise' } },
    variants: [variant('S', '1'), variant('M', '1'), variant('L', '1')],
  };
  const { remote } = await shop.send('product', 'shirt', whole);
  const product = () => [...shop.state.products.values()][0];
  const before = product()?.variants.map(({ id }) => id);
  const part: ShopifyRecords['product'] = {
    title: 'Shirt',
    options: ['Size'],
    metafields: { custom: { first: text('3') } },
    translations: { de: { title: 'Bluse' } },
    variants: [{ ...variant('M', '2'), metafields: { custom: { first: text('3') } } }],
  };
  const after = await shop.send('product', 'shirt', part, { remote, coverage: 'partial' });
  expect(after.outcome?.status).toBe('updated');
  expect(product()?.variants.map(({ id }) => id)).toEqual(before);
  expect(product()?.variants.map(({ price }) => price)).toEqual(['1.00', '2.00', '1.00']);
  const metafields = (id: string | undefined) =>
    Object.fromEntries(
      [...(shop.state.metafields.get(id ?? '')?.values() ?? [])].map(({ key, value }) => [key, value]),
    );
  expect(metafields(product()?.id)).toMatchObject({ first: '3', second: '2' });
  expect(metafields(product()?.variants[1]?.id)).toEqual({ first: '3', second: '2' });
  const texts = [...(shop.state.translations.get(product()?.id ?? '')?.values() ?? [])];
  expect(texts.map(({ value }) => value).toSorted()).toEqual(['Bluse', 'Chemise']);
  expect(Object.keys(after.remote?.variants ?? {}).toSorted()).toEqual(['shirt-L', 'shirt-M', 'shirt-S']);
  // The other variants are no change: nothing has to be read for them.
  const prices = { remote: after.remote, coverage: 'partial', sections: ['prices'] } as const;
  expect((await shop.send('product', 'shirt', part, prices)).calls).toEqual(['VariantsPatch']);
  // What a record that says all does not name any more still goes.
  await shop.send(
    'product',
    'shirt',
    {
      ...whole,
      metafields: { custom: { first: text('4') } },
      translations: { de: { title: 'Bluse' } },
      variants: [variant('S', '1')],
    },
    { remote: after.remote },
  );
  expect(product()?.variants.map(({ id }) => id)).toEqual(before?.slice(0, 1));
  expect(metafields(product()?.id)).not.toHaveProperty('second');
  const left = [...(shop.state.translations.get(product()?.id ?? '')?.values() ?? [])];
  expect(left.map(({ value }) => value)).toEqual(['Bluse']);
});

const valuesOf = (map: ReadonlyMap<string, { readonly value: string }> | undefined) =>
  [...(map?.values() ?? [])].map(({ value }) => value).toSorted((a, b) => a.localeCompare(b));

test('a category that does not say all leaves metafields and translations that it does not name, and they stay ours', async () => {
  const shop = openShop();
  const part = {
    title: 'Shirts',
    metafields: { custom: { first: text('3') } },
    translations: { de: { title: 'Blusen' } },
  };
  const { remote } = await shop.send('category', 'shirts', {
    title: 'Shirts',
    metafields: { custom: { first: text('1'), second: text('2') } },
    translations: { de: { title: 'Hemden' }, fr: { title: 'Chemises' } },
  });
  const id = remote?.id ?? '';
  const after = await shop.send('category', 'shirts', part, { remote, coverage: 'partial' });
  expect(valuesOf(shop.state.metafields.get(id))).toEqual(['2', '3', 'shirts']);
  expect(valuesOf(shop.state.translations.get(id))).toEqual(['Blusen', 'Chemises']);
  // What a record that says all does not name any more still goes.
  await shop.send('category', 'shirts', part, { remote: after.remote });
  expect(valuesOf(shop.state.metafields.get(id))).toEqual(['3', 'shirts']);
  expect(valuesOf(shop.state.translations.get(id))).toEqual(['Blusen']);
});

test('a reference record that does not say all leaves fields and translations that it does not name, and they stay ours', async () => {
  const shop = openShop();
  const type = 'single_line_text_field';
  await merchant(shop.simulator).define(
    'brand',
    [
      { key: 'name', type },
      { key: 'motto', type },
    ],
    { capabilities: { translatable: { enabled: true } } },
  );
  const brand = { type: 'brand', handle: 'acme' };
  const part = { ...brand, fields: { name: 'Acme!' }, translations: { de: { name: 'Akme!' } } };
  const { remote } = await shop.send('referenceRecord', 'acme', {
    ...brand,
    fields: { name: 'Acme', motto: 'Onward' },
    translations: { de: { name: 'Akme', motto: 'Voran' } },
  });
  const id = remote?.id ?? '';
  const fields = () => Object.fromEntries(shop.state.metaobjects.get(id)?.fields ?? []);
  const after = await shop.send('referenceRecord', 'acme', part, { remote, coverage: 'partial' });
  expect(fields()).toEqual({ name: 'Acme!', motto: 'Onward' });
  expect(valuesOf(shop.state.translations.get(id))).toEqual(['Akme!', 'Voran']);
  await shop.send('referenceRecord', 'acme', part, { remote: after.remote });
  expect(fields()).toEqual({ name: 'Acme!' });
  expect(valuesOf(shop.state.translations.get(id))).toEqual(['Akme!']);
});
