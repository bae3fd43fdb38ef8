import { SkippingClock } from '@pim-connector/core';
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

test('what is known of the structure is old after a quarter of a minute: an attribute that was changed is read anew', async () => {
  const clock = new SkippingClock(Date.parse('2026-06-01T08:00:00Z'));
  const { simulator, connection } = simulatedPim({ clock });
  const source = akeneo(connection);
  const maximum = async () =>
    (await readAll(source, { entity: 'attribute', mode: 'full' }, testContext(clock))).data.get(key)?.maximum;
  const before = await maximum();
  simulator.user.save('attributes', key, { number_max: '12' });
  clock.advance(10_000);
  expect(await maximum()).toBe(before);
  clock.advance(5_000);
  expect(await maximum()).toBe('12');
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
