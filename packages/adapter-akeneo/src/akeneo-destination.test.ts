import type {
  DesiredRecord,
  DesiredUpsert,
  Entity,
  PlannedOperation,
  WriteOutcome,
} from '@pim-connector/core';
import { serve } from '@pim-connector/testkit';
import type { RunningServer } from '@pim-connector/testkit';
import { afterEach, describe, expect, test } from 'vitest';

import { akeneoDestination } from './akeneo-destination.ts';
import type { AkeneoRecords } from './destination-records.ts';
import { writeOf } from './planned-write.ts';
import type { AkeneoSimulatorOptions } from './simulator/index.ts';
import { testContext } from './testing/read-all.ts';
import { simulatedPim } from './testing/simulated-pim.ts';

let files: RunningServer | null = null;

afterEach(async () => {
  await files?.close();
  files = null;
});

function pim(options: AkeneoSimulatorOptions = {}) {
  const { simulator, connection } = simulatedPim(options);
  const destination = akeneoDestination(connection);
  const context = testContext();

  async function plan(
    records: readonly DesiredRecord<AkeneoRecords>[],
  ): Promise<readonly PlannedOperation[]> {
    return destination.plan(records, context);
  }
  async function write(...records: DesiredRecord<AkeneoRecords>[]): Promise<readonly WriteOutcome[]> {
    const outcomes: WriteOutcome[] = [];
    const planned = await plan(records);
    const fit = planned.filter(
      ({ issues = [], action }) => action !== 'none' && issues.every(({ severity }) => severity !== 'error'),
    );
    for await (const outcome of destination.write(fit, context)) outcomes.push(outcome);
    return outcomes;
  }
  async function read(entity: Entity, key: string) {
    return (await destination.lookup?.({ entity, keys: [key] }, context))?.get(key)?.data;
  }
  return { simulator, destination, context, plan, write, read };
}

const allSections = ['content', 'media', 'relations', 'publication', 'options', 'prices', 'inventory'];

function upsert<E extends Entity & keyof AkeneoRecords>(
  entity: E,
  key: string,
  data: AkeneoRecords[E],
  more: Partial<DesiredUpsert> = {},
): DesiredRecord<AkeneoRecords> {
  return {
    op: 'upsert',
    entity,
    key,
    data,
    variantKeys: [],
    coverage: 'complete',
    sections: allSections,
    remote: null,
    references: new Map(),
    ...more,
  } as DesiredRecord<AkeneoRecords>;
}

const lamp = (
  values: NonNullable<AkeneoRecords['product']['values']>,
  more: Partial<AkeneoRecords['product']> = {},
) =>
  upsert('product', 'LAMP-9', {
    family: 'lamps',
    values,
    variants: [{ sku: 'LAMP-9' }],
    ...more,
  });

