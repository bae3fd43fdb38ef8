import type { RecordKey } from '@pim-connector/core';

import { foldCode, objectOf, textOf } from './api-values.ts';
import { productKey } from './convert-product.ts';
import type { ApiItem } from './list-pages.ts';
import { productsByKey } from './lookup-products.ts';
import type { ProductReading } from './product-reading.ts';
import { readModel } from './root-models.ts';

/** What the PIM has of some products and models now. */
export interface ExistingProducts {
  readonly product: (sku: RecordKey) => ApiItem | undefined;
  readonly model: (code: string) => ApiItem | undefined;
}

/** Reads products and models that are about to be written. */
export async function readExisting(
  skus: readonly RecordKey[],
  models: readonly string[],
  reading: ProductReading,
): Promise<ExistingProducts> {
  const [products, found] = await Promise.all([
    productsByKey([...new Set(skus)], reading),
    Promise.all([...new Set(models)].map((code) => readModel(code, reading))),
  ]);
  const byKey = new Map(products.map((item) => [foldCode(productKey(item, reading.structure) ?? ''), item]));
  const byCode = new Map(
    found.flatMap((model) => (model === null ? [] : [[foldCode(textOf(model['code']) ?? ''), model]])),
  );
  return {
    product: (sku) => byKey.get(foldCode(sku)),
    model: (code) => byCode.get(foldCode(code)),
  };
}

/** Who may change it: `working_copy` is changed, `draft_in_progress` becomes a draft, `read_only` is refused. */
export function workflowStatus(item: ApiItem | undefined): string | null {
  return textOf(objectOf(item?.['metadata'])['workflow_status']);
}
