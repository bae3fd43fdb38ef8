import { SkippingClock, createPipeline, expression, mappingBuilder, memoryStore } from '@pim-connector/core';
import type { JsonValue } from '@pim-connector/core';
import { describe, expect, test } from 'vitest';

import { akeneoDestination } from './akeneo-destination.ts';
import { akeneo } from './akeneo-source.ts';
import type { AkeneoRecords } from './destination-records.ts';
import type { AkeneoSimulator, SimulatorCatalogue } from './simulator/index.ts';
import { catalogueOfRecords, catalogueWithoutRecords } from './testing/catalogue-of-records.ts';
import { copyingPipeline, writingRequests } from './testing/copying-pipeline.ts';
import { testContext } from './testing/read-all.ts';
import { simulatedPim } from './testing/simulated-pim.ts';

const plain = (data: JsonValue) => [{ locale: null, channel: null, data }];
const { constant, field, template } = expression;

/** A PIM with records, and a pipeline to another one that has the reference entities without any. */
function twoPims(catalogue: SimulatorCatalogue = catalogueWithoutRecords) {
  const clock = new SkippingClock(Date.parse('2026-06-01T08:00:00Z'));
  const original = simulatedPim({ clock, catalogue: catalogueOfRecords });
  const { copy, pipeline } = copyingPipeline(original, {
    clock,
    catalogue,
    entities: ['referenceRecord'],
  });
  return { original: original.simulator, copy, pipeline, clock };
}

const all = [
  ['designers', 'ida_holm'],
  ['designers', 'bo_lind'],
  ['technologies', 'drymesh'],
  ['technologies', 'taped_seams'],
] as const;

/** Values of a record without files, which have another code in each PIM. */
function valuesOf({ user }: AkeneoSimulator, kind: string, code: string) {
  const record = user.record(kind, code);
  if (record === undefined) return null;
  const { image: _image, ...values } = record.values;
  return values;
}

