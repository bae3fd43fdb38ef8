import { SkippingClock, createPipeline, formatPlan, memoryStore } from '@pim-connector/core';
import type { Attribute, Product, ReferenceRecord, SourceRecord, StateStore } from '@pim-connector/core';
import { describe, expect, test } from 'vitest';

import { shopify } from '../shopify.ts';
import { createShopifySimulator } from '../simulator/index.ts';
import { merchant } from '../testing/merchant.ts';
import { recordSource } from '../testing/record-source.ts';

const of = (key: string, type: Attribute['type'], more: Partial<Attribute> = {}): Attribute => ({
  key,
  type,
  labels: {},
  localizable: false,
  scopable: false,
  ...more,
});
const toBrands = { target: { entity: 'referenceRecord', kind: 'Brand' } } as const;
const description = {
  recordKinds: [
    {
      code: 'Brand',
      labels: { en: 'Brand' },
      attributes: [of('founded', 'date'), of('listed', 'boolean'), of('owner', 'references', toBrands)],
    },
  ],
  attributes: [of('brand', 'references', toBrands), of('rivals', 'references', toBrands)],
};
const one = (data: unknown) => [{ locale: null, scope: null, data }];
const refer = (...keys: readonly string[]) => ({
  type: 'references',
  values: one(keys.map((key) => ({ entity: 'referenceRecord', key }))),
});

function brand(code: string, label: string, attributes: object = {}): SourceRecord<'referenceRecord'> {
  const data = {
    key: `Brand/${code}`,
    kind: 'Brand',
    code,
    labels: { en: label },
    attributes,
  } as ReferenceRecord;
  return { op: 'upsert', entity: 'referenceRecord', key: data.key, data, coverage: 'complete' };
}

function product(key: string, attributes: object): SourceRecord<'product'> {
  const data = { key, attributes, variants: [{ key: `${key}-1`, attributes: {} }] } as Product;
  return { op: 'upsert', entity: 'product', key, data, coverage: 'complete' };
}

interface OpenOptions {
  readonly adopt?: 'handle'[];
  readonly through?: StateStore;
  readonly entities?: readonly ('referenceRecord' | 'product')[];
}

/** A shop that takes brands, and products that refer to them. */
async function brandShop() {
  const clock = new SkippingClock(Date.parse('2026-11-01T00:00:00Z'));
  const simulator = createShopifySimulator({ clock });
  const owner = merchant(simulator);
  const definition = await owner.define(
    'brand',
    [
      { key: 'title', type: 'single_line_text_field', required: true },
      { key: 'founded', type: 'date' },
      { key: 'listed', type: 'boolean' },
      { key: 'owner', type: 'metaobject_reference' },
      { key: 'note', type: 'single_line_text_field' },
    ],
    { displayNameKey: 'title', capabilities: { publishable: { enabled: true } } },
  );
  const validations = [{ name: 'metaobject_definition_id', value: definition }];
  await owner.defineMetafield('brand', 'metaobject_reference', { validations });
  await owner.defineMetafield('rivals', 'list.metaobject_reference', { validations });
  const { state } = simulator;
  const store = memoryStore({ clock });
  /** A pipeline of a new process. */
  const open = (
    records: readonly SourceRecord[],
    { adopt = [], through = store, entities = ['referenceRecord', 'product'] }: OpenOptions = {},
  ) =>
    createPipeline({
      name: 'catalogue',
      source: recordSource({ records, entities: [...entities], description }),
      destination: shopify({
        shop: 'example',
        accessToken: 'shpat_static',
        clock,
        fetch: simulator.handler,
        adopt,
      }),
      entities,
      store: through,
      clock,
    });
  const shown = () =>
    [...state.metaobjects.values()].map(({ handle, status, fields }) => [
      handle,
      status,
      Object.fromEntries(fields),
    ]);
  const idOf = (handle: string) => state.metaobjectByHandle.get(`brand ${handle}`) ?? '';
  const metafields = () =>
    [...state.products.keys()].map((id) =>
      Object.fromEntries(
        [...(state.metafields.get(id)?.values() ?? [])]
          .filter(({ namespace }) => namespace === 'custom')
          .map(({ key, value }) => [key, value]),
      ),
    );
  return { clock, simulator, state, owner, store, open, shown, idOf, metafields };
}

