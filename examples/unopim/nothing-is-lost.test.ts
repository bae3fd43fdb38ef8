import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { entities, entitySchemas, parseJson } from '@pim-connector/core';
import type { Entity, EntityMap } from '@pim-connector/core';
import { describe, expect, test } from 'vitest';

import { modelCode } from './codes.ts';
import { findDemoFolder } from './demo-folder.ts';
import type { FileProduct } from './file-format.ts';
import { context } from './testing/context.ts';
import { differences } from './testing/differences.ts';
import { writeCatalogue } from './testing/small-catalogue.ts';
import {
  writeAssociations,
  writeAttribute,
  writeCategory,
  writeFamily,
  writeProduct,
} from './testing/write-back.ts';
import { unopimSource } from './unopim-source.ts';

type Records = { readonly [E in Entity]: readonly EntityMap[E][] };

/** All records of a folder, after they were stored as JSON and checked by their schemas. */
async function storedRecords(path: string): Promise<Records> {
  const source = unopimSource({ path });
  const stored = entities.map(async (entity) => {
    const records: unknown[] = [];
    for await (const event of source.read({ entity, mode: 'full' }, context)) {
      if (event.type !== 'page') continue;
      expect(event.invalid ?? []).toEqual([]);
      records.push(...event.records.flatMap((record) => (record.op === 'upsert' ? [record.data] : [])));
    }
    return [entity, records.map((data) => entitySchemas[entity].parse(parseJson(JSON.stringify(data))))];
  });
  return Object.fromEntries(await Promise.all(stored)) as Records;
}

const demo = findDemoFolder();

describe.each([
  ['of the demo', () => demo ?? '', demo !== null],
  ['of our own', () => writeCatalogue(), true],
])('a catalogue %s is read and written back field by field', (_whose, folder, isThere) => {
  test.skipIf(!isThere)('its products', async () => {
    const path = folder();
    const { product } = await storedRecords(path);
    const originals = readdirSync(join(path, 'products'))
      .toSorted()
      .flatMap((name) => read(path, 'products', name) as FileProduct[]);
    expect(differences(originals, product.map(writeProduct))).toEqual([]);
  });

  test.skipIf(!isThere)('the associations of its products', async () => {
    const path = folder();
    const { product } = await storedRecords(path);
    const written = product.filter(({ relations = [] }) => relations.length > 0);
    const { links } = read(path, 'associations.json') as { links: object };
    const copy = Object.fromEntries(written.map((each) => [each.key, writeAssociations(each)]));
    expect(differences(links, copy)).toEqual([]);
  });

  test.skipIf(!isThere)('its attributes with their options and units', async () => {
    const path = folder();
    const { attribute } = await storedRecords(path);
    const original = read(path, 'attributes.json') as AttributesFile;
    const written = new Map(attribute.map((each) => [each.key, writeAttribute(each)]));
    const writtenOf = (code: string) => written.get(modelCode(code));
    expect(
      differences(
        original.attributes,
        original.attributes.map(({ code }) => writtenOf(code)),
      ),
    ).toEqual([]);
    const options = Object.keys(original.extra_options).map((code) => [code, writtenOf(code)?.options]);
    expect(differences(original.extra_options, Object.fromEntries(options))).toEqual([]);
    const units = Object.keys(original.measurements).map((code) => [code, writtenOf(code)?.measurement]);
    expect(differences(original.measurements, Object.fromEntries(units))).toEqual([]);
  });

  test.skipIf(!isThere)('its families', async () => {
    const path = folder();
    const { family } = await storedRecords(path);
    const { families } = read(path, 'families.json') as { families: unknown };
    expect(differences(families, family.map(writeFamily))).toEqual([]);
  });

  test.skipIf(!isThere)('its categories', async () => {
    const path = folder();
    const { category } = await storedRecords(path);
    const { tree } = read(path, 'categories.json') as { tree: unknown };
    expect(
      differences(
        tree,
        category.map((each) => writeCategory(each, 'root')),
      ),
    ).toEqual([]);
  });
});

test('a field that got lost would be found', () => {
  expect(differences({ a: [{ b: '2.0' }], c: 'x' }, { a: [{ b: '2' }, 1], d: 'x' })).toEqual([
    '.a[1]: undefined became 1',
    '.c: "x" became undefined',
    '.d: undefined became "x"',
  ]);
});

interface AttributesFile {
  readonly attributes: readonly { readonly code: string }[];
  readonly extra_options: Readonly<Record<string, unknown>>;
  readonly measurements: Readonly<Record<string, unknown>>;
}

function read(...path: readonly string[]): unknown {
  return JSON.parse(readFileSync(join(...path), 'utf8'));
}
