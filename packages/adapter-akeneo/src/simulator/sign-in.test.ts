import { expect, test } from 'vitest';

import { createAkeneoSimulator } from './create-akeneo-simulator.ts';
import type { AkeneoSimulator } from './create-akeneo-simulator.ts';
import { textOf } from './json.ts';
import { sha256Hex } from './signature.ts';
import { connect, pimUrl, signIn } from './testing/api-client.ts';
import { ManualClock } from './testing/manual-clock.ts';

async function askForToken(
  { handler, connection }: AkeneoSimulator,
  form: Record<string, string>,
  secret = connection.secret,
): Promise<{ status: number; body: Record<string, unknown> }> {
  const response = await handler(
    new Request(`${pimUrl}/api/oauth/v1/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(`${connection.clientId}:${secret}`)}` },
      body: new URLSearchParams(form),
    }),
  );
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

test('a connection signs in with JSON or a form and reads', async () => {
  const simulator = createAkeneoSimulator();
  const { username, password } = simulator.connection;
  const json = await signIn(simulator);
  const form = await askForToken(simulator, { grant_type: 'password', username, password });
  expect(Object.keys(json)).toEqual(Object.keys(form.body));
  expect(json).toMatchObject({ expires_in: 3600, token_type: 'bearer', scope: null });
  expect((await (await connect(simulator)).get('/locales')).status).toBe(200);
});

test('a wrong secret and a wrong password are told apart', async () => {
  const simulator = createAkeneoSimulator();
  const grant = { grant_type: 'password', username: simulator.connection.username };
  expect(await askForToken(simulator, { ...grant, password: 'x' }, 'wrong')).toMatchObject({
    status: 422,
    body: { message: 'Parameter "client_id" is missing or does not match any client, or secret is invalid' },
  });
  expect(await askForToken(simulator, { ...grant, password: 'wrong' })).toMatchObject({
    status: 422,
    body: { message: 'No user found for the given username and password' },
  });
  expect((await askForToken(simulator, grant)).body['message']).toMatch(/"password" is missing/u);
});

test('a token lives for an hour; its refresh token for a fortnight, and once', async () => {
  const clock = new ManualClock();
  const simulator = createAkeneoSimulator({ clock });
  const first = await signIn(simulator);
  const client = await connect(simulator, textOf(first['access_token']));
  await clock.advance(3_599_000);
  expect((await client.get('/locales')).status).toBe(200);
  await clock.advance(1000);
  expect((await client.get('/locales')).json()).toMatchObject({
    code: 401,
    message: 'The access token provided has expired.',
  });

  const refresh = { grant_type: 'refresh_token', refresh_token: textOf(first['refresh_token']) };
  const second = await askForToken(simulator, refresh);
  expect(second.status).toBe(200);
  expect(second.body['refresh_token']).not.toBe(first['refresh_token']);
  expect((await askForToken(simulator, refresh)).status).toBe(422);

  await clock.advance(1_209_600_000);
  const late = { grant_type: 'refresh_token', refresh_token: String(second.body['refresh_token']) };
  expect((await askForToken(simulator, late)).status).toBe(422);
});

test('nobody comes in without a token, or with one that never was', async () => {
  const simulator = createAkeneoSimulator();
  const nobody = await simulator.handler(new Request(`${pimUrl}/api/rest/v1/locales`));
  expect(await nobody.json()).toEqual({ code: 401, message: 'Authentication is required' });
  const client = await connect(simulator, 'made-up');
  expect((await client.get('/locales')).json()).toEqual({
    code: 401,
    message: 'The access token provided is invalid.',
  });
  const routes = await simulator.handler(new Request(`${pimUrl}/api/rest/v1`));
  expect(await routes.json()).toMatchObject({ routes: { pim_api_category_list: { methods: ['GET'] } } });
});

