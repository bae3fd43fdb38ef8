import type { Operation } from '../graphql/operation.ts';
import * as adoption from './adoption-documents.ts';
import * as bulk from './bulk-documents.ts';
import * as channel from './channel-documents.ts';
import * as collection from './collection-documents.ts';
import * as file from './file-documents.ts';
import * as inventory from './inventory-documents.ts';
import * as metaobjectDefinition from './metaobject-definition-documents.ts';
import * as metaobject from './metaobject-documents.ts';
import * as product from './product-documents.ts';
import * as productList from './product-list-documents.ts';
import * as productMedia from './product-media-documents.ts';
import * as readBack from './read-back-documents.ts';
import * as readBulk from './read-bulk-documents.ts';
import * as read from './read-documents.ts';
import * as readList from './read-list-documents.ts';
import * as readMetaobject from './read-metaobject-documents.ts';
import * as readPart from './read-part-documents.ts';
import * as shop from './shop-documents.ts';
import * as translation from './translation-documents.ts';
import * as webhook from './webhook-documents.ts';

/** Every call that the adapter sends. */
export const operations: readonly Pick<
  Operation<never, unknown>,
  'name' | 'field' | 'document' | 'repeatable' | 'since'
>[] = [
  ...operationsOf(adoption),
  ...operationsOf(bulk),
  ...operationsOf(channel),
  ...operationsOf(collection),
  ...operationsOf(file),
  ...operationsOf(inventory),
  ...operationsOf(metaobject),
  ...operationsOf(metaobjectDefinition),
  ...operationsOf(readMetaobject),
  ...operationsOf(product),
  ...operationsOf(productList),
  ...operationsOf(productMedia),
  ...operationsOf(shop),
  ...operationsOf(read),
  ...operationsOf(readPart),
  ...operationsOf(readList),
  ...operationsOf(readBack),
  ...operationsOf(readBulk),
  ...operationsOf(translation),
  ...operationsOf(webhook),
];

function operationsOf(part: object): (typeof operations)[number][] {
  return Object.values(part).filter(
    (value: unknown): value is (typeof operations)[number] =>
      typeof value === 'object' && value !== null && 'document' in value,
  );
}

/** What bulk operations are given to read. */
export const bulkQueries: readonly { readonly name: string; readonly document: string }[] = [
  { name: 'BulkProducts', document: readBulk.bulkProducts },
];
