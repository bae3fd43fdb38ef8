import { expect, test } from 'vitest';

import { createAkeneoSimulator } from './create-akeneo-simulator.ts';
import { connect, pimUrl } from './testing/api-client.ts';

test('a collection answers 200 with one line per line, and each stands for itself', async () => {
  const simulator = createAkeneoSimulator();
  const client = await connect(simulator);
  const answer = await client.send(
    'PATCH',
    '/products',
    [
      '{"identifier":"NEW-1"}',
      '{"identifier":"LANTERN-1","group":"x"}',
      '',
      '{broken',
      '{"family":"lamps"}',
      '{"identifier":"LANTERN-1","enabled":false}',
    ].join('\n'),
    { 'content-type': 'application/vnd.akeneo.collection+json' },
  );
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toBe('application/vnd.akeneo.collection+json');
  expect(answer.lines()).toEqual([
    { line: 1, identifier: 'NEW-1', status_code: 201 },
    expect.objectContaining({
      line: 2,
      identifier: 'LANTERN-1',
      status_code: 422,
      message: expect.stringMatching(/^Property "group" does not exist\./u),
    }),
    { line: 3, status_code: 400, message: 'Invalid json message received' },
    { line: 4, status_code: 422, message: 'Identifier is missing.' },
    { line: 5, identifier: 'LANTERN-1', status_code: 204 },
  ]);
  expect(simulator.product('LANTERN-1')?.enabled).toBe(false);
});

test('a line without a uuid makes a product and tells its uuid', async () => {
  const client = await connect(createAkeneoSimulator());
  const [line] = (await client.patchLines('/products-uuid', [{ family: 'lamps' }])).lines();
  expect(line).toMatchObject({ line: 1, status_code: 201, uuid: expect.stringMatching(/^[\da-f-]{36}$/u) });
});

test('more than a hundred lines are refused as a whole, and a line that is too long alone', async () => {
  const simulator = createAkeneoSimulator();
  const client = await connect(simulator);
  const many = Array.from({ length: 101 }, (_, index) => ({ code: `c${index}` }));
  expect((await client.patchLines('/categories', many)).json()).toEqual({
    code: 413,
    message: 'Too many resources to process, 100 is the maximum allowed.',
  });
  expect((await client.send('PATCH', '/measurement-families', many)).status).toBe(413);
  const long = { identifier: 'LONG', values: { sku: 'x'.repeat(1_000_001) } };
  const lines = (await client.patchLines('/products', [long, { identifier: 'SHORT' }])).lines();
  expect(lines.map((line) => line['status_code'])).toEqual([413, 201]);
});

test('a body that is too large for what stands before the PIM is forbidden', async () => {
  const simulator = createAkeneoSimulator({ limits: { maxBodyBytes: 1000 } });
  const client = await connect(simulator);
  const answer = await client.patchLines('/products', [{ identifier: 'A'.repeat(1000) }]);
  expect([answer.status, answer.json()['message']]).toEqual([403, 'Forbidden']);
  expect((await client.patchLines('/products', [{ identifier: 'A' }])).status).toBe(200);
});

test('requests that are not understood are refused in the words of the PIM', async () => {
  const client = await connect(createAkeneoSimulator());
  const refusal = async (...request: Parameters<typeof client.send>) => {
    const { status, json } = await client.send(...request);
    return [status, json()['message']];
  };
  expect(await refusal('GET', '/categories', undefined, { accept: 'text/html' })).toEqual([
    406,
    '‘text/html’ in ‘Accept‘ header is not valid. Only ‘application/json‘ is allowed.',
  ]);
  expect(await refusal('PATCH', '/categories', '{}', { 'content-type': 'application/json' })).toEqual([
    415,
    '‘application/json’ in ‘Content-type’ header is not valid. Only ‘application/vnd.akeneo.collection+json’ is allowed.',
  ]);
  expect(await refusal('POST', '/categories', '{', { 'content-type': 'application/json' })).toEqual([
    400,
    'Invalid json message received',
  ]);
  expect(await refusal('POST', '/products/x', {})).toEqual([
    405,
    'No route found for "POST /api/rest/v1/products/x": Method Not Allowed (Allow: GET, PATCH, DELETE)',
  ]);
  expect((await client.send('GET', '/nothing')).status).toBe(404);
  const bare = new Request(`${pimUrl}/api/rest/v1/categories`, {
    method: 'POST',
    headers: { authorization: `Bearer ${client.token}` },
    body: new Uint8Array([123]),
  });
  const missing = await createAkeneoSimulator().handler(bare);
  expect(missing.status).toBe(401);
  expect((await client.get('/categories/nowhere')).status).toBe(404);
});

test('assets and records come as plain lists and go as such', async () => {
  const client = await connect(createAkeneoSimulator());
  const value = (data: string) => ({ rights_end: [{ locale: null, channel: null, data }] });
  const answer = await client.send('PATCH', '/asset-families/packshots/assets', [
    { code: 'lantern_front', values: value('2029-01-01') },
    { code: 'new_one', values: value('2029-01-01') },
    { code: 'bad', values: { rights_end: [{ locale: null, scope: null, data: 'x' }] } },
    { code: 'unknown', values: { nothing: [{ locale: null, channel: null, data: 'x' }] } },
  ]);
  expect(answer.status).toBe(200);
  expect(JSON.parse(answer.text)).toEqual([
    { code: 'lantern_front', status_code: 204 },
    { code: 'new_one', status_code: 201 },
    expect.objectContaining({ code: 'bad', status_code: 422 }),
    expect.objectContaining({
      code: 'unknown',
      status_code: 422,
      errors: [{ property: 'values.nothing', message: 'The attribute "nothing" does not exist.' }],
    }),
  ]);
  expect((await client.get('/asset-families/packshots/assets/lantern_front')).json()).toMatchObject({
    values: value('2029-01-01'),
  });
});
