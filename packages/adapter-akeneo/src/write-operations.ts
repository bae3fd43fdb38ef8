import { isConnectorError, toConnectorError } from '@pim-connector/core';
import type {
  ConnectorContext,
  ConnectorError,
  Issue,
  JsonValue,
  PlannedOperation,
  RemoteReference,
  WriteOutcome,
} from '@pim-connector/core';

import type { AkeneoClient } from './akeneo-client.ts';
import { objectOf, objectsOf, textOf } from './api-values.ts';
import type { DestinationTools } from './destination-tools.ts';
import { draftIssue, findDrafts } from './find-drafts.ts';
import type { ApiItem } from './list-pages.ts';
import { issuesOfAnswer, patchLines } from './patch-lines.ts';
import type { LineTarget } from './patch-lines.ts';
import { writeOf } from './planned-write.ts';
import type { PlannedLine, PlannedWrite } from './planned-write.ts';
import type { RememberedFile } from './remembered-files.ts';
import type { MediaUploader } from './upload-media.ts';

/** How far an operation has come. */
interface Progress {
  readonly operation: PlannedOperation;
  readonly write: PlannedWrite;
  created: boolean;
  /** Files that were uploaded, by the code that the PIM gave them. */
  readonly files: Record<string, RememberedFile>;
  /** Why it ends here. */
  problem: { readonly issues: readonly Issue[] } | { readonly error: ConnectorError } | null;
}

/** Carries a batch out: stage by stage, as many lines in a request as there may be, then files and deletions. */
export async function* writeOperations(
  operations: readonly PlannedOperation[],
  destination: DestinationTools,
  upload: MediaUploader,
  context: ConnectorContext,
): AsyncGenerator<WriteOutcome> {
  const { client } = destination;
  const { signal } = context;
  const all = operations.map((operation): Progress => ({
    operation,
    write: writeOf(operation.payload),
    created: false,
    files: {},
    problem: null,
  }));
  const stages = new Set(all.flatMap(({ write }) => write.lines.map(({ stage }) => stage)));
  for (const stage of [...stages].toSorted((a, b) => a - b)) {
    // oxlint-disable-next-line no-await-in-loop
    await writeStage(stage, all, destination, signal);
  }
  const written = all.filter(({ problem }) => problem === null).map(({ operation }) => operation);
  const drafts = await findDrafts(written, destination, context);
  for (const progress of all) {
    // One after the other: each holds a connection to where the file comes from, and one to the PIM.
    // oxlint-disable-next-line no-await-in-loop
    await finish(progress, client, upload, context);
    yield outcomeOf(progress, drafts.has(progress.operation.key));
  }
}

async function writeStage(
  stage: number,
  all: readonly Progress[],
  { client, tools, recent }: DestinationTools,
  signal: AbortSignal,
): Promise<void> {
  const entries = all.flatMap((progress) =>
    progress.problem === null
      ? progress.write.lines.filter((line) => line.stage === stage).map((line) => ({ progress, line }))
      : [],
  );
  for (const [path, list] of Map.groupBy(entries, ({ line }) => line.path)) {
    // oxlint-disable-next-line no-await-in-loop
    const results = await patchLines(
      targetOf(path, client),
      list.map(({ line }) => line.line),
      client,
      tools,
      signal,
    );
    for (const [index, { progress, line }] of list.entries()) {
      const result = results[index];
      if (result === undefined) continue;
      const name = textOf(line.line['identifier']) ?? textOf(line.line['code']);
      if (result.status !== 'rejected' && result.status !== 'failed' && name !== null) {
        if (path === 'products') recent.note('product', name);
        if (path === 'product-models') recent.note('model', name);
      }
      if (result.status === 'created') progress.created = progress.created || isHead(line, progress.write);
      if (result.status === 'rejected') progress.problem ??= { issues: result.issues };
      if (result.status === 'failed') progress.problem ??= { error: result.error };
    }
  }
}

function targetOf(path: string, { limits }: AkeneoClient): LineTarget {
  // Writing options has a limit of its own (Akeneo REST API, good practices).
  if (path.endsWith('/options')) return { path, limiters: [limits.optionWrites] };
  return /\/(?:assets|records)$/.test(path) ? { path, asList: true } : { path };
}

