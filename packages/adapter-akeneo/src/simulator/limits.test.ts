import { expect, test } from 'vitest';

import { createAkeneoSimulator } from './create-akeneo-simulator.ts';
import { connect } from './testing/api-client.ts';
import { ManualClock } from './testing/manual-clock.ts';

test('four requests of a connection run at a time, and ten of all', async () => {
  const clock = new ManualClock();
  const simulator = createAkeneoSimulator({ clock, latency: 100 });
  const connection = await connect(simulator);
  const five = Promise.all(Array.from({ length: 5 }, () => connection.get('/locales')));
  await clock.advance(100);
  const answers = await five;
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 429]);
  expect(answers[4]?.headers.get('retry-after')).toBe('1');

  simulator.setLimits({ concurrentPerConnection: 8 });
  const app = await connect(simulator, simulator.connectApp(['read_channel_localization']));
  const twelve = Promise.all(
    [connection, app].flatMap((client) => Array.from({ length: 6 }, () => client.get('/locales'))),
  );
  await clock.advance(100);
  expect((await twelve).filter(({ status }) => status === 429)).toHaveLength(2);
});

test('a hundred requests per second', async () => {
  const clock = new ManualClock();
  const simulator = createAkeneoSimulator({ clock });
  const client = await connect(simulator);
  const statuses: number[] = [];
  for (let index = 0; index < 101; index += 1) {
    // oxlint-disable-next-line no-await-in-loop
    statuses.push((await client.get('/currencies')).status);
  }
  expect(statuses.filter((status) => status === 200)).toHaveLength(100);
  expect(simulator.count(429)).toBe(1);
  await clock.advance(1000);
  expect((await client.get('/currencies')).status).toBe(200);
});

test('three writes of attribute options per second', async () => {
  const clock = new ManualClock();
  const client = await connect(createAkeneoSimulator({ clock }));
  const write = async () => (await client.patchLines('/attributes/color/options', [{ code: 'blue' }])).status;
  expect([await write(), await write(), await write(), await write()]).toEqual([200, 200, 200, 429]);
  expect((await client.get('/attributes/color/options')).status).toBe(200);
  await clock.advance(1000);
  expect(await write()).toBe(200);
});

test('without limits, nothing is refused', async () => {
  const clock = new ManualClock();
  const client = await connect(createAkeneoSimulator({ clock, limits: null }));
  const answers = await Promise.all(Array.from({ length: 200 }, () => client.get('/currencies/EUR')));
  expect(answers.every(({ status }) => status === 200)).toBe(true);
});

test('faults stand before everything', async () => {
  const simulator = createAkeneoSimulator({
    faults: async (request, next) => {
      const response = await next(request);
      return request.url.includes('/currencies')
        ? new Response('<html>Sign in</html>', { status: 200, headers: { 'content-type': 'text/html' } })
        : response;
    },
  });
  const client = await connect(simulator);
  expect((await client.get('/currencies')).text).toBe('<html>Sign in</html>');
  simulator.setFaults(null);
  expect((await client.get('/currencies')).items()).toHaveLength(3);
  expect(simulator.requests().map(({ path }) => path)).toContain('/api/rest/v1/currencies');
});
