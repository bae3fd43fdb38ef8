import { gzipSync } from 'node:zlib';

import { fc, test as propertyTest } from '@fast-check/vitest';
import { entitySchemas } from '@pim-connector/core';
import type { Mapping } from '@pim-connector/core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';

import type { CsvOptions } from './csv-options.ts';
import { csvSource } from './csv-source.ts';
import { suggestCsvMapping } from './suggest-csv-mapping.ts';
import { readAll, testContext } from './testing/read-all.ts';
import type { PassRead } from './testing/read-all.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';
import type { TemporaryFolder } from './testing/temporary-folder.ts';

function fileOf(
  content: string | Uint8Array,
  name = 'p.csv',
): { readonly path: string; readonly folder: TemporaryFolder } {
  const folder = temporaryFolder();
  onTestFinished(() => {
    folder.remove();
  });
  return { path: folder.write(name, content), folder };
}

async function read(content: string | Uint8Array, options: Partial<CsvOptions> = {}): Promise<PassRead> {
  const result = await readAll(csvSource({ path: fileOf(content).path, ...options }));
  for (const record of result.records) {
    if (record.op === 'upsert') entitySchemas[record.entity].parse(record.data);
  }
  return result;
}

function keysOf({ records }: Pick<PassRead, 'records'>): string[] {
  return records.map(({ key }) => key);
}

function places({ invalid }: PassRead): string[] {
  return invalid.map(({ place }) => place);
}

function problems({ invalid }: PassRead): string[] {
  return invalid.flatMap(({ issues }) => issues.map(({ message }) => message));
}

describe('rows', () => {
  test('are products, by what their columns are called', async () => {
    const result = await read(
      [
        'sku;name-de_DE;price-EUR;weight-kg;stock;ean;categories;brand',
        ' a ;"Hemd ""Otto""\nblau";12,50;0,25;3;4006381333931;men,shirts;Acme',
        'b;;9,00;;;;;',
        ';;;;;;;',
      ].join('\r\n'),
    );
    expect(result.invalid).toEqual([]);
    expect(result.records).toEqual([
      {
        op: 'upsert',
        entity: 'product',
        key: 'a',
        coverage: 'complete',
        data: {
          key: 'a',
          categories: ['men', 'shirts'],
          attributes: {
            name: { type: 'text', values: [{ locale: 'de-DE', scope: null, data: 'Hemd "Otto"\nblau' }] },
            weight: {
              type: 'quantity',
              values: [{ locale: null, scope: null, data: { amount: '0.25', unit: 'KGM' } }],
            },
            brand: { type: 'text', values: [{ locale: null, scope: null, data: 'Acme' }] },
          },
          variants: [
            {
              key: 'a',
              attributes: {},
              identifiers: [{ scheme: 'gtin', value: '04006381333931' }],
              prices: [{ kind: 'list', amount: '12.5', currency: 'EUR' }],
              inventory: [{ quantity: '3' }],
            },
          ],
        },
      },
      {
        op: 'upsert',
        entity: 'product',
        key: 'b',
        coverage: 'complete',
        data: {
          key: 'b',
          attributes: {},
          variants: [{ key: 'b', attributes: {}, prices: [{ kind: 'list', amount: '9', currency: 'EUR' }] }],
        },
      },
    ]);
    expect(result.end).toMatchObject({ enumeratedAll: true });
  });

  test('below each other are the variants of a product', async () => {
    const result = await read(
      'sku,parent,name,color\nA,,Shirt,\na1,A,Shirt,red\na2,A,Shirt,blue\nb,,Cap,red\nc1,C,Hat,red\n',
    );
    expect(result.invalid).toEqual([]);
    expect(result.records).toMatchObject([
      { key: 'A', data: { variesBy: ['color'], variants: [{ key: 'a1' }, { key: 'a2' }] } },
      { key: 'b', data: { variants: [{ key: 'b' }] } },
      { key: 'C', data: { variants: [{ key: 'c1' }] } },
    ]);
  });

  test('are read by the mapping that is given', async () => {
    const mapping: Mapping = {
      version: 1,
      name: 'mine',
      entity: 'product',
      locales: { 'de-DE': ['de-DE'], 'en-US': ['en-US'] },
      rules: [
        { to: 'product', from: { op: 'field', path: 'Art\\.Nr' } },
        { to: 'attributes.name.text.{locale}.*', from: { op: 'field', path: 'Name' } },
        { to: 'attributes.power.number.*.shop', from: { op: 'number', of: { op: 'field', path: 'Watt' } } },
        { to: 'attributes.eco.boolean.*.*', from: { op: 'boolean', of: { op: 'field', path: 'Öko' } } },
        { to: 'attributes.old.text.*.*', from: { op: 'field', path: 'Alt' }, onMissing: 'clear' },
      ],
    };
    const result = await read('Art.Nr;Name;Watt;Öko;Alt\n1;Lampe;12,5;ja;\n', { mapping });
    expect(result.records).toMatchObject([
      {
        key: '1',
        data: {
          attributes: {
            name: {
              values: [
                { locale: 'de-DE', data: 'Lampe' },
                { locale: 'en-US', data: 'Lampe' },
              ],
            },
            power: { type: 'number', values: [{ locale: null, scope: 'shop', data: '12.5' }] },
            eco: { type: 'boolean', values: [{ data: true }] },
            old: { type: 'text', values: [{ data: null }] },
          },
        },
      },
    ]);
  });

  test('keep their white space if that is wanted', async () => {
    const { records } = await read('sku,name\na," x "\n', { trim: false });
    expect(records).toMatchObject([{ data: { attributes: { name: { values: [{ data: ' x ' }] } } } }]);
  });
});

