import type { ResolverContext } from '../graphql/resolver.ts';
import type { FileState, ShopState } from '../shop-state.ts';
import { userError } from '../user-error.ts';
import type { UserErrorState } from '../user-error.ts';
import { failureOf, isImageName } from './file-failure.ts';
import type { FileSetInput } from './file-input.ts';

const kinds: Readonly<Record<string, FileState['kind']>> = {
  IMAGE: 'MediaImage',
  FILE: 'GenericFile',
  VIDEO: 'Video',
  MODEL_3D: 'Model3d',
  EXTERNAL_VIDEO: 'ExternalVideo',
};

/** What is wrong with a file that a mutation is given. */
export function fileProblem(
  { id, alt, originalSource }: FileSetInput,
  at: string,
  state: ShopState,
): UserErrorState[] {
  if (id != null)
    return state.files.has(id)
      ? []
      : [userError(`${at}.id`, `File id ["${id}"] does not exist.`, 'FILE_DOES_NOT_EXIST')];
  if ((alt?.length ?? 0) > 512)
    return [
      userError(
        `${at}.alt`,
        'The alt value exceeds the maximum limit of 512 characters.',
        'ALT_VALUE_LIMIT_EXCEEDED',
      ),
    ];
  if (originalSource == null || !/^https?:\/\/[^\s/]+/i.test(originalSource))
    return [userError(`${at}.originalSource`, 'File URL is invalid', 'INVALID_IMAGE_SOURCE_URL')];
  return [];
}

/** Finds the file that is meant, or makes a new one: an address that is given again is fetched and stored again. */
export function takeFile(input: FileSetInput, context: ResolverContext): FileState {
  const { state, clock, uploads } = context;
  const now = clock.now();
  const known = input.id == null ? undefined : state.files.get(input.id);
  if (known !== undefined) {
    if (input.alt !== undefined) known.alt = input.alt;
    return known;
  }
  const source = input.originalSource ?? '';
  const kind = kindOf(input);
  const content = contentOf(source, kind, context);
  const replaced =
    input.duplicateResolutionMode === 'REPLACE'
      ? [...state.files.values()].find(({ filename }) => filename === input.filename)
      : undefined;
  if (replaced !== undefined)
    return Object.assign(replaced, content, { alt: input.alt ?? null, updatedAt: now });
  const file: FileState = {
    id: state.newId(kind),
    kind,
    alt: input.alt ?? null,
    ...content,
    filename: freeName(pathOf(input.filename ?? uploads.uploadedTo(source)?.filename ?? source), state),
    createdAt: now,
    updatedAt: now,
    wasReady: false,
  };
  state.files.set(file.id, file);
  return file;
}

/** What a file is made of, and when it will be processed, given its source. */
export function contentOf(
  source: string,
  kind: FileState['kind'],
  { clock, behaviour, uploads }: ResolverContext,
): Pick<FileState, 'source' | 'size' | 'readyAt' | 'failure'> {
  const upload = uploads.uploadedTo(source);
  const isHosted = kind === 'Video' || kind === 'Model3d';
  return {
    source,
    size: upload?.bytes?.length ?? null,
    readyAt: clock.now() + (isHosted ? behaviour.videoProcessing : behaviour.fileProcessing),
    failure: failureOf(source, kind, upload),
  };
}

function kindOf({ contentType, originalSource, filename }: FileSetInput): FileState['kind'] {
  const given = contentType == null ? undefined : kinds[contentType];
  if (given !== undefined) return given;
  return isImageName(pathOf(filename ?? originalSource ?? '')) ? 'MediaImage' : 'GenericFile';
}

/** A name that is taken is made another one, as by `APPEND_UUID`. */
function freeName(path: string, { fileNames }: ShopState): string {
  const wanted = path.split('/').at(-1) || 'file';
  const [, stem = wanted, ending = ''] = /^(.+?)(\.\w+)?$/.exec(wanted) ?? [];
  const name = fileNames.has(wanted) ? `${stem}_${crypto.randomUUID()}${ending}` : wanted;
  fileNames.add(name);
  return name;
}

function pathOf(source: string): string {
  return URL.canParse(source) ? new URL(source).pathname : source;
}

/** How far a file is. */
export function fileStatus(
  { readyAt, createdAt, failure }: FileState,
  now: number,
): 'UPLOADED' | 'PROCESSING' | 'READY' | 'FAILED' {
  if (now < readyAt) return now === createdAt ? 'UPLOADED' : 'PROCESSING';
  return failure === null ? 'READY' : 'FAILED';
}
