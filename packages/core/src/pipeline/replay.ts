import type { SourceRecord } from '../connector/index.ts';
import { addCounts, noCounts } from '../events/index.ts';
import type { EventBus, PipelineEvents, ProblemGroup, RecordCounts } from '../events/index.ts';
import { entities } from '../model/index.ts';
import type { DeadLetter, DeadLetterFilter } from '../state/index.ts';
import { announce } from './announce.ts';
import { createRunContext } from './create-run-context.ts';
import { fetchRecords } from './fetch-records.ts';
import { pageItem } from './page-item.ts';
import type { PipelineOptions } from './pipeline-options.ts';
import { preparePipeline } from './prepare-pipeline.ts';
import type { PreparedEntity } from './prepared-entity.ts';
import { createProblemGroups } from './problem-groups.ts';
import { processItems } from './process-page.ts';
import type { RunContext } from './run-context.ts';
import { withLease } from './with-lease.ts';

/** How dead letters are replayed. */
export interface ReplayOptions {
  /** Reads the records anew from the source by their keys, instead of taking them as they were kept. */
  readonly fresh?: boolean;
  /** On whose behalf, for the audit log. Default `replay`. */
  readonly actor?: string;
  readonly signal?: AbortSignal;
}

/** What a replay did. */
export interface ReplayReport {
  readonly pipeline: string;
  readonly run: string;
  /** `read`: how many dead letters were taken. */
  readonly counts: RecordCounts;
  /** Dead letters that hold no record, and that could not be read anew. */
  readonly unreadable: number;
  readonly problems: readonly ProblemGroup[];
}

const lettersAtOnce = 100;

/**
 * Takes dead letters through all stages again, with the mapping, gates and options of now, wherever they got stuck.
 * Those that get through are gone; the others stay, with one attempt more. What waits then for other records, for the
 * platform or, a delete, for the end of a pass, is finished by the next run.
 *
 * @throws ConnectorError when the replay must stop; what was replayed until then is done.
 */
export async function replayDeadLetters(
  options: PipelineOptions,
  bus: EventBus<PipelineEvents>,
  filter: DeadLetterFilter = {},
  { fresh = false, actor = 'replay', signal }: ReplayOptions = {},
): Promise<ReplayReport> {
  return withLease(options, signal, async (held) => {
    const run = createRunContext(options, bus, { ...held, actor });
    const problems = createProblemGroups();
    let counts = noCounts();
    let unreadable = 0;
    for (const prepared of await preparePipeline(run)) {
      if (filter.entity !== undefined && filter.entity !== prepared.entity) continue;
      for await (const letters of someLetters(prepared, filter, run)) {
        const records = fresh ? await recordsAnew(letters, prepared, run) : keptRecords(letters);
        unreadable += letters.length - records.length;
        const items = records.map((record) => pageItem(record, prepared.hash));
        const result = await processItems(items, [], run.pageContext(prepared), {});
        counts = addCounts(counts, result.counts);
        problems.addRejected(result.rejected);
        problems.addFailed(result.failed);
        announce(prepared.entity, result, run);
      }
    }
    return { pipeline: options.name, run: run.run, counts, unreadable, problems: problems.list() };
  });
}

async function* someLetters(
  { entity }: PreparedEntity,
  filter: DeadLetterFilter,
  { store, pipeline }: RunContext,
): AsyncGenerator<readonly DeadLetter[]> {
  for await (const letters of store.deadLetters(pipeline, { ...filter, entity })) {
    for (let start = 0; start < letters.length; start += lettersAtOnce)
      yield letters.slice(start, start + lettersAtOnce);
  }
}

function keptRecords(letters: readonly DeadLetter[]): SourceRecord[] {
  return letters.map(({ record }): unknown => record).filter(isRecord);
}

async function recordsAnew(
  letters: readonly DeadLetter[],
  { entity }: PreparedEntity,
  run: RunContext,
): Promise<SourceRecord[]> {
  const keys = letters.filter(hasRecordKey).map(({ key }) => key);
  if (keys.length === 0) return [];
  const found = await fetchRecords(entity, keys, run);
  return keys.map((key) => {
    const record = found.get(key);
    // What is part of another record now is no record any more.
    return record?.key === key ? record : { op: 'delete', entity, key };
  });
}

// A row that could not be read goes by its place in the source, unless at least its key could be read.
function hasRecordKey({ stage, record }: DeadLetter): boolean {
  return (
    stage !== 'read' ||
    (typeof record === 'object' && record !== null && 'key' in record && record['key'] !== null)
  );
}

// What was kept of a row that could not be read is no record.
function isRecord(kept: unknown): kept is SourceRecord {
  if (typeof kept !== 'object' || kept === null || !('op' in kept) || !('entity' in kept)) return false;
  return (kept.op === 'upsert' || kept.op === 'delete') && entities.some((entity) => entity === kept.entity);
}
