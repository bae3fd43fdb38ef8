import { expect, test } from 'vitest';

import { destinationFixture } from './destination-fixture.ts';

/** Whether the check passed, and what it did not find well. */
async function findings(...args: Parameters<typeof destinationFixture>) {
  const { destination, context } = await destinationFixture(...args);
  const { ok, items } = await destination.check(context);
  const bad = items.filter(({ status }) => status !== 'ok');
  return [ok, ...bad.map(({ name, status }) => `${name} ${status}`)];
}

const onceOnly = { retry: { attempts: 1 } };

test('finds nothing wrong with a good shop', async () => {
  const { destination, context } = await destinationFixture();
  const { ok, items } = await destination.check(context);
  expect(ok).toBe(true);
  expect(items.map(({ name, status }) => [name, status])).toEqual([
    ['address', 'ok'],
    ['credentials', 'ok'],
    ['version', 'ok'],
    ['clock', 'ok'],
  ]);
});

test('tells which thing is wrong', async () => {
  expect(await findings({}, { token: 'other' })).toEqual([false, 'credentials failed']);
  expect(await findings({ apiVersion: '2.0' })).toEqual([false, 'version failed']);
});

test.each([
  [90_000, 'behind'],
  [-90_000, 'ahead of'],
])('a clock that is %i ms off is worth a word', async (difference, word) => {
  const clock = { now: () => Date.now() + difference, sleep: async () => {} };
  const { destination, context } = await destinationFixture({ clock });
  const { ok, items } = await destination.check(context);
  expect(ok).toBe(true);
  expect(items.find(({ name }) => name === 'clock')).toEqual({
    name: 'clock',
    status: 'warning',
    message: expect.stringMatching(
      `^The clock of this machine is (?:89|90) seconds ${word} the platform’s$`,
    ) as string,
    hint: expect.stringContaining('Set the clock of this machine by a time server.') as string,
  });
});

test('an address where nobody listens', async () => {
  const { destination, context } = await destinationFixture({}, { ...onceOnly, url: 'http://127.0.0.1:1' });
  const { ok, items } = await destination.check(context);
  expect([ok, items]).toMatchObject([false, [{ name: 'address', status: 'failed' }]]);
});

test.each([
  ['a page', new Response('<html>', { headers: { 'content-type': 'text/html' } })],
  ['nothing', new Response('', { status: 404 })],
  ['other JSON', Response.json({ hello: 'world' })],
])('an address where there is %s', async (_what, answer) => {
  const { destination, context } = await destinationFixture(
    {},
    { ...onceOnly, fetch: async () => answer.clone() },
  );
  expect((await destination.check(context)).items).toEqual([
    {
      name: 'address',
      status: 'failed',
      message: expect.any(String) as string,
      hint: 'Check that “url” is the address of the shop itself, without “/v1”, a page or a proxy.',
    },
  ]);
});
