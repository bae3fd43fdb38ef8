import { inspect } from 'node:util';

import { describe, expect, test } from 'vitest';

import { Secret } from '../connector/index.ts';
import { ConnectorError } from '../errors/index.ts';
import { basicAuthorization } from './basic-authorization.ts';
import type { Fetch, HttpClientOptions } from './client-settings.ts';
import type { HttpRequest } from './http-request.ts';
import { clientOf, rejection, serve } from './local-server.ts';
import type { Answer } from './local-server.ts';
import { timeLimit } from './time-limit.ts';

const headerToken = 'hdr-7f3a9c2e51';
const queryToken = 'qry+7/3a&9c=2e52';
const password = 'pass "wörd" 53';
const bodySecret = 'bdy-7f3a9c2e54';
const linkSignature = 'lnk-7f3a9c2e55';
const basic = Buffer.from(`user:${password}`).toString('base64');

const plainToken = 'pln-7f3a9c2e56';

/** Every spelling in which a secret could leave. */
const forbidden = [
  headerToken,
  queryToken,
  encodeURIComponent(queryToken),
  new URLSearchParams({ a: queryToken }).toString().slice(2),
  basic,
  bodySecret,
  linkSignature,
  plainToken,
];

const options: Partial<HttpClientOptions> = {
  retry: { attempts: 2 },
  headers: {
    authorization: basicAuthorization('user', new Secret(password)),
    'x-shop': new Secret(plainToken),
    'x-access-token': ['T ', new Secret(headerToken)],
  },
};

const request: HttpRequest = {
  method: 'PUT',
  path: 'things/7?x-signature=lnk-7f3a9c2e55',
  query: { k: new Secret(queryToken) },
  json: { client: [new Secret(bodySecret)] },
  expect: 'json',
};

/** Gives everything back that it was sent. */
const echo =
  (status: number, form: (text: string) => string = (text) => text): Answer =>
  ({ method, path, headers, body }, response) => {
    response.writeHead(status, { 'content-type': 'text/plain', 'x-request-id': `for ${headerToken}` });
    response.end(
      form(
        `${method} ${path} ${Object.values(headers).join(' ')} ${decodeURIComponent(path)} ${body} ${forbidden.join(' ')}`,
      ),
    );
  };

/** Fails with words that repeat address and headers. */
const talkativeFetch: Fetch = (sent) =>
  Promise.reject(new Error(`cannot reach ${sent.url} with ${sent.headers.get('x-access-token')}`));

/** Repeats the answer in all places of an error. */
const talkativeClassify: HttpClientOptions['classify'] = (response) =>
  new ConnectorError('request.rejected', response.text(), {
    details: { text: response.text() },
    cause: new Error(response.text()),
  });

/** All that a log could show of an error, its causes too. */
function everything(error: unknown): string {
  const parts: string[] = [];
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    parts.push(
      at.message,
      at.stack ?? '',
      inspect(at, { depth: 10, showHidden: true, getters: true }),
      JSON.stringify(at),
    );
  }
  return parts.join('\n');
}

