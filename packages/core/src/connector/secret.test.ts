import { inspect } from 'node:util';

import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { z } from 'zod';

import { Secret, collectSecrets, secretSchema } from './secret.ts';

const value = 'kq81-Zx81kQ0pLw2';
const secret = new Secret(value);

describe('Secret', () => {
  test('reveals its value to who asks for it', () => {
    expect(secret.reveal()).toBe(value);
  });

  test.each<[string, () => unknown]>([
    ['as text', () => String(secret)],
    ['in a template', () => `a ${secret.toString()}`],
    ['joined', () => [secret].join()],
    ['added to a text', () => 'x'.concat(secret.toString())],
    ['as JSON', () => JSON.stringify({ secret, list: [secret] })],
    ['inspected', () => inspect({ secret }, { depth: 9, showHidden: true, getters: true })],
    ['inspected without its own say', () => inspect(secret, { customInspect: false, showHidden: true })],
    ['spread', () => inspect({ ...(secret as object) })],
    ['in its entries', () => inspect([Object.entries(secret), Reflect.ownKeys(secret)])],
    ['assigned', () => inspect(Object.assign({}, secret))],
    ['cloned', () => inspect(structuredClone(secret), { showHidden: true })],
    ['in an error', () => inspect(new Error('x', { cause: secret }), { depth: 9, showHidden: true })],
    ['in a failed assertion of a schema', () => JSON.stringify(z.number().safeParse(secret).error)],
  ])('shows nothing %s', (_name, show) => {
    expect(show()).not.toContain(value);
  });

  test('shows a mask where something is to be seen', () => {
    expect(String(secret)).toBe('[redacted]');
    expect(JSON.stringify({ secret })).toBe('{"secret":"[redacted]"}');
    expect(inspect({ secret })).toBe('{ secret: [redacted] }');
  });
});

describe('secretSchema', () => {
  test.prop([fc.string({ minLength: 1 })])('makes a secret of a text', (text) => {
    const parsed = secretSchema.parse(text);
    expect(parsed).toBeInstanceOf(Secret);
    expect(parsed.reveal()).toBe(text);
  });

  test('leaves a secret as it is', () => {
    expect(secretSchema.parse(secret)).toBe(secret);
  });

  test.each([undefined, null, '', 5, {}, [value], { reveal: () => value }])(
    'refuses case %#, in words',
    (input) => {
      const { error } = secretSchema.safeParse(input);
      expect(error?.issues[0]?.message).toBe('must be a text that is not empty');
    },
  );
});

describe('collectSecrets', () => {
  test('finds them in objects and lists, however deep', () => {
    const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((text) => new Secret(text));
    const config = {
      a,
      list: [{ b }, [c]],
      plain: Object.assign(Object.create(null), { d }) as unknown,
      n: 1,
      u: undefined,
    };
    expect(collectSecrets(config)).toEqual([a, b, c, d]);
    expect(collectSecrets(a)).toEqual([a]);
    expect(collectSecrets(null)).toEqual([]);
  });

  test('looks at plain data only', () => {
    class Client {
      readonly token = secret;
    }
    expect(collectSecrets({ client: new Client(), at: new Date(0) })).toEqual([]);
  });

  test('ends where data holds itself, and counts nothing twice', () => {
    const config: Record<string, unknown> = { secret, again: { secret } };
    config['self'] = [config];
    expect(collectSecrets(config)).toEqual([secret]);
  });
});
