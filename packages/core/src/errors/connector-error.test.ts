import { inspect } from 'node:util';

import { describe, expect, test, vi } from 'vitest';

import { ConnectorError, isConnectorError, toConnectorError } from './connector-error.ts';
import { errorCodeDefinition, errorCodes } from './error-codes.ts';
import type { ErrorCode } from './error-codes.ts';
import { createRedactor } from './redact.ts';

const secret = 'kq81-Zx81kQ0pLw2';
const redact = createRedactor([secret]);

/** All that can be seen of an error: printed in full depth, as JSON, and its stack with those of its causes. */
function everythingOf(error: Error): string {
  return `${inspect(error, { depth: 20, showHidden: true })}\n${JSON.stringify(error)}\n${error.stack}`;
}

describe('errorCodes', () => {
  const rows = Object.entries(errorCodes);

  test.each(rows)('%s is complete', (code, row) => {
    expect(code).toMatch(/^[a-z]+\.[a-z_]+$/);
    expect(['operator', 'steward', 'developer', 'nobody']).toContain(row.actor);
    expect(['record', 'batch', 'run']).toContain(row.stops);
    expect(['never', 'backoff', 'after']).toContain(row.retry);
    for (const text of [row.summary, row.hint]) {
      expect(text).toMatch(/^[A-Z].*\.$/);
      expect(text).not.toMatch(/["']/);
    }
    expect(errorCodeDefinition(code as ErrorCode)).toBe(row);
  });

  test('no two say the same', () => {
    expect(new Set(rows.map(([, { summary }]) => summary)).size).toBe(rows.length);
  });

  test('what nobody has to act on can be tried again, save what the user himself stopped', () => {
    const given = rows.filter(([, row]) => row.actor === 'nobody' && row.retry === 'never');
    expect(given.map(([code]) => code)).toEqual(['run.aborted']);
  });
});

describe('ConnectorError', () => {
  test('takes from the table what it is not told', () => {
    const error = new ConnectorError('auth.failed', 'The token was revoked.');
    expect(error).toMatchObject({
      name: 'ConnectorError',
      code: 'auth.failed',
      message: 'The token was revoked.',
      hint: errorCodes['auth.failed'].hint,
      actor: 'operator',
      stops: 'run',
      retry: 'never',
    });
    expect(error).toBeInstanceOf(Error);
    expect(error.cause).toBeUndefined();
    expect('cause' in error).toBe(false);
    expect(Object.keys(error)).not.toContain('details');
  });

  test('is named in its stack, as logs show it', () => {
    expect(new ConnectorError('auth.failed', 'gone').stack).toMatch(/^ConnectorError: gone\n/);
  });

  test('gives everything but the stack as JSON', () => {
    const error = new ConnectorError('rate.limited', 'Slow down.', {
      connector: 'small-shop',
      operation: 'GET /products',
      entity: 'product',
      key: 'shirt',
      requestId: 'r-1',
      hint: 'Wait.',
      retryAfter: 1500,
      issues: [{ code: 'value.missing', severity: 'error', message: 'is missing', path: 'name' }],
      details: { limit: 40, big: 2n ** 64n },
      cause: new TypeError('fetch failed', {
        cause: Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }),
      }),
    });
    expect(JSON.parse(JSON.stringify(error))).toEqual({
      name: 'ConnectorError',
      code: 'rate.limited',
      message: 'Slow down.',
      hint: 'Wait.',
      actor: 'nobody',
      stops: 'batch',
      retry: 'after',
      retryAfter: 1500,
      connector: 'small-shop',
      operation: 'GET /products',
      entity: 'product',
      key: 'shirt',
      requestId: 'r-1',
      issues: [{ code: 'value.missing', severity: 'error', message: 'is missing', path: 'name' }],
      details: { limit: 40, big: '18446744073709551616' },
      cause: {
        name: 'TypeError',
        message: 'fetch failed',
        cause: { name: 'Error', message: 'refused', code: 'ECONNREFUSED' },
      },
    });
  });
});

