import { getEventListeners } from 'node:events';
import { gzipSync } from 'node:zlib';

import { describe, expect, test } from 'vitest';

import type { Limiter, LimiterFeedback } from '../connector/index.ts';
import { SkippingClock, VirtualClock } from '../connector/index.ts';
import { ConnectorError } from '../errors/index.ts';
import type { HttpClientOptions } from './client-settings.ts';
import { concurrencyLimiter } from './concurrency-limiter.ts';
import { createHttpClient } from './http-client.ts';
import type { HttpRequest } from './http-request.ts';
import { clientOf, rejection, serve } from './local-server.ts';
import type { Answer } from './local-server.ts';
import { queryCostLimiter } from './query-cost-limiter.ts';
import { timeLimit } from './time-limit.ts';
import { tokenBucketLimiter } from './token-bucket-limiter.ts';

const twice = { retry: { attempts: 2 } };
const megabyte = 1024 * 1024;

/** Lets what is on its way arrive. */
const aMoment = () =>
  new Promise<void>((resolve) => {
    setTimeout(resolve, 30);
  });

/** A limiter that tells how many permits are out, and what came back with them. */
function watched(limiter: Limiter) {
  const feedback: LimiterFeedback[] = [];
  let out = 0;
  const watching: Limiter = {
    get pausedUntil() {
      return limiter.pausedUntil;
    },
    async acquire(options) {
      const permit = await limiter.acquire(options);
      out += 1;
      return {
        release(given = {}) {
          out -= 1;
          feedback.push(given);
          permit.release(given);
        },
      };
    },
  };
  return { limiter: watching, feedback, out: () => out };
}

const cutGzip: Answer = (_request, response) => {
  response.writeHead(200, { 'content-encoding': 'gzip', 'content-type': 'application/json' });
  response.end(gzipSync(JSON.stringify(Array.from({ length: 500 }, (_, n) => n * n))).subarray(0, 600));
};

/** Aborts once the request is where `when` waits for, and gives the error. */
async function abortedAt(
  when: () => Promise<unknown>,
  options: Partial<HttpClientOptions>,
  answer: Answer,
  request: Partial<HttpRequest> = {},
) {
  const server = await serve(answer);
  const { limiter, out } = watched(concurrencyLimiter(1));
  const { client } = clientOf(server, { limiters: [limiter], ...options });
  const controller = new AbortController();
  const failed = rejection(client.request({ path: 'x', ...request, signal: controller.signal }));
  await when();
  controller.abort(new Error('shut down with key=abcdefghij'));
  const error = await failed;
  expect(error).toMatchObject({ code: 'run.aborted', operation: 'GET /x', connector: 'small-shop' });
  expect(getEventListeners(controller.signal, 'abort')).toHaveLength(0);
  expect(out()).toBe(0);
  return server;
}
const ok: Answer = (_request, response) => void response.end('{}');
const never = new Promise<never>(() => undefined);