describe('products', () => {
  test('without models are created, then updated, and read back as they were written', async () => {
    const { write, read } = pim();
    const values = {
      name: { 'en-US': { '*': 'Lamp' }, 'de-DE': { '*': 'Lampe' } },
      burn_time: { '*': { '*': '12.5' } },
      pieces: { '*': { '*': '3' } },
      weight: { '*': { '*': { amount: '0.25', unit: 'KGM' } } },
      price: { '*': { '*': [{ amount: '9.9', currency: 'EUR' }] } },
      waterproof: { '*': { '*': true } },
    };
    expect(await write(lamp(values, { categories: ['lighting'] }))).toMatchObject([
      {
        key: 'LAMP-9',
        status: 'created',
        remote: { id: 'LAMP-9', variants: { 'LAMP-9': { id: 'LAMP-9' } } },
      },
    ]);
    expect(await read('product', 'LAMP-9')).toMatchObject({
      family: 'lamps',
      categories: ['lighting'],
      values,
      variants: [{ sku: 'LAMP-9' }],
    });
    expect(await write(lamp({ ...values, waterproof: { '*': { '*': null } } }))).toMatchObject([
      { status: 'updated' },
    ]);
    const after = (await read('product', 'LAMP-9')) as AkeneoRecords['product'];
    expect(after.values?.['waterproof']).toEqual({ '*': { '*': null } });
    expect(after.values).toHaveProperty('name');
  });

  test('of two levels of models are created whole, and a second time change nothing', async () => {
    const { simulator, write, read } = pim();
    const before = simulator.sizes();
    const variant = (color: string, size: string) => ({
      sku: `TEST-${color}-${size}`,
      values: {
        color: { '*': { '*': color } },
        size: { '*': { '*': size } },
        price: { '*': { '*': [{ amount: '99', currency: 'EUR' }] } },
      },
    });
    const jacket = upsert('product', 'test_jacket', {
      family: 'jackets',
      axes: ['color', 'size'],
      categories: ['jackets'],
      values: { name: { 'en-US': { '*': 'Test jacket' } } },
      variants: [variant('blue', 's'), variant('blue', 'm'), variant('Red', 's')],
    });
    expect(await write(jacket)).toMatchObject([{ key: 'test_jacket', status: 'created' }]);
    expect(simulator.sizes()).toEqual({
      products: before.products + 3,
      productModels: before.productModels + 3,
    });
    expect(await read('product', 'test_jacket')).toMatchObject({
      family: 'jackets',
      axes: ['color', 'size'],
      values: { name: { 'en-US': { '*': 'Test jacket' } } },
      variants: expect.arrayContaining([
        expect.objectContaining({ sku: 'TEST-blue-s' }),
        expect.objectContaining({ sku: 'TEST-blue-m' }),
        expect.objectContaining({ sku: 'TEST-Red-s' }),
      ]),
    });
    expect(await write(jacket)).toMatchObject([{ status: 'updated' }]);
    expect(simulator.sizes()).toEqual({
      products: before.products + 3,
      productModels: before.productModels + 3,
    });
  });

  test('with axes that no family variant has are refused before anything is sent', async () => {
    const { plan } = pim();
    const [operation] = await plan([
      upsert('product', 'x', {
        family: 'lamps',
        axes: ['color'],
        variants: [{ sku: 'x-1' }],
      }),
    ]);
    expect(operation?.issues).toMatchObject([{ code: 'akeneo.no_family_variant', severity: 'error' }]);
  });

  test('one bad line fails alone, in the PIM’s own words', async () => {
    const { write } = pim();
    const good = lamp({ name: { 'en-US': { '*': 'Good' } } });
    const bad = upsert('product', 'BAD', {
      family: 'lamps',
      values: { burn_time: { '*': { '*': '-5' } } },
      variants: [{ sku: 'BAD' }],
    });
    const outcomes = await write(good, bad);
    expect(outcomes.map(({ key, status }) => `${key} ${status}`).toSorted()).toEqual([
      'BAD rejected',
      'LAMP-9 created',
    ]);
    const refused = outcomes.find(({ status }) => status === 'rejected');
    expect(refused).toMatchObject({
      issues: [
        { code: 'platform.rejected', attribute: 'burn_time', platform: { message: expect.any(String) } },
      ],
    });
  });

  test('an attribute or locale that the PIM does not have is left out with a warning', async () => {
    const { plan } = pim();
    const [operation] = await plan([
      lamp({ name: { 'ja-JP': { '*': 'x' }, 'en-US': { '*': 'y' } }, ghost: { '*': { '*': 1 } } }),
    ]);
    expect(operation?.issues?.map(({ code, severity }) => `${code} ${severity}`)).toEqual([
      'akeneo.inactive_locale warning',
      'akeneo.unknown_attribute warning',
    ]);
    const [line] = writeOf(operation?.payload ?? null).lines;
    expect(line?.line['values']).toEqual({ name: [{ locale: 'en_US', scope: null, data: 'y' }] });
  });

  test('a partial record adds to lists and keeps other currencies; a complete one replaces them', async () => {
    const { write, read } = pim();
    const prices = (...list: object[]) =>
      ({ price: { '*': { '*': list } } }) as NonNullable<AkeneoRecords['product']['values']>;
    await write(
      lamp(prices({ amount: '9', currency: 'EUR' }, { amount: '10', currency: 'USD' }), {
        categories: ['lighting'],
      }),
    );
    const partial = { coverage: 'partial' } as const;
    await write({
      ...lamp(prices({ amount: '8', currency: 'EUR' }), { categories: ['kitchen'] }),
      ...partial,
    });
    expect(await read('product', 'LAMP-9')).toMatchObject({
      categories: expect.arrayContaining(['lighting', 'kitchen']),
      values: prices({ amount: '8', currency: 'EUR' }, { amount: '10', currency: 'USD' }),
    });
    await write(lamp(prices({ amount: '7', currency: 'EUR' }), { categories: ['kitchen'] }));
    expect(await read('product', 'LAMP-9')).toMatchObject({
      categories: ['kitchen'],
      values: prices({ amount: '7', currency: 'EUR' }),
    });
  });

  test('only the sections that changed are sent', async () => {
    const { write, plan } = pim();
    await write(lamp({ name: { 'en-US': { '*': 'Lamp' } } }, { enabled: true }));
    const [operation] = await plan([
      upsert(
        'product',
        'LAMP-9',
        {
          values: { name: { 'en-US': { '*': 'Lamp' } } },
          enabled: false,
          variants: [{ sku: 'LAMP-9' }],
        },
        {
          sections: ['publication'],
          remote: { id: 'LAMP-9' },
        },
      ),
    ]);
    expect(writeOf(operation?.payload ?? null).lines).toEqual([
      { stage: 0, path: 'products', line: { identifier: 'LAMP-9', enabled: false } },
    ]);
  });

  test('are deleted with their models, or taken off', async () => {
    const { simulator, write } = pim();
    const before = simulator.sizes();
    const remote = {
      id: 'camp_mug',
      data: {
        isModelled: true,
        variants: [
          ['MUG-BLUE', 'MUG-BLUE'],
          ['MUG-RED', 'MUG-RED'],
        ],
      },
    };
    expect(
      await write({ op: 'delete', entity: 'product', key: 'camp_mug', mode: 'unpublish', remote }),
    ).toMatchObject([{ status: 'deleted' }]);
    expect(simulator.product('MUG-BLUE')?.enabled).toBe(false);
    expect(
      await write({ op: 'delete', entity: 'product', key: 'camp_mug', mode: 'delete', remote }),
    ).toMatchObject([{ status: 'deleted' }]);
    expect(simulator.sizes()).toEqual({
      products: before.products - 3,
      productModels: before.productModels - 1,
    });
    // What is gone stays gone.
    expect(
      await write({ op: 'delete', entity: 'product', key: 'camp_mug', mode: 'delete', remote }),
    ).toMatchObject([{ status: 'deleted' }]);
  });

  test('that the connection does not own become drafts, which is said', async () => {
    const { simulator, write, read } = pim();
    await write(lamp({ name: { 'en-US': { '*': 'Lamp' } } }, { categories: ['lighting'] }));
    simulator.access.setCategoryRight('lighting', 'edit');
    const outcomes = await write(lamp({ name: { 'en-US': { '*': 'Changed' } } }));
    expect(outcomes).toMatchObject([
      { status: 'updated', issues: [{ code: 'akeneo.draft', severity: 'warning' }] },
    ]);
    simulator.access.setCategoryRight('lighting', 'own');
    expect(await read('product', 'LAMP-9')).toMatchObject({ values: { name: { 'en-US': { '*': 'Lamp' } } } });
    // Said of no other: what the connection owns is as it should be.
    const [owned] = await write(lamp({ name: { 'en-US': { '*': 'Mine' } } }));
    expect(owned?.status).toBe('updated');
    expect(owned).not.toHaveProperty('issues.0');
    expect(await read('product', 'LAMP-9')).toMatchObject({ values: { name: { 'en-US': { '*': 'Mine' } } } });
  });
});

