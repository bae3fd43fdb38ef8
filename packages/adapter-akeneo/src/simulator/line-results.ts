import { ApiError } from './api-error.ts';
import type { Call, Reply } from './call.ts';
import { isObject } from './json.ts';
import type { Json, JsonObject } from './json.ts';

const maxLines = 100;
const maxLineLength = 1_000_000;

/** What a write did: 201 made something, 204 changed it or found it as it was. */
export type WriteStatus = 201 | 204;

/**
 * Runs a collection of lines, one JSON object each: every line succeeds or fails on its own, the answer is 200 and
 * tells per line (Akeneo REST API, `application/vnd.akeneo.collection+json`).
 *
 * @param key property that names a resource; its absence is the failure of the line
 * @throws ApiError 413 for more than a hundred lines
 */
export function runLines(
  { bytes }: Call,
  key: 'uuid' | 'identifier' | 'code',
  write: (patch: JsonObject) => { readonly status: WriteStatus; readonly name?: string },
): Reply {
  const lines = new TextDecoder()
    .decode(bytes)
    .split('\n')
    .filter((line) => line.trim() !== '');
  if (lines.length > maxLines) {
    throw new ApiError(413, `Too many resources to process, ${maxLines} is the maximum allowed.`);
  }
  const results = lines.map((line, index) =>
    JSON.stringify({ line: index + 1, ...runLine(line, key, write) }),
  );
  return {
    status: 200,
    body: results.join('\n'),
    headers: { 'content-type': 'application/vnd.akeneo.collection+json' },
  };
}

function runLine(
  line: string,
  key: string,
  write: (patch: JsonObject) => { readonly status: WriteStatus; readonly name?: string },
): JsonObject {
  if (line.length > maxLineLength) return { status_code: 413, message: 'Line is too long.' };
  const patch = parsed(line);
  if (!isObject(patch)) return { status_code: 400, message: 'Invalid json message received' };
  const name = patch[key];
  if (name !== undefined && name !== null && typeof name !== 'string') {
    return { status_code: 422, message: `Property "${key}" expects a string as data.` };
  }
  if ((name ?? '') === '' && key !== 'uuid') {
    return { status_code: 422, message: `${key === 'code' ? 'Code' : 'Identifier'} is missing.` };
  }
  return { [key]: name ?? undefined, ...outcomeOf(() => write(patch), key) };
}

function parsed(line: string): Json | undefined {
  try {
    return JSON.parse(line) as Json;
  } catch {
    return undefined;
  }
}

/** The outcome of one write in a collection. */
function outcomeOf(
  write: () => { readonly status: WriteStatus; readonly name?: string },
  key: string,
): JsonObject {
  try {
    const { status, name } = write();
    return name === undefined ? { status_code: status } : { [key]: name, status_code: status };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const { code, ...rest } = error.body;
    return { status_code: code, ...rest };
  }
}

/**
 * Runs a collection that is a plain list of objects, as assets, records of reference entities and measurement
 * families are written.
 *
 * @throws ApiError 413 for more than a hundred items
 */
export function runList(
  items: readonly Json[],
  write: (patch: JsonObject) => { readonly status: WriteStatus; readonly name?: string },
): Reply {
  if (items.length > maxLines) {
    throw new ApiError(413, `Too many resources to process, ${maxLines} is the maximum allowed.`);
  }
  const results = items.map((item): JsonObject => {
    if (!isObject(item) || typeof item['code'] !== 'string') {
      return { status_code: 422, message: 'Code is missing.' };
    }
    return { code: item['code'], ...outcomeOf(() => write(item), 'code') };
  });
  return { status: 200, body: results };
}
