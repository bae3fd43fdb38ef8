export { createReferencePim } from './create-reference-pim.ts';
export type { ReferencePim, ReferencePimOptions } from './create-reference-pim.ts';
export type { PimEntry } from './pim-product.ts';
export { referencePimSource } from './reference-pim-source.ts';
