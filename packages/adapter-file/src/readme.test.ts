import { readFileSync } from 'node:fs';

import { expect, onTestFinished, test } from 'vitest';

import { csvSource } from './csv-source.ts';
import { readAll } from './testing/read-all.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

const page = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

function example(name: string): string {
  const start = page.indexOf(`\`\`\`${name.split('.')[1]} ${name}\n`);
  return page.slice(page.indexOf('\n', start) + 1, page.indexOf('```\n', start + 3));
}

async function readExample(name: string, mapping?: unknown) {
  const folder = temporaryFolder();
  onTestFinished(() => {
    folder.remove();
  });
  const path = folder.write(name, example(name));
  const source = csvSource({ path, ...(mapping === undefined ? {} : { mapping }) });
  const read = await readAll(source);
  expect(read.invalid).toEqual([]);
  expect(read.error).toBeUndefined();
  return read.records;
}

test('the table of the readme is read as it says', async () => {
  expect(await readExample('products.csv')).toMatchObject([
    {
      key: 'TEE',
      data: {
        variesBy: ['color'],
        categories: ['shirts'],
        attributes: {
          name: { values: [{ data: 'T-shirt' }, { data: 'T-Shirt' }] },
          weight: { type: 'quantity' },
        },
        variants: [
          { key: 'TEE-RED', prices: [{ amount: '19.9' }], inventory: [{ quantity: '12' }] },
          { key: 'TEE-BLUE' },
        ],
      },
    },
    { key: 'MUG', data: { variants: [{ key: 'MUG', inventory: [{ quantity: '40' }] }] } },
  ]);
});

test('the mapping of the readme reads its table', async () => {
  const records = await readExample('supplier.csv', JSON.parse(example('mapping.json')));
  expect(records).toMatchObject([
    {
      key: '4711',
      data: {
        attributes: {
          name: { values: [{ locale: 'de-DE', data: 'Hemd' }] },
          washable: { values: [{ data: true }] },
          weight: { values: [{ data: { amount: '180.5', unit: 'GRM' } }] },
        },
        variants: [{ prices: [{ amount: '19.9' }], inventory: [{ quantity: '12' }] }],
      },
    },
    { key: '4712' },
  ]);
});
