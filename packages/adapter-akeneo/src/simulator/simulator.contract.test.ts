import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, expect, test } from 'vitest';

import { createAkeneoSimulator } from './create-akeneo-simulator.ts';
import type { AkeneoSimulator } from './create-akeneo-simulator.ts';
import { textOf } from './json.ts';
import { connect, pimUrl, signIn } from './testing/api-client.ts';
import { contractScript } from './testing/contract-script.ts';
import { SwaggerContract } from './testing/swagger-contract.ts';

const folder = process.env['PIM_CONTRACTS'] ?? '';
const contract = new SwaggerContract(folder);

/** Lets the contract see everything that goes through a simulator. */
function watched(
  simulator: AkeneoSimulator,
  problems: string[],
): Pick<AkeneoSimulator, 'handler' | 'connection'> {
  return {
    connection: simulator.connection,
    async handler(request) {
      const copy = request.clone();
      const response = await simulator.handler(request);
      problems.push(...(await contract.problems(copy, response.clone())));
      return response;
    },
  };
}

afterAll(() => {
  const missing = contract.operations
    .filter(({ name }) => !contract.covered.has(name))
    .map(({ name }) => name);
  console.log(
    `Akeneo contract: ${contract.covered.size} of ${contract.operations.length} operations covered` +
      (missing.length === 0 ? '' : `; not: ${missing.join(', ')}`),
  );
});

test('what the simulator takes and gives is what the description of the API describes', async () => {
  const problems: string[] = [];
  const simulator = createAkeneoSimulator({ edition: 'saas', limits: null });
  simulator.user.publish('LANTERN-1');
  const spied = watched(simulator, problems);
  await signIn(spied);
  await spied.handler(new Request(`${pimUrl}/api/rest/v1`));
  const client = await connect(spied);
  const refusals: string[] = [];
  for (const [method, path, body, headers] of contractScript(simulator)) {
    // oxlint-disable-next-line no-await-in-loop
    const answer = await client.send(method, path, body, headers);
    if (answer.status >= 400) refusals.push(`${method} ${path}: ${answer.status} ${answer.text}`);
    if (headers?.['content-type']?.includes('collection') === true || Array.isArray(body)) {
      if (/"status_code":4/u.test(answer.text)) refusals.push(`${method} ${path}: ${answer.text}`);
    }
  }
  expect(refusals).toEqual([]);
  expect([...new Set(problems.map((problem) => problem.replaceAll(/\/\d+/gu, '/*')))]).toEqual([]);
  expect(contract.covered.size).toBe(contract.operations.length);
});

test('what other editions give is described as well', async () => {
  const problems: string[] = [];
  for (const edition of ['community', 'growth', 'enterprise'] as const) {
    const spied = watched(createAkeneoSimulator({ edition, limits: null }), problems);
    // oxlint-disable-next-line no-await-in-loop
    const client = await connect(spied);
    for (const path of [
      '/products?limit=100',
      '/products-uuid?limit=100',
      '/attributes?limit=100',
      '/product-models',
      '/currencies',
    ]) {
      // oxlint-disable-next-line no-await-in-loop
      expect((await client.get(path)).status).toBe(200);
    }
  }
  expect([...new Set(problems.map((problem) => problem.replaceAll(/\/\d+/gu, '/*')))]).toEqual([]);
});

test('events look like the samples', async () => {
  const text = readFileSync(join(folder, 'akeneo/event-platform-samples.json'), 'utf8');
  const { samples } = JSON.parse(text) as { samples: readonly Record<string, unknown>[] };
  const received: Record<string, unknown>[] = [];
  const simulator = createAkeneoSimulator({
    limits: null,
    events: {
      async fetch(request) {
        received.push((await request.json()) as Record<string, unknown>);
        return new Response();
      },
    },
  });
  const client = await connect(simulator);
  const headers = { 'x-pim-token': client.token, 'x-pim-url': pimUrl, 'x-pim-client-id': 'simulated-client' };
  const subscriber = await client.send(
    'POST',
    `${pimUrl}/api/v1/subscribers`,
    { name: 'test', contact: { technical_email: 'ops@example.com' } },
    headers,
  );
  const types = samples.map(({ type }) => String(type));
  const subscription = await client.send(
    'POST',
    `${pimUrl}/api/v1/subscribers/${textOf(subscriber.json()['id'])}/subscriptions`,
    {
      source: 'pim',
      subject: pimUrl,
      events: types,
      type: 'https',
      config: { url: 'https://hook.example/', secret: { primary: 'secret' } },
      send_product_identifier: true,
    },
    headers,
  );
  expect(subscription.status).toBe(201);
  const { user } = simulator;
  user.saveProduct('NEW-1', {
    family: 'lamps',
    values: { name: [{ locale: 'en_US', scope: null, data: 'New' }] },
  });
  user.saveProduct('NEW-1', { enabled: false });
  user.deleteProduct('NEW-1');
  user.saveProductModel('camp_mug', { categories: ['mugs', 'print_summer'] });
  user.saveAsset('packshots', 'lantern_front', {
    values: { tags: [{ locale: null, channel: null, data: null }] },
  });
  user.save('attribute options', 'blue', { labels: { en_US: 'Deep blue' } }, 'color');
  await simulator.events.settled();
  for (const sample of samples) {
    const event = received.find(({ type }) => type === sample['type']);
    expect(event).toBeDefined();
    const optional = event?.['dataschema'] === undefined ? [] : ['dataschema'];
    expect(Object.keys(event ?? {}).toSorted()).toEqual(
      [...new Set([...Object.keys(sample), ...optional])].toSorted(),
    );
    expect(shapeOf(event?.['data'], 2)).toEqual(shapeOf(sample['data'], 2));
  }
});

/** Names of the properties, so many levels deep; what may be absent is left out. */
function shapeOf(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || depth === 0) return typeof value;
  const entries = Object.entries(value).filter(([name]) => name !== 'identifier' || 'type' in value);
  return Object.fromEntries(entries.map(([name, inner]) => [name, shapeOf(inner, depth - 1)]));
}