describe('a network that fails', () => {
  const cases: [string, Answer, string, RegExp][] = [
    [
      'a reset before the answer',
      (request) => void request.socket.resetAndDestroy(),
      'connection.failed',
      /^GET \/x: the connection broke \(ECONNRESET\)$/,
    ],
    [
      'a connection that is closed before the answer',
      (request) => void request.socket.destroy(),
      'connection.failed',
      /^GET \/x: the connection broke/,
    ],
    [
      'a reset in the middle of the body',
      (request, response) => {
        response.writeHead(200, { 'content-length': '100' });
        response.write('{"items":[', () => request.socket.resetAndDestroy());
      },
      'connection.failed',
      /^GET \/x: the connection broke/,
    ],
    [
      'a body that ends early',
      (request, response) => {
        response.write('{"items":[', () => request.socket.destroy());
      },
      'connection.failed',
      /^GET \/x: the connection broke/,
    ],
    ['a compressed body that is cut off', cutGzip, 'response.malformed', /is cut off after \d+ characters$/],
    [
      'a body that is not compressed as it says',
      (_request, response) => {
        response.writeHead(200, { 'content-encoding': 'gzip' });
        response.end('plain text');
      },
      'response.malformed',
      /^GET \/x: the answer could not be decompressed \(Z_DATA_ERROR\)$/,
    ],
    [
      'an answer that is not HTTP',
      (request) => void request.socket.end('220 mail.example ESMTP\r\n\r\n'),
      'response.malformed',
      /^GET \/x: the answer is not HTTP/,
    ],
    [
      'no answer in time',
      () => undefined,
      'connection.timeout',
      /^GET \/x was not answered to the end within 29 s$/,
    ],
    [
      'a body that does not come to its end in time',
      (_request, response) => {
        response.write('{"items":[');
      },
      'connection.timeout',
      /^GET \/x was not answered to the end within 29 s$/,
    ],
  ];

  /** A server that answers so, and a client whose time is over a moment later if that is what should happen. */
  async function failing(code: string, answer: Answer, options: Partial<HttpClientOptions> = {}) {
    const { timeout, pass } = timeLimit(29_000);
    const server = await serve(async (request, response, number) => {
      await answer(request, response, number);
      if (code !== 'connection.timeout' || response.writableEnded) return;
      await aMoment();
      pass();
    });
    return { server, ...clientOf(server, { timeout, ...options }) };
  }

  test.each(cases)('%s is repeated, then told', async (_name, answer, code, message) => {
    const { limiter, out } = watched(concurrencyLimiter(1));
    const { server, client } = await failing(code, answer, { ...twice, limiters: [limiter] });
    const error = await rejection(client.request({ path: 'x', expect: 'json' }));
    expect(error).toMatchObject({
      code,
      message: expect.stringMatching(message) as string,
      connector: 'small-shop',
      operation: 'GET /x',
      details: { url: `${server.url}/api/x`, attempts: 2 },
    });
    expect(server.requests).toHaveLength(2);
    expect(out()).toBe(0);
  });

  test.each(cases)('%s is got over when the next attempt succeeds', async (_name, answer, code) => {
    const { client } = await failing(code, (request, response, number) =>
      number === 1 ? answer(request, response, number) : void response.end('{"ok":1}'),
    );
    expect((await client.request({ path: 'x', expect: 'json' })).json()).toEqual({ ok: 1 });
  });

  test('a web page where nothing should be is repeated, then told; nothing is taken', async () => {
    const page = '<!doctype html><title>Please log in</title>';
    const request = { method: 'DELETE', path: 'x', expect: 'nothing' } as const;
    const lasting = await serve((_request, response) => void response.end(page));
    expect(await rejection(clientOf(lasting, twice).client.request(request))).toMatchObject({
      code: 'response.malformed',
      message: expect.stringMatching(
        /^The answer to DELETE \/x is a web page .* login page, where there should be none$/,
      ) as string,
      details: { attempts: 2, body: page },
    });
    const passing = await serve((_request, response, number) => {
      if (number === 1) return void response.end(page);
      response.statusCode = 204;
      return void response.end();
    });
    expect((await clientOf(passing, twice).client.request(request)).status).toBe(204);
  });

  test('a host that does not exist is named by its code', async () => {
    const client = createHttpClient({
      connector: 'small-shop',
      baseUrl: 'http://shop.invalid',
      clock: new SkippingClock(),
      fetch: () => {
        const cause = Object.assign(new Error('getaddrinfo ENOTFOUND shop.invalid'), {
          code: 'ENOTFOUND',
          syscall: 'getaddrinfo',
        });
        return Promise.reject(new TypeError('fetch failed', { cause }));
      },
    });
    expect(await rejection(client.request({ path: 'x' }))).toMatchObject({
      code: 'connection.failed',
      message: 'GET /x: the host name could not be resolved (ENOTFOUND)',
      details: { attempts: 5 },
    });
  });

  test.each([
    ['UND_ERR_CONNECT_TIMEOUT', undefined, 'connection.timeout', 5],
    ['ETIMEDOUT', 'connect', 'connection.timeout', 5],
    ['ETIMEDOUT', 'read', 'connection.timeout', 1],
    ['UND_ERR_HEADERS_TIMEOUT', undefined, 'connection.timeout', 1],
    ['EHOSTUNREACH', 'connect', 'connection.failed', 5],
    ['EPIPE', 'write', 'connection.failed', 1],
    ['CERT_HAS_EXPIRED', undefined, 'connection.failed', 1],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', undefined, 'connection.failed', 1],
    ['SOMETHING_ELSE', undefined, 'connection.failed', 1],
  ])('%s (%s) of a POST is %s after %d attempts', async (code, syscall, errorCode, attempts) => {
    let calls = 0;
    const client = createHttpClient({
      connector: 'small-shop',
      baseUrl: 'https://shop.example',
      clock: new SkippingClock(),
      fetch: () => {
        calls += 1;
        return Promise.reject(
          new TypeError('fetch failed', { cause: Object.assign(new Error('no'), { code, syscall }) }),
        );
      },
    });
    const error = await rejection(client.request({ method: 'POST', path: 'x', json: {} }));
    expect(error).toMatchObject({ code: errorCode });
    expect(calls).toBe(attempts);
  });

  test('a mistake in a simulator is not taken for a network that fails', async () => {
    const client = createHttpClient({
      connector: 'small-shop',
      baseUrl: 'https://shop.example',
      fetch: async () => {
        throw new TypeError('cannot read properties of undefined');
      },
    });
    const error = await rejection(client.request({ path: 'x' }));
    expect(error).toMatchObject({
      code: 'connector.protocol',
      message: 'cannot read properties of undefined',
    });
  });

  test('what is known of an error status is told even if its body breaks off', async () => {
    const server = await serve((request, response) => {
      response.writeHead(422, { 'content-length': '1000' });
      response.write('{"message":"unknown attri', () => request.socket.destroy());
    });
    const error = await rejection(clientOf(server).client.request({ path: 'x' }));
    expect(error).toMatchObject({
      code: 'request.rejected',
      details: { status: 422, body: '{"message":"unknown attri' },
    });
  });
});