describe('bad rows are invalid, with their place, and the others are read', () => {
  test('more or fewer cells than the header', async () => {
    const result = await read('sku,name\na,x\nb,y,z\nc\nd,w\n');
    expect(keysOf(result)).toEqual(['a', 'd']);
    expect(places(result)).toEqual(['p.csv:3', 'p.csv:4']);
    expect(problems(result)).toEqual([
      'The row has 3 cells, but the header names 2 columns',
      'The row has 1 cells, but the header names 2 columns',
    ]);
    expect(result.invalid[0]?.raw).toBe('b,y,z');
    expect(result.end?.enumeratedAll).toBe(false);
  });

  test('a quote in the wrong place', async () => {
    const result = await read('sku,name\na,"12" pan"\nb,y\n');
    expect(keysOf(result)).toEqual(['b']);
    expect(places(result)).toEqual(['p.csv:2']);
  });

  test('a row without key', async () => {
    const result = await read('sku,name\n,x\nb,y\n');
    expect(keysOf(result)).toEqual(['b']);
    expect(problems(result)).toEqual(['Column “sku”: “product” is missing']);
  });

  test('values that cannot be what they should', async () => {
    const result = await read(
      'sku,price-EUR,weight,weight-unit,ean,status\na,x,,,,\nb,,3,boxes,,\nc,,3,,,\nd,,,,4006381333932,\ne,,,,,sold\n',
    );
    expect(result.records).toEqual([]);
    expect(result.invalid.map(({ key }) => key)).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(problems(result)).toEqual([
      'Column “price-EUR”: “x” is not a number',
      'Columns “weight” and “weight-unit”: “attributes.weight.quantity.*.*.unit” is not a unit code of UN/ECE Recommendation 20, such as “KGM” or “CMT”',
      'Columns “weight” and “weight-unit”: “attributes.weight.quantity.*.*.unit” is missing',
      'Column “ean”: “4006381333932” is not a GTIN: its check digit is 2 and should be 1',
      'Column “status”: The lookup table has no entry for “sold”',
    ]);
  });

  test('numbers that can be two', async () => {
    const german = await read('sku;price-EUR\na;1.234\nb;12\n');
    expect(keysOf(german)).toEqual(['b']);
    expect(problems(german)[0]).toMatch(/“1\.234” can mean two numbers.*"decimalSeparator"/);
    const told = await read('sku;price-EUR\na;1.234\nb;12\n', { decimalSeparator: ',' });
    expect(told.records[0]).toMatchObject({ data: { variants: [{ prices: [{ amount: '1234' }] }] } });
    const shown = await read('sku;price-EUR\na;1.234\nb;12.50\n');
    expect(shown.records[0]).toMatchObject({ data: { variants: [{ prices: [{ amount: '1.234' }] }] } });
    const contradictory = await read('sku;price-EUR\na;1.234\nb;12.50\nc;12,50\n');
    expect(keysOf(contradictory)).toEqual(['b', 'c']);
  });

  test('a product that comes again', async () => {
    const result = await read('sku,name\na,x\nb,y\na,z\n');
    expect(keysOf(result)).toEqual(['a', 'b']);
    expect(result.invalid).toMatchObject([
      {
        key: 'a',
        place: 'p.csv:4',
        issues: [{ code: 'record.duplicate', message: 'The product “a” comes again after other products' }],
      },
    ]);
  });

  test('a product whose rows do not stand together', async () => {
    const result = await read('sku,parent\na1,A\nb1,B\na2,A\na3,A\n');
    expect(keysOf(result)).toEqual(['A', 'B']);
    expect(places(result)).toEqual(['p.csv:4']);
    expect(result.invalid[0]?.issues[0]?.hint).toMatch(/^Let all rows of a product follow each other: sort/);
  });

  test('a product with a bad variant, as a whole', async () => {
    const result = await read('sku,parent,price-EUR\na1,A,1.5\na2,A,x\na3,A,y\nb1,B,2.5\n');
    expect(keysOf(result)).toEqual(['B']);
    expect(result.invalid).toMatchObject([
      {
        key: 'A',
        place: 'p.csv:3',
        issues: [
          { message: 'Line 3: Column “price-EUR”: “x” is not a number' },
          { message: 'Line 4: Column “price-EUR”: “y” is not a number' },
        ],
      },
    ]);
  });

  test('products next to a row that may be theirs', async () => {
    const among = await read('sku,parent\na1,A\nx,y,z\na2,A\nb1,B\nc1,C\n');
    expect(keysOf(among)).toEqual(['B', 'C']);
    expect(among.invalid.map(({ key, place }) => [key, place])).toEqual([
      [undefined, 'p.csv:3'],
      ['A', 'p.csv:2'],
    ]);
    const between = await read('sku,parent\na1,A\nb1,B\nx,y,z\nc1,C\nd1,D\n');
    expect(keysOf(between)).toEqual(['A', 'D']);
    expect(problems(between)).toEqual([
      'The row has 3 cells, but the header names 2 columns',
      'The row in line 4 cannot be read and may belong to this product, which would then lack a variant',
      'The row in line 4 cannot be read and may belong to this product, which would then lack a variant',
    ]);
  });

  test('bytes that are not of the encoding', async () => {
    const bytes = Buffer.concat([
      Buffer.from('sku,name\na,Größe\nb,'),
      Buffer.from([0xfc]),
      Buffer.from('\nc,weiß\n'),
    ]);
    const result = await read(bytes);
    expect(keysOf(result)).toEqual(['a', 'c']);
    expect(problems(result)).toEqual(['The row holds bytes that are no utf-8']);
  });
});

