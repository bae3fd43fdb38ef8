import type { PartCall } from '../write/part-call.ts';
import type { BulkOptions } from './bulk-options.ts';
import { createLineFile } from './line-file.ts';
import type { LineFile } from './line-file.ts';
import { newFileId } from './marker.ts';

/** A file that this process makes and has not started yet. */
export interface OutgoingFile {
  readonly id: string;
  readonly operation: PartCall['operation'];
  readonly content: LineFile;
  /** Lines whose receipt is in the store. The file may start when that is all of them. */
  readonly kept: Set<number>;
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
  /** Whether there is room for more lines: what is full is sent before more is made. */
  hasRoom(): boolean;
  /** Adds a line to the file of its mutation. */
  add(call: PartCall, line: string): Promise<readonly [file: string, line: number]>;
  get(id: string): OutgoingFile | undefined;
  /** Files of which every line has its receipt in the store. */
  complete(): readonly OutgoingFile[];
  /** Forgets a file and removes it. */
  discard(id: string): Promise<void>;
  discardAll(): Promise<void>;
}

/** Makes the list of files. */
export function createOutgoingFiles(options: BulkOptions): OutgoingFiles {
  const files = new Map<string, OutgoingFile>();
  /** The file that lines of a mutation are added to, by the name of the mutation. */
  const open = new Map<string, OutgoingFile>();
  // One line after the other: whoever is first makes the file.
  let last: Promise<unknown> = Promise.resolve();

  const fits = ({ id, path, content }: OutgoingFile, more: number) =>
    files.has(id) &&
    path === null &&
    content.lines < options.fileLines &&
    content.bytes + more <= options.fileBytes;

  async function make(operation: PartCall['operation']): Promise<OutgoingFile> {
    const content = await createLineFile(options.folder);
    const id = newFileId();
    const state = { path: null, notBefore: 0, inDoubtSince: null, busySince: null };
    const file: OutgoingFile = { id, operation, content, kept: new Set(), ...state };
    files.set(id, file);
    return file;
  }

  async function fileFor(operation: PartCall['operation'], bytes: number): Promise<OutgoingFile> {
    const current = open.get(operation.name);
    if (current !== undefined && fits(current, bytes)) return current;
    const made = await make(operation);
    open.set(operation.name, made);
    return made;
  }

  async function discard(id: string): Promise<void> {
    const file = files.get(id);
    files.delete(id);
    await file?.content.discard();
  }

  return {
    hasRoom: () => files.size - [...open.values()].filter(({ id }) => files.has(id)).length < options.slots,
    add({ operation }, line) {
      const added = last.then(async () => {
        const file = await fileFor(operation, Buffer.byteLength(line) + 1);
        return [file.id, await file.content.append(line)] as const;
      });
      last = added.catch(() => undefined);
      return added;
    },
    get: (id) => files.get(id),
    complete: () =>
      [...files.values()].filter(({ content, kept }) => content.lines > 0 && kept.size === content.lines),
    discard,
    async discardAll() {
      await Promise.all([...files.keys()].map(discard));
    },
  };
}
