import type { RecordKindDescription } from '@pim-connector/core';
import { describe, expect, test } from 'vitest';

import { addReferenceEntity } from './add-reference-entity.ts';
import { akeneo } from './akeneo-source.ts';
import { seedCatalogue } from './simulator/index.ts';
import { catalogueOfRecords } from './testing/catalogue-of-records.ts';
import { writingRequests } from './testing/copying-pipeline.ts';
import { testContext } from './testing/read-all.ts';
import { simulatedPim } from './testing/simulated-pim.ts';

const bare = { ...seedCatalogue, referenceEntities: [], models: [], products: [] };

async function kindsOf(pim: ReturnType<typeof simulatedPim>) {
  const { recordKinds = [] } = await akeneo(pim.connection).describe(testContext());
  return recordKinds.toSorted((a, b) => (a.code < b.code ? -1 : 1));
}

/** Without their order, and without the labels of what the PIM puts into each reference entity itself. */
function comparable(kinds: readonly RecordKindDescription[]) {
  return kinds.map(({ attributes, ...rest }) => ({
    ...rest,
    attributes: attributes
      .map((each) => (['label', 'image'].includes(each.key) ? { ...each, labels: {} } : each))
      .toSorted((a, b) => (a.key < b.key ? -1 : 1)),
  }));
}

const kind = (attributes: RecordKindDescription['attributes']): RecordKindDescription => ({
  code: 'mills',
  labels: { 'en-US': 'Mills', 'ja-JP': '工場' },
  attributes,
});
const attribute = { labels: {}, localizable: false, scopable: false } as const;

describe('addReferenceEntity', () => {
  test('makes what another PIM has: attributes with limits, options, links, whatever their order', async () => {
    const original = simulatedPim({ catalogue: catalogueOfRecords });
    const copy = simulatedPim({ catalogue: bare });
    const [designers, technologies] = await kindsOf(original);
    if (designers === undefined || technologies === undefined) throw new Error('the catalogue has two kinds');
    const first = await addReferenceEntity(copy.connection, designers);
    expect(first).toMatchObject({
      code: 'designers',
      waiting: ['favourites'],
      unfit: [],
      options: { style: ['nordic'] },
    });
    // It points to itself, which it can at once.
    expect(first.added).toContain('mentor');
    await addReferenceEntity(copy.connection, technologies);
    expect(await addReferenceEntity(copy.connection, designers)).toMatchObject({
      added: ['favourites'],
      waiting: [],
      options: {},
    });
    expect(comparable(await kindsOf(copy))).toEqual(comparable(await kindsOf(original)));
    copy.simulator.resetLog();
    await addReferenceEntity(copy.connection, designers);
    expect(writingRequests(copy.simulator)).toEqual([]);
  });

  test('finds a type for what other systems describe, and says what has none', async () => {
    const { connection } = simulatedPim({ catalogue: bare });
    const given = kind([
      { ...attribute, key: 'story', type: 'richText', localizable: true, scopable: true, maxLength: 500 },
      { ...attribute, key: 'looms', type: 'number', maxDecimals: 0, minimum: '1' },
      {
        ...attribute,
        key: 'sort',
        type: 'options',
        options: [{ code: 'wool', labels: { 'en-US': 'Wool' } }],
      },
      { ...attribute, key: 'logo', type: 'references', target: { entity: 'asset' }, fileExtensions: ['png'] },
      {
        ...attribute,
        key: 'parent',
        type: 'references',
        target: { entity: 'referenceRecord', kind: 'mills' },
      },
      { ...attribute, key: 'active', type: 'boolean' },
      { ...attribute, key: 'founded', type: 'date' },
      { ...attribute, key: 'shoes', type: 'references', target: { entity: 'product' } },
    ]);
    const made = await addReferenceEntity(connection, given);
    expect(made).toMatchObject({
      added: ['story', 'looms', 'sort', 'logo', 'parent'],
      options: { sort: ['wool'] },
      unfit: ['active', 'founded', 'shoes'],
    });
    const [described] = await kindsOf({ connection } as ReturnType<typeof simulatedPim>);
    expect(described).toMatchObject({ code: 'mills', labels: { 'en-US': 'Mills' } });
    const types = described?.attributes.map(({ key, type }) => [key, type]) ?? [];
    expect(Object.fromEntries(types)).toMatchObject({
      story: 'richText',
      looms: 'number',
      sort: 'options',
      logo: 'references',
      parent: 'references',
    });
    const looms = described?.attributes.find(({ key }) => key === 'looms');
    expect(looms).toMatchObject({ minimum: '1', maxDecimals: 0 });
  });

  test('changes nothing of what is there', async () => {
    const { simulator, connection } = simulatedPim({ catalogue: catalogueOfRecords });
    simulator.resetLog();
    const other = { ...kind([{ ...attribute, key: 'born', type: 'text' }]), code: 'designers' };
    expect(await addReferenceEntity(connection, other)).toMatchObject({ added: [], options: {} });
    expect(writingRequests(simulator)).toEqual([]);
  });

  test('says that an edition has no reference entities, and that a permission is missing', async () => {
    const { connection } = simulatedPim({ edition: 'community' });
    await expect(addReferenceEntity(connection, kind([]))).rejects.toMatchObject({
      code: 'config.invalid',
      message: expect.stringContaining('CE') as unknown,
    });
    const denied = simulatedPim({ catalogue: bare });
    denied.simulator.access.deny('administrate', 'reference entities');
    await expect(addReferenceEntity(denied.connection, kind([]))).rejects.toMatchObject({
      code: 'permission.denied',
    });
  });
});
