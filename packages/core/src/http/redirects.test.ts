import { describe, expect, test } from 'vitest';

import { createHttpClient } from './http-client.ts';
import { clientOf, rejection, serve } from './local-server.ts';
import type { Answer } from './local-server.ts';

const redirect =
  (status: number, location: string): Answer =>
  (request, response) => {
    if (request.path.includes('new'))
      response.end(JSON.stringify({ method: request.method, body: request.body }));
    else response.writeHead(status, { location }).end('moved');
  };

const makeBody = () => new Blob(['abc']).stream();

describe('a redirect', () => {
  test.each([
    [301, 'GET', 'GET'],
    [302, 'GET', 'GET'],
    [303, 'GET', 'GET'],
    [307, 'GET', 'GET'],
    [308, 'GET', 'GET'],
    [303, 'POST', 'GET'],
    [307, 'POST', 'POST'],
    [308, 'PUT', 'PUT'],
  ] as const)('%d of %s within the origin is followed with %s', async (status, method, then) => {
    const server = await serve(redirect(status, '/new?a=1'));
    const { client } = clientOf(server, { headers: { authorization: 'Bearer abcdefghijkl' } });
    const json = method === 'GET' ? {} : { json: { sku: 'A1' } };
    const response = await client.request({ method, path: 'old', ...json });
    expect(response.json()).toEqual({ method: then, body: then === 'GET' ? '' : '{"sku":"A1"}' });
    expect(response.url).toBe(`${server.url}/new`);
    expect(server.requests[1]?.path).toBe('/new?a=1');
    expect(server.requests[1]?.headers['authorization']).toBe('Bearer abcdefghijkl');
    expect(server.requests[1]?.headers['content-type']).toBe(then === 'GET' ? undefined : 'application/json');
  });

  test.each([301, 302])(
    '%d does not turn a POST into a GET, which would lose what it writes',
    async (status) => {
      const server = await serve(redirect(status, '/new'));
      const error = await rejection(
        clientOf(server).client.request({ method: 'POST', path: 'old', json: {} }),
      );
      expect(error).toMatchObject({
        code: 'request.rejected',
        message: `POST /old was redirected (${status}) to ${server.url}/new, which would turn POST into GET`,
      });
      expect(server.requests).toHaveLength(1);
    },
  );

  test('to another origin is not followed with credentials', async () => {
    const other = await serve((_request, response) => void response.end());
    const server = await serve(redirect(302, `${other.url}/new?token=abcdefgh`));
    const error = await rejection(clientOf(server).client.request({ path: 'old' }));
    expect(error).toMatchObject({
      code: 'request.rejected',
      message: `GET /old was redirected to another origin, ${other.url}/new, where its credentials must not go`,
      hint: 'If the platform has moved, set its new address in the options.',
    });
    expect(other.requests).toEqual([]);
  });

  test('of an anonymous download is followed anywhere, without what looks like credentials', async () => {
    const other = await serve((_request, response) => void response.end('file'));
    const server = await serve(redirect(302, `${other.url}/new`));
    const { client } = clientOf(server);
    const headers = { 'x-auth': 'abcdefghijkl', range: 'bytes=0-9' };
    const response = await client.request({ path: `${server.url}/file`, anonymous: true, headers });
    expect(response.text()).toBe('file');
    expect(other.requests[0]?.headers).toMatchObject({ range: 'bytes=0-9' });
    expect(other.requests[0]?.headers).not.toHaveProperty('x-auth');
    const upload = client.request({
      method: 'PUT',
      path: `${server.url}/file`,
      anonymous: true,
      body: 'data',
    });
    expect(await rejection(upload)).toMatchObject({ code: 'request.rejected' });
    expect(other.requests).toHaveLength(1);
  });

  test.each([
    ['http://cdn.example/file', 'request.rejected'],
    ['file:///etc/passwd', 'request.rejected'],
    ['http://[', 'request.rejected'],
  ])('of an anonymous download is not followed from https to %s', async (location, code) => {
    const seen: string[] = [];
    const client = createHttpClient({
      connector: 'small-shop',
      baseUrl: 'https://shop.example',
      fetch: async (request) => {
        seen.push(request.url);
        return new Response(null, { status: 302, headers: { location } });
      },
    });
    expect(await rejection(client.request({ path: 'file', anonymous: true }))).toMatchObject({ code });
    expect(seen).toEqual(['https://shop.example/file']);
  });

  test('is followed five times and not more', async () => {
    const server = await serve((request, response) => {
      const left = Number(request.path.slice(-1));
      if (left === 0) response.end('there');
      else response.writeHead(302, { location: `hop-${left - 1}` }).end();
    });
    const { client } = clientOf(server);
    expect((await client.request({ path: 'hop-5' })).text()).toBe('there');
    expect(await rejection(client.request({ path: 'hop-6' }))).toMatchObject({
      code: 'request.rejected',
      message: `GET /hop-6 was redirected more than 5 times, at last to ${server.url}/api/hop-0`,
    });
  });

  test('without an address is refused', async () => {
    const server = await serve((_request, response) => void response.writeHead(302).end());
    expect(await rejection(clientOf(server).client.request({ path: 'x' }))).toMatchObject({
      code: 'request.rejected',
      message: 'GET /x was redirected (302) without an address that can be read',
    });
  });

  test('with a body that can be sent only once is refused, with one made anew followed', async () => {
    const server = await serve(redirect(307, '/new'));
    const { client } = clientOf(server);
    expect(await rejection(client.request({ method: 'PUT', path: 'old', body: makeBody() }))).toMatchObject({
      code: 'request.rejected',
    });
    const response = await client.request({ method: 'PUT', path: 'old', body: makeBody });
    expect(response.json()).toEqual({ method: 'PUT', body: 'abc' });
    const sized = { size: 3, stream: makeBody };
    const again = await client.request({ method: 'PUT', path: 'old', body: sized });
    expect(again.json()).toEqual({ method: 'PUT', body: 'abc' });
  });

  test('by 303 leaves the length of the body behind with the body', async () => {
    const server = await serve(redirect(303, '/new'));
    const body = { size: 3, stream: makeBody };
    const response = await clientOf(server).client.request({ method: 'PUT', path: 'old', body });
    expect(response.json()).toEqual({ method: 'GET', body: '' });
  });

  test('that is accepted is an answer', async () => {
    const server = await serve(redirect(302, 'http://other.example/'));
    const response = await clientOf(server).client.request({ path: 'old', accept: [302] });
    expect(response.headers.get('location')).toBe('http://other.example/');
  });
});