describe('an answer that is too long', () => {
  test('is refused as soon as it is, and not asked for again', async () => {
    const server = await serve((_request, response) => void response.end('a'.repeat(megabyte)));
    const { client } = clientOf(server, { maxResponseBytes: 1000 });
    expect(await rejection(client.request({ path: 'x' }))).toMatchObject({
      code: 'response.malformed',
      message: 'The answer to GET /x is longer than 1000 bytes after decompression',
    });
    expect(server.requests).toHaveLength(1);
    await expect(client.request({ path: 'x', maxResponseBytes: megabyte })).resolves.toMatchObject({
      status: 200,
    });
  });

  test('is counted after decompression, so that a small bomb does no harm', async () => {
    const bomb = gzipSync(Buffer.alloc(50 * megabyte));
    expect(bomb.length).toBeLessThan(100_000);
    const server = await serve((_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' });
      response.end(bomb);
    });
    const { client } = clientOf(server, { maxResponseBytes: megabyte });
    expect(await rejection(client.request({ path: 'x' }))).toMatchObject({ code: 'response.malformed' });
  });

  test('does not hide what an error status says', async () => {
    const server = await serve((_request, response) => {
      response.statusCode = 403;
      response.end('a'.repeat(megabyte));
    });
    const { client } = clientOf(server, { maxResponseBytes: 1000 });
    expect(await rejection(client.request({ path: 'x' }))).toMatchObject({ code: 'permission.denied' });
  });
});

describe('a body that is not read to its end is disposed of', () => {
  const isDisposedOf = async (init: ResponseInit, then: Response) => {
    let disposed = false;
    const body = new ReadableStream({
      pull: (controller) => controller.enqueue(new Uint8Array(1000)),
      cancel: () => void (disposed = true),
    });
    let calls = 0;
    const client = createHttpClient({
      connector: 'small-shop',
      baseUrl: 'https://shop.example',
      maxResponseBytes: 5000,
      fetch: async () => ((calls += 1) === 1 ? new Response(body, init) : then),
    });
    await client.request({ path: 'x' }).catch(() => undefined);
    return disposed;
  };

  test.each([
    ['of a redirect that is followed', { status: 302, headers: { location: '/y' } }],
    ['of a redirect that is refused', { status: 302, headers: { location: 'https://other.example' } }],
    ['that is too long', { status: 200 }],
    ['that is too long, of an error', { status: 400 }],
  ])('%s', async (_name, init) => {
    expect(await isDisposedOf(init, new Response('{}'))).toBe(true);
  });
});

