import { expect, onTestFinished, test } from 'vitest';

import { csvSource } from './csv-source.ts';
import { readAll } from './testing/read-all.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

function tableOf(content: string): string {
  const folder = temporaryFolder();
  onTestFinished(() => {
    folder.remove();
  });
  return folder.write('products.csv', content);
}

test('categories that rows name are given, each once', async () => {
  const path = tableOf('sku,name,categories\n1,A,"shirts,sale"\n2,B,sale\n3,C,\n');
  const { records, invalid, end } = await readAll(csvSource({ path }), 'category');
  expect(records).toEqual(
    ['shirts', 'sale'].map((key) => ({
      op: 'upsert',
      entity: 'category',
      key,
      data: { key, parent: null, labels: {} },
      coverage: 'complete',
    })),
  );
  expect(invalid).toEqual([]);
  expect(end?.enumeratedAll).toBe(true);
});

test('a row that cannot be read may have named further ones, so that none is deleted', async () => {
  const path = tableOf('sku,name,categories\n1,A,shirts\n2,B\n');
  const { records, invalid, end } = await readAll(csvSource({ path }), 'category');
  expect(records.map(({ key }) => key)).toEqual(['shirts']);
  expect(invalid).toEqual([]);
  expect(end?.enumeratedAll).toBe(false);
});

test('a table without categories says nothing of them', async () => {
  const { records, end } = await readAll(csvSource({ path: tableOf('sku,name\n1,A\n') }), 'category');
  expect([records, end?.enumeratedAll]).toEqual([[], false]);
});
