import type { PlannedOperation, RecordKey, RemoteReference, WriteOutcome } from '@pim-connector/core';

import type { DestinationConfig } from '../destination-config.ts';
import type { ProductMemo, ProductPayload } from '../plan/product-payload.ts';
import { kept, ownedOf } from '../records/remote-data.ts';
import { createdProduct, planCreate, skusOf } from '../write/create-product.ts';
import type { PartCall } from '../write/part-call.ts';
import type { NoteLink } from '../write/partly-written.ts';
import { withIds } from '../write/payload-ids.ts';
import { linksOf, ownedAfter, priceListsOf } from '../write/product-link.ts';
import { coreCall, metafieldCalls, tagCalls } from '../write/product-parts.ts';
import type { WriteSession } from '../write/session.ts';
import { knownVariants, variantCalls } from '../write/update-product.ts';
import { finishCreate } from '../write/write-product.ts';
import { metafieldsOf } from '../write/write-rest.ts';
import { plannedProduct } from './planned-product.ts';

/** A part of a product as a line of a file, and what makes an outcome of the answers. */
export interface PlannedLines {
  readonly calls: readonly PartCall[];
  /** @param answers those of the calls, in their order, which say that all was carried out. */
  finish(answers: readonly unknown[], session: WriteSession, note: NoteLink): Promise<WriteOutcome>;
}

/**
 * Whether an operation can go into files: new products, and changes that are mutations with one product in each. What
 * needs something read first, or an order among its calls, goes directly.
 */
export function fitsLines(operation: PlannedOperation, config: DestinationConfig): boolean {
  if (operation.action === 'create') return true;
  if (operation.action !== 'update') return false;
  const { payload, memo } = plannedProduct(operation);
  const { files, collections, translations, publications, variants } = payload;
  const isPlain =
    files === undefined &&
    translations === undefined &&
    publications === undefined &&
    (collections === undefined || config.ownership.collections === 'merge');
  // What is adopted is claimed first: two lines of different records could both be about it.
  if (!isPlain || memo.remote === null || memo.adoption !== undefined) return false;
  if (variants === undefined) return true;
  return (
    knownVariants(memo, memo.remote) !== null &&
    variants.every(({ image, marketPrices }) => image === undefined && marketPrices === undefined)
  );
}

/** Works out the lines of an operation that {@link fitsLines}. */
export async function planLines(operation: PlannedOperation, session: WriteSession): Promise<PlannedLines> {
  const { payload } = plannedProduct(operation);
  return linesOf(operation, await withIds(payload, session), session.config);
}

/** See {@link planLines}. @param payload with all ids. */
export function linesOf(
  operation: PlannedOperation,
  payload: ProductPayload,
  config: DestinationConfig,
): PlannedLines {
  const { memo } = plannedProduct(operation);
  return memo.remote === null
    ? createLines(operation.key, payload, memo)
    : updateLines(operation.key, payload, memo, memo.remote, config);
}

function createLines(key: RecordKey, payload: ProductPayload, memo: ProductMemo): PlannedLines {
  const { call, rest } = planCreate(key, payload, memo, false);
  return {
    calls: [call],
    async finish([answer], session, note) {
      const created = await createdProduct(
        key,
        skusOf(payload),
        call.operation.data.parse(answer),
        rest,
        session,
      );
      return { key, status: 'created', remote: await finishCreate(payload, memo, created, session, note) };
    },
  };
}

function updateLines(
  key: RecordKey,
  payload: ProductPayload,
  memo: ProductMemo,
  remote: RemoteReference,
  { ownership }: DestinationConfig,
): PlannedLines {
  const { id } = remote;
  const owned = ownedOf(remote);
  const variants = payload.variants === undefined ? null : knownVariants(memo, remote);
  const core = coreCall(id, payload, memo, owned, ownership);
  return {
    calls: [
      ...(core === null ? [] : [core]),
      ...tagCalls(id, payload, owned, ownership),
      ...variantCalls(id, payload, memo, variants ?? []),
      ...metafieldCalls(metafieldsOf(id, payload, memo, { remote, owned, variants })),
    ],
    async finish([first]) {
      const handle = core?.operation.data.safeParse(first).data?.productUpdate.product?.handle;
      const priceLists = priceListsOf(memo, remote);
      const links =
        variants === null
          ? (remote.variants ?? {})
          : linksOf(id, payload, memo, remote, variants, priceLists);
      const data = kept(ownedAfter(payload, memo, owned, handle));
      return { key, status: 'updated', remote: { id, variants: links, data } };
    },
  };
}
