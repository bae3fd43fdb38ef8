import { expect, test } from 'vitest';

import { readinessGate } from '../quality/index.ts';
import { memoryShop, testProduct, upsert } from './memory-connectors.ts';
import { counted, full, testPipeline } from './test-pipeline.ts';

const readiness = (minimum: number) =>
  readinessGate(
    {
      name: 'web',
      scopes: [null],
      locales: ['en-US'],
      rules: [
        { label: 'a name', attribute: 'name', weight: 3 },
        { label: 'a brand', attribute: 'brand' },
      ],
    },
    { minimum },
  );

test('what is not ready is held back with what is missing, and sent as soon as it is ready', async () => {
  const shop = memoryShop();
  const { again, records } = testPipeline(shop.destination, { count: 2 });
  const strict = again({ gates: [readiness(100)] });
  const report = await strict.run();
  expect(counted(report)).toEqual({ read: 2, rejected: 2 });
  expect(shop.writes).toEqual([]);
  const [letter] = await Array.fromAsync(strict.deadLetters());
  expect(letter).toMatchObject({
    stage: 'gate',
    issues: [
      {
        code: 'gate.failed',
        attribute: 'brand',
        locale: 'en-US',
        message: 'Not ready (75 of 100, needed 100): a brand is missing',
      },
    ],
  });

  const ready = testProduct('p0');
  ready.attributes['brand'] = { type: 'text', values: [{ locale: null, scope: null, data: 'Brevanne' }] };
  records[0] = upsert(ready);
  expect(counted(await strict.run(full))).toEqual({ read: 2, created: 1, rejected: 1 });
  expect(counted(await again({ gates: [readiness(75)] }).run(full))).toEqual({
    read: 2,
    created: 1,
    unchanged: 1,
  });
});
