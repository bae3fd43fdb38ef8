import { createHttpClient, isConnectorError, SkippingClock } from '@pim-connector/core';
import type { ErrorCode } from '@pim-connector/core';
import { describe, expect, onTestFinished, test } from 'vitest';

import { serve } from '../serve.ts';
import { faultKinds, uncertainFaultKinds } from './fault-kind.ts';
import type { FaultKind } from './fault-kind.ts';
import { createFaultPlan } from './fault-plan.ts';
import type { FaultPlan } from './fault-plan.ts';

/** A platform that counts what it did, and a client in front of which a plan stands. */
function bench(plan: FaultPlan, attempts = 1, clock = new SkippingClock()) {
  const done: string[] = [];
  const http = createHttpClient({
    connector: 'bench',
    baseUrl: 'https://platform.example',
    clock,
    random: () => 0,
    retry: { attempts },
    fetch: plan.fetch(async (request) => {
      done.push(`${request.method} ${new URL(request.url).pathname} ${await request.text()}`);
      return Response.json({ ok: true, list: [1, 2, 3] });
    }),
  });
  return { done, http, clock };
}

const codes: Readonly<Record<FaultKind, ErrorCode | null>> = {
  limited: 'rate.limited',
  limitedSilently: 'rate.limited',
  limitedByWrongClock: 'rate.limited',
  serverError: 'platform.unavailable',
  serverErrorAfter: 'platform.unavailable',
  unavailable: 'platform.unavailable',
  resetBefore: 'connection.failed',
  resetAfter: 'connection.failed',
  cutBody: 'connection.failed',
  html: 'response.malformed',
  htmlError: 'platform.unavailable',
  slow: null,
};

describe.each(faultKinds)('%s', (kind) => {
  test('looks as it does in life, and the platform did it or not as the name says', async () => {
    const plan = createFaultPlan({ rate: 1, kinds: [kind], clock: new SkippingClock() });
    const { http, done } = bench(plan);
    const outcome = await http.request({ path: 'a', expect: 'json' }).then(
      () => null,
      (error: unknown) => (isConnectorError(error) ? error.code : String(error)),
    );
    expect(outcome).toBe(codes[kind]);
    expect(done.length).toBe(kind === 'slow' || uncertainFaultKinds.includes(kind) ? 1 : 0);
    expect(plan.injected()).toEqual([{ kind, request: 'GET /a', occurrence: 1 }]);
  });

  test('passes when it is served on a port', async () => {
    const plan = createFaultPlan({ rate: 1, kinds: [kind], perRequest: 1, slowness: 1, retryAfter: 0 });
    const server = await serve(plan.handler(async () => Response.json('fine')));
    onTestFinished(server.close);
    const http = createHttpClient({ connector: 'bench', baseUrl: server.url, retry: { minDelay: 1 } });
    expect((await http.request({ path: 'a', expect: 'json' })).json()).toBe('fine');
    expect(plan.injected()).toHaveLength(1);
  });
});

test('a wait that a wrong clock asks for is as long as it was meant', async () => {
  const clock = new SkippingClock(Date.parse('2026-05-01T12:00:00Z'));
  const plan = createFaultPlan({
    rate: 1,
    kinds: ['limitedByWrongClock'],
    perRequest: 1,
    retryAfter: 3,
    clock,
  });
  await bench(plan, 2, clock).http.request({ path: 'a' });
  expect(clock.sleeps).toEqual([3000]);
});

async function manyRequests(plan: FaultPlan, order: readonly number[]) {
  const { http } = bench(plan);
  const send = (number: number) =>
    http.request({ method: 'POST', path: 'a', json: { number } }).catch(() => undefined);
  await Promise.all(order.map(send));
  return plan
    .injected()
    .map((fault) => JSON.stringify(fault))
    .toSorted();
}

test('the same seed gives the same faults to the same requests, in whatever order they come', async () => {
  const numbers = Array.from({ length: 200 }, (_each, index) => index);
  const plan = (seed: number) => createFaultPlan({ seed, rate: 0.3, clock: new SkippingClock() });
  const first = await manyRequests(plan(1), numbers);
  expect(first.length).toBeGreaterThan(30);
  expect(first.length).toBeLessThan(90);
  expect(await manyRequests(plan(1), numbers.toReversed())).toEqual(first);
  expect(await manyRequests(plan(2), numbers)).not.toEqual(first);
});

test('what a plan printed is replayed, and nothing else', async () => {
  const numbers = [...Array(50).keys()];
  const clock = new SkippingClock();
  const plan = createFaultPlan({ seed: 3, clock });
  const first = await manyRequests(plan, numbers);
  const replayed = createFaultPlan({ replay: String(plan), seed: 99, rate: 1, clock });
  expect(await manyRequests(replayed, numbers)).toEqual(first);
  expect(replayed.requests).toBe(50);
});

test('a form that is sent again is the same request, though its parts are separated otherwise', async () => {
  const plan = createFaultPlan({ rate: 1, kinds: ['serverError'], perRequest: 1 });
  const { http } = bench(plan, 2);
  const send = (name: string) =>
    http.request({
      method: 'POST',
      path: 'files',
      idempotent: true,
      body() {
        const form = new FormData();
        form.append('file', new Blob(['content']), name);
        return form;
      },
    });
  await send('a.png');
  await send('b.png');
  const [first, second, ...more] = plan.injected();
  expect(first?.request).not.toBe(second?.request);
  expect(more).toEqual([]);
});

test('an answer without a body that is cut breaks off', async () => {
  const fetch = createFaultPlan({ rate: 1, kinds: ['cutBody'] }).fetch(
    async () => new Response(null, { status: 204 }),
  );
  await expect(fetch(new Request('https://platform.example/a'))).rejects.toThrow('fetch failed');
});

test('only requests that match meet faults', async () => {
  const plan = createFaultPlan({
    rate: 1,
    kinds: ['serverError'],
    matches: ({ method }) => method === 'POST',
  });
  const { http } = bench(plan);
  await http.request({ path: 'a' });
  await expect(http.request({ path: 'a', method: 'POST' })).rejects.toThrow('500');
});

test.each([[{ rate: 2 }], [{ kinds: [] }], [{ replay: 'nonsense' }], [{ replay: 'storm: GET /a #1' }]])(
  'refuses %j',
  (options) => {
    expect(() => createFaultPlan(options)).toThrow('The fault plan is not valid');
  },
);
