import { Agent, request as httpRequest } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { connect } from 'node:net';

import { expect, onTestFinished, test } from 'vitest';

import { serve } from './serve.ts';
import type { RequestHandler } from './serve.ts';

async function start(handler: RequestHandler): Promise<string> {
  const server = await serve(handler);
  onTestFinished(() => server.close());
  return server.url;
}

test('hands over method, address, headers and body, and gives status, headers and body back', async () => {
  const url = await start(async (request) => {
    expect(request).toBeInstanceOf(Request);
    const { pathname, searchParams } = new URL(request.url);
    return Response.json(
      [request.method, pathname, searchParams.get('q'), request.headers.get('x-a'), await request.text()],
      { status: 201, headers: { 'x-b': 'two' } },
    );
  });
  const response = await fetch(`${url}/a/b?q=%C3%A4`, {
    method: 'PUT',
    body: 'größer',
    headers: { 'x-a': 'one' },
  });
  expect(response.status).toBe(201);
  expect(response.headers.get('x-b')).toBe('two');
  expect(await response.json()).toEqual(['PUT', '/a/b', 'ä', 'one', 'größer']);
});

test('keeps cookies apart and answers HEAD without a body', async () => {
  const url = await start(async () => {
    const response = new Response('body', { headers: { 'content-type': 'text/plain' } });
    response.headers.append('set-cookie', 'a=1; Expires=Wed, 09 Jun 2027 10:18:14 GMT');
    response.headers.append('set-cookie', 'b=2');
    return response;
  });
  const response = await fetch(url, { method: 'HEAD' });
  expect(response.headers.getSetCookie()).toEqual(['a=1; Expires=Wed, 09 Jun 2027 10:18:14 GMT', 'b=2']);
  expect(response.headers.get('content-type')).toBe('text/plain');
  expect(await response.text()).toBe('');
});

test('streams the answer piece by piece', async () => {
  const { readable, writable } = new TextEncoderStream();
  const writer = writable.getWriter();
  const url = await start(async () => new Response(readable));
  const first = writer.write('first');
  const response = await fetch(url);
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  expect((await reader?.read())?.value).toBe('first');
  await first;
  const rest = Promise.all([writer.write('second'), writer.close()]);
  expect((await reader?.read())?.value).toBe('second');
  expect((await reader?.read())?.done).toBe(true);
  await rest;
});

test('streams the request piece by piece', async () => {
  const seen = Promise.withResolvers<string | undefined>();
  const url = await start(async (request) => {
    const reader = request.body?.pipeThrough(new TextDecoderStream()).getReader();
    seen.resolve((await reader?.read())?.value);
    return new Response((await reader?.read())?.value);
  });
  const answered = Promise.withResolvers<IncomingMessage>();
  const upload = httpRequest(url, { method: 'POST' }, answered.resolve);
  upload.write('first');
  expect(await seen.promise).toBe('first');
  upload.end('second');
  const chunks = await (await answered.promise).toArray();
  expect(Buffer.concat(chunks as Buffer[]).toString()).toBe('second');
});

test.each([
  ['not at all', async () => undefined],
  ['in part', async (request: Request) => request.body?.getReader().read()],
])('a body that was read %s leaves the connection usable', async (_how, read) => {
  const url = await start(async (request) => {
    await read(request);
    return new Response('refused', { status: 413 });
  });
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  onTestFinished(() => agent.destroy());
  const post = () =>
    new Promise<[number | undefined, boolean]>((resolve, reject) => {
      const upload = httpRequest(url, { method: 'POST', agent }, (response) => {
        response.resume().once('end', () => resolve([response.statusCode, upload.reusedSocket]));
      });
      upload.once('error', reject);
      upload.end('x'.repeat(2_000_000));
    });
  expect(await post()).toEqual([413, false]);
  expect(await post()).toEqual([413, true]);
});

test('tells the handler when the client goes away', async () => {
  const started = Promise.withResolvers<void>();
  const aborted = Promise.withResolvers<string>();
  const url = await start(
    (request) =>
      new Promise((resolve) => {
        request.signal.addEventListener('abort', () => {
          aborted.resolve((request.signal.reason as Error).name);
          resolve(new Response());
        });
        started.resolve();
      }),
  );
  const controller = new AbortController();
  const response = fetch(url, { signal: controller.signal });
  await started.promise;
  controller.abort();
  await expect(response).rejects.toThrow('aborted');
  expect(await aborted.promise).toBe('AbortError');
});

test('a client that goes away halfway cancels the answer’s body', async () => {
  const cancelled = Promise.withResolvers<void>();
  const url = await start(
    async () =>
      new Response(
        new ReadableStream<Uint8Array>({
          pull: (controller) => controller.enqueue(new Uint8Array(1000)),
          cancel: () => cancelled.resolve(),
        }),
      ),
  );
  const controller = new AbortController();
  const response = await fetch(url, { signal: controller.signal });
  await response.body?.getReader().read();
  controller.abort();
  await expect(cancelled.promise).resolves.toBeUndefined();
});

test('Response.error() breaks the connection', async () => {
  const url = await start(async () => Response.error());
  await expect(fetch(url)).rejects.toThrow('fetch failed');
});

test('a body that fails halfway is cut', async () => {
  const url = await start(
    async () =>
      new Response(
        new ReadableStream<Uint8Array>({
          start: (controller) => controller.enqueue(new Uint8Array(10)),
          pull: (controller) => controller.error(new Error('cut')),
        }),
      ),
  );
  await expect(fetch(url).then((response) => response.text())).rejects.toThrow(TypeError);
});

test('what the handler throws is status 500', async () => {
  const url = await start(() => {
    throw new Error('broken handler');
  });
  const response = await fetch(url);
  expect(response.status).toBe(500);
  expect(await response.text()).toBe('The request handler failed: broken handler');
});

test('close cuts idle connections and those that wait for an answer', async () => {
  const started = Promise.withResolvers<void>();
  const server = await serve(({ url }) => {
    if (!url.endsWith('/hang')) return new Response('ok');
    started.resolve();
    return new Promise(() => {});
  });
  const idle = connect(server.port, '127.0.0.1');
  const closed = new Promise((resolve) => idle.once('close', resolve));
  const waiting = fetch(`${server.url}/hang`);
  await started.promise;
  await Promise.all([server.close(), expect(waiting).rejects.toThrow('fetch failed'), closed]);
  await expect(fetch(server.url)).rejects.toThrow('fetch failed');
});

test('a port that is taken is an error', async () => {
  const first = await serve(async () => new Response());
  onTestFinished(() => first.close());
  await expect(serve(async () => new Response(), { port: first.port })).rejects.toThrow('EADDRINUSE');
});