describe('prices and stock', () => {
  test('are values of products that exist', async () => {
    const { write, read, plan } = pim();
    const price = (sku: string) =>
      upsert('price', sku, { sku, values: { price: { '*': { '*': [{ amount: '5', currency: 'EUR' }] } } } });
    expect(await write(price('MUG-BLUE'))).toMatchObject([{ status: 'updated' }]);
    expect(await read('price', 'MUG-BLUE')).toMatchObject({
      values: { price: { '*': { '*': [{ amount: '5', currency: 'EUR' }] } } },
    });
    const [operation] = await plan([price('NOBODY')]);
    expect(operation?.issues).toMatchObject([{ code: 'reference.missing', severity: 'error' }]);
  });
});

describe('structure', () => {
  test('attributes with options, within their own limit', async () => {
    const { write, read } = pim();
    const options = [
      { code: 'one', labels: { 'en-US': 'One' }, position: 1 },
      { code: 'two', labels: {}, position: 2 },
    ];
    const finish = upsert('attribute', 'finish', {
      type: 'pim_catalog_simpleselect',
      group: 'general',
      labels: { 'en-US': 'Finish' },
      options,
    });
    expect(await write(finish)).toMatchObject([{ status: 'created' }]);
    expect(await read('attribute', 'finish')).toMatchObject({
      type: 'pim_catalog_simpleselect',
      labels: { 'en-US': 'Finish' },
      options: [{ code: 'one' }, { code: 'two' }],
    });
    expect(await write(finish)).toMatchObject([{ status: 'updated' }]);
  });

  test('the type of an attribute cannot be changed', async () => {
    const { plan } = pim();
    const [operation] = await plan([upsert('attribute', 'name', { type: 'pim_catalog_number' })]);
    expect(operation?.issues).toMatchObject([{ code: 'value.invalid' }]);
  });

  test('families with family variants; attributes of a partial record are added', async () => {
    const { write, read } = pim();
    const boots = {
      labels: { 'en-US': 'Boots' },
      attributes: ['name', 'size', 'price'],
      requirements: { ecommerce: ['name'] },
    };
    const variations = [{ key: 'boots_by_size', axes: [['size']], attributes: [['price']] }];
    expect(
      await write(upsert('family', 'boots', { ...boots, attributeAsLabel: 'name', variations })),
    ).toMatchObject([{ status: 'created' }]);
    expect(await read('family', 'boots')).toMatchObject({
      attributes: expect.arrayContaining(['sku', 'name', 'size', 'price']),
      variations: [{ key: 'boots_by_size', axes: [['size']] }],
    });
    await write(upsert('family', 'boots', { attributes: ['brand'] }, { coverage: 'partial' }));
    expect(await read('family', 'boots')).toMatchObject({
      attributes: expect.arrayContaining(['name', 'brand']),
    });
  });

  test('categories', async () => {
    const { write, read } = pim();
    expect(
      await write(
        upsert('category', 'tents', { parent: 'master', labels: { 'en-US': 'Tents', 'xx-XX': 'no' } }),
      ),
    ).toMatchObject([{ status: 'created' }]);
    expect(await read('category', 'tents')).toEqual({ parent: 'master', labels: { 'en-US': 'Tents' } });
    expect(await write(upsert('category', 'lost', { parent: 'nowhere' }))).toMatchObject([
      { status: 'rejected' },
    ]);
  });
});

