import type { PlannedOperation, RecordKey, RemoteReference, WriteOutcome } from '@pim-connector/core';

import { unpublish } from '../documents/channel-documents.ts';
import {
  collectionByIdentifier,
  collectionCreate,
  collectionDelete,
  collectionUpdate,
} from '../documents/collection-documents.ts';
import { metafieldName } from '../plan/metafield-inputs.ts';
import {
  categoryMemoSchema,
  categoryPayloadSchema,
  parentMetafield,
  parentOf,
} from '../plan/plan-category.ts';
import type { CategoryMemo, CategoryPayload } from '../plan/plan-category.ts';
import { deletePayloadSchema } from '../plan/product-payload.ts';
import type { MetafieldPayload } from '../plan/product-payload.ts';
import { kept, ownedOf } from '../records/remote-data.ts';
import type { Owned } from '../records/remote-data.ts';
import { writePublications } from './channel-parts.ts';
import { claimCollection } from './claim.ts';
import { findCollectionByKey, identityMetafield } from './identity.ts';
import { carryOutAll } from './part-call.ts';
import type { NoteLink } from './partly-written.ts';
import { withMetaobjects } from './payload-ids.ts';
import { leftUnsaid, ownedAfter } from './product-link.ts';
import { metafieldCalls, metafieldsFor } from './product-parts.ts';
import { Refusal, assertDone, saysGone } from './refusal.ts';
import type { Locate } from './refusal.ts';
import type { WriteSession } from './session.ts';
import { translationNames, writeTranslations } from './write-translations.ts';

/** Carries an operation of a category out. @throws Refusal, ConnectorError */
export async function writeCategory(
  operation: PlannedOperation,
  session: WriteSession,
  note: NoteLink,
): Promise<WriteOutcome> {
  const { key, action } = operation;
  if (action === 'delete') return endCategory(operation, session);
  const payload = await withMetaobjectIds(categoryPayloadSchema.parse(operation.payload), session);
  const memo = categoryMemoSchema.parse(operation.data);
  const { remote: linked, adoption } = memo;
  await session.identity.ensure(session.context, 'COLLECTION');
  // Without a link the collection may still be there: made by a run that died, or by one whose memory was lost.
  const remote = linked ?? (await findCollectionByKey(key, session.client, session.context));
  if (remote === null) return createOnce(key, payload, memo, session, note);
  if (adoption !== undefined) {
    await claimCollection(key, remote.id, adoption, session);
    note(() => remote);
  }
  return updateKnown(key, payload, memo, remote, session, note);
}

async function withMetaobjectIds(payload: CategoryPayload, session: WriteSession): Promise<CategoryPayload> {
  const { metafields } = payload;
  return metafields === undefined
    ? payload
    : { ...payload, metafields: await withMetaobjects(metafields, '', session) };
}

async function createOnce(
  key: RecordKey,
  payload: CategoryPayload,
  memo: CategoryMemo,
  session: WriteSession,
  note: NoteLink,
): Promise<WriteOutcome> {
  let isMade = false;
  const noteMade: NoteLink = (link) => {
    isMade = true;
    note(link);
  };
  try {
    return { key, status: 'created', remote: await create(key, payload, memo, session, noteMade) };
  } catch (error) {
    if (!(error instanceof Refusal) || isMade) throw error;
    // Somebody else may have made it in this very moment.
    const remote = await findCollectionByKey(key, session.client, session.context);
    if (remote === null) throw error;
    return updateKnown(key, payload, memo, remote, session, note);
  }
}

async function updateKnown(
  key: RecordKey,
  payload: CategoryPayload,
  memo: CategoryMemo,
  remote: RemoteReference,
  session: WriteSession,
  note: NoteLink,
): Promise<WriteOutcome> {
  try {
    return { key, status: 'updated', remote: await update(payload, memo, remote, session, note) };
  } catch (error) {
    // Who deleted it in the shop has deleted the link: the next run makes it anew.
    if (saysGone(error)) return { key, status: 'deleted' };
    const mayBeGone = error instanceof Refusal && error.has('stale');
    if (mayBeGone && !(await isThere(remote.id, session))) return { key, status: 'deleted' };
    throw error;
  }
}

async function isThere(id: string, { client, context }: WriteSession): Promise<boolean> {
  const found = await client.call(collectionByIdentifier, { identifier: { id } }, context);
  return found.collectionByIdentifier != null;
}

/**
 * Makes a collection with our key on it from the beginning, so that whoever looks for the key finds it, however the
 * making ends. Readers see it when all of it is there: collections are hidden until they are published.
 */
