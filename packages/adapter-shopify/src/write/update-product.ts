import type { RecordKey, RemoteReference } from '@pim-connector/core';

import { productSet, variantsUpdate } from '../documents/product-documents.ts';
import type { ProductMemo, ProductPayload } from '../plan/product-payload.ts';
import { ownedOf, variantDataOf } from '../records/remote-data.ts';
import type { Owned } from '../records/remote-data.ts';
import { locateInProduct } from './locate.ts';
import { carryOut, partCall } from './part-call.ts';
import type { PartCall } from './part-call.ts';
import type { NoteLink } from './partly-written.ts';
import { chunks, itemsPerCall } from './product-parts.ts';
import type { VariantIds } from './product-parts.ts';
import { readStructure } from './product-structure.ts';
import type { ProductStructure } from './product-structure.ts';
import { reconcileStructure } from './reconcile-structure.ts';
import type { Reconciled } from './reconcile-structure.ts';
import { Refusal, assertDone, saysGone } from './refusal.ts';
import type { WriteSession } from './session.ts';
import { allAnswered, idsOfVariants } from './variant-ids.ts';
import { writeRest } from './write-rest.ts';

/** What came of an update: the link, or `missing`: there is no such product any more. */
export type UpdatedProduct = RemoteReference | 'missing';

/** Brings a product that exists to what the record says, by the smallest call for each part that changed. */
export async function updateProduct(
  key: RecordKey,
  payload: ProductPayload,
  memo: ProductMemo,
  remote: RemoteReference,
  session: WriteSession,
  note: NoteLink,
): Promise<UpdatedProduct> {
  const owned = ownedOf(remote);
  let reached = () => remote;
  const noteReached: NoteLink = (link) => {
    reached = link;
    note(link);
  };
  try {
    const found = await writeVariants(payload, memo, remote, owned, session);
    if (found === 'missing') return 'missing';
    if ('lost' in found) return failWithout(found.lost);
    const known = { remote, owned, variants: found.ids };
    return await writeRest(payload, memo, known, session, noteReached);
  } catch (error) {
    if (saysGone(error)) return 'missing';
    if (!(error instanceof Refusal) || !error.has('stale')) throw error;
    // Something of it was deleted in the shop, or changed under our hands: what is there now decides.
    const current = await readStructure(remote.id, session);
    if (current === null) return 'missing';
    const there = new Set(current.variants.map(({ id }) => id));
    const lost = Object.entries(reached().variants ?? {}).filter(([, { id }]) => !there.has(id));
    if (lost.length === 0) throw error;
    return failWithout(lost.map(([variant]) => variant));
  }

  /** What was planned for a variant that we knew is not all that a new one needs: it is planned anew, without its link. */
  function failWithout(lost: readonly RecordKey[]): never {
    const { variants = {}, ...link } = reached();
    const left = Object.entries(variants).filter(([variant]) => !lost.includes(variant));
    note(() => ({ ...link, variants: Object.fromEntries(left) }));
    throw session.tools.error('resource.conflict', `Somebody deleted ${lost.join(', ')} in Shopify`, {
      key,
      hint: 'Nothing to do: the variants are made anew.',
    });
  }
}

/**
 * What came of the variants: ids of those of the record, in its order, `null` where it did not speak of them; keys of those
 * that we knew and that are not there any more; or `missing`: there is no such product.
 */
type WrittenVariants =
  | { readonly ids: readonly VariantIds[] | null }
  | { readonly lost: readonly RecordKey[] }
  | 'missing';

async function writeVariants(
  payload: ProductPayload,
  memo: ProductMemo,
  remote: RemoteReference,
  owned: Owned,
  session: WriteSession,
): Promise<WrittenVariants> {
  const { variants } = payload;
  if (variants === undefined) return { ids: null };
  const known = knownVariants(memo, remote);
  if (known !== null) {
    try {
      await patchVariants(remote.id, payload, memo, known, session);
      return { ids: known };
    } catch (error) {
      // A variant that we know was deleted in the shop, maybe by somebody who made it anew.
      if (!(error instanceof Refusal) || !error.has('stale')) throw error;
    }
  }
  const current = await readStructure(remote.id, session);
  if (current === null) return 'missing';
  const reconciled = reconcile(payload, memo, remote, owned, current, session);
  switch (reconciled.kind) {
    case 'refused':
      throw new Refusal(
        reconciled.issues.map((issue) => ({
          means: { kind: 'rejected', issue: 'platform.rejected' },
          issue,
        })),
      );
    case 'same': {
      const ids = reconciled.variants.map(({ id, inventoryItem }) => ({ id, inventoryItem }));
      await patchVariants(remote.id, payload, memo, ids, session);
      return { ids };
    }
    case 'set': {
      const lost = reconciled.variants.flatMap(({ id, index }) => {
        const variant = index === null ? undefined : memo.variantKeys[index];
        return id === null && variant !== undefined && isKnown(remote, variant) ? [variant] : [];
      });
      if (lost.length > 0) return { lost };
      return { ids: await setStructure(remote.id, payload, memo, reconciled, session) };
    }
  }
}

