import type { ProductState } from '../product-state.ts';
import { userError } from '../user-error.ts';
import type { UserErrorState } from '../user-error.ts';

/** What came of a change of options. */
export interface OptionResult {
  readonly product: ProductState | null;
  readonly userErrors: readonly UserErrorState[];
}

/** Nothing was changed. */
export function refused(...userErrors: UserErrorState[]): OptionResult {
  return { product: null, userErrors };
}

/** There is no such product. */
export function missingProduct(): OptionResult {
  return refused(userError('productId', 'Product does not exist', 'PRODUCT_DOES_NOT_EXIST'));
}

/** What names of options must not contain: titles of variants join values with it. */
export const slash = ' / ';
/** What is said of a name with it. */
export const slashMessage = `The name contains unsupported sequence '${slash}'`;
