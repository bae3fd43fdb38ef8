import type { PlannedOperation, RecordKey, RemoteReference, WriteOutcome } from '@pim-connector/core';

import {
  metaobjectByHandle,
  metaobjectDelete,
  metaobjectUpdate,
  metaobjectUpsert,
} from '../documents/metaobject-documents.ts';
import { existing } from '../lookup/metaobject-in-the-way.ts';
import { readMetaobjects } from '../lookup/read-metaobjects.ts';
import {
  metaobjectMemoSchema,
  metaobjectPayloadSchema,
  keptFields,
  ownedFields,
} from '../plan/metaobject-payload.ts';
import type { MetaobjectMemo, MetaobjectPayload, OwnedFields } from '../plan/metaobject-payload.ts';
import { deletePayloadSchema } from '../plan/product-payload.ts';
import { ownedOf } from '../records/remote-data.ts';
import type { NoteLink } from './partly-written.ts';
import { withFieldIds } from './payload-ids.ts';
import { leftUnsaid } from './product-link.ts';
import { Refusal, assertDone, saysGone } from './refusal.ts';
import type { Locate } from './refusal.ts';
import type { WriteSession } from './session.ts';
import { translationNames, writeTranslations } from './write-translations.ts';

/** Carries an operation of a reference record out. @throws Refusal, ConnectorError */
export async function writeMetaobject(
  operation: PlannedOperation,
  session: WriteSession,
  note: NoteLink,
): Promise<WriteOutcome> {
  const { key, action } = operation;
  if (action === 'delete') return endMetaobject(operation, session);
  const payload = metaobjectPayloadSchema.parse(operation.payload);
  const memo = metaobjectMemoSchema.parse(operation.data);
  const { remote } = memo;
  if (remote === null) return create(key, payload, memo, session, note);
  return updateKnown(key, payload, memo, remote, session, note);
}

/**
 * Makes a metaobject under its handle: a second sending changes the same one. What has the handle and was not made for this
 * record is left alone.
 */
async function create(
  key: RecordKey,
  payload: MetaobjectPayload,
  memo: MetaobjectMemo,
  session: WriteSession,
  note: NoteLink,
): Promise<WriteOutcome> {
  const { client, tools, context, handles } = session;
  const { type, handle } = payload;
  const name = { type, handle };
  const { metaobjectByHandle: found } = await client.call(metaobjectByHandle, { metaobject: name }, context);
  if (found != null && !handles.hasMade(name, key)) {
    const issue = existing(name, found.id);
    throw new Refusal([{ means: { kind: 'rejected', issue: 'record.ambiguous' }, issue }]);
  }
  const fields = await withFieldIds(payload.fields ?? [], session);
  const data = await client.call(
    metaobjectUpsert,
    { handle: name, metaobject: inputOf(payload, fields) },
    context,
  );
  const { userErrors, metaobject: made } = data.metaobjectUpsert;
  assertDone(userErrors, metaobjectUpsert.field, client.errors, locateAmong(fields));
  if (made == null)
    throw tools.error('response.malformed', 'Shopify gave neither a metaobject nor an error', {
      operation: metaobjectUpsert.name,
      key,
    });
  handles.note(name, key);
  const values = payload.translations?.filter(({ value }) => value !== null) ?? [];
  const all = { ...payload, translations: values };
  const remote = await writeTexts(made.id, all, memo, ownedFields(null), made.handle, session, note);
  return { key, status: 'created', remote };
}

async function updateKnown(
  key: RecordKey,
  payload: MetaobjectPayload,
  memo: MetaobjectMemo,
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
    if (mayBeGone && (await readMetaobjects([remote.id], session)).size === 0)
      return { key, status: 'deleted' };
    throw error;
  }
}

