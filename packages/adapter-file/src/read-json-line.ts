import {
  dateTimeSchema,
  duplicateMember,
  entities,
  parseJson,
  recordKeySchema,
  showValue,
} from '@pim-connector/core';
import type { Coverage, Entity, EntityMap, InvalidRow, Issue, SourceRecord } from '@pim-connector/core';
import { z } from 'zod';

import { fileNamesOf } from './entity-names.ts';
import type { Line } from './read-lines.ts';
import { maxLineBytes } from './read-lines.ts';
import { shownText } from './shown-text.ts';

/** What is known of the file that a line stands in. */
export interface JsonLineContext<E extends Entity = Entity> {
  /** Name of the file, for places. */
  readonly name: string;
  /** The entity that is wanted. */
  readonly entity: E;
  /** The entity of lines that name none; `null`: every line must name its entity. */
  readonly usual: Entity | null;
  /** Whether lines of several entities may stand in the file. */
  readonly isMixed: boolean;
  readonly coverage: Coverage;
}

/** What a line says. */
export type JsonLineResult<E extends Entity> =
  | { readonly record: SourceRecord<E> }
  | { readonly invalid: InvalidRow }
  /** Nothing: blank, or of another entity. */
  | null;

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

const described = { version: z.string().min(1).optional(), updatedAt: dateTimeSchema.optional() };

/** What stands around a record that says more than itself. `entity` is checked before. */
const envelopeSchema = z.discriminatedUnion('op', [
  z.strictObject({ entity: z.string().optional(), op: z.literal('upsert'), data: z.unknown(), ...described }),
  z.strictObject({
    entity: z.string().optional(),
    op: z.literal('delete'),
    key: recordKeySchema,
    ...described,
  }),
]);

/** Thrown for a line that cannot be read; becomes an invalid row. */
class UnreadableLine extends Error {
  readonly hint: string;

  constructor(message: string, hint: string) {
    super(message);
    this.hint = hint;
  }
}

/** Reads one line of JSON Lines. Never throws: a line that cannot be read is an invalid row. */
export function readJsonLine<E extends Entity>(line: Line, context: JsonLineContext<E>): JsonLineResult<E> {
  try {
    const text = textOf(line);
    return text.trim() === '' ? null : recordOf(objectOf(text), context);
  } catch (error) {
    if (!(error instanceof UnreadableLine)) throw error;
    return { invalid: invalidRow(error, line, context) };
  }
}

function invalidRow({ message, hint }: UnreadableLine, line: Line, { name }: JsonLineContext): InvalidRow {
  const issue: Issue = { code: 'record.unreadable', severity: 'error', message, hint };
  return {
    place: `${name}:${line.number}`,
    issues: [issue],
    raw: shownText(line.bytes),
  };
}

function textOf({ bytes, isTooLong }: Line): string {
  if (isTooLong) {
    throw new UnreadableLine(
      `The line is longer than ${maxLineBytes / 1024 / 1024} MB`,
      'Write one record per line, and end every line with a line break.',
    );
  }
  try {
    return decoder.decode(bytes);
  } catch {
    throw new UnreadableLine('The line is not UTF-8', 'Save the file as UTF-8.');
  }
}

function objectOf(text: string): Readonly<Record<string, unknown>> {
  const value = parsed(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new UnreadableLine(
      `The line holds ${Array.isArray(value) ? 'a list' : showValue(value)} instead of an object`,
      'Write one object per line: { … }.',
    );
  }
  const repeated = duplicateMember(text);
  if (repeated !== null) {
    throw new UnreadableLine(
      `The line says “${showValue(repeated)}” twice in one object`,
      'Remove one of the two; JSON would silently keep the last.',
    );
  }
  return value as Readonly<Record<string, unknown>>;
}

function parsed(text: string): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    const words = error instanceof Error ? error.message : showValue(error);
    throw new UnreadableLine(`The line is not JSON: ${words}`, 'Write one JSON object per line.');
  }
}

function recordOf<E extends Entity>(
  value: Readonly<Record<string, unknown>>,
  context: JsonLineContext<E>,
): JsonLineResult<E> {
  const entity = entityOf(value, context.usual);
  if (entity !== context.entity) return ofAnotherEntity(entity, context);
  if (!isEnvelope(value)) return { record: upsert(value, {}, context) };
  const read = envelopeSchema.safeParse({ op: 'upsert', ...value });
  if (!read.success) throw wrongEnvelope(read.error);
  const { op, version, updatedAt } = read.data;
  const said = {
    ...(version === undefined ? {} : { version }),
    ...(updatedAt === undefined ? {} : { updatedAt }),
  };
  return op === 'delete'
    ? { record: { op, entity: context.entity, key: read.data.key, ...said } }
    : { record: upsert(read.data.data, said, context) };
}

function ofAnotherEntity(entity: Entity, { isMixed, name }: JsonLineContext): null {
  if (isMixed) return null;
  throw new UnreadableLine(
    `The line is of the entity “${entity}”, which is not read from ${name}`,
    `Move the line to ${fileNamesOf(entity)[0]}, or name the file itself as the “path” of the source.`,
  );
}

// No record of the model has a member of one of these names.
function isEnvelope(value: object): boolean {
  return ['op', 'entity', 'data'].some((name) => Object.hasOwn(value, name));
}

function entityOf(value: Readonly<Record<string, unknown>>, usual: Entity | null): Entity {
  const named = Object.hasOwn(value, 'entity') ? value['entity'] : undefined;
  const list = entities.join(', ');
  if (named === undefined) {
    if (usual !== null) return usual;
    throw new UnreadableLine(
      'The line does not say of which entity it is',
      `Write { "entity": "product", "data": { … } }; there are ${list}. A file named after its entity, such as products.jsonl, needs none of this.`,
    );
  }
  const entity = entities.find((one) => one === named);
  if (entity === undefined) {
    throw new UnreadableLine(`There is no entity “${showValue(named)}”`, `There are ${list}.`);
  }
  return entity;
}

function upsert<E extends Entity>(
  data: unknown,
  said: { readonly version?: string; readonly updatedAt?: string },
  { entity, coverage }: JsonLineContext<E>,
): SourceRecord<E> {
  const key = recordKeySchema.safeParse(
    typeof data === 'object' && data !== null && Object.hasOwn(data, 'key')
      ? (data as { readonly key?: unknown }).key
      : undefined,
  );
  if (!key.success) {
    throw new UnreadableLine(
      'The record has no usable “key”: text of 1 to 255 characters without control characters',
      'Give every record its stable business key, such as "key": "shirt-1"; numbers are written as text.',
    );
  }
  // The engine checks records against the model, and tells what is wrong in them by their key.
  return { op: 'upsert', entity, key: key.data, data: data as EntityMap[E], coverage, ...said };
}

function wrongEnvelope(error: z.ZodError): UnreadableLine {
  const problems = error.issues.map(({ path, message }) =>
    path.length === 0 ? message : `“${z.core.toDotPath(path)}”: ${message}`,
  );
  return new UnreadableLine(
    `The line is neither a record nor a change of one: ${problems.join('; ')}`,
    'Write the record itself, or { "op": "upsert", "data": { … } }, or { "op": "delete", "key": "…" }.',
  );
}
