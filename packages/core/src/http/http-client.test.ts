import { describe, expect, test } from 'vitest';
import { z } from 'zod';

import { Secret } from '../connector/index.ts';
import { SkippingClock } from '../connector/index.ts';
import { ConnectorError, isConnectorError } from '../errors/index.ts';
import { createHttpClient } from './http-client.ts';
import { clientOf, rejection, serve } from './local-server.ts';
import type { Answer } from './local-server.ts';
import { queryCostLimiter } from './query-cost-limiter.ts';
import { timeLimit } from './time-limit.ts';

/** Long enough for other requests to be answered meanwhile. */
const someTime = () =>
  new Promise<void>((resolve) => {
    setTimeout(resolve, 20);
  });

/** Knows one token; whoever comes with another gets 401. */
const guarded = (valid: () => string) =>
  serve((request, response) => {
    response.statusCode = request.headers['authorization'] === `Bearer ${valid()}` ? 200 : 401;
    response.end('{}');
  });

const makeStream = () => new Blob(['abc']).stream();

const once = { retry: { attempts: 1 } };

const json =
  (value: unknown): Answer =>
  (_request, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(value));
  };

describe('a request', () => {
  test('joins base address, path and query, and gives the answer', async () => {
    const server = await serve(json({ ok: true }));
    const { client } = clientOf(server);
    const response = await client.request({
      path: '/products',
      query: { page: 2, tag: ['a b', 'ü'], none: undefined },
    });
    expect(server.requests[0]).toMatchObject({
      method: 'GET',
      path: '/api/products?page=2&tag=a+b&tag=%C3%BC',
      body: '',
    });
    expect(response).toMatchObject({ status: 200, url: `${server.url}/api/products` });
    expect(response.json()).toEqual({ ok: true });
    expect(response.json()).toBe(response.json());
    expect(response.text()).toBe('{"ok":true}');
    expect(new TextDecoder().decode(response.bytes())).toBe('{"ok":true}');
    expect(response.headers.get('content-type')).toBe('application/json');
  });

  test('gives an answer in the form that a schema tells, or says where it has another one', async () => {
    const server = await serve(json({ items: [{ sku: 'a' }, { sku: 7, token: 'nobody-need-see-it' }] }));
    const { client } = clientOf(server);
    const response = await client.request({ path: 'products', expect: 'json' });
    const item = (sku: z.ZodType) => z.object({ items: z.array(z.object({ sku })) });
    expect(response.parse(item(z.union([z.string(), z.number().transform(String)])))).toEqual({
      items: [{ sku: 'a' }, { sku: '7' }],
    });
    expect(() => response.parse(item(z.string()))).toThrow(
      expect.objectContaining({
        code: 'response.malformed',
        message: expect.stringMatching(/GET \/products has an unknown form, at “items\.1\.sku”: .*string/),
      }),
    );
    expect(() => response.parse(z.string())).toThrow(/has an unknown form: /);
  });

  test('sends JSON with its length, its type and the name of the client', async () => {
    const server = await serve(json({}));
    const { client } = clientOf(server, { userAgent: 'pim-connector/1.0' });
    await client.request({ method: 'POST', path: 'products', json: { name: 'Tür' }, expect: 'json' });
    expect(server.requests[0]).toMatchObject({
      method: 'POST',
      body: '{"name":"Tür"}',
      headers: {
        'content-type': 'application/json',
        'content-length': '15',
        accept: 'application/json',
        'user-agent': 'pim-connector/1.0',
      },
    });
  });

  test.each([
    ['text', () => 'a;b', 'a;b'],
    ['bytes', () => new TextEncoder().encode('a;b'), 'a;b'],
    ['a form', () => new URLSearchParams({ a: 'b c' }), 'a=b+c'],
    ['a stream', () => new Blob(['a;', 'b']).stream(), 'a;b'],
  ])('sends %s', async (_name, body, sent) => {
    const server = await serve(json({}));
    await clientOf(server).client.request({ method: 'POST', path: 'x', body: body() });
    expect(server.requests[0]?.body).toBe(sent);
  });

  test('tells the length of a stream where it is known', async () => {
    const server = await serve(json({}));
    const body = { size: 3, stream: makeStream };
    await clientOf(server).client.request({ method: 'POST', path: 'x', body });
    expect(server.requests).toMatchObject([{ headers: { 'content-length': '3' }, body: 'abc' }]);
  });

  test.each([2, 4])('sends no stream that has %i bytes and not as many as were said', async (size) => {
    const server = await serve(json({}));
    const sending = clientOf(server).client.request({
      method: 'PUT',
      path: 'x',
      body: { size, stream: makeStream },
    });
    expect(await rejection(sending)).toMatchObject({
      code: 'connector.protocol',
      message: expect.stringContaining('its body is not as long as the connector said'),
    });
    expect(server.requests).toEqual([]);
  });

  test('sends a multipart form with its own content type', async () => {
    const server = await serve(json({}));
    const form = new FormData();
    form.set('file', new Blob(['hello']), 'a.txt');
    await clientOf(server).client.request({ method: 'POST', path: 'x', body: form });
    expect(server.requests[0]?.headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
    expect(server.requests[0]?.body).toContain('hello');
  });

  test('headers of the request come instead of those of the client; undefined leaves one out', async () => {
    const server = await serve(json({}));
    const { client } = clientOf(server, {
      headers: { Authorization: ['Bearer ', new Secret('s3cret-token')], 'x-a': 'client', 'x-b': 'client' },
    });
    await client.request({ path: 'x', headers: { 'X-A': 'request', 'x-b': undefined } });
    expect(server.requests[0]?.headers).toMatchObject({
      authorization: 'Bearer s3cret-token',
      'x-a': 'request',
    });
    expect(server.requests[0]?.headers).not.toHaveProperty('x-b');
  });

  test('asks for headers anew for each attempt', async () => {
    const server = await serve((_request, response, number) => {
      response.statusCode = number === 1 ? 500 : 200;
      response.end();
    });
    let token = 0;
    const { client } = clientOf(server, { headers: async () => ({ 'x-token': `token-${(token += 1)}` }) });
    await client.request({ path: 'x' });
    expect(server.requests.map(({ headers }) => headers['x-token'])).toEqual(['token-1', 'token-2']);
  });

  test('reveals secrets in JSON and in the query, where they would otherwise be sent as masks', async () => {
    const server = await serve(json({}));
    const password = new Secret('hunter"22');
    await clientOf(server).client.request({
      method: 'POST',
      path: 'token',
      query: { key: new Secret('k&y') },
      json: { grant: 'password', login: [{ password }], note: '[redacted]' },
    });
    expect(server.requests[0]?.path).toBe('/api/token?key=k%26y');
    expect(JSON.parse(server.requests[0]?.body ?? '')).toEqual({
      grant: 'password',
      login: [{ password: 'hunter"22' }],
      note: '[redacted]',
    });
  });

  test('can be answered by a simulator instead of a network', async () => {
    const client = createHttpClient({
      connector: 'small-shop',
      baseUrl: 'https://shop.example/api/',
      fetch: async (request) => Response.json({ url: request.url, body: await request.json() }),
    });
    const response = await client.request({ method: 'PUT', path: 'a', json: [1] });
    expect(response.json()).toEqual({ url: 'https://shop.example/api/a', body: [1] });
  });

  test.each([
    '/products/..',
    'products/%2E%2e/orders',
    'a/./b',
    'a/.\n./b',
    'a\\..\\b',
    'products/A#1',
    '/products/..?x=1',
  ])('refuses the path %j, which would address something else', async (path) => {
    const server = await serve(json({}));
    const error = await rejection(clientOf(server).client.request({ path }));
    expect(error).toMatchObject({ code: 'request.rejected', connector: 'small-shop' });
    expect(server.requests).toEqual([]);
  });

  test('keeps what is encoded in a path', async () => {
    const server = await serve(json({}));
    await clientOf(server).client.request({
      path: `products/${encodeURIComponent('A/1 ..#ü?')}`,
      query: { a: 1 },
    });
    expect(server.requests[0]?.path).toBe('/api/products/A%2F1%20..%23%C3%BC%3F?a=1');
  });

  test('takes a full address of the same origin as it is', async () => {
    const server = await serve(json({}));
    const { client } = clientOf(server, { headers: { 'x-key': 'key-of-the-shop' } });
    await client.request({ path: `${server.url}/elsewhere?after=a%20b&sign=%7E`, query: { more: 1 } });
    expect(server.requests[0]?.path).toBe('/elsewhere?after=a%20b&sign=%7E&more=1');
    expect(server.requests[0]?.headers['x-key']).toBe('key-of-the-shop');
  });

  test('goes to another origin only without the headers of the client', async () => {
    const server = await serve(json({}));
    const other = await serve(json({}));
    const { client } = clientOf(server, { headers: { 'x-key': 'key-of-the-shop' } });
    const path = `${other.url}/file`;
    expect(await rejection(client.request({ path }))).toMatchObject({ code: 'request.rejected' });
    expect(other.requests).toEqual([]);
    await client.request({ path, anonymous: true, headers: { 'x-own': 'yes' } });
    expect(other.requests[0]?.headers).toMatchObject({ 'x-own': 'yes' });
    expect(other.requests[0]?.headers).not.toHaveProperty('x-key');
  });

  test('a header that HTTP does not allow is named, but not its value', async () => {
    const { client } = clientOf(await serve(json({})), {
      headers: { authorization: 'Bearer geheim\nschlüssel' },
    });
    const error = await rejection(client.request({ path: 'x' }));
    expect(error).toMatchObject({
      code: 'request.rejected',
      message: 'The header “authorization” holds characters that HTTP does not allow',
    });
    expect(JSON.stringify(error)).not.toContain('geheim');
  });

  test('what cannot be sent as JSON is a defect of the connector', async () => {
    const { client } = clientOf(await serve(json({})));
    const error = await rejection(client.request({ method: 'POST', path: 'x', json: { id: 1n } }));
    expect(error).toMatchObject({ code: 'connector.protocol' });
  });
});

describe('an answer', () => {
  test('keeps all digits of its numbers', async () => {
    const server = await serve((_request, response) => {
      response.end('{"id":12345678901234567890,"price":0.1,"exact":1.00000000000000000001}');
    });
    const response = await clientOf(server).client.request({ path: 'x', expect: 'json' });
    expect(response.json()).toEqual({
      id: '12345678901234567890',
      price: 0.1,
      exact: '1.00000000000000000001',
    });
  });

  test('is read in the character set that it names, and without byte order mark', async () => {
    const server = await serve((request, response) => {
      if (request.path.endsWith('latin')) {
        response.setHeader('content-type', 'text/csv; charset="ISO-8859-1"');
        response.end(Buffer.from('Tür', 'latin1'));
      } else response.end('\uFEFF{"a":1}');
    });
    const { client } = clientOf(server);
    expect((await client.request({ path: 'latin' })).text()).toBe('Tür');
    expect((await client.request({ path: 'bom' })).json()).toEqual({ a: 1 });
  });

  test('is malformed rather than damaged when it is not in its character set', async () => {
    const server = await serve(
      (_request, response) => void response.end(Buffer.from('{"a":"Tür"}', 'latin1')),
    );
    const error = await rejection(clientOf(server, once).client.request({ path: 'x', expect: 'json' }));
    expect(error).toMatchObject({ code: 'response.malformed', message: /character set/ });
  });

  test('may be newline-delimited JSON', async () => {
    const server = await serve(
      (_request, response) => void response.end('{"line":1}\r\n\n{"line":12345678901234567890}'),
    );
    const response = await clientOf(server).client.request({ path: 'x', expect: 'jsonLines' });
    expect(response.jsonLines()).toEqual([{ line: 1 }, { line: '12345678901234567890' }]);
  });

  test('a malformed line is named, and repeated while it can be', async () => {
    const server = await serve(
      (_request, response, number) => void response.end(number === 1 ? '{"a":1}\n{"a"' : '{"a":1}'),
    );
    const { client } = clientOf(server);
    expect((await client.request({ path: 'x', expect: 'jsonLines' })).jsonLines()).toEqual([{ a: 1 }]);
    const cut = await serve((_request, response) => void response.end('{"a":1}\n{"a"'));
    const response = await clientOf(cut).client.request({ path: 'x' });
    expect(() => response.jsonLines()).toThrow(
      'The answer to GET /x is not JSON line by line: line 2 is not JSON, or is cut off',
    );
  });

  test('without a body is no JSON, but fine where none was promised', async () => {
    const server = await serve((_request, response) => {
      response.statusCode = 204;
      response.end();
    });
    const { client } = clientOf(server, once);
    const response = await client.request({ method: 'DELETE', path: 'x' });
    expect(response.status).toBe(204);
    expect(() => response.json()).toThrow('The answer to DELETE /x is not JSON: it is empty');
    expect(await rejection(client.request({ path: 'x', expect: 'json' }))).toMatchObject({
      code: 'response.malformed',
    });
  });

  const login =
    '<!DOCTYPE html><html><head><title>Sign in – Shop</title></head><input type="password"></html>';
  test.each([
    ['a login page', login, 'is a web page with the title “Sign in – Shop” that looks like a login page'],
    ['a web page', '<html><body>Maintenance</body></html>', 'is a web page'],
    ['XML', '<?xml version="1.0"?><a/>', 'is XML or HTML'],
    ['JSON that is cut off', '{"items":[{"sku":"A1"},{"sk', 'is cut off after 27 characters'],
    ['an empty body', '', 'is empty'],
    ['text', 'OK', 'begins with “OK”'],
  ])('that is %s where JSON was promised is malformed, and says what came', async (_name, body, words) => {
    const server = await serve((_request, response) => void response.end(body));
    const { client } = clientOf(server);
    const error = await rejection(client.request({ path: 'x', expect: 'json' }));
    expect(error).toMatchObject({
      code: 'response.malformed',
      message: `The answer to GET /x is not JSON: it ${words}`,
      details: { status: 200, attempts: 5, body },
    });
    expect(server.requests).toHaveLength(5);
  });
});

describe('a status', () => {
  test.each([
    [400, 'request.rejected', 1],
    [401, 'auth.failed', 1],
    [402, 'platform.suspended', 1],
    [403, 'permission.denied', 1],
    [404, 'resource.missing', 1],
    [405, 'request.rejected', 1],
    [408, 'connection.timeout', 5],
    [409, 'resource.conflict', 5],
    [410, 'resource.missing', 1],
    [412, 'resource.conflict', 1],
    [413, 'request.too_large', 1],
    [414, 'request.too_large', 1],
    [415, 'request.rejected', 1],
    [422, 'request.rejected', 1],
    [423, 'platform.suspended', 1],
    [429, 'rate.limited', 5],
    [430, 'request.rejected', 1],
    [500, 'platform.unavailable', 5],
    [502, 'platform.unavailable', 5],
    [503, 'platform.unavailable', 5],
    [504, 'platform.unavailable', 5],
    [599, 'platform.unavailable', 5],
  ] as const)('%d is %s, after %d attempts of a GET', async (status, code, attempts) => {
    const body = '{"errors":[{"message":"It  is\\nso."}]}';
    const server = await serve((_request, response) => {
      response.writeHead(status, { 'x-request-id': 'r-77' });
      response.end(body);
    });
    const error = await rejection(clientOf(server).client.request({ path: '/things/7', query: { a: 1 } }));
    expect(isConnectorError(error, code)).toBe(true);
    expect(error).toMatchObject({
      connector: 'small-shop',
      operation: 'GET /things/7',
      requestId: 'r-77',
      message: expect.stringMatching(`^GET /things/7 was answered with ${status}.*: “It is so.”$`) as string,
      details: { status, attempts, url: `${server.url}/api/things/7`, body },
    });
    expect(server.requests).toHaveLength(attempts);
  });

  test('that is neither an answer nor an error is refused', async () => {
    const server = await serve((_request, response) => void response.writeHead(304).end());
    const { client } = clientOf(server);
    expect(await rejection(client.request({ path: 'x' }))).toMatchObject({ code: 'request.rejected' });
    await expect(client.request({ path: 'x', accept: [304] })).resolves.toMatchObject({ status: 304 });
  });

  test('that is accepted is an answer', async () => {
    const server = await serve((_request, response) => {
      response.statusCode = 422;
      response.end('{"a":1}');
    });
    const response = await clientOf(server).client.request({ path: 'x', accept: [404, 422] });
    expect(response).toMatchObject({ status: 422 });
    expect(response.json()).toEqual({ a: 1 });
  });

  test('names the operation that the connector named', async () => {
    const server = await serve((_request, response) => {
      response.statusCode = 404;
      response.end();
    });
    const error = await rejection(
      clientOf(server).client.request({ path: 'x', operation: 'read categories' }),
    );
    expect(error).toMatchObject({
      operation: 'read categories',
      message: 'read categories was answered with 404 Not Found',
    });
  });

  test('shows no more than 2 kB of the body', async () => {
    const server = await serve((_request, response) => {
      response.statusCode = 400;
      response.end('ü'.repeat(100_000));
    });
    const error = await rejection(clientOf(server).client.request({ path: 'x' }));
    const body = (error as ConnectorError).details?.['body'];
    expect(body).toBe('ü'.repeat(1024));
  });
});

describe('repetition', () => {
  test('waits a random time that doubles up to the longest, and tells how often it tried', async () => {
    const server = await serve((_request, response) => {
      response.statusCode = 500;
      response.end();
    });
    const { client, clock } = clientOf(server, {
      retry: { attempts: 6, minDelay: 100, maxDelay: 500, maxElapsed: 60_000 },
    });
    const error = await rejection(client.request({ path: 'x' }));
    expect(error).toMatchObject({ code: 'platform.unavailable', details: { attempts: 6 } });
    expect(clock.sleeps).toEqual([50, 100, 200, 250, 250]);
  });

  test('ends when the time for it is over', async () => {
    const server = await serve((_request, response) => {
      response.statusCode = 500;
      response.end();
    });
    const { client, clock } = clientOf(server, {
      retry: { attempts: 9, minDelay: 1000, maxDelay: 1000, maxElapsed: 1700 },
    });
    await rejection(client.request({ path: 'x' }));
    expect(clock.sleeps).toEqual([500, 500, 500]);
  });

  test('does not count the time spent waiting for limiters', async () => {
    const server = await serve((_request, response, number) => {
      response.statusCode = number < 3 ? 500 : 200;
      response.end();
    });
    const clock = new SkippingClock();
    const limiter = queryCostLimiter({ maximum: 1, restoreRate: 0.001, clock });
    const { client } = clientOf(server, { clock, limiters: [limiter], retry: { maxElapsed: 10_000 } });
    await expect(client.request({ path: 'x' })).resolves.toMatchObject({ status: 200 });
    expect(clock.now()).toBeGreaterThanOrEqual(2_000_000);
  });

  test.each([
    ['seconds', () => ({ 'retry-after': '7' }), 7000],
    ['fractions of seconds', () => ({ 'retry-after': '1.5' }), 1500],
    [
      'a moment, by the clock of the platform',
      () => ({ date: 'Wed, 01 Jan 2020 00:00:00 GMT', 'retry-after': 'Wed, 01 Jan 2020 00:00:09 GMT' }),
      9000,
    ],
    ['a rate limit’s seconds', () => ({ 'ratelimit-reset': '4' }), 4000],
    [
      'a rate limit’s moment',
      () => ({ date: 'Wed, 01 Jan 2020 00:00:00 GMT', 'x-ratelimit-reset': '1577836803' }),
      3000,
    ],
    ['nothing', () => ({}), 0],
    ['nonsense', () => ({ 'retry-after': 'soon' }), 0],
    ['less than nothing', () => ({ 'retry-after': '-3' }), 0],
  ])('after 429 waits what the platform asks for: %s', async (_name, headers, wait) => {
    const server = await serve((_request, response, number) => {
      response.writeHead(number === 1 ? 429 : 200, number === 1 ? headers() : {});
      response.end('{}');
    });
    const { client, clock } = clientOf(server);
    await client.request({ method: 'POST', path: 'x', json: {} });
    expect(server.requests).toHaveLength(2);
    // The random part comes on top, so that not everybody comes back at the same moment.
    expect(clock.sleeps).toEqual([wait + 250]);
  });

  test('after 503 waits what the platform asks for', async () => {
    const server = await serve((_request, response, number) => {
      response.writeHead(number === 1 ? 503 : 200, { 'retry-after': '20' });
      response.end();
    });
    const { client, clock } = clientOf(server);
    await client.request({ path: 'x' });
    expect(clock.sleeps).toEqual([20_250]);
  });

  test('leaves a wait that is too long to whoever called, and says how long it is', async () => {
    const server = await serve((_request, response) => {
      response.writeHead(429, { 'retry-after': '3600' });
      response.end();
    });
    const { client, clock } = clientOf(server);
    const error = await rejection(client.request({ path: 'x' }));
    expect(error).toMatchObject({ code: 'rate.limited', retryAfter: 3_600_000, details: { attempts: 1 } });
    expect(clock.sleeps).toEqual([]);
    expect(server.requests).toHaveLength(1);
  });

  describe('of a request that must not be sent twice', () => {
    const failing: [string, Answer, string][] = [
      ['500', (_request, response) => void response.writeHead(500).end(), 'platform.unavailable'],
      [
        '503 with a wait',
        (_request, response) => void response.writeHead(503, { 'retry-after': '1' }).end(),
        'platform.unavailable',
      ],
      ['409', (_request, response) => void response.writeHead(409).end(), 'resource.conflict'],
      ['a reset', (request) => void request.socket.resetAndDestroy(), 'connection.failed'],
      ['an answer that is cut off', (_request, response) => void response.end('{"id'), 'response.malformed'],
      ['no answer in time', () => undefined, 'connection.timeout'],
    ];

    test.each(failing)('does not follow %s', async (_name, answer, code) => {
      const { timeout, pass } = timeLimit();
      const server = await serve((request, response, number) => {
        void answer(request, response, number);
        if (code === 'connection.timeout') pass();
      });
      const { client, clock } = clientOf(server, { timeout });
      for (const method of ['POST', 'PATCH'] as const) {
        // oxlint-disable-next-line no-await-in-loop
        const error = await rejection(client.request({ method, path: 'x', json: {}, expect: 'json' }));
        expect(error).toMatchObject({ code });
      }
      expect(server.requests).toHaveLength(2);
      expect(clock.sleeps).toEqual([]);
    });

    test.each(failing.slice(0, 5))(
      'follows %s if the connector says that it is idempotent',
      async (_name, answer, code) => {
        const server = await serve(answer);
        const { client } = clientOf(server, { retry: { attempts: 2 } });
        const error = await rejection(
          client.request({ method: 'POST', path: 'x', json: {}, expect: 'json', idempotent: true }),
        );
        expect(error).toMatchObject({ code });
        expect(server.requests).toHaveLength(2);
      },
    );

    test('follows 429, since nothing was done', async () => {
      const server = await serve(
        (_request, response, number) => void response.writeHead(number < 3 ? 429 : 201).end(),
      );
      await clientOf(server).client.request({ method: 'POST', path: 'x', json: { a: 1 } });
      expect(server.requests.map(({ body }) => body)).toEqual(['{"a":1}', '{"a":1}', '{"a":1}']);
    });

    test('follows a refused connection, since nothing was sent', async () => {
      const clock = new SkippingClock();
      // Nobody listens there: the port was given up.
      const client = createHttpClient({ connector: 'small-shop', baseUrl: 'http://127.0.0.1:2', clock });
      const error = await rejection(client.request({ method: 'POST', path: 'x', json: {} }));
      expect(error).toMatchObject({
        code: 'connection.failed',
        message: 'POST /x: the connection was refused (ECONNREFUSED)',
        details: { attempts: 5, url: 'http://127.0.0.1:2/x' },
      });
      expect(clock.sleeps).toHaveLength(4);
    });

    test('PUT and DELETE are repeated, unless the connector says that they must not be', async () => {
      const server = await serve((_request, response) => void response.writeHead(500).end());
      const { client } = clientOf(server, { retry: { attempts: 3 } });
      await rejection(client.request({ method: 'PUT', path: 'x' }));
      await rejection(client.request({ method: 'DELETE', path: 'x' }));
      expect(server.requests).toHaveLength(6);
      await rejection(client.request({ method: 'PUT', path: 'x', idempotent: false }));
      expect(server.requests).toHaveLength(7);
    });
  });

  test('a stream whose length a header tells is not sent in chunks, which some storage refuses', async () => {
    const server = await serve((_request, response) => void response.end());
    const { client } = clientOf(server);
    const { requests } = server;
    const headers = { 'content-length': '3' };
    await client.request({ method: 'POST', path: 'x', body: makeStream(), headers });
    await client.request({ method: 'POST', path: 'x', body: makeStream() });
    expect(requests.map(({ body }) => body)).toEqual(['abc', 'abc']);
    expect(requests.map((request) => request.headers['content-length'])).toEqual(['3', undefined]);
    expect(requests[0]?.headers['transfer-encoding']).toBeUndefined();
  });

  test('a stream is sent once, but what makes it anew is asked again', async () => {
    const server = await serve(
      (_request, response, number) => void response.writeHead(number % 2 === 1 ? 429 : 200).end(),
    );
    const { client } = clientOf(server);
    await client.request({ method: 'POST', path: 'x', body: makeStream });
    expect(server.requests.map((request) => request.body)).toEqual(['abc', 'abc']);
    const error = await rejection(client.request({ method: 'POST', path: 'x', body: makeStream() }));
    expect(error).toMatchObject({ code: 'rate.limited' });
    expect(server.requests).toHaveLength(3);
    await client.request({ method: 'PUT', path: 'x', body: { size: 3, stream: makeStream } });
    await client.request({ method: 'PUT', path: 'x', body: { size: 3, stream: makeStream } });
    expect(server.requests.slice(3).map((request) => request.body)).toEqual(['abc', 'abc', 'abc']);
  });
});

describe('the classification of a connector', () => {
  test('finds an error under 200, and the general one is not asked', async () => {
    const server = await serve((_request, response, number) => {
      response.setHeader('x-request-id', 'r-1');
      response.end(number === 1 ? '{"errors":["SLOW_DOWN"]}' : '{"data":1}');
    });
    const { client, clock } = clientOf(server, {
      classify: (response) => {
        const body = response.json() as { errors?: string[] };
        return body.errors === undefined ? null : new ConnectorError('rate.limited', body.errors.join());
      },
    });
    const response = await client.request({ method: 'POST', path: 'graph', json: {} });
    expect(response.json()).toEqual({ data: 1 });
    expect(clock.sleeps).toEqual([250]);
  });

  test('gains the place, the request id and the wait that the platform asks for', async () => {
    const server = await serve((_request, response) => {
      response.writeHead(403, { 'x-correlation-id': 'c-9', 'retry-after': '9999' });
      response.end('too big');
    });
    const { client } = clientOf(server, {
      classify: ({ status }) => (status === 403 ? new ConnectorError('rate.limited', 'slow down') : null),
    });
    const error = await rejection(client.request({ path: 'x' }));
    expect(error).toMatchObject({
      code: 'rate.limited',
      message: 'slow down',
      connector: 'small-shop',
      operation: 'GET /x',
      requestId: 'c-9',
      retryAfter: 9_999_000,
      details: { status: 403, body: 'too big' },
    });
  });

  test('that throws is a defect of the connector', async () => {
    const server = await serve(json({}));
    const { client } = clientOf(server, {
      classify: () => {
        throw new TypeError('body is undefined');
      },
    });
    const error = await rejection(client.request({ path: 'x' }));
    expect(error).toMatchObject({ code: 'connector.protocol', message: 'body is undefined' });
    expect(server.requests).toHaveLength(1);
  });

  test('that reads JSON where an error status came with a web page leaves it to the status', async () => {
    const server = await serve(
      (_request, response) => void response.writeHead(503, { 'retry-after': '999' }).end('<html>'),
    );
    const { client } = clientOf(server, {
      classify: (response) => {
        response.json();
        return null;
      },
      feedback: (response) => response.json() as object,
    });
    const error = await rejection(client.request({ path: 'x' }));
    expect(error).toMatchObject({ code: 'platform.unavailable', retryAfter: 999_000 });
  });

  test('that reads JSON where none came has the answer repeated', async () => {
    const server = await serve(
      (_request, response, number) => void response.end(number === 1 ? '<html>' : '{}'),
    );
    const { client } = clientOf(server, {
      classify: (response) => {
        response.json();
        return null;
      },
    });
    await client.request({ path: 'x' });
    expect(server.requests).toHaveLength(2);
  });
});

describe('credentials that the platform refuses', () => {
  test('are renewed once for all who were refused, and each is sent once more', async () => {
    const server = await guarded(() => 'token-2');
    let token = 'token-1';
    let renewals = 0;
    const { client } = clientOf(server, {
      headers: () => ({ authorization: `Bearer ${token}` }),
      onUnauthorized: async () => {
        renewals += 1;
        await someTime();
        token = 'token-2';
      },
    });
    const answers = await Promise.all(
      [1, 2, 3, 4].map((n) => client.request({ method: 'POST', path: `x/${n}`, json: {} })),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(renewals).toBe(1);
    expect(server.requests).toHaveLength(8);
  });

  test('are not renewed for a request that was sent with old ones after all', async () => {
    const server = await guarded(() => 'token-2');
    let token = 'token-1';
    let renewals = 0;
    const gate = Promise.withResolvers<void>();
    const { client } = clientOf(server, {
      headers: () => ({ authorization: `Bearer ${token}` }),
      fetch: async (request) => {
        if (request.url.endsWith('second') && renewals === 0) await gate.promise;
        return fetch(request);
      },
      onUnauthorized: async () => {
        renewals += 1;
        token = 'token-2';
      },
    });
    const second = client.request({ path: 'second' });
    await client.request({ path: 'first' });
    gate.resolve();
    await second;
    expect(renewals).toBe(1);
  });

  test('and are refused again fail, without a third attempt', async () => {
    const server = await guarded(() => 'another');
    let renewals = 0;
    const { client } = clientOf(server, {
      onUnauthorized: async () => {
        renewals += 1;
      },
    });
    const error = await rejection(client.request({ path: 'x' }));
    expect(error).toMatchObject({ code: 'auth.failed', details: { status: 401 } });
    expect(renewals).toBe(1);
    expect(server.requests).toHaveLength(2);
  });

  test('and cannot be renewed fail with the error of the renewal; the next request tries it again', async () => {
    const server = await guarded(() => 'another');
    let renewals = 0;
    const { client } = clientOf(server, {
      onUnauthorized: async () => {
        renewals += 1;
        await someTime();
        throw new ConnectorError('auth.failed', 'The refresh token has expired');
      },
    });
    const errors = await Promise.all([1, 2].map(() => rejection(client.request({ path: 'x' }))));
    expect(errors).toMatchObject(
      [1, 2].map(() => ({ message: 'The refresh token has expired', operation: 'GET /x' })),
    );
    expect(renewals).toBe(1);
    await rejection(client.request({ path: 'x' }));
    expect(renewals).toBe(2);
  });

  test('are not renewed for anonymous requests, so that a renewal may use the same client', async () => {
    const server = await guarded(() => 'another');
    const { client } = clientOf(server, {
      onUnauthorized: async () => {
        await client.request({ method: 'POST', path: 'token', anonymous: true });
      },
    });
    const error = await rejection(client.request({ path: 'x' }));
    expect(error).toMatchObject({ code: 'auth.failed', operation: 'POST /token' });
  });
});

describe('options', () => {
  test.each([
    ['shop.example', /not an http or https address/],
    ['ftp://shop.example', /not an http or https address/],
    ['https://user:geheim@shop.example', /user, a password/],
    ['https://shop.example/?key=geheim', /a query/],
  ])('%s is no base address, and is not repeated', (baseUrl, message) => {
    let thrown: unknown;
    try {
      createHttpClient({ connector: 'small-shop', baseUrl });
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toMatchObject({
      code: 'config.invalid',
      message: expect.stringMatching(message) as string,
    });
    expect(JSON.stringify(thrown)).not.toContain('geheim');
  });

  test.each([
    { timeout: 0 },
    { timeout: Infinity },
    { maxResponseBytes: Number.NaN },
    { retry: { attempts: 0 } },
    { retry: { attempts: 1.5 } },
  ])('%j is refused', (options) => {
    expect(() =>
      createHttpClient({ connector: 'small-shop', baseUrl: 'https://shop.example', ...options }),
    ).toThrow(/must/);
  });
});
