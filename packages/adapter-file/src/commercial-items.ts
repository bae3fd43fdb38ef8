import type { Coverage, InvalidRow, Product, SourceRecord } from '@pim-connector/core';

import type { RowOutcome } from './product-items.ts';

/** Takes the prices or the stock out of products, as records of their own: one per variant that has any. */
export async function* commercialItems(
  entity: 'price' | 'inventory',
  products: AsyncIterable<readonly RowOutcome<'product'>[]>,
  coverage: Coverage,
  reportsRows: boolean,
): AsyncGenerator<readonly RowOutcome[]> {
  const recordsOf = entity === 'price' ? pricesOf : stockOf;
  for await (const batch of products) {
    yield batch.flatMap((outcome): RowOutcome[] => {
      if ('gap' in outcome) return [outcome];
      if ('invalid' in outcome)
        return [reportsRows ? { invalid: withoutKey(outcome.invalid) } : { gap: true }];
      const { record } = outcome;
      return record.op === 'delete' ? [] : recordsOf(record.data, coverage).map((each) => ({ record: each }));
    });
  }
}

function pricesOf({ variants }: Product, coverage: Coverage): SourceRecord[] {
  return variants.flatMap(({ key, prices }): SourceRecord[] =>
    prices === undefined ? [] : [{ op: 'upsert', entity: 'price', key, data: { key, prices }, coverage }],
  );
}

function stockOf({ variants }: Product, coverage: Coverage): SourceRecord[] {
  return variants.flatMap(({ key, inventory: levels }): SourceRecord[] =>
    levels === undefined ? [] : [{ op: 'upsert', entity: 'inventory', key, data: { key, levels }, coverage }],
  );
}

// It is the key of the product, and these records are those of variants.
function withoutKey({ key: _product, ...row }: InvalidRow): InvalidRow {
  return row;
}