async function create(
  key: RecordKey,
  payload: CategoryPayload,
  memo: CategoryMemo,
  session: WriteSession,
  note: NoteLink,
): Promise<RemoteReference> {
  const { client, tools, context } = session;
  const parent = parentOf(payload);
  const given = [...(payload.metafields ?? []), ...(parent === null ? [] : [parent])];
  const metafields = [...given.filter(({ value }) => value !== null), identityMetafield(key)];
  const collection = { ...withoutNothing(payload.collection), metafields };
  const data = await client.call(collectionCreate, { collection }, context);
  const { userErrors, collection: made } = data.collectionCreate;
  assertDone(userErrors, collectionCreate.field, client.errors, locateAmong(metafields));
  if (made == null)
    throw tools.error('response.malformed', 'Shopify gave neither a collection nor an error', {
      operation: collectionCreate.name,
      key,
    });
  const { translations = [], publications } = payload;
  const values = translations.filter(({ value }) => value !== null);
  const rest: CategoryPayload = {
    ...(values.length === 0 ? {} : { translations: values }),
    ...(publications === undefined ? {} : { publications }),
  };
  const { id, handle } = made;
  const { translations: _later, publications: _last, ...written } = payload;
  const owned = ownedAfter(written, memo, ownedOf(null), handle);
  return writeChannels(id, rest, memo, owned, session, note);
}

// A new collection has no image that could be taken away.
function withoutNothing(fields: CategoryPayload['collection'] = {}): typeof fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
}

async function update(
  payload: CategoryPayload,
  memo: CategoryMemo,
  remote: RemoteReference,
  session: WriteSession,
  note: NoteLink,
): Promise<RemoteReference> {
  const { id } = remote;
  const { client, context } = session;
  const owned = ownedOf(remote);
  let { handle } = owned;
  if (payload.collection !== undefined) {
    // The address that readers know leads to the new one.
    const redirect = 'handle' in payload.collection ? { redirectNewHandle: true } : {};
    const collection = { id, ...payload.collection, ...redirect };
    const data = await client.call(collectionUpdate, { collection }, context);
    assertDone(data.collectionUpdate.userErrors, collectionUpdate.field, client.errors, locateAmong([]));
    handle = data.collectionUpdate.collection?.handle ?? handle;
  }
  const parent = parentOf(payload);
  const metafields = [
    ...metafieldsFor(id, payload.metafields, memo.complete ? owned.metafields : [], { at: '' }),
    ...(parent === null ? [] : [{ ...parent, ownerId: id, path: 'parent' }]),
  ];
  await carryOutAll(metafieldCalls(metafields), session);
  const { translations: _later, publications: _last, ...written } = payload;
  return writeChannels(id, payload, memo, ownedAfter(written, memo, owned, handle), session, note);
}

/** Translations are registered against the texts; what shows it to readers comes last. @returns the link. */
async function writeChannels(
  id: string,
  { translations, publications }: CategoryPayload,
  memo: CategoryMemo,
  owned: Owned,
  session: WriteSession,
  note: NoteLink,
): Promise<RemoteReference> {
  let now = owned;
  const link = () => ({ id, data: kept(now) });
  note(link);
  if (translations !== undefined) {
    await writeTranslations(id, { translations }, leftUnsaid(memo, owned), new Map(), session, (stored) => {
      now = { ...now, translations: [...new Set([...now.translations, ...translationNames(stored)])] };
    });
    now = ownedAfter({ translations }, memo, now, undefined);
  }
  if (publications !== undefined) {
    const shown = await writePublications(id, { publications }, owned, session);
    now = ownedAfter({ publications: [...shown] }, memo, now, undefined);
  }
  return link();
}

const names: Readonly<Record<string, string>> = { id: '', image: 'image.url' };

/** @param metafields those that were sent with it. */
function locateAmong(metafields: readonly Pick<MetafieldPayload, 'namespace' | 'key'>[]): Locate {
  return ([first, ...others]) => {
    const [name = '', part] = first === 'collection' ? others : [first, ...others];
    if (name === 'seo') return { path: part === 'description' ? 'seoDescription' : 'seoTitle' };
    const metafield = name === 'metafields' ? metafields[Number(part)] : undefined;
    if (metafield === undefined) return { path: names[name] ?? name };
    const isParent = metafieldName(metafield) === metafieldName(parentMetafield);
    return { path: isParent ? 'parent' : `metafields.${metafieldName(metafield)}` };
  };
}

async function endCategory(
  { key, payload }: PlannedOperation,
  { client, facts, context }: WriteSession,
): Promise<WriteOutcome> {
  const { id: linked, mode } = deletePayloadSchema.parse(payload);
  const id = linked ?? (await findCollectionByKey(key, client, context))?.id;
  if (id === undefined) return { key, status: 'deleted' };
  try {
    if (mode === 'delete') {
      const data = await client.call(collectionDelete, { id }, context);
      assertDone(data.collectionDelete.userErrors, collectionDelete.field, client.errors);
    } else {
      const all = await facts.publications(context);
      const input = all.map((publication) => ({ publicationId: publication.id }));
      const data = await client.call(unpublish, { id, input }, context);
      assertDone(data.publishableUnpublish.userErrors, unpublish.field, client.errors);
    }
  } catch (error) {
    // What is not there any more is as good as deleted.
    if (!(error instanceof Refusal) || !error.has('missing')) throw error;
  }
  return { key, status: 'deleted' };
}