async function lettersOf(pipeline: ReturnType<Awaited<ReturnType<typeof brandShop>>['open']>) {
  const letters = await Array.fromAsync(pipeline.deadLetters());
  return letters.flatMap(({ key, issues }) => issues.map(({ message }) => `${key}: ${message}`));
}

describe('without a mapping', () => {
  const acme = brand('Acme', 'Acme', {
    founded: { type: 'date', values: one('1901-05-01') },
    listed: { type: 'boolean', values: one(false) },
  });
  const child = brand('Child', 'Child', { owner: refer('Brand/Acme') });
  const shirt = product('shirt', { brand: refer('Brand/Child'), rivals: refer('Brand/Acme', 'Brand/Child') });

  test('kinds become metaobjects, which products point to; nothing is left to do, and drift is found', async () => {
    const { open, shown, idOf, metafields, owner, simulator } = await brandShop();
    const records = [child, acme, shirt];
    const plan = await open(records).plan();
    expect(plan.counts).toMatchObject({ rejected: 0, failed: 0 });
    expect(formatPlan(plan)).toContain('+ create referenceRecord “Brand/Acme”');
    expect(shown()).toEqual([]);
    expect((await open(records).run()).counts).toMatchObject({ created: 3, rejected: 0, failed: 0 });
    expect(shown()).toEqual(
      expect.arrayContaining([
        ['acme', 'ACTIVE', { title: 'Acme', founded: '1901-05-01', listed: 'false' }],
        ['child', 'ACTIVE', { title: 'Child', owner: idOf('acme') }],
      ]),
    );
    const points = { brand: idOf('child'), rivals: JSON.stringify([idOf('acme'), idOf('child')]) };
    expect(metafields()).toEqual([points]);
    simulator.resetCalls();
    expect((await open(records).run({ mode: 'full' })).counts).toMatchObject({ unchanged: 3 });
    expect((await open(records).reconcile()).drifts).toEqual([]);
    // A merchant changes a field of ours, and one of his own.
    await owner.put('brand', 'acme', { founded: '1902-01-01', note: 'mine' });
    const report = await open(records).reconcile({ repair: true });
    expect(report.drifts).toMatchObject([{ key: 'Brand/Acme', differences: [{ path: 'fields.founded' }] }]);
    expect(shown()).toContainEqual([
      'acme',
      'ACTIVE',
      { title: 'Acme', founded: '1901-05-01', listed: 'false', note: 'mine' },
    ]);
  });

  test('a product waits for the brand that it refers to', async () => {
    const { open, state, metafields } = await brandShop();
    expect((await open([shirt, acme]).run()).counts).toMatchObject({ created: 1, parked: 1 });
    expect(state.products.size).toBe(0);
    await open([shirt, acme, child]).run({ mode: 'full' });
    expect(metafields()).toHaveLength(1);
  });

  test('brands that own each other, or themselves, are made, and point to each other in the end', async () => {
    const { open, state, idOf } = await brandShop();
    const records = [
      brand('a', 'A', { owner: refer('Brand/b') }),
      brand('b', 'B', { owner: refer('Brand/a') }),
      brand('c', 'C', { owner: refer('Brand/c') }),
    ];
    const report = await open(records, { entities: ['referenceRecord'] }).run();
    expect(report.counts).toMatchObject({ rejected: 0, failed: 0 });
    const owner = (handle: string) => state.metaobjects.get(idOf(handle))?.fields.get('owner');
    expect(['a', 'b', 'c'].map(owner)).toEqual(['b', 'a', 'c'].map(idOf));
    expect(state.metaobjects.size).toBe(3);
  });

  test('a record that is gone is deleted in the shop', async () => {
    const { open, shown } = await brandShop();
    await open([acme, brand('other', 'Other')]).run();
    await open([brand('other', 'Other')]).run({ mode: 'full' });
    expect(shown().map(([handle]) => handle)).toEqual(['other']);
  });

  test('of a kind without a definition the plan says which to make', async () => {
    const { open, state } = await brandShop();
    state.metaobjectDefinitions.delete('brand');
    const plan = await open([acme]).plan();
    const [problem] = plan.problems;
    expect(problem).toMatchObject({ code: 'reference.missing', examples: ['Brand/Acme'] });
    expect(problem?.hint).toContain('fields name (single_line_text_field), founded (');
  });
});