describe('records of reference entities', () => {
  test('come with values of all types, in their locales and channels, and a second run sends nothing', async () => {
    const { original, copy, pipeline } = twoPims();
    expect(await pipeline.run()).toMatchObject({
      status: 'complete',
      counts: { created: 4, rejected: 0, failed: 0, parked: 0 },
    });
    for (const [kind, code] of all) {
      expect(valuesOf(copy, kind, code)).not.toBeNull();
      expect(valuesOf(copy, kind, code)).toEqual(valuesOf(original, kind, code));
    }
    copy.resetLog();
    expect(await pipeline.run({ mode: 'full' })).toMatchObject({ counts: { created: 0, updated: 0 } });
    expect(writingRequests(copy)).toEqual([]);
    expect(await pipeline.reconcile()).toMatchObject({ compared: 4, drifted: 0, failed: 0 });
  });

  test('that changed are sent, and what somebody changed in the copy is told and repaired', async () => {
    const { original, copy, pipeline } = twoPims();
    await pipeline.run();
    original.user.saveRecord('designers', 'ida_holm', {
      values: { born: plain('1985'), style: plain(null), favourites: plain(['taped_seams', 'drymesh']) },
    });
    expect(await pipeline.run({ mode: 'full' })).toMatchObject({ counts: { updated: 1, unchanged: 3 } });
    expect(valuesOf(copy, 'designers', 'ida_holm')).toEqual(valuesOf(original, 'designers', 'ida_holm'));
    copy.user.saveRecord('designers', 'ida_holm', {
      values: { born: plain('1900'), style: plain('nordic') },
    });
    const { drifts } = await pipeline.reconcile({ repair: true });
    expect(drifts.flatMap(({ differences }) => differences.map(({ path }) => path)).toSorted()).toEqual([
      'values.born.*.*',
      'values.style.*.*',
    ]);
    expect(valuesOf(copy, 'designers', 'ida_holm')).toEqual(valuesOf(original, 'designers', 'ida_holm'));
  });

  test('that point to each other, and to themselves, come whole', async () => {
    const { original, copy, pipeline } = twoPims();
    original.user.saveRecord('designers', 'ida_holm', { values: { mentor: plain('bo_lind') } });
    original.user.saveRecord('designers', 'bo_lind', { values: { mentor: plain('ida_holm') } });
    original.user.saveRecord('designers', 'own_mentor', { values: {} });
    original.user.saveRecord('designers', 'own_mentor', { values: { mentor: plain('own_mentor') } });
    expect(await pipeline.run()).toMatchObject({
      status: 'complete',
      counts: { rejected: 0, failed: 0, parked: 0 },
    });
    for (const code of ['ida_holm', 'bo_lind', 'own_mentor']) {
      expect(valuesOf(copy, 'designers', code)).toHaveProperty('mentor');
      expect(valuesOf(copy, 'designers', code)).toEqual(valuesOf(original, 'designers', code));
    }
    copy.resetLog();
    await pipeline.run({ mode: 'full' });
    expect(writingRequests(copy)).toEqual([]);
  });

  test('go 100 to a request, as a list', async () => {
    const { original, copy, pipeline } = twoPims();
    for (let number = 0; number < 250; number += 1)
      original.user.saveRecord('technologies', `tech_${number}`, { values: {} });
    await pipeline.run();
    const sent = writingRequests(copy).filter(({ path }) => path.endsWith('/technologies/records'));
    expect(copy.user.record('technologies', 'tech_249')).toBeDefined();
    expect(sent.length).toBeGreaterThanOrEqual(3);
    expect(sent.length).toBeLessThanOrEqual(5);
  });

  test('that the PIM has already are taken over: what nobody says of them stays', async () => {
    const { copy, pipeline } = twoPims();
    copy.user.saveRecord('designers', 'bo_lind', {
      values: { note: plain('Ours'), born: plain('1970') },
    });
    const { changes } = await pipeline.plan();
    expect(changes.find(({ operation }) => operation.key === 'designers/bo_lind')).toMatchObject({
      operation: { action: 'update' },
    });
    expect(await pipeline.run()).toMatchObject({ counts: { created: 3, updated: 1 } });
    expect(valuesOf(copy, 'designers', 'bo_lind')).toEqual({
      note: plain('Ours'),
      label: [{ locale: 'en_US', channel: null, data: 'Bo Lind' }],
    });
  });

  test('that are gone in the source stay: the API cannot delete them', async () => {
    const { original, copy, pipeline } = twoPims();
    await pipeline.run();
    original.user.deleteRecord('technologies', 'taped_seams');
    copy.resetLog();
    expect(await pipeline.run({ mode: 'full' })).toMatchObject({ status: 'complete', counts: { failed: 0 } });
    expect(copy.user.record('technologies', 'taped_seams')).toBeDefined();
    expect(writingRequests(copy)).toEqual([]);
  });

  test('that the PIM refuses are rejected in its words, and the others are written', async () => {
    const { copy, pipeline } = twoPims(withDesigners((entity) => ({ ...entity, options: { style: [] } })));
    expect(await pipeline.run()).toMatchObject({ counts: { created: 3, rejected: 1 } });
    const [letter] = await Array.fromAsync(pipeline.deadLetters());
    expect(letter).toMatchObject({
      key: 'designers/ida_holm',
      issues: [{ message: expect.stringContaining('The option "nordic" does not exist') as unknown }],
    });
    expect(copy.user.record('designers', 'bo_lind')).toBeDefined();
  });

  test('of a reference entity that the PIM does not have are refused by the plan, which names it', async () => {
    const { pipeline } = twoPims({
      ...catalogueWithoutRecords,
      referenceEntities: catalogueWithoutRecords.referenceEntities.filter(({ code }) => code !== 'designers'),
    });
    expect(await pipeline.run()).toMatchObject({ counts: { created: 2, rejected: 2 } });
    const letters = await Array.fromAsync(pipeline.deadLetters());
    expect(letters.map(({ key }) => key).toSorted()).toEqual(['designers/bo_lind', 'designers/ida_holm']);
    expect(letters[0]).toMatchObject({
      stage: 'plan',
      issues: [{ code: 'reference.missing', message: expect.stringContaining('“designers”') as unknown }],
    });
  });
});

