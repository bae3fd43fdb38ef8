import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';

import { SkippingClock } from '../connector/index.ts';
import { createHttpClient } from './http-client.ts';
import { serve } from './local-server.ts';
import { isPublicAddress } from './public-address.ts';
import { publicOnly } from './public-only.ts';

const hosts: Readonly<Record<string, readonly string[]>> = {
  'cdn.example': ['93.184.215.14'],
  'inside.example': ['10.0.0.7'],
  'both.example': ['93.184.215.14', '::1'],
  'metadata.example': ['169.254.169.254'],
};

const resolve = async (name: string) => {
  const addresses = hosts[name];
  if (addresses === undefined) throw new Error('ENOTFOUND');
  return addresses;
};

const verdict = (url: string, options = {}) =>
  Promise.resolve(publicOnly({ resolve, ...options })(new URL(url))).then(
    () => 'allowed',
    (error: { readonly code: string }) => error.code,
  );

describe('only hosts on the internet are asked:', () => {
  test.each([
    'http://93.184.215.14/a.jpg',
    'https://cdn.example/a.jpg',
    'https://CDN.example./a.jpg',
    'http://[2606:2800:21f:cb07:6820:80da:af6b:8b2c]/',
    'http://[::ffff:93.184.215.14]/',
  ])('%s is', async (url) => {
    expect(await verdict(url)).toBe('allowed');
  });

  test.each([
    'http://127.0.0.1/',
    'http://127.1/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://0177.0.0.1/',
    'http://0/',
    'http://10.1.2.3/',
    'http://172.31.255.255/',
    'http://192.168.0.1/',
    'http://100.64.0.1/',
    'http://169.254.169.254/latest/meta-data/',
    'http://224.0.0.1/',
    'http://255.255.255.255/',
    'http://[::1]/',
    'http://[::]/',
    'http://[::ffff:10.0.0.1]/',
    'http://[::ffff:7f00:1]/',
    'http://[64:ff9b::a00:1]/',
    'http://[fd00::1]/',
    'http://[fe80::1]/',
    'http://[2002:7f00:1::]/',
    'http://[2001:db8::1]/',
    'http://localhost/',
    'http://LOCALHOST./',
    'http://shop.localhost/',
    'http://printer.local/',
    'http://metadata.compute.internal/',
    'http://intranet/',
    'https://inside.example/',
    'https://both.example/',
    'https://metadata.example/',
  ])('%s is not', async (url) => {
    expect(await verdict(url)).toBe('request.rejected');
  });

  test('a name that leads nowhere may come to lead somewhere', async () => {
    expect(await verdict('https://nowhere.example/')).toBe('connection.failed');
  });

  test('what is named as an exception is', async () => {
    expect(await verdict('https://inside.example/', { except: ['Inside.example'] })).toBe('allowed');
  });

  test('the machine’s own resolver is used where none is given', async () => {
    await expect(publicOnly()(new URL('http://localhost.localdomain.invalid/'))).rejects.toThrow(
      'could not be resolved',
    );
  });
});

property.prop([fc.ipV4()])('an address of IPv4 is as public in the clothes of IPv6', (address) => {
  expect(isPublicAddress(`::ffff:${address}`)).toBe(isPublicAddress(address));
  expect(isPublicAddress(`64:ff9b::${address}`)).toBe(isPublicAddress(address));
});

property.prop([fc.ipV6()])('only what is given out is public', (address) => {
  const [first = ''] = address.split(':');
  if (isPublicAddress(address))
    expect(
      Number.parseInt(first === '' ? '0' : first, 16) >> 13 === 1 ||
        address.includes('ff9b') ||
        address.includes('ffff'),
    ).toBe(true);
});

test.each([
  '',
  'x',
  '1.2.3',
  '1.2.3.4.5',
  '256.1.1.1',
  ':::',
  '1::2::3',
  '1:2:3',
  '2001:db8::1.2.3.400',
  'g::1',
])('“%s” is no address', (address) => {
  expect(isPublicAddress(address)).toBe(false);
});

test('a redirect into the own network is not followed, and nothing is repeated', async () => {
  const asked: string[] = [];
  const http = createHttpClient({
    connector: 'assets',
    baseUrl: 'https://cdn.example',
    guard: publicOnly({ resolve }),
    clock: new SkippingClock(),
    fetch: async ({ url }) => {
      asked.push(url);
      return new Response(null, { status: 302, headers: { location: 'http://169.254.169.254/latest' } });
    },
  });
  const error = await http.request({ path: 'a.jpg', anonymous: true }).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: 'request.rejected' });
  expect(asked).toEqual(['https://cdn.example/a.jpg']);
});

test('nothing is sent to an address of the own network', async () => {
  const asked: string[] = [];
  const server = await serve((request, response) => {
    asked.push(request.path);
    response.end('secret of the network');
  });
  const http = createHttpClient({ connector: 'assets', baseUrl: server.url, guard: publicOnly() });
  await expect(http.request({ path: 'a' })).rejects.toMatchObject({ code: 'request.rejected' });
  expect(asked).toEqual([]);
});
