import { inspect } from 'node:util';

import { describe, expect, test } from 'vitest';
import { z } from 'zod';

import { ConnectorError, isConnectorError } from '../errors/index.ts';
import type { ConnectorTools } from './connector-tools.ts';
import { defineSource } from './define-source.ts';
import type { SourceMethods } from './define-source.ts';
import { emptySchemaDescription } from './schema-description.ts';
import { secretSchema } from './secret.ts';

const secret = 'kq81-Zx81kQ0pLw2';

const methods: SourceMethods = {
  capabilities: {
    entities: { product: { modes: ['full'], coverage: 'complete', resumable: true, deletes: 'swept' } },
  },
  check: () => Promise.resolve({ ok: true, items: [] }),
  describe: () => Promise.resolve(emptySchemaDescription),
  read: async function* () {
    yield { type: 'end', enumeratedAll: true };
  },
};

const configSchema = z.strictObject({
  url: z.url(),
  accessToken: secretSchema,
  limits: z.strictObject({ pageSize: z.int().max(250), 'per second': z.number() }).optional(),
  keys: z.array(secretSchema).optional(),
});

let given: ConnectorTools | undefined;

const files = defineSource({
  type: 'small-shop',
  config: configSchema,
  account: ({ url }) => new URL(url).host,
  create: (_config, tools) => {
    given = tools;
    return methods;
  },
});

// As JavaScript calls it: with anything.
const filesOf = files as (config: unknown) => unknown;

const good = { url: 'https://host.example/x', accessToken: secret };

/** The error that a call throws. */
function thrown(call: () => unknown): ConnectorError {
  try {
    call();
  } catch (error) {
    if (isConnectorError(error)) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

describe('defineSource', () => {
  test('makes a frozen source with all its parts', () => {
    const source = files(good);
    expect(source).toEqual({
      specificationVersion: 'v1',
      kind: 'source',
      type: 'small-shop',
      account: 'host.example',
      redact: expect.any(Function) as unknown,
      shareLimits: expect.any(Function) as unknown,
      ...methods,
    });
    expect(Object.isFrozen(source)).toBe(true);
    expect(() => Object.assign(source, { type: 'x' })).toThrow(TypeError);
  });

  test('makes each source on its own', () => {
    const first = files(good);
    const second = files({ ...good, url: 'https://other.example', accessToken: 'another-one-entirely' });
    expect(second.account).toBe('other.example');
    expect(second.redact(`${secret} another-one-entirely`)).toBe(`${secret} [redacted]`);
    expect(first.redact(`${secret} another-one-entirely`)).toBe('[redacted] another-one-entirely');
  });

  test.each([
    '',
    'Small',
    'small_shop',
    '-small',
    'small-',
    'small--shop',
    '1shop',
    'shop.de',
    'shöp',
    'shop\n',
  ])('refuses the type “%s” at once', (type) => {
    const error = thrown(() =>
      defineSource({ type, config: configSchema, account: () => 'x', create: () => methods }),
    );
    expect(error.code).toBe('config.invalid');
    expect(error.message).toContain(`“${type}”`);
  });

  test.each(['a', 'small-shop', 'shop2', 'a-1-b'])('takes the type “%s”', (type) => {
    expect(() =>
      defineSource({ type, config: configSchema, account: () => 'x', create: () => methods }),
    ).not.toThrow();
  });
});

describe('wrong options', () => {
  test('are all named, with their places', () => {
    const error = thrown(() =>
      files({ url: 'x', accessToken: '', limits: { pageSize: 500, 'per second': Number.NaN }, keys: [''] }),
    );
    expect(error).toMatchObject({ code: 'config.invalid', connector: 'small-shop' });
    expect(error.issues?.map(({ path }) => path)).toEqual([
      'url',
      'accessToken',
      'limits.pageSize',
      'limits["per second"]',
      'keys[0]',
    ]);
    expect(
      error.issues?.every(({ severity, code }) => severity === 'error' && code === 'value.invalid'),
    ).toBe(true);
    expect(error.message).toBe(
      'The options of small-shop are not valid: “url” must be an address such as https://shop.example; “accessToken” must be a text that is not empty; “limits.pageSize” must be at most 250; “limits["per second"]” must be a number, and is NaN; “keys[0]” must be a text that is not empty',
    );
  });

  test.each<[string, object]>([
    ['of the wrong type', { ...good, accessToken: 12345 }],
    ['that are missing', { url: 'https://host.example' }],
    ['that do not exist', { ...good, password: 'x' }],
  ])('%s are told in words that redaction leaves readable', (_name, config) => {
    const error = thrown(() => filesOf(config));
    expect(error.message).not.toContain('[redacted]');
    expect(error.message).toMatch(/accessToken|password/);
  });

  test.each([null, undefined, 'x', [], 5])('are no object at all: %s', (config) => {
    const error = thrown(() => filesOf(config));
    expect(error.message).toMatch(/^The options of small-shop are not valid: must be an object, and is /);
    expect(error.issues?.[0]).not.toHaveProperty('path');
  });

  test.each<[string, object]>([
    ['a secret of the wrong type', { ...good, accessToken: [secret] }],
    ['a secret in the wrong option', { ...good, url: secret }],
    ['a secret in an option that does not exist', { ...good, tokn: secret }],
    ['a secret in a list', { ...good, keys: [{ secret }] }],
    ['a secret for a number', { ...good, limits: { pageSize: secret, 'per second': secret } }],
  ])('never repeat %s', (_name, config) => {
    const error = thrown(() => filesOf(config));
    expect(inspect(error, { depth: 10, showHidden: true })).not.toContain(secret);
    expect(JSON.stringify(error)).not.toContain(secret);
  });
});

describe('tools', () => {
  test('mask the secrets of the config, also those that lie deep', () => {
    const source = files({ ...good, keys: ['deep-in-a-list'] });
    expect(source.redact(`${secret}, deep-in-a-list, Basic ${btoa(`client:${secret}`)}`)).toBe(
      '[redacted], [redacted], Basic [redacted]',
    );
  });

  test('mask tokens that come later, in the source that was made before', () => {
    const source = files(good);
    expect(source.redact('token-of-today')).toBe('token-of-today');
    const token = given?.protect('token-of-today');
    expect(token?.reveal()).toBe('token-of-today');
    expect(source.redact(`token-of-today ${secret}`)).toBe('[redacted] [redacted]');
  });

  test('remember the tokens in use, and forget the oldest', () => {
    const source = files(good);
    given?.protect('token-still-in-use');
    for (let count = 0; count < 200; count += 1) {
      given?.protect(`token-number-${count}-end`);
      given?.protect('token-still-in-use');
    }
    expect(source.redact('token-still-in-use')).toBe('[redacted]');
    expect(source.redact('token-number-199-end')).toBe('[redacted]');
    expect(source.redact('token-number-0-end')).toBe('token-number-0-end');
    expect(source.redact(secret)).toBe('[redacted]');
  });

  test('build errors with the connector filled in and the secrets masked', () => {
    files(good);
    const cause = new Error(`was ${secret}`);
    const error = given?.error('auth.failed', `refused ${secret}`, { operation: 'GET /', cause });
    expect(error).toBeInstanceOf(ConnectorError);
    expect(error).toMatchObject({
      code: 'auth.failed',
      message: 'refused [redacted]',
      connector: 'small-shop',
      operation: 'GET /',
    });
    expect(inspect(error)).not.toContain(secret);
    expect(given?.type).toBe('small-shop');
  });
});
