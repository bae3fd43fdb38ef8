import { expect, test } from 'vitest';

import { akeneoDestination } from './akeneo-destination.ts';
import { akeneo } from './akeneo-source.ts';
import { readAll, testContext } from './testing/read-all.ts';
import { simulatedPim } from './testing/simulated-pim.ts';

const key = 'pieces';
const request = { entity: 'attribute', keys: [key] } as const;

test('passes that follow each other share what they know of the structure', async () => {
  const { simulator, connection } = simulatedPim();
  const source = akeneo(connection);
  await readAll(source, { entity: 'category', mode: 'full' });
  await readAll(source, { entity: 'category', mode: 'full' });
  expect(simulator.requests().filter(({ path }) => path.includes('/attributes?'))).toHaveLength(1);
});

test('a single attribute is read as it is now, by the source', async () => {
  const { simulator, connection } = simulatedPim();
  const source = akeneo(connection);
  await source.fetch?.(request, testContext());
  simulator.user.save('attributes', key, { number_max: '12' });
  const found = await source.fetch?.(request, testContext());
  expect(found?.get(key)).toMatchObject({ data: { maximum: '12' } });
});

test('a single attribute is read as it is now, by the destination', async () => {
  const { simulator, connection } = simulatedPim();
  const destination = akeneoDestination(connection);
  await destination.lookup?.(request, testContext());
  simulator.user.save('attributes', key, { number_max: '12' });
  const found = await destination.lookup?.(request, testContext());
  expect(found?.get(key)).toMatchObject({ data: { maximum: '12' } });
});