/** The record itself, and not a part of it. */
function isHead(line: PlannedLine, { lines }: PlannedWrite): boolean {
  return line === lines[0];
}

async function finish(
  progress: Progress,
  client: AkeneoClient,
  upload: MediaUploader,
  context: ConnectorContext,
): Promise<void> {
  const { write } = progress;
  const { signal } = context;
  try {
    for (const each of progress.problem === null ? (write.uploads ?? []) : []) {
      // oxlint-disable-next-line no-await-in-loop
      const outcome = await upload(each, context);
      if ('issues' in outcome) {
        progress.problem = { issues: outcome.issues };
        break;
      }
      const { code, hash } = outcome;
      if (code !== null) progress.files[code] = { ...each.file, hash };
    }
    for (const path of progress.problem === null ? (write.deletes ?? []) : []) {
      // What is not there any more is as good as deleted.
      // oxlint-disable-next-line no-await-in-loop
      await client.request({
        method: 'DELETE',
        path,
        accept: [404],
        expect: 'nothing',
        signal,
        operation: `delete ${path.split('/')[0]}`,
      });
    }
  } catch (thrown) {
    const error = toConnectorError(thrown, 'record.failed');
    // What concerns everybody is not the fault of this record.
    if (signal.aborted || error.stops === 'run') throw error;
    progress.problem = refusedData(error) ?? { error };
  }
}

/** A refusal of what was sent, in the PIM’s own words. */
function refusedData(error: ConnectorError): { readonly issues: readonly Issue[] } | null {
  if (!isConnectorError(error, 'request.rejected', 'resource.missing', 'request.too_large')) return null;
  const body = objectOf(error.details)['body'];
  const answer = typeof body === 'string' ? parsed(body) : {};
  const message = objectsOf(answer['errors']).length > 0 ? answer : { message: error.message };
  return { issues: issuesOfAnswer(message) };
}

function parsed(text: string): ApiItem {
  try {
    return objectOf(JSON.parse(text));
  } catch {
    return {};
  }
}

function outcomeOf({ operation, created, files, problem }: Progress, isDraft: boolean): WriteOutcome {
  const { key, action } = operation;
  if (problem !== null && 'issues' in problem) return { key, status: 'rejected', issues: problem.issues };
  if (problem !== null) return { key, status: 'failed', error: problem.error };
  if (action === 'delete') return { key, status: 'deleted' };
  if (action === 'none') return { key, status: 'unchanged' };
  const issues = [
    ...(operation.issues ?? []).filter(({ severity }) => severity !== 'error'),
    ...(isDraft ? [draftIssue] : []),
  ];
  return {
    key,
    status: created ? 'created' : 'updated',
    remote: remoteOf(operation, files),
    ...(issues.length === 0 ? {} : { issues }),
  };
}

/**
 * Everything is known there by our own keys, but assets and records, whose family or kind and code a mapping says; of a
 * product it is kept which articles and models it has, of products and records where their files came from.
 */
function remoteOf(
  { key, entity, data }: PlannedOperation,
  uploaded: Readonly<Record<string, RememberedFile>>,
): RemoteReference {
  if (entity === 'asset') return { id: textOf(objectOf(data)['asset']) ?? key };
  const files = { ...objectOf(objectOf(data)['files']), ...uploaded } as JsonValue;
  const hasFiles = Object.keys(objectOf(files)).length > 0;
  if (entity === 'referenceRecord')
    return { id: textOf(objectOf(data)['record']) ?? key, ...(hasFiles ? { data: { files } } : {}) };
  if (entity !== 'product' || data === undefined) return { id: key };
  const variants = objectOf(data)['variants'] as readonly (readonly [string, string])[] | undefined;
  const { mayBeDrafts: _mayBeDrafts, ...lasting } = objectOf(data) as { readonly [name: string]: JsonValue };
  return {
    id: key,
    variants: Object.fromEntries((variants ?? []).map(([variantKey, sku]) => [variantKey, { id: sku }])),
    data: hasFiles ? { ...lasting, files } : lasting,
  };
}