async function update(
  payload: MetaobjectPayload,
  memo: MetaobjectMemo,
  remote: RemoteReference,
  session: WriteSession,
  note: NoteLink,
): Promise<RemoteReference> {
  const { client, context, facts } = session;
  const { id } = remote;
  const owned = ownedFields(remote);
  const { fields: planned, handle, status } = payload;
  let current = owned.handle;
  if (planned !== undefined || status !== undefined) {
    const fields = await withFieldIds(planned ?? [], session);
    const metaobject = {
      ...inputOf(payload, planned === undefined ? undefined : fields),
      ...(planned === undefined ? {} : { handle }),
    };
    const data = await client.call(metaobjectUpdate, { id, metaobject }, context);
    const { userErrors, metaobject: now } = data.metaobjectUpdate;
    assertDone(userErrors, metaobjectUpdate.field, client.errors, locateAmong(fields));
    current = now?.handle ?? current;
    if (current !== owned.handle) facts.forgetMetaobjects();
  }
  return writeTexts(id, payload, memo, owned, current, session, note);
}

function inputOf(
  { status }: MetaobjectPayload,
  fields: readonly object[] | undefined,
): Readonly<Record<string, unknown>> {
  return {
    ...(fields === undefined ? {} : { fields }),
    ...(status === undefined ? {} : { capabilities: { publishable: { status } } }),
  };
}

/** Writes what it is called in other languages, when all else is written. @returns the link. */
async function writeTexts(
  id: string,
  payload: MetaobjectPayload,
  memo: MetaobjectMemo,
  before: OwnedFields,
  handle: string | undefined,
  session: WriteSession,
  note: NoteLink,
): Promise<RemoteReference> {
  const { translations, ...written } = payload;
  let stored = before.translations;
  note(() => linkOf(id, written, memo, { ...before, translations: stored }, handle));
  const owned = leftUnsaid(memo, { ...ownedOf(null), translations: before.translations });
  await writeTranslations(id, { translations }, owned, new Map(), session, (some) => {
    stored = [...new Set([...stored, ...translationNames(some)])];
  });
  return linkOf(id, payload, memo, before, handle);
}

/**
 * What is ours after the write: of what was written what was written, of all else what was ours before. A field that was
 * ours and is not sent, for what it points to is not there yet or it must have a value, stays ours.
 */
function linkOf(
  id: string,
  { type, handle, fields = [], translations }: MetaobjectPayload,
  { complete }: MetaobjectMemo,
  before: OwnedFields,
  current: string | undefined,
): RemoteReference {
  const sent = new Set(fields.map(({ key }) => key));
  const left = complete && translations !== undefined ? [] : before.translations;
  const data = keptFields({
    type,
    handle: current ?? handle,
    fields: [
      ...before.fields.filter((key) => !sent.has(key)),
      ...fields.filter(({ value }) => value !== '').map(({ key }) => key),
    ],
    translations: [...new Set([...left, ...translationNames(translations ?? [])])],
  });
  return { id, data };
}

/** @param fields as they were sent. */
function locateAmong(fields: readonly { readonly key: string }[]): Locate {
  return ([first, ...others]) => {
    const [name = '', part] = first === 'metaobject' || first === 'handle' ? others : [first, ...others];
    if (name === 'capabilities') return { path: 'status' };
    const field = name === 'fields' ? fields[Number(part)] : undefined;
    if (field !== undefined) return { path: `fields.${field.key}` };
    return { path: name === 'id' ? '' : name };
  };
}

async function endMetaobject(
  { key, payload }: PlannedOperation,
  { client, context, facts, handles }: WriteSession,
): Promise<WriteOutcome> {
  const { id, mode } = deletePayloadSchema.parse(payload);
  if (id !== null)
    try {
      if (mode === 'delete') {
        const data = await client.call(metaobjectDelete, { id }, context);
        assertDone(data.metaobjectDelete.userErrors, metaobjectDelete.field, client.errors);
      } else {
        const metaobject = { capabilities: { publishable: { status: 'DRAFT' } } };
        const data = await client.call(metaobjectUpdate, { id, metaobject }, context);
        assertDone(data.metaobjectUpdate.userErrors, metaobjectUpdate.field, client.errors);
      }
    } catch (error) {
      // What is not there any more is as good as deleted.
      if (!(error instanceof Refusal) || !error.has('missing')) throw error;
    }
  handles.release(key);
  facts.forgetMetaobjects();
  return { key, status: 'deleted' };
}