describe('an abort', () => {
  test('before the request sends nothing', async () => {
    const server = await serve(ok);
    const request = clientOf(server).client.request({ path: 'x', signal: AbortSignal.abort() });
    expect(await rejection(request)).toMatchObject({ code: 'run.aborted' });
    expect(server.requests).toEqual([]);
  });

  test('while waiting for a limiter leaves its queue', async () => {
    const clock = new VirtualClock();
    const busy = tokenBucketLimiter({ capacity: 1, refillPerSecond: 0.001, clock });
    await busy.acquire();
    const server = await abortedAt(aMoment, { limiters: [busy] }, ok);
    expect(server.requests).toEqual([]);
    expect(clock.sleeping).toBe(0);
  });

  test('while waiting for the next attempt leaves no timer', async () => {
    const clock = new VirtualClock();
    const sleeping = async () => {
      // oxlint-disable-next-line no-await-in-loop
      while (clock.sleeping === 0) await aMoment();
    };
    await abortedAt(sleeping, { clock }, (_request, response) => void response.writeHead(500).end());
    expect(clock.sleeping).toBe(0);
  });

  test('while waiting for the answer', async () => {
    const arrived = Promise.withResolvers<void>();
    const server = await abortedAt(
      () => arrived.promise,
      {},
      () => arrived.resolve(),
    );
    expect(server.requests).toHaveLength(1);
  });

  test('while the body comes', async () => {
    const begun = Promise.withResolvers<void>();
    const server = await abortedAt(
      () => begun.promise,
      {},
      (_request, response) => void response.write('{', () => begun.resolve()),
    );
    expect(server.requests).toHaveLength(1);
  });

  test('while the headers are found', async () => {
    const server = await abortedAt(aMoment, { headers: () => never }, ok);
    expect(server.requests).toEqual([]);
  });

  test('while the credentials are renewed', async () => {
    const refused = Promise.withResolvers<void>();
    const renewing = () => {
      refused.resolve();
      return never;
    };
    const server = await abortedAt(
      () => refused.promise,
      { onUnauthorized: renewing },
      (_request, response) => void response.writeHead(401).end(),
    );
    expect(server.requests).toHaveLength(1);
  });

  test('is obeyed even if fetch does not listen to it; what comes later is disposed of', async () => {
    const late = Promise.withResolvers<Response>();
    let disposed = false;
    await abortedAt(aMoment, { fetch: () => late.promise }, ok);
    late.resolve(new Response(new ReadableStream({ cancel: () => void (disposed = true) })));
    await aMoment();
    expect(disposed).toBe(true);
  });

  test('of a signal that lives long leaves nothing on it after each request', async () => {
    const server = await serve(ok);
    const { client } = clientOf(server, {
      limiters: [concurrencyLimiter(2), tokenBucketLimiter({ capacity: 99, refillPerSecond: 99 })],
    });
    const { signal } = new AbortController();
    await Promise.all(Array.from({ length: 10 }, () => client.request({ path: 'x', signal })));
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  });
});

