import type { Operation } from '../graphql/operation.ts';
import * as channel from './channel-documents.ts';
import * as file from './file-documents.ts';
import * as inventory from './inventory-documents.ts';
import * as product from './product-documents.ts';
import * as productList from './product-list-documents.ts';
import * as shop from './shop-documents.ts';

/** Every call that the adapter sends. */
export const operations: readonly Pick<
  Operation<never, unknown>,
  'name' | 'field' | 'document' | 'repeatable'
>[] = [
  ...operationsOf(channel),
  ...operationsOf(file),
  ...operationsOf(inventory),
  ...operationsOf(product),
  ...operationsOf(productList),
  ...operationsOf(shop),
];

function operationsOf(part: object): (typeof operations)[number][] {
  return Object.values(part).filter(
    (value: unknown): value is (typeof operations)[number] =>
      typeof value === 'object' && value !== null && 'document' in value,
  );
}
