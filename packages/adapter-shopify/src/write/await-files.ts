import type { Issue, PlannedOperation, WriteOutcome } from '@pim-connector/core';

import { filesAcknowledge, filesStatus } from '../documents/file-documents.ts';
import { issueOf } from '../errors/shopify-errors.ts';
import type { ShopifyErrors } from '../errors/shopify-errors.ts';
import type { FileKind } from '../files/file-kind.ts';
import { fileLink } from '../files/file-link.ts';
import { outcomeOfPart } from './partly-written.ts';
import { Refusal, outcomeOfFailure } from './refusal.ts';
import type { WriteSession } from './session.ts';
import { writeAltTranslations } from './write-part-translations.ts';

/** A file that Shopify has taken and now processes. */
export interface TakenFile {
  readonly operation: PlannedOperation;
  readonly kind: FileKind;
  /** What its content is known by, where the link has to remember it. */
  readonly source?: string;
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
/** How often it is asked for what may take its time: a video is processed for minutes, and goes on without us. */
const questionsOfOthers = 15;

/** Waits until files are processed, and tells what has become of each. */
export async function* awaitFiles(
  taken: readonly TakenFile[],
  session: WriteSession,
): AsyncGenerator<WriteOutcome> {
  const { client, context, tools } = session;
  let open = taken;
  for (let question = 1; open.length > 0 && question <= questions; question += 1) {
    // oxlint-disable-next-line no-await-in-loop
    const { nodes } = await client.call(filesStatus, { ids: open.map(({ id }) => id) }, context);
    const byId = new Map(nodes.flatMap((node) => (node === null ? [] : [[node.id, node] as const])));
    const waiting: TakenFile[] = [];
    for (const file of open) {
      const { operation, id, kind } = file;
      const node = byId.get(id);
      // oxlint-disable-next-line no-await-in-loop
      if (node?.fileStatus === 'READY') yield await finished(file, session);
      else if (node?.fileStatus === 'FAILED') {
        // oxlint-disable-next-line no-await-in-loop
        if (file.status === 'updated') await acknowledgeFailure(id, session);
        yield outcomeOfFailure(processingRefusal(node.fileErrors ?? [], client.errors), operation.key, tools);
      } else if (kind !== 'image' && question >= questionsOfOthers) yield pending(file);
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

/**
 * Lets a file that could not be changed be what it was: until then nobody can change it, or give it to a product. One that
 * never had any content stays failed.
 */
export async function acknowledgeFailure(
  id: string,
  { client, context }: Pick<WriteSession, 'client' | 'context'>,
): Promise<void> {
  // Whether it helped is seen when the file is changed next.
  await client.call(filesAcknowledge, { ids: [id] }, context);
}

/** What is still processed is written: whoever refers to it looks again. */
function pending({ operation, id, status, source, altLocales }: TakenFile): WriteOutcome {
  const { key } = operation;
  const data = { altLocales: [...altLocales], ...(source === undefined ? {} : { source }) };
  return { key, status, remote: fileLink(id, { ...data, pending: true }) };
}

/** Writes what can only be written of a file that is ready. */
async function finished(
  { operation, id, status, source, alts, altLocales: before }: TakenFile,
  session: WriteSession,
): Promise<WriteOutcome> {
  const { key } = operation;
  const data = source === undefined ? {} : { source };
  const ours = new Set(before);
  if (alts === undefined) return { key, status, remote: fileLink(id, { altLocales: [...ours], ...data }) };
  try {
    await writeAltTranslations(id, alts, session, (stored) => {
      for (const { locale } of stored) ours.add(locale);
    });
  } catch (error) {
    // The file is there, and what shows it need not wait for its texts.
    const remote = fileLink(id, { altLocales: [...ours], ...data });
    return outcomeOfPart(error, operation, { remote, lacking: ['translations'] }, session.tools);
  }
  const altLocales = Object.keys(alts).filter((locale) => alts[locale] != null && alts[locale] !== '');
  return { key, status, remote: fileLink(id, { altLocales, ...data }) };
}

/** What Shopify says of a file that it could not process. */
export function processingRefusal(
  fileErrors: readonly { readonly code: string; readonly message: string }[],
  errors: ShopifyErrors,
): Refusal {
  const told =
    fileErrors.length > 0 ? fileErrors : [{ code: 'UNKNOWN', message: 'The file could not be processed.' }];
  return new Refusal(
    told.map(({ code, message }) => {
      const error = { layer: 'job', operation: 'fileCreate', code, message } as const;
      const means = errors.meaningOf(error);
      const shown =
        means.kind === 'rejected' ? means : ({ kind: 'rejected', issue: 'platform.rejected' } as const);
      const issue: Issue = { ...issueOf(error, shown), path: 'url' };
      return { means, issue };
    }),
  );
}
