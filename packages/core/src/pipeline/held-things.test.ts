import { expect, test } from 'vitest';

import { SkippingClock } from '../connector/index.ts';
import type { Adopted, Destination, Unadopted } from '../connector/index.ts';
import { ConnectorError } from '../errors/index.ts';
import { memoryStore } from '../state/index.ts';
import type { StateStore } from '../state/index.ts';
import { createPipeline } from './create-pipeline.ts';
import { memoryShop, memorySource, testProduct, upsert } from './memory-connectors.ts';
import { shopMapping } from './test-pipeline.ts';

/** A pipeline of its own to one shop, with the records of the keys. */
function run(keys: readonly string[], destination: Destination, store: StateStore) {
  const pipeline = createPipeline({
    name: keys.join('-'),
    source: memorySource(() => keys.map((key) => upsert(testProduct(key)))),
    destination,
    mapping: shopMapping,
    store,
    clock: new SkippingClock(),
  });
  return { pipeline, report: pipeline.run() };
}

async function lettersOf({ pipeline, report }: ReturnType<typeof run>) {
  const { counts } = await report;
  const letters = await Array.fromAsync(pipeline.deadLetters());
  return { counts, issues: letters.flatMap(({ issues }) => issues) };
}

test.each<[string, (id: string) => Adopted | Unadopted]>([
  ['adopted', (id) => ({ remote: { id }, adoption: { by: 'handle', value: 'shirt' } })],
  [
    'named as what is in the way',
    (id) => ({
      id,
      issues: [{ code: 'value.duplicate', severity: 'error', message: 'is there', path: 'title' }],
    }),
  ],
])('a thing that is another record already is not %s', async (_how, answer) => {
  const shop = memoryShop({
    adopt: async ({ records }) =>
      new Map(records.flatMap(({ key }) => (key === 'second' ? [[key, answer('shop-first')]] : []))),
  });
  const store = memoryStore();
  await run(['first'], shop.destination, store).report;
  const { counts, issues } = await lettersOf(run(['second'], shop.destination, store));
  expect(counts).toMatchObject({ rejected: 1, created: 0, updated: 0 });
  expect(issues).toMatchObject([
    {
      code: 'record.ambiguous',
      message: 'shop-first is found for “second”, but it is the record “first” already',
    },
  ]);
  expect(shop.writes).toHaveLength(1);
});

test('what nobody holds is adopted, and what is in the way is told in the words of the destination', async () => {
  const shop = memoryShop({
    adopt: async () =>
      new Map<string, Adopted | Unadopted>([
        ['a', { remote: { id: 'theirs' }, adoption: { by: 'handle', value: 'a' } }],
        ['b', { id: 'other', issues: [{ code: 'value.duplicate', severity: 'error', message: 'is there' }] }],
      ]),
  });
  const { counts, issues } = await lettersOf(run(['a', 'b'], shop.destination, memoryStore()));
  expect(counts).toMatchObject({ created: 1, rejected: 1 });
  expect(issues).toMatchObject([{ code: 'value.duplicate', message: 'is there' }]);
});

test('what a create is looked up by, and is another record, has not come of it', async () => {
  const first = { remote: { id: 'shop-first' } };
  let failures = 1;
  const shop = memoryShop({
    capabilities: { identity: 'assigned', readBack: false },
    async *write(operations, own) {
      if (operations.some(({ key }) => key === 'second') && failures > 0) {
        failures -= 1;
        throw new ConnectorError('connection.timeout', 'no answer');
      }
      yield* own(operations);
    },
  });
  // A platform that knows things by their names, and both have one.
  const destination: Destination = {
    ...shop.destination,
    lookup: async ({ keys }) => new Map(keys.map((key) => [key, first])),
  };
  const store = memoryStore();
  await run(['first'], destination, store).report;
  expect((await run(['second'], destination, store).report).counts).toMatchObject({ created: 1 });
  expect(shop.writes.map(({ key, action }) => [key, action])).toEqual([
    ['first', 'create'],
    ['second', 'create'],
  ]);
});
