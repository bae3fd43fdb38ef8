import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';

import { createHttpClient, growingHash } from '@pim-connector/core';
import { afterEach, expect, test } from 'vitest';

import { multipartBody } from './multipart-body.ts';

const servers: ReturnType<typeof createServer>[] = [];
afterEach(() => servers.splice(0).forEach((server) => server.close()));

const chunks = 64;
const chunk = new Uint8Array(16_384).fill(7);

/** A file that is made as it is read; how many of its chunks are made and not yet taken is seen. */
function bigFile() {
  let made = 0;
  const body = () =>
    new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          if (made % chunks === 0 && made > 0) {
            made += chunks;
            controller.close();
            return;
          }
          made += 1;
          controller.enqueue(chunk);
        },
      },
      { highWaterMark: 0 },
    );
  return { body, made: () => made };
}

test.each([
  ['a length, where the size of the file is known', chunk.length * chunks],
  ['no length else', undefined],
])('a form goes over the network with %s', async (_name, bytes) => {
  let seen: Pick<IncomingMessage, 'headers'> & { form?: FormData } = { headers: {} };
  const take = async (request: IncomingMessage) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const headers = { 'content-type': request.headers['content-type'] ?? '' };
    seen = {
      headers: request.headers,
      form: await new Response(Buffer.concat(parts), { headers }).formData(),
    };
  };
  const server = createServer((request, response) => {
    void take(request).then(() => response.writeHead(201).end());
  });
  servers.push(server);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  const client = createHttpClient({
    connector: 'test',
    baseUrl: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`,
  });
  const { body: file } = bigFile();
  const form = multipartBody(
    { product: '{"identifier":"A"}' },
    { mediaType: 'image/png', ...(bytes === undefined ? {} : { bytes }) },
    'a "b" ü.png',
    async () => file(),
  );
  expect(form.hash()).toBeNull();
  await client.request({
    method: 'POST',
    path: 'media-files',
    headers: form.headers,
    body: form.body,
    expect: 'nothing',
  });
  expect(seen.form?.get('product')).toBe('{"identifier":"A"}');
  const received = seen.form?.get('file');
  expect(received).toMatchObject({ name: 'a "b" ü.png', type: 'image/png', size: chunk.length * chunks });
  expect(seen.headers['content-length'] === undefined).toBe(bytes === undefined);
  const hash = growingHash();
  for (let each = 0; each < chunks; each += 1) hash.add(chunk);
  expect(form.hash()).toBe(hash.value());
});

test('the file is read only as fast as the form is', async () => {
  const { body: file, made } = bigFile();
  const form = multipartBody({}, {}, 'big.bin', async () => file());
  const reader = form.body().getReader();
  for (let read = 0; read < 5; read += 1) {
    // oxlint-disable-next-line no-await-in-loop
    await reader.read();
    expect(made()).toBeLessThanOrEqual(read + 2);
  }
  await reader.cancel();
});