describe('two codes that make one handle', () => {
  const first = brand('Acme', 'First');

  test.each([{ adopt: [] }, { adopt: ['handle' as const] }])(
    'are the metaobject of the first, and the second is told whose it is; rules %j',
    async ({ adopt }) => {
      const { open, shown } = await brandShop();
      await open([first]).run();
      const before = shown();
      const pipeline = open([first, brand('acme', 'Second')], { adopt });
      expect((await pipeline.run({ mode: 'full' })).counts).toMatchObject({ unchanged: 1, rejected: 1 });
      expect(await lettersOf(pipeline)).toEqual([expect.stringMatching(/^Brand\/acme: .*“Brand\/Acme”/)]);
      expect(shown()).toEqual(before);
    },
  );

  test('are told in one run, too', async () => {
    const { open, shown } = await brandShop();
    const pipeline = open([first, brand('acme', 'Second')]);
    expect((await pipeline.run()).counts).toMatchObject({ created: 1, rejected: 1 });
    expect(await lettersOf(pipeline)).toEqual([expect.stringMatching(/^Brand\/acme: .*“Brand\/Acme”/)]);
    expect(shown().map(([, , fields]) => fields)).toEqual([{ title: 'First' }]);
  });
});

test('a metaobject of the merchant becomes the record only if the user says so', async () => {
  const { open, owner, shown, idOf } = await brandShop();
  const id = await owner.put('brand', 'acme', { title: 'Theirs', note: 'mine' });
  const records = [brand('Acme', 'Ours')];
  const refused = open(records);
  expect((await refused.run()).counts).toMatchObject({ rejected: 1 });
  expect(await lettersOf(refused)).toEqual([expect.stringContaining(id)]);
  const adopting = open(records, { adopt: ['handle'] });
  expect(formatPlan(await adopting.plan())).toContain(`adopts ${id} by handle brand acme`);
  expect((await adopting.run({ mode: 'full' })).counts).toMatchObject({ rejected: 0, failed: 0 });
  expect(idOf('acme')).toBe(id);
  // What a mapping sets on create only is the merchant’s: his entry was a draft.
  expect(shown()).toEqual([['acme', 'DRAFT', { title: 'Ours', note: 'mine' }]]);
});

/** A store whose process dies when it writes for the so-many-eth time, after or before the store has done it. */
function dyingStore(store: StateStore, at: number, when: 'before' | 'after'): StateStore {
  let writes = -1;
  const mortal = async <Result>(act: () => Promise<Result>): Promise<Result> => {
    writes += 1;
    if (writes < at) return act();
    if (writes === at && when === 'after') await act();
    throw new Error('died');
  };
  return {
    ...store,
    commit: (lease, delta) => mortal(() => store.commit(lease, delta)),
    claim: (lease, account, claims) => mortal(() => store.claim(lease, account, claims)),
  };
}

test('wherever a process dies, each record is one metaobject in the end, and none is another’s', async () => {
  const records = [brand('Acme', 'First'), brand('acme', 'Second'), brand('b', 'B')];
  const entities = ['referenceRecord'] as const;
  let died = 0;
  for (const [at, when] of [...Array(7).keys()].flatMap((place) =>
    deaths.map((each) => [place, each] as const),
  )) {
    // oxlint-disable no-await-in-loop
    const { open, store, shown } = await brandShop();
    const through = dyingStore(store, at, when);
    const first = open(records, { entities, through }).run();
    const { status } = await first.catch(() => ({ status: 'failed' }));
    if (status === 'failed') died += 1;
    const pipeline = open(records, { entities });
    await pipeline.run({ mode: 'full' });
    // oxlint-enable no-await-in-loop
    const fields = Object.fromEntries(shown().map(([handle, , values]) => [handle, values]));
    expect(shown(), `died ${when} write ${at}`).toHaveLength(2);
    expect(fields, `died ${when} write ${at}`).toEqual({ acme: { title: 'First' }, b: { title: 'B' } });
    // oxlint-disable-next-line no-await-in-loop
    expect(await lettersOf(pipeline)).toHaveLength(1);
  }
  expect(died).toBeGreaterThan(7);
});

const deaths = ['before', 'after'] as const;
