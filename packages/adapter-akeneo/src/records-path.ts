/** The list of the records of a reference entity, below `/api/rest/v1/`. */
export function recordsPath(kind: string): string {
  return `reference-entities/${encodeURIComponent(kind)}/records`;
}
