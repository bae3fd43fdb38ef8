import { compileMapping, emptySchemaDescription } from '@pim-connector/core';
import type { Attribute, Coverage, DesiredRecord } from '@pim-connector/core';
import { describe, expect, test } from 'vitest';

import { akeneoDestination } from './akeneo-destination.ts';
import type { AkeneoRecords } from './destination-records.ts';
import { writeOf } from './planned-write.ts';
import { testContext } from './testing/read-all.ts';
import { simulatedPim } from './testing/simulated-pim.ts';

/** What the default mapping and the plan make of an attribute of a source that is no Akeneo PIM. */
async function planned(attribute: Partial<Attribute>, coverage: Coverage = 'partial') {
  const destination = akeneoDestination(simulatedPim().connection);
  const mapping = compileMapping(
    destination.defaultMapping?.('attribute', {
      source: emptySchemaDescription,
      destination: await destination.describe(testContext()),
      coverage,
    }),
  );
  const record: Attribute = {
    key: 'extra',
    type: 'text',
    labels: { 'en-US': 'Extra', 'ja-JP': 'no' },
    localizable: false,
    scopable: false,
    ...attribute,
  };
  const { data, issues } = mapping.map(record);
  if (issues.length > 0) return { issues, lines: [], line: {} };
  const desired = {
    op: 'upsert',
    entity: 'attribute',
    key: record.key,
    data,
    variantKeys: [],
    coverage,
    sections: ['content', 'options'],
    remote: null,
    references: new Map(),
  } as unknown as DesiredRecord<AkeneoRecords>;
  const [operation] = await destination.plan([desired], testContext());
  const { lines } = writeOf(operation?.payload ?? null);
  const { code: _code, labels, group: _group, localizable: _l, scopable: _s, ...line } = lines[0]?.line ?? {};
  expect(labels).toEqual({ en_US: 'Extra' });
  return { issues: operation?.issues ?? [], lines, line };
}

describe('what values may be becomes what the API has for it', () => {
  test.each<[string, Partial<Attribute>, object]>([
    [
      'a text with a form',
      { type: 'text', maxLength: 80, format: 'email', unique: true },
      { type: 'pim_catalog_text', max_characters: 80, validation_rule: 'email', unique: true },
    ],
    [
      'a text that is longer than a text attribute may be',
      { type: 'text', maxLength: 2000 },
      { type: 'pim_catalog_textarea', max_characters: 2000 },
    ],
    [
      'HTML',
      { type: 'richText', maxLength: 900 },
      { type: 'pim_catalog_textarea', wysiwyg_enabled: true, max_characters: 900 },
    ],
    [
      'whole numbers from 1',
      { type: 'number', minimum: '1', maximum: '12', maxDecimals: 0 },
      {
        type: 'pim_catalog_number',
        number_min: '1',
        number_max: '12',
        decimals_allowed: false,
        negative_allowed: false,
      },
    ],
    [
      'numbers from 0, with decimals',
      { type: 'number', minimum: '0', maxDecimals: 2 },
      { type: 'pim_catalog_number', number_min: null, decimals_allowed: true, negative_allowed: false },
    ],
    [
      'any numbers',
      { type: 'number' },
      { type: 'pim_catalog_number', decimals_allowed: true, negative_allowed: true },
    ],
    [
      'a quantity, by its unit',
      { type: 'quantity', unit: 'GRM', minimum: '-5' },
      {
        type: 'pim_catalog_metric',
        metric_family: 'Weight',
        default_metric_unit: 'GRAM',
        number_min: '-5',
        decimals_allowed: true,
        negative_allowed: true,
      },
    ],
    [
      'money',
      { type: 'money', maximum: '900.5', maxDecimals: 0 },
      { type: 'pim_catalog_price_collection', number_max: '900.5', decimals_allowed: false },
    ],
    [
      'days',
      { type: 'date', earliest: '2026-01-01', latest: '2026-12-31' },
      {
        type: 'pim_catalog_date',
        date_min: '2026-01-01T00:00:00+00:00',
        date_max: '2026-12-31T00:00:00+00:00',
      },
    ],
    [
      'files',
      { type: 'references', fileExtensions: ['pdf'], maxBytes: 2_500_000 },
      { type: 'pim_catalog_file', allowed_extensions: ['pdf'], max_file_size: '2.5' },
    ],
    [
      'some locales, of which one is not active',
      { type: 'boolean', locales: ['de-DE', 'ja-JP'] },
      { type: 'pim_catalog_boolean', available_locales: ['de_DE'] },
    ],
  ])('%s', async (_name, attribute, expected) => {
    const { line, issues } = await planned(attribute);
    expect(issues).toEqual([]);
    expect(line).toEqual(expected);
  });

  test('options with labels and their order', async () => {
    const { lines } = await planned({
      type: 'option',
      options: [
        { code: 'steel', labels: { 'en-US': 'Steel', 'de-DE': 'Stahl' }, position: 4 },
        { code: 'brass', labels: {} },
      ],
    });
    expect(lines.map(({ path }) => path)).toEqual([
      'attributes',
      'attributes/extra/options',
      'attributes/extra/options',
    ]);
    expect(lines.slice(1).map(({ line }) => line)).toEqual([
      { code: 'steel', sort_order: 4, labels: { en_US: 'Steel', de_DE: 'Stahl' } },
      { code: 'brass', labels: {} },
    ]);
  });

  test('limits that a complete record does not have are taken away', async () => {
    const { line } = await planned({ type: 'text' }, 'complete');
    expect(line).toMatchObject({ max_characters: null, validation_rule: null, available_locales: [] });
  });

  test('a regular expression, of which the record cannot know, stays', async () => {
    const { line } = await planned({ key: 'ean', type: 'text' }, 'complete');
    expect(line).not.toHaveProperty('validation_rule');
  });
});

describe('what cannot be guessed is told', () => {
  test.each<[string, Partial<Attribute>, string]>([
    ['a quantity without a unit', { type: 'quantity' }, 'value.missing'],
    ['a quantity in a unit that the PIM does not have', { type: 'quantity', unit: 'KWH' }, 'value.missing'],
    ['references to something', { type: 'references' }, 'value.unknown_option'],
  ])('%s', async (_name, attribute, code) => {
    const { issues } = await planned(attribute);
    expect(issues).toMatchObject([{ code, severity: 'error' }]);
  });

  test('a group that the PIM does not have: the attribute comes into the usual one', async () => {
    const { issues, lines } = await planned({ group: 'no_such_group' });
    expect(issues).toMatchObject([{ code: 'akeneo.unknown_group', severity: 'warning' }]);
    expect(lines[0]?.line['group']).toBe('other');
    expect((await planned({ group: 'technical' })).lines[0]?.line['group']).toBe('technical');
  });
});