type Entity = SimulatorCatalogue['referenceEntities'][number];

function withDesigners(change: (entity: Entity) => Entity): SimulatorCatalogue {
  const { referenceEntities } = catalogueWithoutRecords;
  return {
    ...catalogueWithoutRecords,
    referenceEntities: referenceEntities.map((each) => (each.code === 'designers' ? change(each) : each)),
  };
}

describe('values of records', () => {
  /** What is planned for a record with such values. */
  async function planned(values: AkeneoRecords['referenceRecord']['values'], kind = 'designers') {
    const { connection } = simulatedPim({ catalogue: catalogueOfRecords });
    const data = { kind, code: 'new_one', ...(values === undefined ? {} : { values }) };
    const record = { op: 'upsert', entity: 'referenceRecord', key: `${kind}/new_one`, data } as const;
    const more = {
      variantKeys: [],
      coverage: 'complete',
      sections: ['content', 'media'],
      remote: null,
    } as const;
    const references = new Map([['referenceRecord:mills/serra', { id: 'technologies/drymesh' }]]);
    const [operation] = await akeneoDestination(connection).plan(
      [{ ...record, ...more, references }],
      testContext(),
    );
    return operation;
  }

  test('are in the form of the API, and point to what records have become', async () => {
    const operation = await planned({
      born: { '*': { '*': 1984 } },
      biography: { 'de-DE': { ecommerce: 'Leben' } },
      favourites: { '*': { '*': [{ entity: 'referenceRecord', key: 'mills/serra' }, 'taped_seams'] } },
      mentor: { '*': { '*': [{ entity: 'referenceRecord', key: 'designers/later' }] } },
      style: { '*': { '*': null } },
    });
    expect(operation?.issues).toBeUndefined();
    expect(operation?.payload).toEqual({
      lines: [
        {
          stage: 0,
          path: 'reference-entities/designers/records',
          line: {
            code: 'new_one',
            values: {
              born: plain('1984'),
              biography: [{ locale: 'de_DE', channel: 'ecommerce', data: 'Leben' }],
              favourites: plain(['drymesh', 'taped_seams']),
              style: plain(null),
            },
          },
        },
      ],
    });
  });

  test('of attributes and locales that are not there are left out with a warning', async () => {
    const operation = await planned({
      no_such: { '*': { '*': 'x' } },
      nothing: { '*': { '*': null } },
      label: { 'ja-JP': { '*': 'x' }, 'en-US': { '*': 'New' } },
    });
    expect(operation?.issues).toMatchObject([
      {
        code: 'akeneo.unknown_attribute',
        severity: 'warning',
        message: expect.stringContaining('designers') as unknown,
      },
      { code: 'akeneo.inactive_locale', severity: 'warning', locale: 'ja-JP' },
    ]);
    expect(operation?.payload).toMatchObject({
      lines: [{ line: { values: { label: [{ locale: 'en_US', channel: null, data: 'New' }] } } }],
    });
    expect(JSON.stringify(operation?.payload)).not.toContain('no_such');
  });

  test.each([
    ['born', 'not a number'],
    ['image', [{ entity: 'asset', key: 'x' }]],
  ])('that cannot be are an error: %s', async (code, data) => {
    const operation = await planned({ [code]: { '*': { '*': data } } });
    expect(operation?.issues).toMatchObject([
      { code: 'value.wrong_type', severity: 'error', path: `values.${code}` },
    ]);
  });
});

