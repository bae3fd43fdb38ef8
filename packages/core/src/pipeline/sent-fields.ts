import type { JsonValue } from '../model/index.ts';

const mostFields = 200;

/** Dotted paths of all fields of a payload, in order; of very many, the first 200. */
export function sentFields(payload: JsonValue): readonly string[] {
  const fields: string[] = [];
  collect(payload, '', fields);
  return fields;
}

function collect(value: JsonValue, path: string, fields: string[]): void {
  if (fields.length >= mostFields) return;
  if (typeof value !== 'object' || value === null || Object.keys(value).length === 0) {
    if (path !== '') fields.push(path);
    return;
  }
  for (const [name, inner] of Object.entries(value)) {
    collect(inner, path === '' ? name : `${path}.${name}`, fields);
  }
}
