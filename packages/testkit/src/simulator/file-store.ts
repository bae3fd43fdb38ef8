import type { Clock } from '@pim-connector/core';

/** A file that was uploaded, or that a job left to be fetched. */
export interface StoredFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly type: string;
}

/** Files behind addresses that carry their own permission; see {@link createFileStore}. */
export interface FileStore {
  /** Makes a place for an upload: a path that nobody can guess. */
  stage(name: string): string;
  /** Takes an upload; tells whether the path was staged and is not too old. */
  put(path: string, file: StoredFile): boolean;
  /** Stores a file; gives its path. */
  publish(name: string, file: StoredFile): string;
  /** The file at a path; `undefined`: there is none, or not any more. */
  get(path: string): StoredFile | undefined;
}

/**
 * Makes a store of files.
 *
 * @param options `lifetime`: milliseconds that a path is valid, default a day; `prefix`: what paths begin with,
 *   default `/files`.
 */
export function createFileStore({
  clock,
  lifetime = 86_400_000,
  prefix = '/files',
}: {
  readonly clock: Pick<Clock, 'now'>;
  readonly lifetime?: number;
  readonly prefix?: string;
}): FileStore {
  const places = new Map<string, { readonly until: number; file?: StoredFile }>();
  const stage = (name: string) => {
    const path = `${prefix}/${crypto.randomUUID()}/${encodeURIComponent(name)}`;
    places.set(path, { until: clock.now() + lifetime });
    return path;
  };
  const placeAt = (path: string) => {
    const place = places.get(path);
    return place === undefined || place.until <= clock.now() ? undefined : place;
  };
  const put = (path: string, file: StoredFile) => {
    const place = placeAt(path);
    if (place === undefined) return false;
    place.file = file;
    return true;
  };
  return {
    stage,
    put,
    publish(name, file) {
      const path = stage(name);
      put(path, file);
      return path;
    },
    get: (path) => placeAt(path)?.file,
  };
}