describe('no secret is in the error after', () => {
  const answers: [string, Answer][] = [
    ['400', echo(400)],
    ['400 with JSON', echo(400, (text) => JSON.stringify({ message: text, text }))],
    ['401', echo(401)],
    ['500', echo(500)],
    ['429', echo(429)],
    ['text where JSON was promised', echo(200)],
    ['a web page', echo(200, (text) => `<html><title>${text}</title></html>`)],
    ['cut JSON', echo(200, (text) => `{"a":"${text}`)],
    [
      'a redirect to another origin',
      (_request, response) =>
        void response.writeHead(307, { location: `http://other.example/?token=${headerToken}` }).end(),
    ],
    ['a reset', ({ socket }) => void socket.resetAndDestroy()],
    ['no answer', () => undefined],
    [
      'a body that is cut off in the middle of a secret',
      echo(400, (text) => `${' '.repeat(2040 - text.indexOf(headerToken))}${text}`),
    ],
  ];

  test.each(answers)('%s', async (name, answer) => {
    const { timeout, pass } = timeLimit();
    const server = await serve((seen, response, number) => {
      void answer(seen, response, number);
      if (name === 'no answer') pass();
    });
    const error = await rejection(clientOf(server, { ...options, timeout }).client.request(request));
    expect(server.requests[0]?.headers['authorization']).toBe(`Basic ${basic}`);
    expect(server.requests[0]?.body).toContain(bodySecret);
    const shown = everything(error);
    expect(shown).toContain('PUT /things/7');
    for (const secret of forbidden) expect(shown).not.toContain(secret);
  });

  test('a refused connection', async () => {
    const server = { url: 'http://127.0.0.1:2', requests: [] };
    const shown = everything(await rejection(clientOf(server, options).client.request(request)));
    for (const secret of forbidden) expect(shown).not.toContain(secret);
  });

  test('an error of fetch that repeats the address', async () => {
    const server = await serve(() => undefined);
    const shown = everything(
      await rejection(clientOf(server, { ...options, fetch: talkativeFetch }).client.request(request)),
    );
    expect(shown).toContain('cannot reach');
    for (const secret of forbidden) expect(shown).not.toContain(secret);
  });

  test('an error that the connector made from the answer', async () => {
    const server = await serve(echo(200));
    const shown = everything(
      await rejection(clientOf(server, { ...options, classify: talkativeClassify }).client.request(request)),
    );
    for (const secret of forbidden) expect(shown).not.toContain(secret);
  });

  test('an abort whose reason holds one', async () => {
    const server = await serve(() => undefined);
    const controller = new AbortController();
    const failed = rejection(
      clientOf(server, options).client.request({ ...request, signal: controller.signal }),
    );
    setTimeout(() => controller.abort(new Error(`stopped with ${headerToken}`)), 30);
    const shown = everything(await failed);
    expect(shown).toContain('stopped with');
    expect(shown).not.toContain(headerToken);
  });

  test('a stream that breaks off', async () => {
    const server = await serve(({ socket }, response) => {
      response.write(`{"token":"${headerToken}"}\n{"${queryToken}`, () =>
        setTimeout(() => socket.destroy(), 20),
      );
    });
    const { expect: _unused, ...rest } = request;
    const stream = await clientOf(server, options).client.stream(rest);
    const shown = everything(await rejection(Array.fromAsync(stream.jsonLines())));
    for (const secret of forbidden) expect(shown).not.toContain(secret);
  });
});

test('headers with telling names are secrets even where they are plain text', async () => {
  const server = await serve(
    (_request, response) =>
      void response.writeHead(400).end('plain-key-of-the-shop text/plain plain-query-token'),
  );
  const { client } = clientOf(server, {
    headers: { 'x-api-key': 'plain-key-of-the-shop', accept: 'text/plain' },
  });
  const shown = everything(
    await rejection(client.request({ path: 'x', query: { access_token: 'plain-query-token' } })),
  );
  expect(shown).not.toContain('plain-key-of-the-shop');
  expect(shown).not.toContain('plain-query-token');
  expect(shown).toContain('text/plain');
});

test('the answer shows an address without its query', async () => {
  const server = await serve((_request, response) => void response.end());
  const response = await clientOf(server).client.request({
    path: 'x',
    query: { key: new Secret(queryToken) },
  });
  expect(response.url).toBe(`${server.url}/api/x`);
});

test('basic authorization encodes what is beyond Latin-1', () => {
  const value = basicAuthorization('üser', 'p€ss');
  expect(value.reveal()).toBe(`Basic ${Buffer.from('üser:p€ss').toString('base64')}`);
  expect(`${String(value)}${JSON.stringify(value)}${inspect(value)}`).not.toContain('w7');
});