describe('files', () => {
  const png = new Uint8Array([137, 80, 78, 71]);

  async function withFiles() {
    files = await serve(() => new Response(png, { headers: { 'content-type': 'image/png' } }));
    const { simulator, connection } = simulatedPim();
    const url = files.url;
    // The simulator answers for the PIM; files come from the network.
    const destination = akeneoDestination({
      ...connection,
      mediaHosts: [new URL(url).hostname],
      fetch: (request) => (request.url.startsWith(url) ? fetch(request) : simulator.handler(request)),
    });
    return { simulator, destination, url };
  }

  test('of products are fetched and uploaded after the product was written', async () => {
    const { simulator, destination, url } = await withFiles();
    const context = testContext();
    const record = lamp(
      { name: { 'en-US': { '*': 'Lamp' } } },
      { media: { picture: { '*': { '*': { url: `${url}/lamp.png`, fileName: 'lamp.png' } } } } },
    );
    const outcomes: WriteOutcome[] = [];
    for await (const outcome of destination.write(await destination.plan([record], context), context))
      outcomes.push(outcome);
    expect(outcomes).toMatchObject([{ status: 'created' }]);
    expect(JSON.stringify(simulator.product('LAMP-9')?.values)).toContain('lamp.png');
  });

  test('of assets are uploaded, and the asset gets the code of the file', async () => {
    const { destination, url } = await withFiles();
    const context = testContext();
    const record = upsert('asset', 'packshots:lamp_front', {
      family: 'packshots',
      code: 'lamp_front',
      media: { url: `${url}/front.png`, fileName: 'front.png' },
    });
    const outcomes: WriteOutcome[] = [];
    for await (const outcome of destination.write(await destination.plan([record], context), context))
      outcomes.push(outcome);
    expect(outcomes).toMatchObject([{ key: 'packshots:lamp_front', status: 'created' }]);
  });
});

test('a body that is too large for the platform is halved until it fits, whichever way it is refused', async () => {
  const { write, simulator } = pim({ limits: { maxBodyBytes: 400_000 } });
  const text = 'x'.repeat(60_000);
  const records = Array.from({ length: 20 }, (_, index) =>
    upsert('product', `BIG-${index}`, {
      values: { description: { 'en-US': { ecommerce: text } } },
      variants: [{ sku: `BIG-${index}` }],
    }),
  );
  const outcomes = await write(...records);
  expect(outcomes.map(({ status }) => status)).toEqual(records.map(() => 'created'));
  expect(simulator.count(403)).toBeGreaterThan(0);
});

test('a permission that is missing is no matter of size', async () => {
  const { write, simulator } = pim();
  simulator.access.deny('administrate', 'products');
  await expect(write(lamp({ name: { 'en-US': { '*': 'Lamp' } } }))).rejects.toMatchObject({
    code: 'permission.denied',
  });
  expect(simulator.count(403)).toBe(1);
});

test('describes what a mapping can set, and makes one out of what both sides have', async () => {
  const { destination, context } = pim();
  const description = await destination.describe(context);
  const paths = description.targets?.product?.map(({ path, level }) => `${level} ${path}`);
  expect(paths).toEqual(
    expect.arrayContaining([
      'product family',
      'variant sku',
      'variant values.name.{locale}.*',
      'product values.description.{locale}.ecommerce',
    ]),
  );
  const entities = ['product', 'category', 'family', 'attribute', 'price'] as const;
  const options = { entities, source: description, destination: description, coverage: 'complete' } as const;
  for (const entity of entities) {
    expect(destination.defaultMapping?.(entity, options)).toMatchObject({ entity });
  }
  expect(() => destination.defaultMapping?.('inventory', options)).toThrow(/no attribute “stock”/);
  expect(() => destination.defaultMapping?.('asset', options)).toThrow(/no default mapping/);
});
