import { expect, test } from 'vitest';

import { migrateMapping } from './migrate-mapping.ts';

const steps = {
  1: ({ title, ...mapping }: Readonly<Record<string, unknown>>) => ({ ...mapping, name: title }),
  2: (mapping: Readonly<Record<string, unknown>>) => ({ ...mapping, entity: 'product' }),
};

test('an older mapping goes from version to version', () => {
  expect(migrateMapping({ version: 1, title: 'shop' }, steps, 3)).toEqual({
    version: 3,
    name: 'shop',
    entity: 'product',
  });
  expect(migrateMapping({ version: 2, name: 'shop' }, steps, 3)).toEqual({
    version: 3,
    name: 'shop',
    entity: 'product',
  });
});

test('one of the newest version stays as it is', () => {
  const mapping = { version: 3, name: 'shop' };
  expect(migrateMapping(mapping, steps, 3)).toBe(mapping);
});

test('one of a version to come is refused', () => {
  expect(() => migrateMapping({ version: 4 }, steps, 3)).toThrow(
    expect.objectContaining({ code: 'mapping.invalid' }),
  );
});

test.each([null, 'text', [], {}, { version: '1' }, { version: 0 }, { version: 1.5 }])(
  'what has no version that was ever there is left to the schema: %j',
  (input) => {
    expect(migrateMapping(input, steps, 3)).toBe(input);
  },
);
