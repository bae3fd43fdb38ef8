import type { PartCall } from '../write/part-call.ts';
import type { BulkOptions } from './bulk-options.ts';
import type { ChunkPool } from './chunk-pool.ts';
import { createLineFile } from './line-file.ts';
import type { LineFile } from './line-file.ts';
import { createLineSet } from './line-set.ts';
import type { LineSet } from './line-set.ts';
import { newFileId } from './marker.ts';

/** A file that this process makes and has not started yet. */
export interface OutgoingFile {
  readonly id: string;
  readonly operation: PartCall['operation'];
  readonly content: LineFile;
  /** Lines whose receipt is in the store. The file may start when that is all of them. */
  readonly kept: LineSet;
  /** Where it was uploaded; `null`: it was not. */
  path: string | null;
  /** Milliseconds since 1970, before which starting it makes no sense. */
  notBefore: number;
  /** Whether it was sent off and nobody knows whether that arrived: since when. */
  inDoubtSince: number | null;
  /** Since when there has been no slot for it. */
  busySince: number | null;
}

/** Files that this process makes, for one run. */
export interface OutgoingFiles {
  /** Whether there is room for more lines: there are no more than four full files for each slot. */
  hasRoom(): boolean;
  /** Adds a line to the file of its mutation. */
  add(call: PartCall, line: string, bytes: number): [file: string, line: number];
  get(id: string): OutgoingFile | undefined;
  /** Whether more lines go into a file before it is sent. */
  isOpen(id: string): boolean;
  /** Files of which every line has its receipt in the store. @param more whether those that are open are left out. */
  complete(more: boolean): readonly OutgoingFile[];
  /** See `keepUp` of {@link LineFile}; for all files. */
  keepUp(): Promise<void>;
  /** Forgets a file that was started, or will not be. */
  discard(id: string, isStarted: boolean): Promise<void>;
  discardAll(): Promise<void>;
}

/** Makes the list of files. */
export function createOutgoingFiles(options: BulkOptions, pool: ChunkPool): OutgoingFiles {
  const files = new Map<string, OutgoingFile>();
  /** The file that lines of a mutation are added to, by the name of the mutation. */
  const open = new Map<string, OutgoingFile>();

  const fits = ({ id, path, content }: OutgoingFile, more: number) =>
    files.has(id) &&
    path === null &&
    content.lines < options.fileLines &&
    content.bytes + more <= options.fileBytes;

  function fileFor(operation: PartCall['operation'], bytes: number): OutgoingFile {
    const current = open.get(operation.name);
    if (current !== undefined && fits(current, bytes)) return current;
    const id = newFileId();
    const content = createLineFile(pool, options.folder);
    const state = { path: null, notBefore: 0, inDoubtSince: null, busySince: null };
    const file: OutgoingFile = { id, operation, content, kept: createLineSet(), ...state };
    files.set(id, file);
    open.set(operation.name, file);
    return file;
  }

  async function discard(id: string, isStarted: boolean): Promise<void> {
    const file = files.get(id);
    files.delete(id);
    await file?.content.discard(isStarted);
  }

  const isOpen = (file: OutgoingFile) => open.get(file.operation.name) === file && fits(file, 0);

  return {
    hasRoom() {
      let full = files.size;
      for (const { id } of open.values()) if (files.has(id)) full -= 1;
      return full < 4 * options.slots;
    },
    add({ operation }, line, bytes) {
      const { id, content } = fileFor(operation, bytes + 1);
      return [id, content.append(line, bytes)];
    },
    get: (id) => files.get(id),
    isOpen(id) {
      const file = files.get(id);
      return file !== undefined && isOpen(file);
    },
    complete: (more) =>
      [...files.values()].filter(
        (file) => file.content.lines > 0 && file.kept.size === file.content.lines && !(more && isOpen(file)),
      ),
    async keepUp() {
      await Promise.all([...files.values()].map(({ content }) => content.keepUp()));
    },
    discard,
    async discardAll() {
      await Promise.all(Array.from(files.keys(), (id) => discard(id, false)));
    },
  };
}