describe('a file', () => {
  test('that is not UTF-8 is read as windows-1252, with a warning', async () => {
    const result = await read(Buffer.from('sku;name\na;Größe €\n'.replace('€', '\x80'), 'latin1'));
    expect(result.records).toMatchObject([
      { data: { attributes: { name: { values: [{ data: 'Größe €' }] } } } },
    ]);
    expect(result.warnings).toMatchObject([{ code: 'file.encoding' }]);
  });

  test('can be packed, in UTF-16, and without quotes', async () => {
    const { path } = fileOf(gzipSync(Buffer.from('\ufeffsku\tname\na\t12" ü\n', 'utf16le')), 'p.tsv.gz');
    const result = await readAll(csvSource({ path, quote: null }));
    expect(result.records).toMatchObject([
      { data: { attributes: { name: { values: [{ data: '12" ü' }] } } } },
    ]);
  });

  test('can say its delimiter', async () => {
    const result = await read('sep=|\r\nsku|name, long\r\na|x,y\r\n');
    expect(result.records).toMatchObject([
      { data: { attributes: { 'name, long': { values: [{ data: 'x,y' }] } } } },
    ]);
  });

  test('with a header alone has no products, and deletes none', async () => {
    const result = await read('sku,name\n');
    expect(result.pages).toEqual([]);
    expect(result.end).toMatchObject({ enumeratedAll: false });
  });

  test.each([
    ['nothing', '', 'response.malformed', '“p.csv” is empty: it has not even a header'],
    ['blank lines', '\n\n', 'response.malformed', '“p.csv” is empty: it has not even a header'],
    [
      'two columns of one name',
      'sku,name,x,name\n',
      'response.malformed',
      'p.csv:1: several columns are called “name”: columns 2 and 4',
    ],
    [
      'no key',
      'name,price\nx,1\n',
      'mapping.invalid',
      'No column has the key of the product; there are “name”, “price”',
    ],
    [
      'a spreadsheet',
      'PK\u0003\u0004',
      'response.malformed',
      '“p.csv” is a spreadsheet or an archive, not a CSV file',
    ],
    ['a broken header', '"sku"x,name\n', 'response.malformed', /^p\.csv:1: the header cannot be read/],
  ])('with %s is an error', async (_name, content, code, message) => {
    const { error, end } = await read(content);
    expect(error).toMatchObject({ code });
    expect(error).toMatchObject({ message: expect.stringMatching(message) as string });
    expect(end).toBeUndefined();
  });

  test('with a quote that is never closed ends with an error, after the rows before it', async () => {
    const result = await read('sku,name\na,x\nb,y\nc,"z\nd,w\n', { pageSize: 10 });
    // The row before the broken one may not be the last of its product.
    expect(keysOf(result)).toEqual(['a']);
    expect(result.error).toMatchObject({
      code: 'source.incomplete',
      message: 'p.csv:4: a cell of this row opens with ", which is never closed',
    });
    expect(result.pages[0]?.cursor).toBeDefined();
    expect(result.end).toBeUndefined();
  });

  test('without the columns that the mapping reads is an error', async () => {
    const mapping = {
      version: 1,
      name: 'mine',
      entity: 'product',
      rules: [{ to: 'product', from: { op: 'field', path: 'SKU' } }],
    };
    const { error } = await read('sku,name\na,x\n', { mapping });
    expect(error).toMatchObject({
      code: 'mapping.invalid',
      message: 'The mapping “mine” reads “SKU”, but “p.csv” has the columns “sku”, “name”',
    });
  });

  test('that does not exist is an error', async () => {
    const { error } = await readAll(csvSource({ path: '/no/such.csv' }));
    expect(error).toMatchObject({ code: 'resource.missing', connector: 'csv' });
  });
});