describe('at', () => {
  const error = new ConnectorError('connection.failed', 'refused', {
    operation: 'read',
    retryAfter: 5,
    hint: 'Wait.',
    details: { a: 1 },
    cause: new Error('reset'),
  });

  test('fills in the place and keeps what is known', () => {
    const located = error.at({ connector: 'small-shop', operation: 'run', entity: 'product', key: 'shirt' });
    expect(located.toJSON()).toEqual({
      ...error.toJSON(),
      connector: 'small-shop',
      operation: 'read',
      entity: 'product',
      key: 'shirt',
    });
    expect(located.stack).toBe(error.stack);
    expect(located.toJSON().cause).toEqual({ name: 'Error', message: 'reset' });
  });

  test('leaves the first error as it was', () => {
    error.at({ connector: 'small-shop' });
    expect(error.connector).toBeUndefined();
  });

  test('takes nothing but the place, whatever else it is handed', () => {
    const place = { connector: 'small-shop', issues: [], message: 'x', code: 'store.full', retryAfter: 9 };
    expect(new ConnectorError('auth.failed', 'no').at(place).toJSON()).toEqual({
      ...new ConnectorError('auth.failed', 'no').toJSON(),
      connector: 'small-shop',
    });
  });

  test('masks what only the later redactor knows, everywhere', () => {
    const early = new ConnectorError('auth.failed', `refused ${secret}`, {
      operation: `GET /${secret}`,
      hint: `renew ${secret}`,
      details: { said: secret },
      issues: [{ code: 'value.invalid', severity: 'error', message: secret }],
      cause: new Error(secret, { cause: new Error(secret) }),
    });
    expect(everythingOf(early)).toContain(secret);
    expect(everythingOf(early.at({}, redact))).not.toContain(secret);
  });

  test('changes nothing in a text when it is applied again and again', () => {
    const first = new ConnectorError('auth.failed', `password=${secret}, Authorization: Basic abc1==`, {
      redact,
    });
    expect(first.at({}, redact).at({}).at({}, redact).message).toBe(first.message);
  });
});

describe('isConnectorError', () => {
  test('knows codes', () => {
    const error: unknown = new ConnectorError('auth.failed', 'no');
    expect(isConnectorError(error)).toBe(true);
    expect(isConnectorError(error, 'rate.limited', 'auth.failed')).toBe(true);
    expect(isConnectorError(error, 'rate.limited')).toBe(false);
  });

  test.each([null, undefined, 'x', 1, {}, new Error('x'), { name: 'ConnectorError', code: 'auth.failed' }])(
    'is not deceived by %s',
    (value) => {
      expect(isConnectorError(value)).toBe(false);
    },
  );

  test('knows the errors of another copy of the package', async () => {
    vi.resetModules();
    const copy = await import('./connector-error.ts');
    expect(copy.ConnectorError).not.toBe(ConnectorError);
    const foreign = new copy.ConnectorError('auth.failed', 'no');
    expect(foreign).not.toBeInstanceOf(ConnectorError);
    expect(isConnectorError(foreign, 'auth.failed')).toBe(true);
    expect(toConnectorError(foreign, 'record.failed', { key: 'shirt' })).toMatchObject({
      code: 'auth.failed',
      key: 'shirt',
    });
  });
});

