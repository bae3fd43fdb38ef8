import type { PlannedOperation, RecordKey, WriteOutcome } from '@pim-connector/core';
import type { z } from 'zod';

import { filesCreate, filesReplace, filesUpdate } from '../documents/file-documents.ts';
import { fileKinds } from '../files/file-kind.ts';
import { assetMemoSchema, assetPayloadSchema } from '../plan/plan-asset.ts';
import type { AssetMemo } from '../plan/plan-asset.ts';
import { awaitFiles } from './await-files.ts';
import type { TakenFile } from './await-files.ts';
import { assertDone, outcomeOfFailure } from './refusal.ts';
import type { Locate } from './refusal.ts';
import type { WriteSession } from './session.ts';
import { uploadMedia } from './upload-media.ts';

interface AssetWrite {
  readonly operation: PlannedOperation;
  readonly payload: z.output<typeof assetPayloadSchema>;
  readonly memo: AssetMemo;
}

/**
 * Writes files, and waits until Shopify has processed them: only then a product can show them, and only then it is known
 * that Shopify could fetch them.
 */
export async function* writeAssets(
  operations: readonly PlannedOperation[],
  session: WriteSession,
): AsyncGenerator<WriteOutcome> {
  const taken: TakenFile[] = [];
  for (const operation of operations) {
    const { key, payload, data } = operation;
    const write = {
      operation,
      payload: assetPayloadSchema.parse(payload),
      memo: assetMemoSchema.parse(data),
    };
    try {
      // oxlint-disable-next-line no-await-in-loop
      taken.push(await takeFile(write, session));
    } catch (error) {
      yield outcomeOfFailure(error, key, session.tools);
    }
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

/** Changes a file that is there. @returns `false`: somebody has deleted it. */
async function changeFile(
  id: string,
  { operation, payload, memo }: AssetWrite,
  session: WriteSession,
): Promise<boolean> {
  const { client, context } = session;
  const { alt } = memo.whole;
  const { filename: _filename, contentType: _type, altTranslations: _alts, ...given } = payload;
  const changed =
    given.originalSource === undefined
      ? given
      : { ...given, originalSource: await sourceOf(operation.key, memo, session) };
  // Where only translations change, this looks whether the file is still there.
  const fields = Object.keys(changed).length === 0 && alt !== undefined ? { alt } : changed;
  const data = await client.call(filesUpdate, { files: [{ id, ...fields }] }, context);
  const { userErrors } = data.fileUpdate;
  if (userErrors.some(({ code }) => code === 'FILE_DOES_NOT_EXIST')) return false;
  assertDone(userErrors, filesUpdate.field, client.errors, locate);
  return true;
}

const locate: Locate = (field) => ({ path: field.at(-1) === 'alt' ? 'alt' : 'url' });
