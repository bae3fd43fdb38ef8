import type { JsonValue } from '../model/index.ts';

const mostFields = 1_000;

/** The fields of a payload. */
export interface SentFields {
  /** Dotted paths in order; of very many, the first 1,000. */
  readonly fields: readonly string[];
  /** How many there are beyond those. */
  readonly more: number;
}

/** Lists all fields of a payload. */
export function sentFields(payload: JsonValue): SentFields {
  const fields: string[] = [];
  collect(payload, '', fields);
  return { fields: fields.slice(0, mostFields), more: Math.max(0, fields.length - mostFields) };
}

function collect(value: JsonValue, path: string, fields: string[]): void {
  if (typeof value !== 'object' || value === null || Object.keys(value).length === 0) {
    if (path !== '') fields.push(path);
    return;
  }
  for (const [name, inner] of Object.entries(value)) {
    collect(inner, path === '' ? name : `${path}.${name}`, fields);
  }
}