describe('toConnectorError', () => {
  test('keeps the code, words and hint of a connector error and adds the place', () => {
    const error = new ConnectorError('auth.failed', 'no', { hint: 'Renew it.', connector: 'small-shop' });
    expect(
      toConnectorError(error, 'record.failed', { connector: 'engine', key: 'shirt', hint: 'x' }).toJSON(),
    ).toEqual({ ...error.toJSON(), key: 'shirt' });
  });

  test.each([
    [new RangeError('too deep'), 'too deep'],
    ['in words', 'in words'],
    [undefined, 'undefined'],
    [null, 'null'],
    [404, '404'],
    [{ status: 404 }, '{"status":404}'],
    [Object.assign(Object.create(null), { status: 1 }), '{"status":1}'],
    [Symbol('odd'), 'Symbol(odd)'],
    [new AggregateError([new Error('::1 refused'), new Error('127.0.0.1 refused')], ''), 'AggregateError'],
  ])('gives everything else the fallback: %s', (thrown, message) => {
    const error = toConnectorError(thrown, 'record.failed', { key: 'shirt' });
    expect(error).toMatchObject({ code: 'record.failed', message, key: 'shirt' });
  });

  test('keeps the errors that an aggregate holds', () => {
    const thrown = new AggregateError([new Error('::1 refused'), new Error(`no ${secret}`)], 'none answered');
    const { cause } = toConnectorError(thrown, 'connection.failed', { redact });
    expect(cause).toBeInstanceOf(AggregateError);
    expect((cause as AggregateError).errors.map(String)).toEqual([
      'Error: ::1 refused',
      'Error: no [redacted]',
    ]);
  });
});

describe('no secret leaves with an error', () => {
  class FetchError extends Error {
    override readonly name = `FetchError ${secret}`;
    readonly request = new Request(`https://host.example/${secret}`, {
      headers: { authorization: `Bearer ${secret}` },
    });
    readonly options = { headers: { 'x-token': secret }, body: secret };
    readonly code = `E_${secret}`;
  }

  const nested = new FetchError(`GET https://host.example/?t=${secret} failed`, {
    cause: new FetchError(secret, { cause: { token: secret, note: `about ${secret}` } }),
  });

  test.each([
    ['an error that holds the request', nested],
    ['an aggregate', new AggregateError([nested, secret], secret)],
    [
      'a connector error that did not know the secret',
      new ConnectorError('auth.failed', secret, { cause: nested }),
    ],
    [
      'an error of another realm',
      Object.assign(Object.create(null), { message: secret, stack: secret, x: nested }),
    ],
    ['data', { url: `https://host.example/${secret}`, list: [secret], [secret]: 1 }],
    ['a text', `was ${secret}`],
  ])('not from a cause that is %s', (_name, cause: unknown) => {
    const error = new ConnectorError('connection.failed', 'failed', { cause, redact });
    expect(everythingOf(error)).not.toContain(secret);
    expect(everythingOf(toConnectorError(cause, 'connection.failed', { redact }))).not.toContain(secret);
  });

  test('not from any text it is given', () => {
    const error = new ConnectorError('auth.failed', secret, {
      connector: 'small-shop',
      operation: secret,
      requestId: secret,
      hint: secret,
      details: { [secret]: [{ said: secret }], headers: new Headers({ 'x-api-key': secret }) },
      issues: [{ code: 'value.invalid', severity: 'error', message: secret, platform: { message: secret } }],
      redact,
    });
    expect(everythingOf(error)).not.toContain(secret);
  });

  test('not an unknown one behind a telling name either', () => {
    const error = new ConnectorError('auth.failed', `password=${secret}`, {
      details: { body: `{"access_token":"${secret}"}`, clientSecret: secret },
      cause: new Error(`Authorization: Bearer ${secret}`),
    });
    expect(everythingOf(error)).not.toContain(secret);
  });

  test('a cause that is a connector error stays one', () => {
    const cause = new ConnectorError('rate.limited', `slow ${secret}`, { retryAfter: 5 });
    const error = new ConnectorError('record.failed', 'failed', { cause, redact });
    expect(isConnectorError(error.cause, 'rate.limited')).toBe(true);
    expect(error.toJSON().cause).toEqual({
      name: 'ConnectorError',
      message: 'slow [redacted]',
      code: 'rate.limited',
    });
  });

  test('a cause that is its own cause ends', () => {
    const loop = new Error('loop');
    loop.cause = loop;
    const error = new ConnectorError('connection.failed', 'failed', { cause: loop });
    expect(everythingOf(error)).toContain('loop');
    expect(JSON.stringify(error).length).toBeLessThan(2000);
  });
});