describe('a mapping that gives records other codes', () => {
  function renaming(code: 'own' | 'same') {
    const clock = new SkippingClock(Date.parse('2026-06-01T08:00:00Z'));
    const original = simulatedPim({ clock, catalogue: catalogueOfRecords });
    original.simulator.user.saveRecord('designers', 'ida_holm', { values: { mentor: plain('bo_lind') } });
    const copy = simulatedPim({ clock, catalogue: catalogueWithoutRecords });
    const own = template({ text: 'our_{code}', values: { code: field({ path: 'code' }) } });
    const mapping = mappingBuilder<AkeneoRecords['referenceRecord']>({
      name: 'renamed',
      entity: 'referenceRecord',
    })
      .set('kind', constant({ value: 'designers' }))
      .set('code', code === 'own' ? own : constant({ value: 'one' }))
      .set('values.mentor.*.*' as 'values', expression.attribute({ code: 'mentor' }))
      .build();
    const pipeline = createPipeline({
      name: 'renamed',
      source: akeneo(original.connection),
      destination: akeneoDestination(copy.connection),
      store: memoryStore(),
      clock,
      entities: ['referenceRecord'],
      mapping,
    });
    return { copy: copy.simulator, pipeline };
  }

  test('writes references as what the records have become, reads them back, and takes over what is there', async () => {
    const { copy, pipeline } = renaming('own');
    copy.user.saveRecord('designers', 'our_bo_lind', { values: {} });
    const { changes } = await pipeline.plan();
    expect(changes.find(({ operation }) => operation.key === 'designers/bo_lind')).toMatchObject({
      operation: { action: 'update' },
      adoption: { by: 'code', value: 'designers/our_bo_lind' },
    });
    expect(await pipeline.run()).toMatchObject({ counts: { rejected: 0, failed: 0, parked: 0 } });
    expect(valuesOf(copy, 'designers', 'our_ida_holm')).toEqual({ mentor: plain('our_bo_lind') });
    expect(await pipeline.reconcile()).toMatchObject({ compared: 4, drifted: 0 });
  });

  test('never writes two records to one', async () => {
    const { copy, pipeline } = renaming('same');
    const { counts } = await pipeline.run();
    expect(counts.created + counts.updated).toBeLessThanOrEqual(1);
    expect(counts.created + counts.updated + counts.rejected).toBe(4);
    copy.resetLog();
    await pipeline.run({ mode: 'full' });
    expect(writingRequests(copy)).toEqual([]);
  });
});

describe('a PIM without reference entities', () => {
  const community = () => simulatedPim({ edition: 'community' });

  test('says so when it is checked, and when records are planned', async () => {
    const destination = akeneoDestination(community().connection);
    const { ok, items } = await destination.check(testContext());
    expect(ok).toBe(true);
    expect(items.filter(({ status }) => status !== 'ok')).toMatchObject([
      {
        name: 'edition',
        status: 'warning',
        message: expect.stringContaining('no reference entities') as unknown,
      },
    ]);
    const record = {
      op: 'upsert',
      entity: 'referenceRecord',
      key: 'a/b',
      data: { kind: 'a', code: 'b' },
    } as const;
    const more = { variantKeys: [], coverage: 'complete', sections: ['content'], remote: null } as const;
    const planned = await destination.plan([{ ...record, ...more, references: new Map() }], testContext());
    expect(planned).toMatchObject([
      {
        action: 'none',
        issues: [
          {
            code: 'akeneo.no_reference_entities',
            severity: 'error',
            message: expect.stringContaining('CE') as unknown,
          },
        ],
      },
    ]);
  });

  test('stops a pipeline with records before it begins, and takes part in one without', async () => {
    const source = akeneo(simulatedPim({ catalogue: catalogueOfRecords }).connection);
    const options = { name: 'copy', source, destination: akeneoDestination(community().connection) };
    const run = (entities: readonly ('referenceRecord' | 'category')[]) =>
      createPipeline({ ...options, store: memoryStore(), entities }).run();
    expect(await run(['referenceRecord'])).toMatchObject({
      status: 'failed',
      error: { code: 'config.invalid', message: expect.stringContaining('“designers”') as unknown },
    });
    expect(await run(['category'])).toMatchObject({ status: 'complete' });
  });
});
