import { createServer } from 'node:http';

import { afterEach, expect, test } from 'vitest';

import { fileDownloader } from './file-downloader.ts';

const { signal } = new AbortController();
const close: (() => void)[] = [];
afterEach(() => close.splice(0).forEach((end) => end()));

const bytes = new Uint8Array([1, 2, 3, 4]);

/** Answers without a network; addresses are looked at all the same. */
function answering(headers: Record<string, string>, status = 200) {
  const seen: Request[] = [];
  const fetch = async (request: Request) => {
    seen.push(request);
    return new Response(bytes, { status, headers });
  };
  return { fetch, seen };
}

test('a file comes as a stream, with what is known of it', async () => {
  const { fetch, seen } = answering({
    'content-type': 'image/png; charset=binary',
    'content-length': '4',
    'content-disposition': `attachment; filename="fallback.png"; filename*=UTF-8''B%C3%BCste.png`,
  });
  const open = fileDownloader({ connector: 'test', fetch });
  const { body, ...facts } = await open('https://93.184.215.14/files/a%20b.png?x=1', signal);
  expect(facts).toEqual({ mediaType: 'image/png', bytes: 4, fileName: 'Büste.png' });
  expect(new Uint8Array(await new Response(body).arrayBuffer())).toEqual(bytes);
  expect(seen[0]?.headers.get('authorization')).toBeNull();
});

test.each([
  ['https://93.184.215.14/files/a%20b.png?x=1', {}, { fileName: 'a b.png' }],
  ['https://93.184.215.14/', {}, { fileName: 'file' }],
  ['https://93.184.215.14/a.png', { 'content-disposition': 'inline; filename=b.png' }, { fileName: 'b.png' }],
  // Of what comes compressed the length is that of something else.
  ['https://93.184.215.14/a', { 'content-length': '9', 'content-encoding': 'gzip' }, { fileName: 'a' }],
])('what is not said of a file is left out: %s', async (url, headers, expected) => {
  const { fetch } = answering(headers);
  const { body, ...facts } = await fileDownloader({ connector: 'test', fetch })(url, signal);
  await body.cancel();
  expect(facts).toEqual(expected);
});

test('a host of a private network is refused unless it is allowed', async () => {
  const server = createServer((_request, response) => response.end('inside'));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  close.push(() => server.close());
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/secret.txt`;
  const retry = { attempts: 1 };
  await expect(fileDownloader({ connector: 'test', retry })(url, signal)).rejects.toMatchObject({
    code: 'request.rejected',
  });
  const allowed = await fileDownloader({ connector: 'test', retry, allowHosts: ['127.0.0.1'] })(url, signal);
  expect(await new Response(allowed.body).text()).toBe('inside');
});

test('a file that is larger than permitted is not read to its end', async () => {
  const { fetch } = answering({});
  const { body } = await fileDownloader({ connector: 'test', fetch, maxBytes: 3 })(
    'https://93.184.215.14/a',
    signal,
  );
  await expect(new Response(body).arrayBuffer()).rejects.toThrow(/3/);
});
