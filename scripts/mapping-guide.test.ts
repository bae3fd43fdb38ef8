import { readFileSync } from 'node:fs';

import { expect, test } from 'vitest';

import { compileMapping } from '../packages/core/src/index.ts';

test('the mapping of docs/mapping.md compiles and maps', () => {
  const guide = readFileSync(new URL('../docs/mapping.md', import.meta.url), 'utf8');
  const [, json = ''] = /```json mapping\.json\n(.*?)```/s.exec(guide) ?? [];
  const text = (locale: string | null, data: string) => ({ locale, scope: null, data });
  const { data, issues } = compileMapping(JSON.parse(json)).map({
    key: 'arc-lamp',
    attributes: {
      name: { type: 'text', values: [text('en-GB', 'Arc Lamp'), text('de-DE', 'Bogenleuchte')] },
      weight: {
        type: 'quantity',
        values: [{ locale: null, scope: null, data: { amount: '2.0004', unit: 'KGM' } }],
      },
    },
    variants: [{ key: 'arc-lamp-brass', attributes: {} }],
  });
  expect(issues).toEqual([]);
  expect(data).toEqual({
    title: { en: 'Arc Lamp', de: 'Bogenleuchte' },
    brand: null,
    handle: 'arc-lamp',
    variants: [{ sku: 'arc-lamp-brass', weightGrams: 2000 }],
  });
});
