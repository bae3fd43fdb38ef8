import type { FileSetInput } from '../media/file-input.ts';
import type { MetafieldInput } from '../metafield/metafield-input.ts';
import type { ProductFieldsInput } from './product-fields.ts';
import type { OptionSetInput } from './set-options.ts';
import type { VariantSetInput } from './set-variants.ts';

/** A product as `productSet` takes it. */
export interface ProductSetInput extends ProductFieldsInput {
  readonly id?: string | null;
  readonly collections?: readonly string[] | null;
  readonly files?: readonly FileSetInput[] | null;
  readonly metafields?: readonly MetafieldInput[] | null;
  readonly productOptions?: readonly OptionSetInput[] | null;
  readonly variants?: readonly VariantSetInput[] | null;
}
