import type { PlannedOperation, RecordKey, RemoteReference } from '@pim-connector/core';

import type { DestinationConfig } from '../destination-config.ts';
import type { TranslationPayload } from '../plan/part-translations.ts';
import type { ProductMemo, ProductPayload } from '../plan/product-payload.ts';
import { ownedOf } from '../records/remote-data.ts';
import { createdProduct, planCreate, skusOf } from '../write/create-product.ts';
import type { PartCall } from '../write/part-call.ts';
import { withIds } from '../write/payload-ids.ts';
import { leftUnsaid } from '../write/product-link.ts';
import { coreCall, metafieldCalls, tagCalls, unwantedCollections } from '../write/product-parts.ts';
import type { WriteSession } from '../write/session.ts';
import { knownVariants, variantCalls } from '../write/update-product.ts';
import { dividedStatus, metafieldsOf } from '../write/write-rest.ts';
import { dividedTranslations, isOfProduct } from '../write/write-translations.ts';
import { firstLateStage } from './late-stages.ts';
import { plannedProduct } from './planned-product.ts';
import type { Progress } from './progress.ts';

/** The parts of a product that need nothing, as lines of files, and what their answers say. */
export interface PlannedLines {
  readonly calls: readonly PartCall[];
  /** @param answers those of the calls, in their order, which say that all was carried out. */
  found(answers: readonly unknown[], session: WriteSession): Promise<Progress>;
}

/**
 * Whether an operation can go into files: new products, and changes that are mutations with one product in each. What
 * needs something read first, other than what is read of hundreds at once, goes directly.
 */
export function fitsLines(operation: PlannedOperation, config: DestinationConfig): boolean {
  if (operation.action === 'create') return true;
  if (operation.action !== 'update') return false;
  const { payload, memo } = plannedProduct(operation);
  const { files, collections, translations, variants } = payload;
  const isPlain =
    files === undefined && (collections === undefined || config.ownership.collections === 'merge');
  // What is adopted is claimed first: two lines of different records could both be about it.
  if (!isPlain || memo.remote === null || memo.adoption !== undefined) return false;
  // Which of the collections that it leaves there still are has to be asked.
  if (unwantedCollections(payload, ownedOf(memo.remote), config.ownership).length > 0) return false;
  if (translations !== undefined && !areOfProduct(translations, memo)) return false;
  if (variants === undefined) return true;
  return knownVariants(memo, memo.remote) !== null && variants.every(({ image }) => image === undefined);
}

/** Whether no part of a product is translated: of those, what is there already is read and not sent again. */
function areOfProduct(translations: readonly TranslationPayload[], memo: ProductMemo): boolean {
  const { gone, wanted } = dividedTranslations(translations, leftUnsaid(memo, ownedOf(memo.remote)));
  return [...gone, ...wanted].every(isOfProduct);
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
    : updateLines(payload, memo, memo.remote, config);
}

function createLines(key: RecordKey, payload: ProductPayload, memo: ProductMemo): PlannedLines {
  const { call, rest } = planCreate(key, payload, memo, false);
  return {
    calls: [call],
    async found([answer], session) {
      const data = call.operation.data.parse(answer);
      const created = await createdProduct(key, skusOf(payload), data, rest, session);
      const { id, handle } = created.remote;
      const variants = created.variants.map((each) => [each.id, each.inventoryItem] as const);
      return { stage: firstLateStage, id, handle, variants, without: [] };
    },
  };
}

function updateLines(
  payload: ProductPayload,
  memo: ProductMemo,
  remote: RemoteReference,
  { ownership }: DestinationConfig,
): PlannedLines {
  const { id } = remote;
  const owned = ownedOf(remote);
  const variants = payload.variants === undefined ? null : knownVariants(memo, remote);
  const core = coreCall(id, dividedStatus(payload).first, memo, [], ownership);
  return {
    calls: [
      ...(core === null ? [] : [core]),
      ...tagCalls(id, payload, owned, ownership),
      ...variantCalls(id, payload, memo, variants ?? []),
      ...metafieldCalls(metafieldsOf(id, payload, memo, { remote, owned, variants })),
    ],
    async found([first]) {
      const handle = core?.operation.data.safeParse(first).data?.productUpdate.product?.handle ?? null;
      return { stage: firstLateStage, id, handle, variants: [], without: [] };
    },
  };
}
