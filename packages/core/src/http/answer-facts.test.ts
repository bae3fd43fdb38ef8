import { describe, expect, test } from 'vitest';

import { createRedactor, redactText } from '../errors/index.ts';
import { excerpt } from './excerpt.ts';
import { platformWords } from './platform-words.ts';
import { requestIdOf } from './request-id.ts';
import { retryAfterOf } from './retry-after.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('the wait that a platform asks for', () => {
  const date = 'Wed, 01 Jan 2020 00:00:00 GMT';
  const wrongNow = Date.parse('2031-05-05T00:00:00Z');

  test.each([
    [429, { 'retry-after': '0' }, 0],
    [429, { 'retry-after': '120' }, 120_000],
    [404, { 'retry-after': '5' }, 5000],
    [503, { date, 'retry-after': 'Wed, 01 Jan 2020 00:01:00 GMT' }, 60_000],
    [503, { date, 'retry-after': 'Wednesday, 01-Jan-20 00:01:00 GMT' }, 60_000],
    [503, { date, 'retry-after': 'Tue, 31 Dec 2019 23:59:00 GMT' }, 0],
    [503, { 'retry-after': 'Mon, 05 May 2031 00:00:02 GMT' }, 2000],
    [429, { date, 'retry-after': '1577836810' }, 10_000],
    [429, { date, 'x-ratelimit-reset': '1577836810' }, 10_000],
    [429, { date, 'x-ratelimit-reset': '1577836810500' }, 10_500],
    [429, { 'x-rate-limit-reset': '30' }, 30_000],
    [429, { 'x-ratelimit-retry-after': '30' }, 30_000],
    [429, { 'retry-after': '3', 'x-ratelimit-reset': '30' }, 3000],
    [429, { ratelimit: '"default";r=0;t=12' }, 12_000],
    [429, { ratelimit: 'limit=100' }, undefined],
    [503, { 'x-ratelimit-reset': '30' }, undefined],
    [429, {}, undefined],
    ...['', 'soon', '5s', '1e3', '-1', '0x10', 'Infinity', '2020', 'May 5', '9'.repeat(400)].map(
      (value) =>
        [
          429,
          { 'retry-after': value, 'retry-after-of-none': 'x' },
          value === '2020' ? 2_020_000 : undefined,
        ] as const,
    ),
  ] as const)('%d with %j is %s', (status, headers, wait) => {
    expect(retryAfterOf(status, new Headers(headers as Record<string, string>), wrongNow)).toBe(wait);
  });
});

test.each([
  ['x-request-id', true],
  ['X-Vendor-RequestId', true],
  ['x-vendor-request-id', true],
  ['request-id', true],
  ['X-Correlation-ID', true],
  ['x-trace-id', true],
  ['x-shop-id', false],
  ['x-requested-with', false],
])('header %s tells the request id: %s', (name, tells) => {
  expect(requestIdOf(new Headers({ [name]: 'abc' }))).toBe(tells ? 'abc' : undefined);
});

test('a request id is cut to a length that can be told', () => {
  expect(requestIdOf(new Headers({ 'x-request-id': 'a'.repeat(1000) }))).toHaveLength(200);
});

test.each([
  ['{"message":"No such thing"}', 'No such thing'],
  ['{"errors":[{"code":1,"message":"First"},{"message":"Second"}]}', 'First'],
  ['{"error":{"message":"Deep"}}', 'Deep'],
  ['{"error":"invalid_grant","error_description":"Expired"}', 'Expired'],
  ['{"error":"invalid_grant"}', 'invalid_grant'],
  ['[{"detail":"In a list"}]', 'In a list'],
  ['{"title":"  Two\\n words "}', 'Two words'],
  ['{"message":""}', null],
  ['{"code":7}', null],
  ['{"message":', null],
  ['<html>', null],
  ['"text"', null],
  ['null', null],
  ['', null],
  [`{"message":"${'a'.repeat(400)}"}`, `${'a'.repeat(299)}…`],
])('%j says %j', (body, words) => {
  expect(platformWords(bytes(body))).toBe(words);
});

describe('an excerpt', () => {
  test('is the beginning, at most 2 kB, and never half a character', () => {
    expect(excerpt(bytes('short'), redactText)).toBe('short');
    expect(excerpt(bytes(`a${'🚪'.repeat(5000)}`), redactText)).toBe(`a${'🚪'.repeat(511)}`);
  });

  test('does not show the beginning of a secret that is cut in two', () => {
    const secret = 'k'.repeat(100);
    const redact = createRedactor([secret]);
    // So many masks that what is shown reaches the place where the source was cut.
    const text = `${`${secret} `.repeat(80)}${' '.repeat(62)}${secret} end`;
    const shown = excerpt(bytes(text), redact);
    expect(shown).toContain('[redacted]');
    expect(shown).not.toContain('k');
  });
});
