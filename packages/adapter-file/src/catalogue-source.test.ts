import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { catalogueSource } from './catalogue-source.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';
import type { TemporaryFolder } from './testing/temporary-folder.ts';

let folder: TemporaryFolder;

beforeAll(() => {
  folder = temporaryFolder();
  folder.write('lines/products.jsonl', '');
  folder.write('lines/stock.csv', '');
  folder.write('table/products.csv', '');
  folder.write('tables/a.csv', '');
  folder.write('tables/b.tsv', '');
  folder.write('empty/readme.md', '');
});

afterAll(() => {
  folder.remove();
});

describe('a path', () => {
  test.each([
    ['products.csv', 'csv'],
    ['PRODUCTS.CSV', 'csv'],
    ['products.tsv', 'csv'],
    ['products.csv.gz', 'csv'],
    ['all.ndjson', 'json-lines'],
    ['all.jsonl.gz', 'json-lines'],
  ])('that names %s is read as %s, whether it exists or not', (path, type) => {
    expect(catalogueSource(path).type).toBe(type);
  });

  test('that is a folder is read by what is in it', () => {
    expect(catalogueSource(`${folder.path}/lines`).type).toBe('json-lines');
    expect(catalogueSource(`${folder.path}/table`)).toMatchObject({
      type: 'csv',
      account: `${folder.path}/table/products.csv`,
    });
  });

  test('gets the options of its kind', () => {
    const options = { csv: { coverage: 'partial' }, jsonLines: { content: 'changes' } } as const;
    const table = catalogueSource(`${folder.path}/table`, options);
    expect(table.capabilities.entities.product).toMatchObject({ coverage: 'partial', deletes: 'swept' });
    const lines = catalogueSource('all.jsonl', options);
    expect(lines.capabilities.entities.product).toMatchObject({ coverage: 'complete', deletes: 'reported' });
  });

  test.each([
    ['tables', 'config.invalid', /holds several CSV files: a\.csv, b\.tsv/],
    ['empty', 'config.invalid', /holds no product data/],
    ['missing', 'resource.missing', /is no folder that can be read/],
  ])('that is %s is an error', (name, code, message) => {
    expect(() => catalogueSource(`${folder.path}/${name}`)).toThrow(
      expect.objectContaining({ code, message: expect.stringMatching(message) as string }) as Error,
    );
  });
});