describe('images', () => {
  const content = [
    'sku,parent,image,image-2',
    'a1,A,"https://x.de/a,b.jpg, https://x.de/c.jpg",d.jpg',
    'a2,A,https://x.de/c.jpg,',
  ].join('\n');

  test('are assets, where it is known where they are', async () => {
    const source = csvSource({ path: fileOf(content).path });
    const { records } = await readAll(source, 'asset');
    expect(records).toEqual([
      {
        op: 'upsert',
        entity: 'asset',
        key: 'https://x.de/a,b.jpg',
        coverage: 'complete',
        data: { key: 'https://x.de/a,b.jpg', url: 'https://x.de/a,b.jpg' },
      },
      {
        op: 'upsert',
        entity: 'asset',
        key: 'https://x.de/c.jpg',
        coverage: 'complete',
        data: { key: 'https://x.de/c.jpg', url: 'https://x.de/c.jpg' },
      },
    ]);
    expect((await readAll(source)).records).toMatchObject([
      {
        data: {
          assets: [{ asset: 'https://x.de/a,b.jpg' }, { asset: 'https://x.de/c.jpg' }, { asset: 'd.jpg' }],
        },
      },
    ]);
  });

  test('that are file names have an address below the given one', async () => {
    const source = csvSource({ path: fileOf(content).path, imageBaseUrl: 'https://cdn.example.com/i/' });
    const { records } = await readAll(source, 'asset');
    expect(records[2]).toMatchObject({
      key: 'd.jpg',
      data: { key: 'd.jpg', url: 'https://cdn.example.com/i/d.jpg', fileName: 'd.jpg' },
    });
  });

  test('with an address that is longer than a key have a hash as key, in both places', async () => {
    const url = `https://x.de/${'a'.repeat(300)}.jpg`;
    const source = csvSource({ path: fileOf(`sku,image\na,${url}\n`).path });
    const [asset] = (await readAll(source, 'asset')).records;
    expect(asset).toMatchObject({ key: expect.stringMatching(/^image-[\w-]{22}$/) as string, data: { url } });
    expect((await readAll(source)).records).toMatchObject([{ data: { assets: [{ asset: asset?.key }] } }]);
  });

  test('of bad rows are missed: not everything was given, but the row is told with the products', async () => {
    const source = csvSource({ path: fileOf('sku,image\na,https://x.de/a.jpg\nb,x,y\n').path });
    const assets = await readAll(source, 'asset');
    expect(assets.invalid).toEqual([]);
    expect(assets.end?.enumeratedAll).toBe(false);
    expect((await readAll(source)).invalid).toHaveLength(1);
  });
});

