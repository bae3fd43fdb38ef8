import type { Issue, PlannedOperation, WriteOutcome } from '@pim-connector/core';
import type { z } from 'zod';

import { filesCreate, filesStatus, filesUpdate } from '../documents/file-documents.ts';
import { issueOf } from '../errors/shopify-errors.ts';
import { assetMemoSchema, assetPayloadSchema } from '../plan/plan-asset.ts';
import { outcomeOfPart } from './partly-written.ts';
import { Refusal, assertDone, outcomeOfFailure } from './refusal.ts';
import type { Locate } from './refusal.ts';
import type { WriteSession } from './session.ts';
import { writeAltTranslations } from './write-part-translations.ts';

interface AssetWrite {
  readonly operation: PlannedOperation;
  readonly payload: z.output<typeof assetPayloadSchema>;
  readonly memo: z.output<typeof assetMemoSchema>;
}

/** A file that Shopify has taken and now processes. */
interface TakenFile {
  readonly operation: PlannedOperation;
  /** Texts in other languages that are to be written once it is processed. */
  readonly alts: Readonly<Record<string, string | null>> | undefined;
  /** Languages in which it has texts of ours already. */
  readonly altLocales: readonly string[];
  readonly id: string;
  readonly status: 'created' | 'updated';
}

/** How often it is asked whether files are processed, and how long it waits in between. */
const questions = 60;
const pause = 2_000;

/**
 * Writes images, and waits until Shopify has processed them: only then a product can show them, and only then it is known
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
  yield* processed(taken, session);
}

async function takeFile(write: AssetWrite, session: WriteSession): Promise<TakenFile> {
  const { operation, payload, memo } = write;
  if (memo.id !== null && (await changeFile(memo.id, payload, memo.whole, session)))
    return {
      operation,
      id: memo.id,
      status: 'updated',
      alts: payload.altTranslations,
      altLocales: memo.altLocales,
    };
  const { client, context, tools } = session;
  const files = [{ ...memo.whole, contentType: 'IMAGE', duplicateResolutionMode: 'REPLACE' }];
  const data = await client.call(filesCreate, { files }, context);
  assertDone(data.fileCreate.userErrors, filesCreate.field, client.errors, locate);
  const id = data.fileCreate.files?.[0]?.id;
  if (id === undefined)
    throw tools.error('response.malformed', 'Shopify gave neither a file nor an error', {
      operation: filesCreate.name,
      key: operation.key,
    });
  return { operation, id, status: 'created', alts: payload.altTranslations, altLocales: [] };
}

/** Changes a file that is there. @returns `false`: somebody has deleted it. */
async function changeFile(
  id: string,
  payload: AssetWrite['payload'],
  { alt }: AssetWrite['memo']['whole'],
  { client, context }: WriteSession,
): Promise<boolean> {
  const { filename: _filename, altTranslations: _alts, ...changed } = payload;
  // Where only translations change, this looks whether the file is still there.
  const fields = Object.keys(changed).length === 0 && alt !== undefined ? { alt } : changed;
  const data = await client.call(filesUpdate, { files: [{ id, ...fields }] }, context);
  const { userErrors } = data.fileUpdate;
  if (userErrors.some(({ code }) => code === 'FILE_DOES_NOT_EXIST')) return false;
  assertDone(userErrors, filesUpdate.field, client.errors, locate);
  return true;
}

const locate: Locate = (field) => ({ path: field.at(-1) === 'alt' ? 'alt' : 'url' });

async function* processed(taken: readonly TakenFile[], session: WriteSession): AsyncGenerator<WriteOutcome> {
  const { client, context, tools } = session;
  let open = taken;
  for (let question = 1; open.length > 0 && question <= questions; question += 1) {
    // oxlint-disable-next-line no-await-in-loop
    const { nodes } = await client.call(filesStatus, { ids: open.map(({ id }) => id) }, context);
    const byId = new Map(nodes.flatMap((node) => (node === null ? [] : [[node.id, node] as const])));
    const waiting: TakenFile[] = [];
    for (const file of open) {
      const { id } = file;
      const node = byId.get(id);
      // oxlint-disable-next-line no-await-in-loop
      if (node?.fileStatus === 'READY') yield await finished(file, session);
      else if (node?.fileStatus === 'FAILED')
        yield outcomeOfFailure(failed(node.fileErrors ?? [], session), file.operation.key, tools);
      else waiting.push(file);
    }
    open = waiting;
    // oxlint-disable-next-line no-await-in-loop
    if (open.length > 0) await context.clock.sleep(pause, context.signal);
  }
  for (const { operation } of open) {
    const { key } = operation;
    const error = tools.error('record.failed', 'Shopify has not processed the image yet', {
      key,
      hint: 'Nothing to do if it passes: the next run looks again.',
    });
    yield { key, status: 'failed', error };
  }
}

/** Writes what can only be written of a file that is ready. */
async function finished(
  { operation, id, status, alts, altLocales: before }: TakenFile,
  session: WriteSession,
): Promise<WriteOutcome> {
  const { key } = operation;
  if (alts === undefined)
    return { key, status, remote: before.length === 0 ? { id } : { id, data: { altLocales: [...before] } } };
  try {
    await writeAltTranslations(id, alts, session);
  } catch (error) {
    // The image is there, and what shows it need not wait for its texts.
    const data = before.length === 0 ? {} : { data: { altLocales: [...before] } };
    const partial = { remote: { id, ...data }, lacking: ['translations'] };
    return outcomeOfPart(error, operation, partial, session.tools);
  }
  const altLocales = Object.keys(alts).filter((locale) => alts[locale] != null && alts[locale] !== '');
  return { key, status, remote: { id, data: { altLocales } } };
}

function failed(
  errors: readonly { readonly code: string; readonly message: string }[],
  { client }: WriteSession,
): Refusal {
  const told =
    errors.length > 0 ? errors : [{ code: 'UNKNOWN', message: 'The file could not be processed.' }];
  return new Refusal(
    told.map(({ code, message }) => {
      const error = { layer: 'job', operation: 'fileCreate', code, message } as const;
      const means = client.errors.meaningOf(error);
      const shown =
        means.kind === 'rejected' ? means : ({ kind: 'rejected', issue: 'platform.rejected' } as const);
      const issue: Issue = { ...issueOf(error, shown), path: 'url' };
      return { means, issue };
    }),
  );
}