test('an app changes its code for a token within half a minute', async () => {
  const clock = new ManualClock();
  const simulator = createAkeneoSimulator({ clock });
  const { clientId, secret } = simulator.app;
  const authorize = async () => {
    const query = new URLSearchParams({
      response_type: 'code',
      client_id: clientId,
      scope: 'read_products',
      state: 's1',
    });
    const answer = await simulator.handler(
      new Request(`${pimUrl}/connect/apps/v1/authorize?${query.toString()}`),
    );
    const target = new URL(answer.headers.get('location') ?? '');
    expect(target.searchParams.get('state')).toBe('s1');
    return target.searchParams.get('code') ?? '';
  };
  const redeem = async (code: string, challenge?: string) => {
    const form = {
      client_id: clientId,
      code,
      grant_type: 'authorization_code',
      code_identifier: 'abc',
      code_challenge: challenge ?? (await sha256Hex(`abc${secret}`)),
    };
    const request = new Request(`${pimUrl}/connect/apps/v1/oauth2/token`, {
      method: 'POST',
      body: new URLSearchParams(form),
    });
    return (await (await simulator.handler(request)).json()) as Record<string, unknown>;
  };
  const token = await redeem(await authorize());
  expect(token).toMatchObject({ token_type: 'bearer', scope: 'read_products' });
  expect(await redeem(await authorize(), 'wrong')).toEqual({ error: 'invalid_client' });
  const late = await authorize();
  await clock.advance(30_000);
  expect(await redeem(late)).toEqual({ error: 'invalid_grant' });

  const client = await connect(simulator, String(token['access_token']));
  await clock.advance(400 * 86_400_000);
  expect((await client.get('/products-uuid')).status).toBe(200);
  expect((await client.get('/categories')).json()).toMatchObject({ code: 403 });
  expect((await client.send('DELETE', '/products/LANTERN-1')).status).toBe(403);
  simulator.revoke('app');
  expect((await client.get('/products-uuid')).json()).toEqual({
    code: 401,
    message: 'The access token provided is invalid. Your app has been disconnected from that PIM.',
  });
});

test('a user without a permission is told what he may not do', async () => {
  const simulator = createAkeneoSimulator();
  const client = await connect(simulator);
  simulator.access.deny('list', 'categories');
  simulator.access.deny('administrate', 'products');
  expect((await client.get('/categories')).json()).toEqual({
    code: 403,
    message: 'Access forbidden. You are not allowed to list categories.',
  });
  expect((await client.patchLines('/products', [{ identifier: 'X' }])).status).toBe(403);
  expect((await client.get('/products')).status).toBe(200);
});

test('what is hidden from the user does not exist for him', async () => {
  const simulator = createAkeneoSimulator({ limits: null });
  const client = await connect(simulator);
  const german = async () => (await client.get('/products/MUG-BLUE')).text.includes('Campingbecher');
  expect(await german()).toBe(true);
  simulator.access.hide('locales', 'de_DE');
  expect(await german()).toBe(false);
  simulator.access.show('locales', 'de_DE');
  expect(await german()).toBe(true);
  simulator.access.hide('families', 'lamps');
  simulator.access.hide('attribute groups', 'technical');
  simulator.access.hide('asset families', 'packshots');
  expect((await client.get('/families/lamps')).status).toBe(404);
  expect((await client.get('/families?limit=100')).items().map(({ code }) => code)).toEqual([
    'jackets',
    'mugs',
  ]);
  expect((await client.get('/products/LANTERN-1')).status).toBe(404);
  expect((await client.get('/attributes/weight')).status).toBe(404);
  expect((await client.get('/asset-families/packshots/assets')).status).toBe(404);
  const mug = (await client.get('/products/MUG-BLUE')).json();
  expect(Object.keys(mug['values'] as object)).not.toContain('weight');
  const write = await client.patchLines('/products', [{ identifier: 'MUG-BLUE', values: { weight: [] } }]);
  expect(write.lines()[0]).toMatchObject({
    status_code: 422,
    message: expect.stringContaining('The weight attribute does not exist'),
  });
});