describe('prices and stock', () => {
  test('can be read alone', async () => {
    const source = csvSource({
      path: fileOf('sku,stock,price-EUR\na,3,1.5\nb,,2.5\nc,x,\n').path,
      entities: ['price', 'inventory'],
    });
    const stock = await readAll(source, 'inventory');
    expect(stock.records).toEqual([
      {
        op: 'upsert',
        entity: 'inventory',
        key: 'a',
        coverage: 'complete',
        data: { key: 'a', levels: [{ quantity: '3' }] },
      },
    ]);
    expect(stock.invalid).toMatchObject([{ place: 'p.csv:4' }]);
    expect(keysOf(await readAll(source, 'price'))).toEqual(['a', 'b']);
    expect(Object.keys(source.capabilities.entities)).toEqual(['price', 'inventory']);
  });
});

describe('passes', () => {
  const content = 'sku,name\na,x\nb,y\nc,z\n';

  test('are empty over a file that did not change, unless it would be read otherwise', async () => {
    const { path, folder } = fileOf(content);
    const bookmark = (await readAll(csvSource({ path }))).end?.bookmark ?? '';
    const again = await readAll(csvSource({ path, pageSize: 1 }), 'product', {
      mode: 'incremental',
      bookmark,
    });
    expect(again.records).toEqual([]);
    expect(again.end).toEqual({ type: 'end', bookmark, enumeratedAll: false });
    const otherwise = await readAll(csvSource({ path, trim: false }), 'product', {
      mode: 'incremental',
      bookmark,
    });
    expect(keysOf(otherwise)).toEqual(['a', 'b', 'c']);
    folder.write('p.csv', `${content}d,w\n`);
    const changed = await readAll(csvSource({ path }), 'product', { mode: 'incremental', bookmark });
    expect(keysOf(changed)).toEqual(['a', 'b', 'c', 'd']);
  });

  test('start over when the file changed since they were interrupted', async () => {
    const { path, folder } = fileOf(content);
    const source = csvSource({ path, pageSize: 1 });
    const cursor = (await readAll(source)).pages[1]?.cursor ?? '';
    expect(keysOf(await readAll(source, 'product', { cursor }))).toEqual(['c']);
    folder.write('p.csv', `${content}d,w\n`);
    const resumed = await readAll(source, 'product', { cursor });
    expect(keysOf(resumed)).toEqual(['a', 'b', 'c', 'd']);
    expect(resumed.warnings).toMatchObject([{ code: 'file.changed' }]);
  });

  test('of changes say so', async () => {
    const source = csvSource({ path: fileOf(content).path, content: 'changes', coverage: 'partial' });
    expect((await readAll(source)).end?.enumeratedAll).toBe(false);
    expect(source.capabilities.entities.product).toEqual({
      modes: ['full', 'incremental'],
      coverage: 'partial',
      resumable: true,
      deletes: 'none',
    });
  });
});

describe('resuming', () => {
  let folder: TemporaryFolder;
  beforeAll(() => {
    folder = temporaryFolder();
  });
  afterAll(() => {
    folder.remove();
  });

  const row = fc.oneof(
    {
      weight: 6,
      arbitrary: fc
        .tuple(
          fc.constantFrom('', 'A', 'B', 'C'),
          fc.integer({ min: 0, max: 99 }),
          fc.constantFrom('', '3', 'x', '1.5'),
        )
        .map(([parent, number, stock]) => `s${number},${parent},${stock}`),
    },
    { weight: 1, arbitrary: fc.constantFrom('', 'x,y', '"a\nb",C,1', '"a"b,A,1', ',,7') },
  );

  propertyTest.prop([fc.array(row, { maxLength: 40 }), fc.integer({ min: 1, max: 6 })], { numRuns: 60 })(
    'after any page gives what an uninterrupted read gives, and every product is told of',
    async (rows, pageSize) => {
      const path = folder.write('p.csv', ['sku,parent,stock', ...rows].join('\n'));
      const source = csvSource({ path, pageSize });
      const whole = await readAll(source);
      expect(whole.error).toBeUndefined();
      for (const record of whole.records) {
        if (record.op === 'upsert') entitySchemas[record.entity].parse(record.data);
      }
      expect(new Set(keysOf(whole)).size).toBe(whole.records.length);
      const told = new Set([...keysOf(whole), ...whole.invalid.map(({ key }) => key)]);
      for (const written of rows) {
        const [, sku = '', parent = ''] = /^(s\d+),([ABC]?),/.exec(written) ?? [];
        if (sku !== '') expect(told).toContain(parent === '' ? sku : parent);
      }
      for (const [index, { cursor = '' }] of whole.pages.entries()) {
        // oxlint-disable-next-line no-await-in-loop
        const rest = await readAll(source, 'product', { cursor });
        expect(rest.pages).toEqual(whole.pages.slice(index + 1));
        expect(rest.end).toEqual(whole.end);
      }
    },
  );

  const text = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
    .filter((value) => value.trim() !== '' && !value.includes('\0'));
  const cells = fc.array(fc.tuple(fc.oneof({ weight: 9, arbitrary: text }, fc.constant('\ufffd')), text), {
    minLength: 1,
    maxLength: 10,
  });

  propertyTest.prop([cells, fc.constantFrom(',', ';', '\t', '|'), fc.constantFrom('\n', '\r\n')], {
    numRuns: 60,
  })('what was written is read again', async (written, delimiter, lineBreak) => {
    const quoted = (value: string) => `"${value.replaceAll('"', '""')}"`;
    const lines = written.map((values, index) => [`k${index}`, ...values.map(quoted)].join(delimiter));
    const path = folder.write('p.csv', [['sku', 'a', 'b'].join(delimiter), ...lines].join(lineBreak));
    const { records, invalid } = await readAll(csvSource({ path, trim: false }));
    expect(invalid).toEqual([]);
    expect(records).toMatchObject(
      written.map(([a, b], index) => ({
        key: `k${index}`,
        data: { attributes: { a: { values: [{ data: a }] }, b: { values: [{ data: b }] } } },
      })),
    );
  });
});

