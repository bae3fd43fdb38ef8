import type { PlannedOperation, RecordKey, WriteOutcome } from '@pim-connector/core';
import type { z } from 'zod';

import { filesCreate, filesReplace, filesStatus, filesUpdate } from '../documents/file-documents.ts';
import type { UserError } from '../documents/user-errors.ts';
import { fileKinds } from '../files/file-kind.ts';
import { assetMemoSchema, assetPayloadSchema } from '../plan/plan-asset.ts';
import type { AssetMemo } from '../plan/plan-asset.ts';
import { acknowledgeFailure, awaitFiles } from './await-files.ts';
import type { TakenFile } from './await-files.ts';
import { inParallel } from './in-parallel.ts';
import { assertDone, outcomeOfFailure } from './refusal.ts';
import type { Locate } from './refusal.ts';
import type { WriteSession } from './session.ts';
import { uploadMedia } from './upload-media.ts';

interface AssetWrite {
  readonly operation: PlannedOperation;
  readonly payload: z.output<typeof assetPayloadSchema>;
  readonly memo: AssetMemo;
}

/** How many files are brought to Shopify at the same time: a server that is slow or dead keeps few others waiting. */
const uploadsAtOnce = 4;

/**
 * Writes files, and waits until Shopify has processed them: only then a product can show them, and only then it is known
 * that Shopify could fetch them. What the adapter itself brings there goes on beside all else: one server that does not
 * answer takes minutes.
 */
export async function* writeAssets(
  operations: readonly PlannedOperation[],
  session: WriteSession,
): AsyncGenerator<WriteOutcome> {
  const writes = operations.map((operation): AssetWrite => ({
    operation,
    payload: assetPayloadSchema.parse(operation.payload),
    memo: assetMemoSchema.parse(operation.data),
  }));
  const take = async (write: AssetWrite): Promise<Taking> => {
    try {
      return { write, taken: await takeFile(write, session) };
    } catch (error) {
      return { write, error };
    }
  };
  const isUploaded = ({ memo }: AssetWrite) => memo.upload !== undefined;
  const uploads = inParallel(writes.filter(isUploaded), uploadsAtOnce, take);
  const others = await inParallel(
    writes.filter((write) => !isUploaded(write)),
    1,
    take,
  );
  yield* outcomesOf(others, session);
  yield* outcomesOf(await uploads, session);
}

/** A file that Shopify has taken, or why it has not. */
type Taking = { readonly write: AssetWrite } & ({ readonly taken: TakenFile } | { readonly error: unknown });

async function* outcomesOf(takings: readonly Taking[], session: WriteSession): AsyncGenerator<WriteOutcome> {
  const taken: TakenFile[] = [];
  for (const taking of takings) {
    if ('taken' in taking) taken.push(taking.taken);
    else yield outcomeOfFailure(taking.error, taking.write.operation.key, session.tools);
  }
  yield* awaitFiles(taken, session);
}

async function takeFile(write: AssetWrite, session: WriteSession): Promise<TakenFile> {
  const { operation, payload, memo } = write;
  const { kind, source } = memo;
  const taken = {
    operation,
    kind,
    alts: payload.altTranslations,
    ...(source === undefined ? {} : { source }),
  };
  if (memo.id !== null && (await changeFile(memo.id, write, session)))
    return { ...taken, id: memo.id, status: 'updated', altLocales: memo.altLocales };
  const id = await makeFile(operation.key, memo, session);
  return { ...taken, id, status: 'created', altLocales: [] };
}

async function makeFile(key: RecordKey, memo: AssetMemo, session: WriteSession): Promise<string> {
  const { client, context, tools } = session;
  const { filename, ...rest } = memo.whole;
  const originalSource = await sourceOf(key, memo, session);
  // A video has the name that its upload was announced with; its address there has none to compare another one with.
  const isNamed = !fileKinds[memo.kind].isUploaded && filename !== undefined;
  const file = { ...rest, ...(isNamed ? { filename } : {}), originalSource };
  // Only images replace what has their name.
  const data =
    memo.kind === 'image'
      ? await client.call(filesReplace, { files: [{ ...file, duplicateResolutionMode: 'REPLACE' }] }, context)
      : await client.call(filesCreate, { files: [file] }, context);
  assertDone(data.fileCreate.userErrors, filesCreate.field, client.errors, locate);
  const id = data.fileCreate.files?.[0]?.id;
  if (id === undefined)
    throw tools.error('response.malformed', 'Shopify gave neither a file nor an error', {
      operation: filesCreate.name,
      key,
      details: { filename },
    });
  return id;
}

/** Where Shopify gets a file from: an upload, or its own address. */
async function sourceOf(key: RecordKey, memo: AssetMemo, session: WriteSession): Promise<string> {
  return memo.upload === undefined ? memo.whole.originalSource : uploadMedia(key, memo, session);
}

/** Changes a file that is there. @returns `false`: it has to be made anew. */
async function changeFile(
  id: string,
  { operation, payload, memo }: AssetWrite,
  session: WriteSession,
): Promise<boolean> {
  const { alt } = memo.whole;
  const { filename: _filename, contentType: _type, altTranslations: _alts, ...given } = payload;
  const changed =
    given.originalSource === undefined
      ? given
      : { ...given, originalSource: await sourceOf(operation.key, memo, session) };
  // Where only translations change, this looks whether the file is still there.
  const fields = Object.keys(changed).length === 0 && alt !== undefined ? { alt } : changed;
  const change = async () => {
    const data = await session.client.call(filesUpdate, { files: [{ id, ...fields }] }, session.context);
    return data.fileUpdate.userErrors;
  };
  let userErrors = await change();
  if (saysNotReady(userErrors) && (await statusOf(id, session)) === 'FAILED') {
    await acknowledgeFailure(id, session);
    userErrors = await change();
    // One that never had any content.
    if (saysNotReady(userErrors)) return false;
  }
  if (userErrors.some(({ code }) => code === 'FILE_DOES_NOT_EXIST')) return false;
  assertDone(userErrors, filesUpdate.field, session.client.errors, locate);
  return true;
}

function saysNotReady(userErrors: readonly UserError[]): boolean {
  return userErrors.some(({ code }) => code === 'NON_READY_STATE');
}

async function statusOf(id: string, { client, context }: WriteSession): Promise<string | undefined> {
  const { nodes } = await client.call(filesStatus, { ids: [id] }, context);
  return nodes[0]?.fileStatus;
}

const locate: Locate = (field) => ({ path: field.at(-1) === 'alt' ? 'alt' : 'url' });
