import { readFileSync } from 'node:fs';

import { entities, entitySchemas } from '@pim-connector/core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';

import { entityOfName } from './entity-names.ts';
import { jsonLinesSchema } from './json-lines-schema.ts';
import { jsonLinesSource } from './json-lines-source.ts';
import { readAll, testContext } from './testing/read-all.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';
import type { TemporaryFolder } from './testing/temporary-folder.ts';

const page = readFileSync(new URL('../../../docs/catalogue-format.md', import.meta.url), 'utf8');

/** The code blocks that are named like a file. */
const examples = [...page.matchAll(/^```jsonl? (\S+)\n([\s\S]*?)^```$/gm)].map(
  ([, name = '', content = '']) => ({ name, content }),
);

let folder: TemporaryFolder;

beforeAll(() => {
  folder = temporaryFolder();
});

afterAll(() => {
  folder.remove();
});

describe('the page on the catalogue format', () => {
  test('shows every file', () => {
    const shown = new Set(examples.map(({ name }) => entityOfName(name)));
    expect(entities.filter((entity) => !shown.has(entity))).toEqual([]);
    expect(examples.some(({ name }) => name === 'catalogue.json')).toBe(true);
  });

  const lines = examples
    .filter(({ name }) => name.endsWith('.jsonl'))
    .map(({ name, content }, index) => ({
      name,
      content,
      index,
    }));

  test.each(lines)('has examples that are read: $name ($index)', async ({ name, content, index }) => {
    const path = folder.write(`${index}/${name}`, content);
    const source = jsonLinesSource({ path });
    const reads = await Promise.all(entities.map((entity) => readAll(source, entity)));
    expect(reads.flatMap(({ invalid }) => invalid)).toEqual([]);
    expect(reads.flatMap(({ records }) => records)).toHaveLength(content.trim().split('\n').length);
    for (const record of reads.flatMap(({ records }) => records)) {
      if (record.op === 'upsert') entitySchemas[record.entity].parse(record.data);
    }
  });

  test.each(lines)('has examples that fit the JSON Schema: $name ($index)', ({ name, content }) => {
    const schema = z.fromJSONSchema(jsonLinesSchema(entityOfName(name) ?? undefined));
    const misfits = content
      .trim()
      .split('\n')
      .filter((line) => !schema.safeParse(JSON.parse(line)).success);
    expect(misfits).toEqual([]);
  });

  test('has a catalogue.json that is read', async () => {
    const { content = '' } = examples.find(({ name }) => name === 'catalogue.json') ?? {};
    folder.write('info/catalogue.json', content);
    folder.write('info/products.jsonl', '');
    expect(await jsonLinesSource({ path: `${folder.path}/info` }).describe(testContext())).toMatchObject({
      locales: ['en-US', 'de-DE'],
      scopes: [{ code: 'webshop' }, { code: 'print', locales: ['de-DE'] }],
      currencies: ['EUR'],
    });
  });
});

describe('the JSON Schema', () => {
  const product = { key: 'a', attributes: {}, variants: [{ key: 'a', attributes: {} }] };

  test.each([
    ['a record without variants', { key: 'a', attributes: {} }],
    ['a misspelt member', { ...product, famly: 'x' }],
    ['an unknown operation', { op: 'remove', key: 'a' }],
    ['a deletion without key', { op: 'delete' }],
    ['another entity', { entity: 'category', data: product }],
  ])('refuses %s', (_name, line) => {
    const schema = z.fromJSONSchema(jsonLinesSchema('product'));
    expect(schema.safeParse(product).success).toBe(true);
    expect(schema.safeParse(line).success).toBe(false);
  });

  test('of all entities wants each line to name its own', () => {
    const schema = z.fromJSONSchema(jsonLinesSchema());
    expect(schema.safeParse({ entity: 'product', data: product }).success).toBe(true);
    expect(schema.safeParse(product).success).toBe(false);
  });
});
