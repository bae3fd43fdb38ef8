import { expect, test } from 'vitest';

import { platformWords } from './platform-words.ts';

test('finds names in code, in texts and in comments', () => {
  const text = [
    'const shopifyProduct = 1;',
    "throw new Error('not for Adobe Commerce');",
    '// Akeneo does it so',
  ];
  expect(platformWords(text.join('\n'))).toEqual([
    { line: 1, word: 'shopify' },
    { line: 2, word: 'Adobe Commerce' },
    { line: 3, word: 'Akeneo' },
  ]);
});

test.each(['whatsapp', 'disappear', 'jaws', 'const mapping = 1;'])('passes %s', (text) => {
  expect(platformWords(text)).toEqual([]);
});

test('a comment may cite its source, code may not', () => {
  expect(platformWords('/** At most 2,048 (Shopify, API 2026-10). */')).toEqual([]);
  expect(platformWords(' * Source: Akeneo, REST API, products')).toEqual([]);
  expect(platformWords('// RE2 (https://github.com/google/re2/wiki/Syntax)')).toEqual([]);
  expect(platformWords("const source = 'Source: Akeneo';")).toEqual([{ line: 1, word: 'Akeneo' }]);
});
