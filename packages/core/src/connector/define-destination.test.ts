import { describe, expect, test } from 'vitest';
import { z } from 'zod';

import { isConnectorError } from '../errors/index.ts';
import type { ConnectorTools } from './connector-tools.ts';
import { defineDestination } from './define-destination.ts';
import type { DestinationMethods } from './define-destination.ts';
import { referenceId } from './desired-record.ts';
import { emptySchemaDescription } from './schema-description.ts';
import { secretSchema } from './secret.ts';

interface Shop {
  product: { title: string };
}

const methods: DestinationMethods<Shop> = {
  capabilities: { entities: {} },
  check: () => Promise.resolve({ ok: true, items: [] }),
  describe: () => Promise.resolve(emptySchemaDescription),
  plan: () => Promise.resolve([]),
  write: async function* () {
    yield { key: 'a', status: 'unchanged' };
  },
};

const records = { product: { schema: z.object({ title: z.string() }), sections: { title: 'content' } } };

let given: ConnectorTools | undefined;

const shop = defineDestination({
  type: 'small-shop',
  config: z.strictObject({ name: z.string(), password: secretSchema }),
  records,
  account: ({ name }) => `shop:${name}`,
  create: (config, tools) => {
    given = tools;
    expect(config.password.reveal()).toBe('hunter2222');
    return methods;
  },
});

const good = { name: 'main', password: 'hunter2222' };

describe('defineDestination', () => {
  test('makes a frozen destination with all its parts', () => {
    const destination = shop(good);
    expect(destination).toEqual({
      specificationVersion: 'v1',
      kind: 'destination',
      type: 'small-shop',
      account: 'shop:main',
      redact: expect.any(Function) as unknown,
      shareLimits: expect.any(Function) as unknown,
      records,
      ...methods,
    });
    expect(destination.records).toBe(records);
    expect(Object.isFrozen(destination)).toBe(true);
    expect(() => Object.assign(destination, { account: 'x' })).toThrow(TypeError);
  });

  test('masks the secrets it was given and those that come later', () => {
    const destination = shop(good);
    given?.protect('session-of-today');
    expect(destination.redact('hunter2222 session-of-today')).toBe('[redacted] [redacted]');
  });

  test('refuses wrong options, without repeating them', () => {
    let error: unknown;
    try {
      (shop as (config: unknown) => unknown)({ ...good, name: 5, password: ['hunter2222'] });
    } catch (caught) {
      error = caught;
    }
    expect(isConnectorError(error, 'config.invalid')).toBe(true);
    expect(JSON.stringify(error)).toMatch(/“name”.*“password”/);
    expect(JSON.stringify(error)).not.toContain('hunter2222');
  });

  test('refuses a wrong type at once', () => {
    expect(() =>
      defineDestination({
        type: 'Shop',
        config: z.any(),
        records,
        account: () => 'x',
        create: () => methods,
      }),
    ).toThrow('“Shop” is not a connector type');
  });
});

test('references are named by entity and key', () => {
  expect(referenceId({ entity: 'category', key: 'a:b' })).toBe('category:a:b');
});
