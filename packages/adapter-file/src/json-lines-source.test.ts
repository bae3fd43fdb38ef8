import { renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

import { fc, test as propertyTest } from '@fast-check/vitest';
import { hashValue } from '@pim-connector/core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';

import { jsonLinesSource } from './json-lines-source.ts';
import type { JsonLinesOptions } from './json-lines-source.ts';
import { readAll, testContext } from './testing/read-all.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';
import type { TemporaryFolder } from './testing/temporary-folder.ts';

function folderOf(files: Readonly<Record<string, string | Uint8Array>> = {}): TemporaryFolder {
  const folder = temporaryFolder();
  onTestFinished(() => {
    folder.remove();
  });
  for (const [name, content] of Object.entries(files)) folder.write(name, content);
  return folder;
}

function product(key: string, text = key): string {
  const name = { type: 'text', values: [{ locale: 'de-DE', scope: 'shop', data: text }] };
  return JSON.stringify({ key, attributes: { name }, variants: [{ key, attributes: {} }] });
}

function lines(...texts: readonly string[]): string {
  return texts.map((text) => `${text}\n`).join('');
}

function keysOf(records: readonly { readonly key: string }[]): string[] {
  return records.map(({ key }) => key);
}

describe('a folder', () => {
  test('has one file per entity', async () => {
    const folder = folderOf({
      'products.jsonl': lines(product('a'), product('b')),
      'categories.ndjson':
        '\ufeff{"key":"root","parent":null,"labels":{}}\r\n\r\n{"key":"x","parent":"root","labels":{}}',
      'inventory.jsonl.gz': gzipSync('{"key":"a","levels":[{"quantity":"3"}]}\n'),
    });
    const source = jsonLinesSource({ path: folder.path });
    expect(keysOf((await readAll(source, 'product')).records)).toEqual(['a', 'b']);
    expect(keysOf((await readAll(source, 'category')).records)).toEqual(['root', 'x']);
    expect((await readAll(source, 'inventory')).records).toMatchObject([
      { key: 'a', entity: 'inventory', data: { levels: [{ quantity: '3' }] } },
    ]);
  });

  test('says nothing of an entity without file, so that nothing of it is deleted', async () => {
    const folder = folderOf({ 'products.jsonl': '' });
    const read = await readAll(jsonLinesSource({ path: folder.path }), 'price');
    expect(read.pages).toEqual([]);
    expect(read.end).toEqual({ type: 'end', enumeratedAll: false });
  });

  test('with two files for an entity is refused', async () => {
    const folder = folderOf({ 'products.jsonl': '', 'products.jsonl.gz': gzipSync('') });
    const { error } = await readAll(jsonLinesSource({ path: folder.path }));
    expect(error).toMatchObject({
      code: 'config.invalid',
      message: expect.stringContaining('products.jsonl, products.jsonl.gz') as string,
    });
  });

  test('that does not exist is an error', async () => {
    const { error } = await readAll(jsonLinesSource({ path: '/no/such/folder' }));
    expect(error).toMatchObject({ code: 'resource.missing', connector: 'json-lines' });
  });
});

describe('one file', () => {
  test('holds all entities, each line naming its own', async () => {
    const folder = folderOf({
      'export.jsonl': lines(
        '{"entity":"category","data":{"key":"root","parent":null,"labels":{}}}',
        `{"entity":"product","data":${product('a')}}`,
        '{"entity":"product","op":"delete","key":"b"}',
      ),
    });
    const source = jsonLinesSource({ path: `${folder.path}/export.jsonl` });
    expect((await readAll(source, 'product')).records).toMatchObject([
      { op: 'upsert', key: 'a' },
      { op: 'delete', key: 'b' },
    ]);
    expect(keysOf((await readAll(source, 'category')).records)).toEqual(['root']);
    expect((await readAll(source, 'family')).records).toEqual([]);
  });

  test('is of the entity in its name, or of that in the options', async () => {
    const folder = folderOf({ 'products.jsonl': product('a'), 'x.ndjson': product('b') });
    const named = await readAll(jsonLinesSource({ path: `${folder.path}/products.jsonl` }));
    const said = await readAll(jsonLinesSource({ path: `${folder.path}/x.ndjson`, entity: 'product' }));
    expect([...keysOf(named.records), ...keysOf(said.records)]).toEqual(['a', 'b']);
  });

  test('that does not exist is an error', async () => {
    const { error } = await readAll(jsonLinesSource({ path: '/no/such/products.jsonl' }));
    expect(error).toMatchObject({ code: 'resource.missing' });
  });
});

describe('bad lines', () => {
  test('are invalid with their place, and the others are read', async () => {
    const folder = folderOf({
      'products.jsonl': Buffer.concat([
        Buffer.from(lines(product('a'), '', '{"key":')),
        Buffer.from([0xff, 0x0a]),
        Buffer.from(product('b')),
      ]),
    });
    const read = await readAll(jsonLinesSource({ path: folder.path }));
    expect(keysOf(read.records)).toEqual(['a', 'b']);
    expect(read.invalid.map(({ place }) => place)).toEqual(['products.jsonl:3', 'products.jsonl:4']);
  });

  test('keep a pass from being an enumeration of everything, also when it is resumed after them', async () => {
    const folder = folderOf({ 'products.jsonl': lines('{"key":', product('a'), product('b')) });
    const source = jsonLinesSource({ path: folder.path, pageSize: 1 });
    const read = await readAll(source);
    expect(read.end?.enumeratedAll).toBe(false);
    const cursor = read.pages[1]?.cursor ?? '';
    const resumed = await readAll(source, 'product', { cursor });
    expect(keysOf(resumed.records)).toEqual(['b']);
    expect(resumed.end?.enumeratedAll).toBe(false);
  });
});

describe('the end of a pass', () => {
  const endOf = async (content: string, options: Partial<JsonLinesOptions> = {}) => {
    const folder = folderOf({ 'products.jsonl': content });
    return (await readAll(jsonLinesSource({ path: folder.path, ...options }))).end;
  };

  test('says that everything was given', async () => {
    expect(await endOf(lines(product('a')))).toMatchObject({ enumeratedAll: true });
  });

  test('says that a file of changes is not everything', async () => {
    expect(await endOf(lines(product('a')), { content: 'changes' })).toMatchObject({ enumeratedAll: false });
  });

  test('does not take an empty file for an empty catalogue', async () => {
    expect(await endOf('')).toMatchObject({ enumeratedAll: false });
    expect(await endOf('\n\n')).toMatchObject({ enumeratedAll: false });
  });
});

describe('capabilities', () => {
  test('say how deletions become known', () => {
    const swept = jsonLinesSource({ path: 'x' }).capabilities.entities.product;
    const reported = jsonLinesSource({ path: 'x', content: 'changes', coverage: 'partial' }).capabilities;
    expect(swept).toEqual({
      modes: ['full', 'incremental'],
      coverage: 'complete',
      resumable: true,
      deletes: 'swept',
    });
    expect(reported.entities.inventory).toMatchObject({ coverage: 'partial', deletes: 'reported' });
  });
});

describe('incremental passes', () => {
  test('are empty until the file changes, and then give everything', async () => {
    const folder = folderOf({ 'products.jsonl': lines(product('a')) });
    const source = jsonLinesSource({ path: folder.path });
    const bookmark = (await readAll(source)).end?.bookmark ?? '';
    const unchanged = await readAll(source, 'product', { mode: 'incremental', bookmark });
    expect(unchanged.pages).toEqual([]);
    expect(unchanged.end).toEqual({ type: 'end', bookmark, enumeratedAll: false });
    folder.write('products.jsonl', lines(product('a'), product('b')));
    const changed = await readAll(source, 'product', { mode: 'incremental', bookmark });
    expect(keysOf(changed.records)).toEqual(['a', 'b']);
    expect(changed.end?.bookmark).not.toBe(bookmark);
    expect(changed.end?.enumeratedAll).toBe(true);
  });

  test('notice a file of the same size with the same date', async () => {
    const folder = folderOf();
    const path = folder.write('products.jsonl', lines(product('a')));
    const source = jsonLinesSource({ path: folder.path });
    const bookmark = (await readAll(source)).end?.bookmark ?? '';
    const { atime, mtime, ctimeMs } = statSync(path);
    // Clocks of file systems tick every few milliseconds.
    do {
      writeFileSync(path, lines(product('b')));
      utimesSync(path, atime, mtime);
    } while (statSync(path).ctimeMs === ctimeMs);
    const changed = await readAll(source, 'product', { mode: 'incremental', bookmark });
    expect(keysOf(changed.records)).toEqual(['b']);
  });
});

describe('a file that changes', () => {
  test('between a page and its resumption is read from its start, with a warning', async () => {
    const folder = folderOf({ 'products.jsonl': lines(product('a'), product('b')) });
    const source = jsonLinesSource({ path: folder.path, pageSize: 1 });
    const cursor = (await readAll(source)).pages[0]?.cursor ?? '';
    folder.write('products.jsonl', lines(product('c'), product('later')));
    const resumed = await readAll(source, 'product', { cursor });
    expect(keysOf(resumed.records)).toEqual(['c', 'later']);
    expect(resumed.warnings).toMatchObject([{ code: 'file.changed' }]);
    expect(resumed.end?.enumeratedAll).toBe(true);
  });

  test('while it is read ends the pass with an error', async () => {
    const folder = folderOf({ 'products.jsonl': lines(product('a'), product('b')) });
    const source = jsonLinesSource({ path: folder.path, pageSize: 1 });
    const read: string[] = [];
    const reading = async () => {
      for await (const event of source.read({ entity: 'product', mode: 'full' }, testContext())) {
        if (event.type === 'page') read.push(...keysOf(event.records));
        folder.write('products.jsonl', lines(product('c'), product('d'), product('e')));
      }
    };
    await expect(reading()).rejects.toMatchObject({
      code: 'source.incomplete',
      message: expect.stringContaining('was written to while it was read') as string,
    });
    expect(read).toEqual(['a']);
  });

  test('by being replaced is read to the end as it was', async () => {
    const folder = folderOf({ 'products.jsonl': lines(product('a'), product('b')) });
    const source = jsonLinesSource({ path: folder.path, pageSize: 1 });
    const read: string[] = [];
    for await (const event of source.read({ entity: 'product', mode: 'full' }, testContext())) {
      if (event.type === 'page') read.push(...keysOf(event.records));
      const next = folder.write('next', lines(product('c')));
      renameSync(next, `${folder.path}/products.jsonl`);
    }
    expect(read).toEqual(['a', 'b']);
  });

  test('leaves a cursor of somebody else without meaning', async () => {
    const folder = folderOf({ 'products.jsonl': lines(product('a')) });
    const read = await readAll(jsonLinesSource({ path: folder.path }), 'product', { cursor: 'page=7' });
    expect(keysOf(read.records)).toEqual(['a']);
  });
});

describe('a damaged file', () => {
  test('that is packed and cut off ends with an error, after what could be read', async () => {
    const text = lines(
      ...Array.from({ length: 3_000 }, (_item, index) => product(`key-${index}`, hashValue(index))),
    );
    const packed = gzipSync(text);
    const folder = folderOf({ 'products.jsonl.gz': packed.subarray(0, packed.length - 1_000) });
    const read = await readAll(jsonLinesSource({ path: folder.path }));
    expect(read.error).toMatchObject({ code: 'source.incomplete' });
    expect(read.error).toMatchObject({
      message: expect.stringContaining('is cut off or is no gzip file') as string,
    });
    expect(read.end).toBeUndefined();
  });

  test('that is called packed and is not ends with an error', async () => {
    const folder = folderOf({ 'products.jsonl.gz': product('a') });
    const { error } = await readAll(jsonLinesSource({ path: folder.path }));
    expect(error).toMatchObject({ code: 'source.incomplete' });
  });
});

test('reading stops when the signal is aborted', async () => {
  const folder = folderOf({ 'products.jsonl': lines(product('a'), product('b')) });
  const controller = new AbortController();
  const source = jsonLinesSource({ path: folder.path, pageSize: 1 });
  const reading = async () => {
    const context = testContext(controller.signal);
    for await (const event of source.read({ entity: 'product', mode: 'full' }, context)) {
      if (event.type === 'page') controller.abort(new Error('enough'));
    }
  };
  await expect(reading()).rejects.toThrow('enough');
});

describe('resuming', () => {
  let folder: TemporaryFolder;
  beforeAll(() => {
    folder = temporaryFolder();
  });
  afterAll(() => {
    folder.remove();
  });

  const rows = fc.array(
    fc.oneof(
      {
        weight: 4,
        arbitrary: fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme' }).map((key) => product(key)),
      },
      { weight: 1, arbitrary: fc.constantFrom('', '{', '{"op":"delete","key":"gone"}') },
    ),
    { maxLength: 30 },
  );

  propertyTest.prop([rows, fc.integer({ min: 1, max: 7 }), fc.boolean(), fc.constantFrom('\n', '\r\n')], {
    numRuns: 40,
  })(
    'after any page gives what an uninterrupted read gives',
    async (written, pageSize, isPacked, lineBreak) => {
      const text = written.join(lineBreak);
      rmSync(`${folder.path}/products.jsonl`, { force: true });
      rmSync(`${folder.path}/products.jsonl.gz`, { force: true });
      if (isPacked) folder.write('products.jsonl.gz', gzipSync(text));
      else folder.write('products.jsonl', text);
      const source = jsonLinesSource({ path: folder.path, pageSize });
      const whole = await readAll(source);
      expect(whole.error).toBeUndefined();
      expect(whole.records.length + whole.invalid.length).toBe(written.filter((row) => row !== '').length);
      for (const [index, { cursor = '' }] of whole.pages.entries()) {
        // oxlint-disable-next-line no-await-in-loop
        const rest = await readAll(source, 'product', { cursor });
        expect(rest.pages).toEqual(whole.pages.slice(index + 1));
        expect(rest.end).toEqual(whole.end);
      }
    },
  );
});

describe('the description', () => {
  test('is inferred from products and prices where nothing says more', async () => {
    const folder = folderOf({
      'products.jsonl': lines(product('a'), '{"key":'),
      'prices.jsonl': '{"key":"a","prices":[{"kind":"list","amount":"1","currency":"EUR","scope":"b2b"}]}',
    });
    expect(await jsonLinesSource({ path: folder.path }).describe(testContext())).toEqual({
      locales: ['de-DE'],
      scopes: [
        { code: 'b2b', labels: {} },
        { code: 'shop', labels: {} },
      ],
      currencies: ['EUR'],
      attributes: [{ key: 'name', type: 'text', labels: {}, localizable: true, scopable: true }],
      families: [],
      categories: [],
    });
  });

  test('is what the files say', async () => {
    const attribute = { key: 'color', type: 'option', labels: {}, localizable: false, scopable: false };
    const family = { key: 'shirts', labels: { 'en-US': 'Shirts' }, attributes: ['color'] };
    const category = { key: 'root', parent: null, labels: {} };
    const folder = folderOf({
      'catalogue.json': JSON.stringify({
        locales: ['en-US'],
        scopes: ['web', { code: 'print', currencies: ['USD'] }],
        currencies: ['USD'],
      }),
      'attributes.jsonl': lines(JSON.stringify(attribute), '{"key":"broken","type":"colour"}'),
      'families.jsonl': JSON.stringify(family),
      'categories.jsonl': JSON.stringify(category),
      'products.jsonl': product('a'),
    });
    expect(await jsonLinesSource({ path: folder.path }).describe(testContext())).toEqual({
      locales: ['en-US'],
      scopes: [
        { code: 'web', labels: {} },
        { code: 'print', labels: {}, currencies: ['USD'] },
      ],
      currencies: ['USD'],
      attributes: [attribute],
      families: [family],
      categories: [category],
    });
  });

  test.each([
    ['{"locales":["german"]}', /locales\[0\]/],
    ['{"locale":["de-DE"]}', /locale/],
    ['{"locales":[],"locales":["de-DE"]}', /“locales” stands twice/],
    ['{', /catalogue\.json” is not valid/],
  ])('refuses the catalogue.json %s', async (content, message) => {
    const folder = folderOf({ 'catalogue.json': content });
    await expect(jsonLinesSource({ path: folder.path }).describe(testContext())).rejects.toMatchObject({
      code: 'config.invalid',
      message: expect.stringMatching(message) as string,
    });
  });
});

describe('the check', () => {
  test('names the files that are read', async () => {
    const folder = folderOf({ 'products.jsonl': '', 'notes.txt': '' });
    expect(await jsonLinesSource({ path: folder.path }).check(testContext())).toEqual({
      ok: true,
      items: [{ name: 'files', status: 'ok', message: `Reads ${folder.path}/products.jsonl` }],
    });
  });

  test('fails for a folder without any, for one that is missing, and for a wrong catalogue.json', async () => {
    const empty = folderOf();
    const wrong = folderOf({ 'products.jsonl': '', 'catalogue.json': '[]' });
    const checks = [empty.path, `${empty.path}/missing`, wrong.path].map((path) =>
      jsonLinesSource({ path }).check(testContext()),
    );
    expect(await Promise.all(checks)).toMatchObject([
      { ok: false, items: [{ name: 'files', status: 'failed' }] },
      {
        ok: false,
        items: [{ name: 'files', status: 'failed', message: expect.stringContaining('missing') as string }],
      },
      { ok: false, items: [{ status: 'ok' }, { name: 'catalogue.json', status: 'failed' }] },
    ]);
  });
});

test('wrong options are refused', () => {
  expect(() => jsonLinesSource({ path: '' })).toThrow(/path/);
  expect(() => jsonLinesSource({ path: 'x', pageSize: 0 })).toThrow(/pageSize/);
  expect(jsonLinesSource({ path: 'x' }).account).toBe(jsonLinesSource({ path: './x' }).account);
});