describe('limiters', () => {
  test('are shared by several clients, and the platform is never overrun', async () => {
    const clock = new SkippingClock();
    const limiter = concurrencyLimiter(3);
    const bucket = tokenBucketLimiter({ capacity: 5, refillPerSecond: 2, clock });
    let underway = 0;
    let most = 0;
    let level = 5;
    let lowest = 5;
    let at = 0;
    const server = await serve(async (_request, response) => {
      underway += 1;
      most = Math.max(most, underway);
      level = Math.min(5, level + ((clock.now() - at) / 1000) * 2) - 1;
      at = clock.now();
      lowest = Math.min(lowest, level);
      await aMoment();
      underway -= 1;
      response.end('{}');
    });
    const clients = Array.from(
      { length: 8 },
      () => clientOf(server, { clock, limiters: [limiter, bucket] }).client,
    );
    await Promise.all(clients.flatMap((client) => [1, 2, 3].map((n) => client.request({ path: `x/${n}` }))));
    expect(server.requests).toHaveLength(24);
    expect(most).toBe(3);
    expect(lowest).toBeGreaterThanOrEqual(-1e-9);
  });

  test('learn from the answer what it cost and what is left', async () => {
    const clock = new SkippingClock();
    const server = await serve((_request, response) => void response.end('{"cost":4,"left":2}'));
    const { client } = clientOf(server, {
      clock,
      limiters: [queryCostLimiter({ maximum: 100, restoreRate: 10, clock })],
      feedback: (response) => {
        const { cost, left } = response.json() as { cost: number; left: number };
        return { cost, available: left };
      },
    });
    await client.request({ path: 'x', cost: 10 });
    await client.request({ path: 'x', cost: 10 });
    expect(clock.sleeps).toEqual([800]);
  });

  test('pause for everybody when the platform says 503 and names a time', async () => {
    const clock = new SkippingClock(0);
    const limiter = concurrencyLimiter(5, { clock });
    const server = await serve(
      (_request, response) => void response.writeHead(503, { 'retry-after': '30' }).end(),
    );
    const { client } = clientOf(server, { clock, limiters: [limiter], retry: { attempts: 1 } });
    await rejection(client.request({ path: 'x' }));
    expect(limiter.pausedUntil).toBe(30_000);
  });

  test('are not waited for when their pause is longer than repetitions may take', async () => {
    const clock = new SkippingClock(0);
    const limiter = concurrencyLimiter(5, { clock });
    const server = await serve(
      (_request, response) => void response.writeHead(429, { 'retry-after': '3600' }).end(),
    );
    const { client } = clientOf(server, { clock, limiters: [limiter] });
    const errors = [
      await rejection(client.request({ path: 'x' })),
      await rejection(client.request({ path: 'x' })),
    ];
    expect(errors).toMatchObject(
      [1, 2].map(() => ({ code: 'rate.limited', retryAfter: 3_600_000, operation: 'GET /x' })),
    );
    expect(server.requests).toHaveLength(1);
    expect(clock.now()).toBe(0);
  });

  test('pause for everybody when the platform says 429', async () => {
    const clock = new SkippingClock(0);
    const limiter = concurrencyLimiter(5, { clock });
    const server = await serve((_request, response, number) => {
      response.writeHead(number === 1 ? 429 : 200, { 'retry-after': '30' });
      response.end();
    });
    const { client } = clientOf(server, { clock, limiters: [limiter], retry: { attempts: 1 } });
    const other = clientOf(server, { clock, limiters: [limiter] }).client;
    await rejection(client.request({ path: 'x' }));
    expect(limiter.pausedUntil).toBe(30_000);
    await other.request({ path: 'x' });
    expect(clock.now()).toBe(30_000);
  });

  test('are told what became of each attempt, and that one that never left cost nothing', async () => {
    const clock = new SkippingClock(0);
    const { limiter, feedback, out } = watched(concurrencyLimiter(1, { clock }));
    const refused = createHttpClient({
      connector: 'small-shop',
      baseUrl: 'http://127.0.0.1:2',
      clock,
      limiters: [limiter],
      ...twice,
    });
    await rejection(refused.request({ path: 'x' }));
    expect(feedback).toEqual([{ sent: false }, { sent: false }]);
    const server = await serve(
      (_request, response, number) =>
        void response.writeHead(number === 1 ? 429 : 200, { 'retry-after': '1' }).end(),
    );
    await clientOf(server, { clock, limiters: [limiter] }).client.request({ path: 'x' });
    expect(feedback.slice(2)).toMatchObject([
      { status: 429, limited: true, retryAfter: 1000 },
      { status: 200, limited: false },
    ]);
    expect(out()).toBe(0);
  });

  test('take an error that the connector found for a limit, whatever the status', async () => {
    const clock = new SkippingClock(0);
    const { limiter, feedback } = watched(concurrencyLimiter(1, { clock }));
    const server = await serve((_request, response) => void response.end('{}'));
    const { client } = clientOf(server, {
      clock,
      limiters: [limiter],
      retry: { attempts: 1 },
      classify: () => new ConnectorError('rate.limited', 'slow down', { retryAfter: 5000 }),
    });
    await rejection(client.request({ path: 'x' }));
    expect(feedback).toMatchObject([{ status: 200, limited: true, retryAfter: 5000 }]);
    expect(limiter.pausedUntil).toBe(5000);
  });

  test('of one request are asked before those of the client', async () => {
    const order: string[] = [];
    const noting = (name: string): Limiter => ({
      pausedUntil: null,
      acquire: async ({ cost } = {}) => {
        order.push(`${name} ${cost}`);
        return { release: () => undefined };
      },
    });
    const server = await serve((_request, response) => void response.end());
    const { client } = clientOf(server, { limiters: [noting('account')] });
    await client.request({ path: 'x', limiters: [noting('operation')], cost: 7 });
    expect(order).toEqual(['operation 7', 'account 7']);
  });

  test('do not keep the credentials from being found: those may need the very same limiter', async () => {
    const server = await serve((_request, response) => void response.end('{"token":"token-1"}'));
    const limiters = [concurrencyLimiter(1)];
    const { client: tokens } = clientOf(server, { limiters });
    const { client } = clientOf(server, {
      limiters,
      headers: async () => {
        const { token } = (await tokens.request({ path: 'token' })).json() as { token: string };
        return { authorization: `Bearer ${token}` };
      },
    });
    await client.request({ path: 'x' });
    expect(server.requests[1]?.headers['authorization']).toBe('Bearer token-1');
  });

  test('refuse a cost that can never be granted, with the place filled in', async () => {
    const server = await serve((_request, response) => void response.end());
    const { client } = clientOf(server, { limiters: [queryCostLimiter({ maximum: 100, restoreRate: 10 })] });
    expect(await rejection(client.request({ path: 'x', cost: 101 }))).toMatchObject({
      code: 'request.too_large',
      connector: 'small-shop',
      operation: 'GET /x',
    });
    expect(server.requests).toEqual([]);
  });
});
