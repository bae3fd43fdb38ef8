import { connection } from '../graphql/connection.ts';
import type { PageArguments } from '../graphql/connection.ts';
import { RequestError } from '../graphql/request-error.ts';
import type { ResolverContext, Resolvers } from '../graphql/resolver.ts';
import type { FileState } from '../shop-state.ts';
import { userError } from '../user-error.ts';
import { createProblem } from './create-problem.ts';
import { hostOf } from './file-failure.ts';
import type { FileSetInput } from './file-input.ts';
import { fileStatus, takeFile } from './take-file.ts';
import { dropMedia, updateFile, updateProblems } from './update-file.ts';
import type { FileUpdateInput } from './update-file.ts';

interface StagedUploadInput {
  readonly filename: string;
  readonly mimeType: string;
  readonly resource: string;
  readonly httpMethod: 'POST' | 'PUT';
  readonly fileSize?: string | null;
}

const file = {
  fileStatus: (state: FileState, _args: never, { clock }: ResolverContext) => fileStatus(state, clock.now()),
  fileErrors: (state: FileState, _args: never, { clock }: ResolverContext) => errorsOf(state, clock.now()),
};

const medium = {
  ...file,
  status: file.fileStatus,
  mediaErrors: file.fileErrors,
  mediaContentType: ({ kind }: FileState) =>
    ({
      MediaImage: 'IMAGE',
      GenericFile: 'IMAGE',
      Video: 'VIDEO',
      Model3d: 'MODEL_3D',
      ExternalVideo: 'EXTERNAL_VIDEO',
    })[kind],
};

const searchedTypes: Readonly<Record<FileState['kind'], string>> = {
  MediaImage: 'IMAGE',
  GenericFile: 'GENERIC_FILE',
  Video: 'VIDEO',
  Model3d: 'MODEL3D',
  ExternalVideo: 'EXTERNAL_VIDEO',
};

/** Where the platform keeps a file. */
function addressOf({ filename }: FileState): string {
  return `https://cdn.shopify.com/s/files/1/0001/files/${encodeURIComponent(filename)}?v=1`;
}

function errorsOf(state: FileState, now: number) {
  if (fileStatus(state, now) !== 'FAILED' || state.failure === null) return [];
  return [{ ...state.failure, details: state.source }];
}

/** Mutations of files, and what is told of them. */
export const mediaMutations: Resolvers = {
  Query: {
    files: (_source, args: PageArguments & { readonly query?: string | null }, { state }) => {
      const wanted = [...(args.query ?? '').matchAll(/filename:"([^"]+)"/g)].map((match) => match[1]);
      const type = /media_type:(\w+)/.exec(args.query ?? '')?.[1];
      const list = [...state.files.values()].filter(
        ({ filename, kind }) =>
          (wanted.length === 0 || wanted.includes(filename)) &&
          (type === undefined || type === searchedTypes[kind]),
      );
      return connection(list, args, ({ id }) => id);
    },
  },
  Mutation: {
    fileCreate: (_source, { files }: { readonly files: readonly FileSetInput[] }, context) => {
      checkSources(files);
      const userErrors = files.flatMap((input, index) => createProblem(input, index, context));
      if (userErrors.length > 0) return { files: [], userErrors };
      return { files: files.map((input) => takeFile(input, context)), userErrors };
    },
    fileUpdate: (_source, { files }: { readonly files: readonly FileUpdateInput[] }, context) => {
      checkSources(files);
      const userErrors = updateProblems(files, context);
      if (userErrors.length > 0) return { files: [], userErrors };
      return { files: files.map((input) => updateFile(input, context)), userErrors };
    },
    fileAcknowledgeUpdateFailed: (
      _source,
      { fileIds }: { readonly fileIds: readonly string[] },
      { state },
    ) => {
      const files = fileIds.flatMap((id) => state.files.get(id) ?? []);
      if (files.length < fileIds.length) {
        const message = `File ids ${fileIds.filter((id) => !state.files.has(id)).join(',')} do not exist.`;
        return { files: null, userErrors: [userError('fileIds', message, 'FILE_DOES_NOT_EXIST')] };
      }
      // What never was ready has no content that it could go back to.
      for (const each of files) if (each.wasReady) each.failure = null;
      return { files, userErrors: [] };
    },
    fileDelete: (_source, { fileIds }: { readonly fileIds: readonly string[] }, { state }) => {
      const missing = fileIds.filter((id) => !state.files.has(id));
      if (missing.length > 0) {
        const message = `File ids ${missing.join(',')} do not exist.`;
        return { deletedFileIds: null, userErrors: [userError('fileIds', message, 'FILE_DOES_NOT_EXIST')] };
      }
      for (const id of fileIds) state.files.delete(id);
      const gone = new Set(fileIds);
      for (const product of state.products.values()) dropMedia(product, gone);
      return { deletedFileIds: fileIds, userErrors: [] };
    },
    stagedUploadsCreate: (
      _source,
      { input }: { readonly input: readonly StagedUploadInput[] },
      { uploads, origin },
    ) => {
      const userErrors = input.flatMap(({ resource, fileSize, filename, mimeType }, index) => {
        if (resource === 'IMAGE' && !mimeType.startsWith('image/'))
          return [
            userError(`input.${index}.mimeType`, `${filename}: (${mimeType}) is not a recognized format`),
          ];
        if (fileSize != null || (resource !== 'VIDEO' && resource !== 'MODEL_3D')) return [];
        const what = resource === 'VIDEO' ? 'video' : '3D model';
        return [userError(`input.${index}.fileSize`, `file size is required for ${what} resources`)];
      });
      if (userErrors.length > 0) return { stagedTargets: null, userErrors };
      return { stagedTargets: input.map((each) => uploads.stage(each, origin)), userErrors };
    },
  },
  MediaImage: {
    ...medium,
    image: (state: FileState, _args, { clock }) =>
      fileStatus(state, clock.now()) === 'READY'
        ? {
            id: state.id.replace('/MediaImage/', '/ImageSource/'),
            altText: state.alt,
            url: addressOf(state),
            width: 1200,
            height: 1200,
          }
        : null,
    mimeType: () => 'image/jpeg',
  },
  GenericFile: {
    ...file,
    url: (state: FileState, _args, { clock }) =>
      fileStatus(state, clock.now()) === 'READY' ? addressOf(state) : null,
    mimeType: () => 'application/octet-stream',
    originalFileSize: ({ size }: FileState) => size,
  },
  Video: medium,
  Model3d: medium,
  ExternalVideo: {
    ...medium,
    originUrl: ({ source }: FileState) => source,
    embedUrl: ({ source }: FileState) => source,
    host: ({ source }: FileState) => hostOf(source),
  },
};

function checkSources(files: readonly { readonly originalSource?: string | null }[]): void {
  for (const { originalSource } of files) {
    if (originalSource === '')
      throw new RequestError('INVALID_FIELD_ARGUMENTS', 'originalSource is too short (minimum is 1)');
    if ((originalSource?.length ?? 0) > 2048)
      throw new RequestError('INVALID_FIELD_ARGUMENTS', 'originalSource is too long (maximum is 2048)');
  }
}
