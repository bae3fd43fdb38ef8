const folder = 'reference-entities-media-files/';

/** The asset key of a file of a record: its place in the API, since codes are unique among the files of records only. */
export function recordFileKey(code: string): string {
  return `${folder}${code}`;
}

/** The code that makes the asset key of a file of a record; `null` for other keys. */
export function recordFileCode(key: string): string | null {
  return key.startsWith(folder) ? key.slice(folder.length) : null;
}
