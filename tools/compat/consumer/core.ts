import {
  ConnectorError,
  addDecimals,
  compileMapping,
  expression,
  hashValue,
  mappingBuilder,
  productSchema,
} from '@pim-connector/core';
import type { Mapping, Product } from '@pim-connector/core';

interface ShopProduct {
  title: string;
  variants: { sku: string }[];
}

const product: Product = productSchema.parse({
  key: 'mug',
  attributes: { name: { type: 'text', values: [{ locale: 'en', scope: null, data: 'Mug' }] } },
  variants: [
    { key: 'mug-red', attributes: {} },
    { key: 'mug-blue', attributes: {} },
  ],
});

const mapping: Mapping = mappingBuilder<ShopProduct>({
  name: 'check',
  entity: 'product',
  locales: { en: ['en'] },
})
  .set('title', expression.attribute({ code: 'name' }))
  .setVariant('sku', expression.field({ path: 'key' }))
  .build();

const expected = { title: 'Mug', variants: [{ sku: 'mug-red' }, { sku: 'mug-blue' }] };

/** Maps a product, with generated code where the runtime allows it and without. */
export default async function check(): Promise<void> {
  for (const strategy of ['auto', 'closures'] as const) {
    const { data, issues } = compileMapping(mapping, { strategy }).map(product);
    if (issues.length > 0) throw new Error(JSON.stringify(issues));
    if (hashValue(data) !== hashValue(expected)) throw new Error(`Mapped to ${JSON.stringify(data)}.`);
  }
  if (addDecimals('0.1', '0.2') !== '0.3') throw new Error('0.1 + 0.2 is not 0.3.');
  try {
    compileMapping({ ...mapping, rules: [{ to: 'title', from: { op: 'unheardOf' } }] });
  } catch (error) {
    if (error instanceof ConnectorError && error.code === 'mapping.invalid') return;
    throw error;
  }
  throw new Error('An invalid mapping was taken.');
}
