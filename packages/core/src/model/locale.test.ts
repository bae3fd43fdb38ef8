import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';

import { localeSchema, localizedTextSchema, normalizeLocale, scopeSchema } from './locale.ts';

const letters = 'abcdefghijklmnopqrstuvwxyz'.split('');
const pairs = letters.flatMap((a) => letters.map((b) => a + b));

describe('normalizeLocale', () => {
  test.each([
    ['de-DE', 'de-DE'],
    ['en_us', 'en-US'],
    ['EN-gb', 'en-GB'],
    ['zh_hans_cn', 'zh-Hans-CN'],
    ['sr_Latn_RS', 'sr-Latn-RS'],
    ['de', 'de'],
    ['es-419', 'es-419'],
    ['de-ch-1996', 'de-CH-1996'],
    ['iw_IL', 'he-IL'],
    ['en_UK', 'en-GB'],
  ])('%s is %s', (tag, locale) => {
    expect(normalizeLocale(tag)).toBe(locale);
  });

  test.each(['', '_', 'd', 'german', 'de-', 'de--DE', 'de_DE.UTF-8', 'de DE', '12', 'default', 'de-DE\n'])(
    '“%s” is none',
    (tag) => {
      expect(normalizeLocale(tag)).toBeNull();
    },
  );

  test.prop([fc.string()])('gives null or something it leaves as it is', (tag) => {
    const locale = normalizeLocale(tag);
    if (locale !== null) expect(normalizeLocale(locale)).toBe(locale);
  });
});

describe('localeSchema', () => {
  // The schema knows the usual tags by their form; that must never differ from the full answer.
  test('takes exactly what normalizeLocale leaves as it is', () => {
    const tags = pairs.flatMap((pair) => [pair, `${pair}-DE`, `de-${pair.toUpperCase()}`, `de-${pair}`]);
    const wrong = tags.filter(
      (tag) => localeSchema.safeParse(tag).success !== (normalizeLocale(tag) === tag),
    );
    expect(wrong).toEqual([]);
  });

  test.each(['de_DE', 'DE-de', 'de-de', 'iw-IL', 'en-UK', 'german', '', '__proto__'])(
    'refuses “%s”',
    (tag) => {
      expect(localeSchema.safeParse(tag).success).toBe(false);
    },
  );
});

describe('localizedTextSchema', () => {
  test.each<[string, unknown, boolean]>([
    ['nothing', {}, true],
    ['texts', { 'de-DE': 'Hemd', en: '' }, true],
    ['a wrong locale', { de_DE: 'Hemd' }, false],
    ['half a character', { de: '\ud800' }, false],
    ['no text', { de: null }, false],
    ['__proto__', JSON.parse('{"__proto__":"x","de":"Hemd"}'), false],
  ])('%s', (_name, value, accepted) => {
    expect(localizedTextSchema.safeParse(value).success).toBe(accepted);
  });
});

describe('scopeSchema', () => {
  test.each(['ecommerce', 'DE', 'a b', '1'])('takes “%s”', (scope) => {
    expect(scopeSchema.parse(scope)).toBe(scope);
  });

  test.each(['', '__proto__', 'constructor', 'prototype', 'a\nb', 'x'.repeat(256), '\ud800'])(
    'refuses case %#',
    (scope) => {
      expect(scopeSchema.safeParse(scope).success).toBe(false);
    },
  );
});
