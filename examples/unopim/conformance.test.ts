import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { sourceConformance } from '@pim-connector/testkit';
import type { SourceBench } from '@pim-connector/testkit';
import { expect, test } from 'vitest';

import { smallFiles, writeCatalogue } from './testing/small-catalogue.ts';
import { unopimSource } from './unopim-source.ts';

interface FileEntry {
  readonly sku: string;
}

/** A source for a folder of seven products, of which the suite can change and spoil one. */
function open(): SourceBench {
  const [lamp, bulb] = smallFiles['products/lamps.json'];
  const bulbs = Array.from({ length: 6 }, (_, index) => ({
    ...bulb,
    sku: `bulb-${index}`,
    media: `bulb-${index}`,
  }));
  const path = writeCatalogue({ 'products/lamps.json': [lamp, ...bulbs] });
  const file = join(path, 'products/lamps.json');
  const edit = (change: (products: FileEntry[]) => unknown[]) => {
    const products = JSON.parse(readFileSync(file, 'utf8')) as FileEntry[];
    writeFileSync(file, JSON.stringify(change(products)));
  };
  return {
    source: unopimSource({ path, pageSize: 2 }),
    change: (_entity, key) =>
      edit((products) => products.map((each) => (each.sku === key ? { ...each, prices: { EUR: 1 } } : each))),
    corrupt: () => edit((products) => [...products, { sku: 7 }]),
  };
}

const { capabilities } = unopimSource({ path: 'anywhere' });
const entities = ['product'] as const;

const cases = sourceConformance({ capabilities, open, entities, usesHttp: false });

test.each(cases)('$id: $title', async ({ run }) => {
  await expect(run()).resolves.toBeUndefined();
});
