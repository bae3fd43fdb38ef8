import type {
  Category,
  ConnectorContext,
  Family,
  Mapping,
  Product,
  SchemaDescription,
} from '@pim-connector/core';

import { csvItems } from './csv-items.ts';
import type { CsvConfig } from './csv-options.ts';
import type { FileTools } from './file-tools.ts';
import { inferDescription } from './infer-description.ts';
import { openCsv } from './open-csv.ts';
import { sampleRecords } from './sample-records.ts';

const sampleSize = 1_000;

/** Describes what the first 1,000 products of a CSV file show. */
export async function describeCsv(
  config: CsvConfig,
  mapping: Mapping | null,
  tools: FileTools,
  context: ConnectorContext,
): Promise<SchemaDescription> {
  const csv = await openCsv(config, mapping, tools, context.signal);
  // Warnings come again when the file is read.
  const silent: ConnectorContext = { ...context, warn: () => undefined };
  try {
    const items = csvItems(csv, config, 'product', 0, silent);
    const products = await sampleRecords(items, 'product', sampleSize);
    return {
      ...inferDescription(products),
      families: familiesOf(products),
      categories: categoriesOf(products),
    };
  } finally {
    await csv.file.close();
  }
}

/** The families that are named, each with the attributes that its products have. */
function familiesOf(products: readonly Product[]): Family[] {
  const families = new Map<string, Set<string>>();
  for (const { family, attributes, variants } of products) {
    if (family === null || family === undefined) continue;
    const codes = families.get(family) ?? new Set();
    for (const described of [{ attributes }, ...variants]) {
      for (const code of Object.keys(described.attributes)) codes.add(code);
    }
    families.set(family, codes);
  }
  return [...families].map(([key, codes]) => ({ key, labels: {}, attributes: [...codes] }));
}

function categoriesOf(products: readonly Product[]): Category[] {
  const keys = new Set(products.flatMap(({ categories = [] }) => categories));
  return [...keys].map((key) => ({ key, parent: null, labels: {} }));
}
