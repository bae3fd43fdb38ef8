import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';

import { localeSegment, parseTargetPath } from './target-path.ts';

const name = fc
  .string({
    unit: fc.constantFrom('a', 'B', '1', '.', ' ', '-', '$', 'ü', '"', '{', '}'),
    minLength: 1,
    maxLength: 8,
  })
  .filter((segment) => segment !== localeSegment);

test.prop([fc.array(name, { minLength: 1, maxLength: 16 })])(
  'gives the names back of which a path was made, dots in them escaped',
  (names) => {
    const path = names.map((segment) => segment.replaceAll('.', '\\.')).join('.');
    expect(parseTargetPath(path)).toEqual(names);
  },
);

test.prop([fc.string({ unit: fc.constantFrom('a', '.', '\\', '{locale}', '__proto__', 'constructor') })])(
  'gives usable names or says what is wrong, whatever the text',
  (path) => {
    const result = parseTargetPath(path);
    if (typeof result === 'string') {
      expect(result).toMatch(/^(has|uses|names) /);
      return;
    }
    expect(result.length).toBeGreaterThan(0);
    expect(result.length).toBeLessThanOrEqual(16);
    for (const segment of result) {
      expect(segment).not.toBe('');
      expect(segment in Object.prototype).toBe(false);
    }
    expect(result.filter((segment) => segment === localeSegment).length).toBeLessThanOrEqual(1);
  },
);

describe('a path that cannot be used', () => {
  test.each(['', '.', 'a.', '.a', 'a..b'])('“%s” has an empty name', (path) => {
    expect(parseTargetPath(path)).toBe('has an empty name between its dots');
  });

  test.each(['__proto__', 'a.constructor.b', 'prototype', 'a.toString', 'valueOf'])(
    '“%s” uses a name of JavaScript’s own',
    (path) => {
      expect(parseTargetPath(path)).toMatch(/^uses the name ".+", which JavaScript itself uses$/);
    },
  );

  test('has too many parts', () => {
    expect(parseTargetPath(Array(16).fill('a').join('.'))).toHaveLength(16);
    expect(parseTargetPath(Array(17).fill('a').join('.'))).toBe('has more than 16 parts');
  });

  test('names the locale twice', () => {
    expect(parseTargetPath('{locale}.a')).toEqual(['{locale}', 'a']);
    expect(parseTargetPath('{locale}.a.{locale}')).toBe('names {locale} twice');
  });
});
