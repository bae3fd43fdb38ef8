import { getEventListeners } from 'node:events';
import { gzipSync } from 'node:zlib';

import { describe, expect, test } from 'vitest';

import { concurrencyLimiter } from './concurrency-limiter.ts';
import { clientOf, rejection, serve } from './local-server.ts';
import { timeLimit } from './time-limit.ts';

const aMoment = () =>
  new Promise<void>((resolve) => {
    setTimeout(resolve, 30);
  });

/** Whether a limiter for one request at a time is free. */
async function isFree(limiter: ReturnType<typeof concurrencyLimiter>): Promise<boolean> {
  const controller = new AbortController();
  const permit = limiter.acquire({ signal: controller.signal }).catch(() => null);
  await aMoment();
  controller.abort();
  const granted = await permit;
  granted?.release();
  return granted !== null;
}

describe('a stream', () => {
  test('gives line after line as they come, however they are cut', async () => {
    const lines = Array.from({ length: 500 }, (_, number) => ({
      number,
      name: 'Tür 🚪',
      id: `1234567890123456789${number}`,
    }));
    const bytes = Buffer.from(lines.map((line) => JSON.stringify(line)).join('\r\n'));
    const server = await serve(async (_request, response) => {
      response.writeHead(200, { 'x-request-id': 'r-5' });
      for (let at = 0; at < bytes.length; at += 1777) response.write(bytes.subarray(at, at + 1777));
      response.end();
    });
    const limiter = concurrencyLimiter(1);
    const stream = await clientOf(server, { limiters: [limiter] }).client.stream({ path: 'export' });
    expect(stream).toMatchObject({ status: 200, requestId: 'r-5', url: `${server.url}/api/export` });
    expect(await isFree(limiter)).toBe(false);
    expect(await Array.fromAsync(stream.jsonLines())).toEqual(lines);
    expect(await isFree(limiter)).toBe(true);
  });

  test('keeps all digits, and leaves out empty lines and a byte order mark', async () => {
    const server = await serve(
      (_request, response) => void response.end('\uFEFF{"a":12345678901234567890}\n\n \n1\n'),
    );
    const stream = await clientOf(server).client.stream({ path: 'x' });
    expect(await Array.fromAsync(stream.jsonLines())).toEqual([{ a: '12345678901234567890' }, 1]);
  });

  test('is bigger than memory may be, and is read no faster than asked', async () => {
    const chunk = Buffer.alloc(1024 * 1024, 'a');
    let written = 0;
    const server = await serve(async (_request, response) => {
      for (let n = 0; n < 100; n += 1) {
        written += chunk.length;
        // oxlint-disable-next-line no-await-in-loop
        if (!response.write(chunk)) await new Promise((resolve) => response.once('drain', resolve));
      }
      response.end();
    });
    const { client } = clientOf(server, { maxResponseBytes: 1000 });
    const stream = await client.stream({ path: 'x' });
    await aMoment();
    expect(written).toBeLessThan(20 * chunk.length);
    let read = 0;
    for await (const piece of stream.body) read += piece.byteLength;
    expect(read).toBe(100 * chunk.length);
  });

  test('has its limit where the request sets one', async () => {
    const server = await serve((_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' });
      response.end(gzipSync(Buffer.alloc(10_000_000)));
    });
    const limiter = concurrencyLimiter(1);
    const { client } = clientOf(server, { limiters: [limiter] });
    const stream = await client.stream({ path: 'x', maxResponseBytes: 1_000_000 });
    const error = await rejection(Array.fromAsync(stream.body));
    expect(error).toMatchObject({ code: 'response.malformed', message: /longer than 1000000 bytes/ });
    expect(await isFree(limiter)).toBe(true);
  });

  test('keeps no line in memory that is longer than an answer may be', async () => {
    const server = await serve((_request, response) => void response.end(`1\n"${'a'.repeat(100_000)}`));
    const stream = await clientOf(server, { maxResponseBytes: 1000 }).client.stream({ path: 'x' });
    expect(await rejection(Array.fromAsync(stream.jsonLines()))).toMatchObject({
      code: 'response.malformed',
      message: 'The answer to GET /x is not JSON line by line: line 2 is longer than 1000 characters',
    });
  });

  test.each([
    ['{"a":1}\n{"a":', 'line 2 is not JSON, or is cut off'],
    ['<html>', 'line 1 is not JSON, or is cut off'],
    ['"T\u00FCr"', 'it is not text in the character set that it claims'],
  ])('names the line that is not JSON in %j', async (body, words) => {
    const server = await serve((_request, response) => void response.end(Buffer.from(body, 'latin1')));
    const stream = await clientOf(server).client.stream({ path: 'x' });
    expect(await rejection(Array.fromAsync(stream.jsonLines()))).toMatchObject({
      code: 'response.malformed',
      message: `The answer to GET /x is not JSON line by line: ${words}`,
      details: { status: 200 },
    });
  });

  test('that is left early ends its request', async () => {
    const closed = Promise.withResolvers<void>();
    const server = await serve((_request, response) => {
      response.on('close', () => closed.resolve());
      response.write('1\n2\n');
    });
    const limiter = concurrencyLimiter(1);
    const { client } = clientOf(server, { limiters: [limiter] });
    const stream = await client.stream({ path: 'x' });
    for await (const line of stream.jsonLines()) {
      expect(line).toBe(1);
      break;
    }
    await closed.promise;
    expect(await isFree(limiter)).toBe(true);
  });

  test('can be given up without reading it', async () => {
    const closed = Promise.withResolvers<void>();
    const server = await serve((_request, response) => {
      response.on('close', () => closed.resolve());
      response.write('1\n');
    });
    const limiter = concurrencyLimiter(1);
    const stream = await clientOf(server, { limiters: [limiter] }).client.stream({ path: 'x' });
    await stream.cancel();
    await closed.promise;
    expect(await isFree(limiter)).toBe(true);
  });

  test('that falls silent ends after the time limit, which a slow reader does not use up', async () => {
    const more = Promise.withResolvers<void>();
    const server = await serve(async (_request, response) => {
      response.write('1\n');
      await more.promise;
      response.write('2\n');
    });
    const limiter = concurrencyLimiter(1);
    const { timeout, pass } = timeLimit();
    const stream = await clientOf(server, { timeout, limiters: [limiter] }).client.stream({ path: 'x' });
    pass();
    const lines = stream.jsonLines();
    expect(await lines.next()).toEqual({ value: 1, done: false });
    pass();
    more.resolve();
    expect(await lines.next()).toEqual({ value: 2, done: false });
    const silence = rejection(lines.next());
    await aMoment();
    pass();
    expect(await silence).toMatchObject({ code: 'connection.timeout' });
    expect(await isFree(limiter)).toBe(true);
  });

  test('that breaks off is told, after what came before', async () => {
    const server = await serve(({ socket }, response) => {
      response.write('1\n2\n', () => setTimeout(() => socket.destroy(), 30));
    });
    const lines = (await clientOf(server).client.stream({ path: 'x' })).jsonLines();
    expect([await lines.next(), await lines.next()]).toMatchObject([{ value: 1 }, { value: 2 }]);
    expect(await rejection(lines.next())).toMatchObject({ code: 'connection.failed', operation: 'GET /x' });
  });

  test.each(['while it is read', 'while nobody reads'])('is ended by an abort %s', async (when) => {
    const server = await serve((_request, response) => void response.write('1\n'));
    const limiter = concurrencyLimiter(1);
    const controller = new AbortController();
    const stream = await clientOf(server, { limiters: [limiter] }).client.stream({
      path: 'x',
      signal: controller.signal,
    });
    const lines = stream.jsonLines();
    await lines.next();
    const reading = when === 'while it is read' ? rejection(lines.next()) : null;
    await aMoment();
    controller.abort();
    expect(await isFree(limiter)).toBe(true);
    expect(await (reading ?? rejection(lines.next()))).toMatchObject({ code: 'run.aborted' });
    expect(getEventListeners(controller.signal, 'abort')).toHaveLength(0);
  });

  test('is repeated until it begins, and its errors are read', async () => {
    const server = await serve((_request, response, number) => {
      if (number === 1) response.writeHead(500).end();
      else if (number === 2) response.end('1\n');
      else response.writeHead(404).end('{"message":"No such export."}');
    });
    const { client } = clientOf(server);
    expect(await Array.fromAsync((await client.stream({ path: 'x' })).jsonLines())).toEqual([1]);
    expect(await rejection(client.stream({ path: 'x' }))).toMatchObject({
      code: 'resource.missing',
      message: 'GET /x was answered with 404 Not Found: “No such export.”',
    });
  });

  test('gives its permit back once, however often it ends', async () => {
    let released = 0;
    const limiter = { pausedUntil: null, acquire: async () => ({ release: () => void (released += 1) }) };
    const server = await serve((_request, response) => void response.end('1\n'));
    const stream = await clientOf(server, { limiters: [limiter] }).client.stream({ path: 'x' });
    await Array.fromAsync(stream.jsonLines());
    await stream.cancel();
    await stream.cancel();
    expect(released).toBe(1);
  });

  test('may be empty', async () => {
    const server = await serve((_request, response) => void response.writeHead(204).end());
    const stream = await clientOf(server).client.stream({ path: 'x' });
    expect(await Array.fromAsync(stream.body)).toEqual([]);
  });
});
