import { compileMapping } from '@pim-connector/core';
import type { Entity, Mapping, SchemaDescription } from '@pim-connector/core';
import { expect, test } from 'vitest';

import { akeneoDestination } from './akeneo-destination.ts';
import { testContext } from './testing/read-all.ts';
import { simulatedPim } from './testing/simulated-pim.ts';

const destination = akeneoDestination(simulatedPim().connection);

async function mapping(
  change: (pim: SchemaDescription) => Partial<SchemaDescription>,
  entities: readonly Entity[] = [],
): Promise<Mapping> {
  const pim = await destination.describe(testContext());
  const options = {
    source: { ...pim, ...change(pim) },
    destination: pim,
    coverage: 'complete',
    entities,
  } as const;
  return destination.defaultMapping?.('product', options) as Mapping;
}

function targets({ rules }: Mapping, attribute: string) {
  return rules
    .filter(({ to }) => to.startsWith(`values.${attribute}.`))
    .map(({ to, locales }) => (locales === undefined ? to : `${to} ${locales.join(' ')}`));
}

test('values are set where the PIM has a place for them', async () => {
  const made = await mapping(() => ({}));
  expect(targets(made, 'weight')).toEqual(['values.weight.*.*']);
  expect(targets(made, 'release_date')).toEqual([
    'values.release_date.*.ecommerce',
    'values.release_date.*.print',
  ]);
  // French is active in one channel only, and legal notes are German.
  expect(targets(made, 'description')).toEqual([
    'values.description.{locale}.ecommerce de-DE en-US fr-FR',
    'values.description.{locale}.print de-DE en-US',
  ]);
  expect(targets(made, 'legal_note')).toEqual(['values.legal_note.{locale}.* de-DE']);
  for (const code of ['sku', 'picture', 'manual']) expect(targets(made, code)).toEqual([]);
});

test('what the source says for other channels clears nothing in those of the PIM', async () => {
  const b2b = (pim: SchemaDescription) => ({
    scopes: pim.scopes.map((scope) => ({ ...scope, code: 'b2b' })),
  });
  expect(targets(await mapping(b2b), 'release_date')).toEqual([]);
  const withoutChannels = (pim: SchemaDescription) => ({
    scopes: [],
    attributes: pim.attributes.map((attribute) => ({ ...attribute, scopable: false })),
  });
  expect(targets(await mapping(withoutChannels), 'release_date')).toHaveLength(2);
});

test('an attribute of another type is left alone', async () => {
  const made = await mapping(({ attributes }) => ({
    attributes: attributes.map((attribute) =>
      attribute.key === 'pieces' ? { ...attribute, type: 'text' as const } : attribute,
    ),
  }));
  expect(targets(made, 'pieces')).toEqual([]);
});

test('families and categories that the PIM does not have are left out, unless the pipeline brings them', async () => {
  const product = {
    key: 'p',
    family: 'boots',
    categories: ['mugs', 'shoes'],
    attributes: {},
    assets: [],
    relations: [],
    variants: [{ key: 'p', identifiers: [], attributes: {}, prices: [] }],
  };
  const map = async (entities: readonly Entity[]) => {
    const { map: run } = compileMapping(await mapping(() => ({}), entities));
    return run(product).data;
  };
  expect(await map([])).toMatchObject({ categories: ['mugs'] });
  expect(await map([])).not.toHaveProperty('family');
  expect(await map(['family', 'category', 'product'])).toMatchObject({
    family: 'boots',
    categories: ['mugs', 'shoes'],
  });
});

test('attributes that the pipeline brings can be set in its first run', async () => {
  const brought = (pim: SchemaDescription) => ({
    attributes: [
      ...pim.attributes,
      { key: 'brand_new', type: 'text', labels: {}, localizable: false, scopable: false } as const,
    ],
  });
  expect(targets(await mapping(brought), 'brand_new')).toEqual([]);
  expect(targets(await mapping(brought, ['attribute', 'product']), 'brand_new')).toEqual([
    'values.brand_new.*.*',
  ]);
});
