import type { Operation } from '../graphql/operation.ts';
import * as channel from './channel-documents.ts';
import * as file from './file-documents.ts';
import * as inventory from './inventory-documents.ts';
import * as product from './product-documents.ts';
import * as shop from './shop-documents.ts';

/** Every call that the adapter sends. */
export const operations: readonly Pick<
  Operation<never, unknown>,
  'name' | 'field' | 'document' | 'repeatable'
>[] = [channel, file, inventory, product, shop].flatMap((part) =>
  Object.values(part).filter((value) => typeof value === 'object'),
);
