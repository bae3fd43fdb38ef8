import { Secret, SkippingClock, signHmac, verifyHmac } from '@pim-connector/core';
import { describe, expect, test } from 'vitest';

import { createAccessTokens } from './access-tokens.ts';
import { createFileStore } from './file-store.ts';
import { createJobs } from './jobs.ts';
import { formatJsonLines, parseJsonLines } from './json-lines.ts';
import { concurrencyLimit, fixedWindow, tokenBucket } from './rate-models.ts';
import { Refusal } from './refusal.ts';
import { createRequestLog } from './request-log.ts';
import { createRouter } from './router.ts';
import { createTable } from './table.ts';
import { createWebhookSender } from './webhook-sender.ts';

const ask = (method: string, path: string) => new Request(`http://platform.example${path}`, { method });

describe('a router', () => {
  const handler = createRouter({
    'GET /products/:code': ({ parameters, url }) => Response.json([parameters['code'], url.search]),
    'PATCH /products/:code': () => {
      throw new Refusal(422, { message: 'no' }, { 'x-why': 'test' });
    },
    'GET /broken': () => {
      throw new RangeError('defect');
    },
  });

  test('finds the route, and decodes what stands in the path', async () => {
    expect(await (await handler(ask('GET', '/products/a%2Fb?x=1'))).json()).toEqual(['a/b', '?x=1']);
  });

  test.each([
    ['GET', '/nothing', 404],
    ['GET', '/products/', 404],
    ['GET', '/products/%E0%A4%A', 404],
    ['DELETE', '/products/a', 405],
    ['PATCH', '/products/a', 422],
  ])('%s %s is %i', async (method, path, status) => {
    expect((await handler(ask(method, path))).status).toBe(status);
  });

  test('tells which methods there are', async () => {
    expect((await handler(ask('DELETE', '/products/a'))).headers.get('allow')).toBe('GET, PATCH');
  });

  test('does not hide a defect', async () => {
    await expect(handler(ask('GET', '/broken'))).rejects.toThrow('defect');
  });
});

describe('a rate model', () => {
  test('a token bucket grants its capacity at once and then its rate', () => {
    const clock = new SkippingClock();
    const bucket = tokenBucket({ capacity: 2, perSecond: 4 }, clock);
    expect([bucket.take().granted, bucket.take().granted]).toEqual([true, true]);
    expect(bucket.take()).toEqual({ granted: false, remaining: 0, retryAfter: 250 });
    clock.advance(250);
    expect(bucket.take().granted).toBe(true);
  });

  test('what was estimated too high is given back, but never above the capacity', () => {
    const bucket = tokenBucket({ capacity: 1000, perSecond: 50 }, new SkippingClock());
    bucket.take(600);
    bucket.refund(550);
    expect(bucket.available()).toBe(950);
    bucket.refund(500);
    expect(bucket.available()).toBe(1000);
  });

  test('a window is granted anew at its end', () => {
    const clock = new SkippingClock(10_900);
    const window = fixedWindow({ limit: 2, windowMs: 1000 }, clock);
    window.take(2);
    expect(window.take()).toEqual({ granted: false, remaining: 0, retryAfter: 100 });
    clock.advance(100);
    expect(window.take().granted).toBe(true);
  });

  test('so many at the same time', () => {
    const limit = concurrencyLimit(2);
    const [first, second] = [limit.enter(), limit.enter()];
    expect(limit.enter()).toBeNull();
    first?.();
    first?.();
    expect(limit.underway).toBe(1);
    expect(limit.enter()).not.toBeNull();
    second?.();
    expect(limit.peak).toBe(2);
  });
});

describe('a table', () => {
  const filled = () => {
    const table = createTable<string>();
    for (const key of ['d', 'a', 'c', 'b', 'e']) table.set(key, key.toUpperCase());
    return table;
  };

  test('is paged by key, also while rows come and go', () => {
    const table = filled();
    const first = table.after(null, 2);
    expect(first).toEqual({ rows: ['A', 'B'], next: 'b' });
    table.delete('b');
    table.set('bb', 'BB');
    expect(table.after(first.next, 2)).toEqual({ rows: ['BB', 'C'], next: 'c' });
    expect(table.after('c', 2)).toEqual({ rows: ['D', 'E'], next: null });
    expect(table.after('z', 2)).toEqual({ rows: [], next: null });
  });

  test('is paged by number', () => {
    expect(filled().page(2, 3)).toEqual({ rows: ['D', 'E'], total: 5, isLast: true });
    expect(filled().page(1, 3).isLast).toBe(false);
  });
});