function isKnown({ variants = {} }: RemoteReference, key: RecordKey): boolean {
  return Object.hasOwn(variants, key);
}

/** Ids of the variants of the record, where they are surely still the same; else `null`. */
export function knownVariants(memo: ProductMemo, remote: RemoteReference): readonly VariantIds[] | null {
  if (memo.structure) return null;
  const ids = memo.variantKeys.map((each) => idsOf(remote, each));
  return ids.every((each) => each !== null) ? ids : null;
}

function idsOf({ variants = {} }: RemoteReference, key: RecordKey): VariantIds | null {
  const link = Object.hasOwn(variants, key) ? variants[key] : undefined;
  const data = variantDataOf(link);
  return link === undefined || data === null ? null : { id: link.id, inventoryItem: data.inventoryItem };
}

function reconcile(
  { options, variants = [] }: ProductPayload,
  { variantKeys, complete }: ProductMemo,
  { variants: linked = {} }: RemoteReference,
  owned: Owned,
  current: ProductStructure,
  { config }: WriteSession,
): Reconciled {
  const named = variants[0]?.optionValues.map(({ optionName }) => optionName) ?? [];
  const names = options ?? (named.length === 1 && named[0] === 'Title' ? [] : named);
  return reconcileStructure(
    {
      options: names,
      variants: variants.map(({ sku, optionValues }, index) => {
        const key = variantKeys[index] ?? sku;
        const values = names.map(
          (name) => optionValues.find(({ optionName }) => optionName === name)?.name ?? '',
        );
        return { key, sku, values, id: Object.hasOwn(linked, key) ? (linked[key]?.id ?? null) : null };
      }),
    },
    current,
    {
      ours: new Set(Object.values(linked).map(({ id }) => id)),
      ourOptions: new Set(owned.options),
      own: config.ownership.variants === 'own',
      complete,
    },
  );
}

/** Sets the fields of variants that changed. @param ids of the variants of the record, in its order. */
export function variantCalls(
  productId: string,
  payload: ProductPayload,
  memo: ProductMemo,
  ids: readonly VariantIds[],
): readonly PartCall[] {
  const inputs = (payload.variants ?? []).flatMap(({ fields }, index) => {
    const id = ids[index]?.id;
    return id === undefined || Object.keys(fields).length === 0 ? [] : [{ index, input: { id, ...fields } }];
  });
  return chunks(inputs, itemsPerCall).map((some) => {
    const variants = some.map(({ input }) => input);
    const places = some.map(({ index }) => index);
    return partCall(variantsUpdate, { productId, variants }, locateInProduct(payload, memo, places));
  });
}

async function patchVariants(
  productId: string,
  payload: ProductPayload,
  memo: ProductMemo,
  ids: readonly VariantIds[],
  session: WriteSession,
): Promise<void> {
  // oxlint-disable-next-line no-await-in-loop
  for (const call of variantCalls(productId, payload, memo, ids)) await carryOut(call, session);
}

/** Sets options and all variants at once, those of others as they are: all or nothing, and every id survives. */
async function setStructure(
  id: string,
  payload: ProductPayload,
  memo: ProductMemo,
  { options, variants: slots }: Extract<Reconciled, { kind: 'set' }>,
  session: WriteSession,
): Promise<readonly VariantIds[]> {
  const { client, context } = session;
  const given = payload.variants ?? [];
  const input = {
    productOptions: options,
    variants: slots.map(({ id: variantId, index, values }) => ({
      ...(variantId === null ? {} : { id: variantId }),
      ...(index === null ? {} : given[index]?.fields),
      optionValues: options.map(({ name }, place) => ({ optionName: name, name: values[place] ?? '' })),
    })),
  };
  const variables = { identifier: { id }, input, variants: Math.min(slots.length, itemsPerCall) };
  const data = await client.call(productSet, variables, context);
  const places = slots.map(({ index }) => index);
  assertDone(
    data.productSet.userErrors,
    productSet.field,
    client.errors,
    locateInProduct(payload, memo, places),
  );
  const shown = data.productSet.product?.variants;
  const nodes =
    shown?.pageInfo.hasNextPage === false
      ? shown.nodes
      : ((await readStructure(id, session))?.variants ?? []).map(({ inventoryItem, ...variant }) => ({
          ...variant,
          inventoryItem: { id: inventoryItem },
        }));
  const set = slots.map(({ id: variantId, index }) => ({
    id: variantId,
    sku: index === null ? null : (given[index]?.sku ?? null),
  }));
  const ids = idsOfVariants(set, nodes);
  const byIndex = new Map(slots.map(({ index }, place) => [index, ids[place]]));
  return allAnswered(
    given.map((_variant, index) => byIndex.get(index)),
    session.tools,
  );
}
