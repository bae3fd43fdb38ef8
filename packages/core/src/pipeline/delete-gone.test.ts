import { describe, expect, test } from 'vitest';
import { z } from 'zod';

import { checkResult, defineDestination, defineSource, emptySchemaDescription } from '../connector/index.ts';
import type { ReadEvent, ReadRequest, SourceRecord, WriteOutcome } from '../connector/index.ts';
import { ConnectorError } from '../errors/index.ts';
import type { Entity } from '../model/index.ts';
import { memoryStore } from '../state/index.ts';
import { createPipeline } from './create-pipeline.ts';
import { IdleClock } from './idle-clock.ts';
import { testProduct, upsert } from './memory-connectors.ts';

const entities = ['category', 'product'] as const;

const category = (key: string): SourceRecord => ({
  op: 'upsert',
  entity: 'category',
  key,
  data: { key, parent: null, labels: {} },
  coverage: 'complete',
});

/** A pipeline of categories and then products, in which a category has gone since its first run. */
async function setUp(readProducts: (stop: AbortController) => readonly SourceRecord[]) {
  const categories: SourceRecord[] = [category('c0'), category('c1')];
  const stop = new AbortController();
  let isFirst = true;
  const capabilities = {
    modes: ['full' as const],
    coverage: 'complete' as const,
    resumable: false,
    deletes: 'reported' as const,
  };
  const source = defineSource({
    type: 'two-lists',
    config: z.strictObject({}),
    account: () => 'two-lists',
    create: () => ({
      capabilities: { entities: { category: capabilities, product: capabilities } },
      check: async () => checkResult([]),
      describe: async () => emptySchemaDescription,
      async *read<E extends Entity>({ entity }: ReadRequest<E>): AsyncGenerator<ReadEvent<E>> {
        const products = () => (isFirst ? [upsert(testProduct('p0'))] : readProducts(stop));
        const records = (entity === 'category' ? categories : products()) as readonly SourceRecord<E>[];
        yield { type: 'page', records, cursor: '1' };
        yield { type: 'end', enumeratedAll: true };
      },
    }),
  })({});
  const deleted: [Entity, string][] = [];
  const taken = {
    operations: ['create' as const, 'update' as const, 'delete' as const],
    batch: { records: 10 },
    concurrency: 1,
    failureUnit: 'record' as const,
    completion: 'sync' as const,
    identity: 'natural' as const,
    lookup: { lag: 0 },
    readBack: false,
    deletes: ['delete' as const],
  };
  const schema = z.strictObject({ label: z.string().max(9) });
  const destination = defineDestination({
    type: 'two-shelves',
    config: z.strictObject({}),
    records: { category: { schema, sections: {} }, product: { schema, sections: {} } },
    account: () => 'two-shelves',
    create: () => ({
      capabilities: { entities: { category: taken, product: taken } },
      check: async () => checkResult([]),
      describe: async () => emptySchemaDescription,
      lookup: async () => new Map(),
      plan: async (records) =>
        records.map((record) => {
          const { entity, key } = record;
          return record.op === 'delete'
            ? { entity, key, action: 'delete' as const, sections: [], payload: null, calls: 1 }
            : { entity, key, action: 'create' as const, sections: ['content'], payload: null, calls: 1 };
        }),
      async *write(operations): AsyncGenerator<WriteOutcome> {
        for (const { entity, key, action } of operations) {
          if (action === 'delete') deleted.push([entity, key]);
          yield action === 'delete'
            ? { key, status: 'deleted' }
            : { key, status: 'created', remote: { id: key } };
        }
      },
    }),
  })({});
  const clock = new IdleClock();
  const pipeline = createPipeline({
    name: 'two',
    source,
    destination,
    mapping: entities.map((entity) => ({
      version: 1,
      name: entity,
      entity,
      locales: {},
      rules: [{ to: 'label', required: true, from: { op: 'field', path: 'key' } }],
    })),
    rejectLimit: { ratio: 0.5, window: 2 },
    store: memoryStore({ clock }),
    clock,
  });
  expect((await pipeline.run()).status).toBe('complete');
  isFirst = false;
  categories[1] = { op: 'delete', entity: 'category', key: 'c1' };
  return { run: () => pipeline.run({ signal: stop.signal }), deleted };
}

describe('what is gone', () => {
  test('goes in the opposite order, so that what refers to something goes before it', async () => {
    const { run, deleted } = await setUp(() => [{ op: 'delete', entity: 'product', key: 'p0' }]);
    expect((await run()).status).toBe('complete');
    expect(deleted).toEqual([
      ['product', 'p0'],
      ['category', 'c1'],
    ]);
  });

  test('goes although what comes after it cannot be read', async () => {
    const { run, deleted } = await setUp(() => {
      throw new ConnectorError('source.unreadable', 'the list of products is torn');
    });
    expect((await run()).error?.code).toBe('source.unreadable');
    expect(deleted).toEqual([['category', 'c1']]);
  });

  test('stays when so much is refused that the run stops', async () => {
    const { run, deleted } = await setUp(() =>
      ['a key that is too long', 'another one'].map((key) => upsert(testProduct(key))),
    );
    expect((await run()).error?.code).toBe('run.reject_ratio');
    expect(deleted).toEqual([]);
  });

  test('stays when the run is stopped', async () => {
    const { run, deleted } = await setUp((stop) => {
      stop.abort();
      return [upsert(testProduct('p1'))];
    });
    const report = await run();
    expect(report.error?.code).toBe('run.aborted');
    expect(deleted).toEqual([]);
  });
});