describe('jobs', () => {
  test('are carried out one after the other when their time has come, each once', () => {
    const clock = new SkippingClock(1000);
    const done: string[] = [];
    const jobs = createJobs({ clock, duration: 500, run: (input: string) => done.push(input) });
    const first = jobs.start('first');
    const second = jobs.start('second');
    expect([jobs.get(first.id)?.status, jobs.get(second.id)?.status]).toEqual(['running', 'waiting']);
    clock.advance(500);
    expect([jobs.get(first.id)?.status, jobs.get(second.id)?.status]).toEqual(['done', 'running']);
    expect(done).toEqual(['first']);
    clock.advance(5000);
    jobs.settle();
    expect([done, jobs.open, jobs.get(second.id)?.result]).toEqual([['first', 'second'], 0, 2]);
    expect(jobs.get('job-9')).toBeUndefined();
  });

  test('run beside each other as far as the platform lets them', () => {
    const clock = new SkippingClock();
    const jobs = createJobs({ clock, duration: 100, concurrency: 2, run: (input: number) => input });
    const starts = [1, 2, 3].map((input) => jobs.start(input).startsAt);
    expect(starts).toEqual([0, 0, 100]);
  });
});

test('tokens expire, are refreshed once, and can be revoked', () => {
  const clock = new SkippingClock();
  const tokens = createAccessTokens({ clock, lifetime: 1000 });
  const { token, refreshToken } = tokens.issue();
  expect(tokens.check(`Bearer ${token}`)).toBe('valid');
  clock.advance(1000);
  expect([tokens.check(`Bearer ${token}`), tokens.check('Bearer x'), tokens.check(null)]).toEqual([
    'expired',
    'unknown',
    'unknown',
  ]);
  const next = tokens.refresh(refreshToken);
  expect(tokens.check(`Bearer ${next?.token}`)).toBe('valid');
  expect(tokens.refresh(refreshToken)).toBeNull();
  tokens.revoke();
  expect(tokens.check(`Bearer ${next?.token}`)).toBe('unknown');
});

test('JSON Lines keep what is no JSON apart', () => {
  expect(parseJsonLines('{"a":1}\n\n{oops\r\n')).toEqual([
    { ok: true, value: { a: 1 } },
    { ok: false, text: '{oops\r' },
  ]);
  expect(formatJsonLines([{ a: 1 }, 2])).toBe('{"a":1}\n2\n');
});

test('uploads go only to places that were staged, for some time', () => {
  const clock = new SkippingClock();
  const files = createFileStore({ clock, lifetime: 1000 });
  const file = { bytes: new Uint8Array([1]), type: 'text/jsonl' };
  expect(files.put('/files/guess/a', file)).toBe(false);
  const path = files.stage('a b.jsonl');
  expect(files.get(path)).toBeUndefined();
  expect(files.put(path, file)).toBe(true);
  expect(files.get(path)).toBe(file);
  clock.advance(1000);
  expect(files.get(path)).toBeUndefined();
  expect(files.get(files.publish('result.jsonl', file))).toBe(file);
});

test('the log remembers what was asked and how it ended, without the query', async () => {
  const clock = new SkippingClock(5);
  const log = createRequestLog({ clock, limit: 1 });
  const handler = log.around(async ({ url }) => {
    if (url.endsWith('/throw')) throw new Error('broken');
    await clock.sleep(7);
    return url.includes('/cut') ? Response.error() : Response.json(1);
  });
  await handler(ask('GET', '/a?token=secret'));
  expect(log.entries()).toEqual([{ number: 1, method: 'GET', path: '/a', status: 200, at: 5, duration: 7 }]);
  await handler(ask('POST', '/cut'));
  await expect(handler(ask('GET', '/throw'))).rejects.toThrow('broken');
  expect(log.entries().map(({ number }) => number)).toEqual([2, 3]);
  expect([log.count, log.statuses()]).toEqual([3, { 0: 2, 200: 1 }]);
  log.reset();
  expect([log.count, log.entries()]).toEqual([0, []]);
});

test('webhooks are signed, and sent again until somebody takes them', async () => {
  const clock = new SkippingClock(1_000_000);
  const secret = new Secret('webhook-secret');
  const answers = [500, 0, 200];
  const seen: boolean[] = [];
  const sender = createWebhookSender({
    url: 'https://app.example/webhook',
    clock,
    retryDelays: [100, 200, 300],
    headers: async ({ body, id }) => ({
      'x-signature': await signHmac(new TextEncoder().encode(body), secret),
      'x-id': id,
    }),
    fetch: async (request) => {
      const body = new Uint8Array(await request.arrayBuffer());
      seen.push(await verifyHmac(body, request.headers.get('x-signature') ?? '', [secret]));
      const status = answers.shift() ?? 200;
      if (status === 0) throw new TypeError('fetch failed');
      return new Response('', { status });
    },
  });
  const id = sender.send({ topic: 'product.changed', body: '{"code":"ä"}' });
  await sender.idle();
  expect(seen).toEqual([true, true, true]);
  expect(sender.attempts()).toEqual([
    { id, topic: 'product.changed', attempt: 1, status: 500, at: 1_000_000 },
    { id, topic: 'product.changed', attempt: 2, status: 0, at: 1_000_100 },
    { id, topic: 'product.changed', attempt: 3, status: 200, at: 1_000_300 },
  ]);
  sender.repeat(id);
  await sender.idle();
  expect(sender.attempts().at(-1)).toMatchObject({ id, attempt: 1, status: 200 });
});