describe('the description', () => {
  test('is what the first products show', async () => {
    const { path } = fileOf(
      'sku,family,name-en_US-shop,price-EUR,categories,color\na,shirts,Shirt,1.5,men,red\n',
    );
    expect(await csvSource({ path }).describe(testContext())).toEqual({
      locales: ['en-US'],
      scopes: [{ code: 'shop', labels: {} }],
      currencies: ['EUR'],
      attributes: [
        { key: 'name', type: 'text', labels: {}, localizable: true, scopable: true },
        { key: 'color', type: 'option', labels: {}, localizable: false, scopable: false },
      ],
      families: [{ key: 'shirts', labels: {}, attributes: ['name', 'color'] }],
      categories: [{ key: 'men', parent: null, labels: {} }],
    });
  });
});

describe('the check', () => {
  test('tells how the file is written, and what is not read of it', async () => {
    const { path } = fileOf(Buffer.from('sku;name;price\na;Größe;3\n', 'latin1'));
    const { ok, items } = await csvSource({ path }).check(testContext());
    expect(ok).toBe(true);
    expect(items.map(({ status, message }) => [status, message])).toEqual([
      ['ok', '“p.csv” has 3 columns, with “;” between them'],
      ['warning', 'The file is not UTF-8, so it is read as windows-1252'],
      ['warning', 'These columns are not read: “price”'],
    ]);
  });

  test('fails for a file that cannot be read', async () => {
    const { path } = fileOf('sku,sku\n');
    expect(await csvSource({ path }).check(testContext())).toMatchObject({
      ok: false,
      items: [{ name: 'file', status: 'failed', message: expect.stringContaining('“sku”') as string }],
    });
  });
});

test('the mapping of a file can be shown', async () => {
  const { path } = fileOf('sku;price-EUR\na;12,50\n');
  const mapping = await suggestCsvMapping({ path });
  expect(mapping.rules.map(({ to }) => to)).toEqual(['product', 'prices.price-EUR']);
  const same = await readAll(csvSource({ path, mapping }));
  expect(same.records).toEqual((await readAll(csvSource({ path }))).records);
});

test('wrong options are refused', () => {
  expect(() => csvSource({ path: 'x', encoding: 'utf-99' })).toThrow(/“encoding” is no known encoding/);
  expect(() => csvSource({ path: 'x', delimiter: '"' })).toThrow(/delimiter/);
  expect(() => csvSource({ path: 'x', mapping: { rules: [] } })).toThrow(/The mapping is not valid/);
  const mapping = {
    version: 1,
    name: 'x',
    entity: 'product',
    rules: [{ to: 'product', from: { op: 'field', path: 'a' } }],
  };
  expect(() => csvSource({ path: 'x', mapping, decimalSeparator: ',' })).toThrow(
    /“decimalSeparator” is for the default mapping only/,
  );
});

test('an early end of reading closes the file', async () => {
  const { path } = fileOf('sku\na\nb\n');
  const first = await readAll(csvSource({ path, pageSize: 1 }), 'product', { pageLimit: 1 });
  expect(keysOf(first)).toEqual(['a']);
});
