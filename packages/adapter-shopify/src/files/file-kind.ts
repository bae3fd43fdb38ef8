import { z } from 'zod';

/** What a file is to the shop. `document`: any file that is only kept and linked. `externalVideo`: at YouTube or Vimeo. */
export const fileKindSchema = z.enum(['image', 'document', 'video', 'model', 'externalVideo']);

/** See {@link fileKindSchema}. */
export type FileKind = z.output<typeof fileKindSchema>;

/** What the platform calls a kind, and what it lets it be. */
export interface KindFacts {
  /** What it is called in messages. */
  readonly name: string;
  /** `FileContentType` of the Admin API. */
  readonly contentType: 'IMAGE' | 'FILE' | 'VIDEO' | 'MODEL_3D' | 'EXTERNAL_VIDEO';
  /** What global ids of such files name. */
  readonly type: string;
  /** Ends of names by media type, the usual one for each. */
  readonly endings: Readonly<Record<string, string>>;
  /** Largest file in bytes. */
  readonly maxBytes: number;
  /** Whether the content of a file that is there can be changed; else it is made anew. */
  readonly isReplaceable: boolean;
  /** Whether Shopify takes the file only as an upload, and not from its address. */
  readonly isUploaded: boolean;
}

const megabyte = 1024 ** 2;

/**
 * Source: Shopify’s pages on media of products and on files; `fileCreate`, `fileUpdate` and `StagedUploadInput` of API
 * 2026-10.
 */
export const fileKinds: Readonly<Record<FileKind, KindFacts>> = {
  image: {
    name: 'image',
    contentType: 'IMAGE',
    type: 'MediaImage',
    endings: {
      'image/avif': 'avif',
      'image/gif': 'gif',
      'image/heic': 'heic',
      'image/jpeg': 'jpg',
      'image/png': 'png',
      'image/webp': 'webp',
    },
    maxBytes: 20 * megabyte,
    isReplaceable: true,
    isUploaded: false,
  },
  document: {
    name: 'document',
    contentType: 'FILE',
    type: 'GenericFile',
    endings: {
      'application/json': 'json',
      'application/msword': 'doc',
      'application/pdf': 'pdf',
      'application/rtf': 'rtf',
      'application/vnd.ms-excel': 'xls',
      'application/vnd.ms-powerpoint': 'ppt',
      'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'pptx',
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
      'application/xml': 'xml',
      'application/zip': 'zip',
      'audio/mpeg': 'mp3',
      'text/csv': 'csv',
      'text/plain': 'txt',
    },
    maxBytes: 20 * megabyte,
    isReplaceable: true,
    isUploaded: false,
  },
  video: {
    name: 'video',
    contentType: 'VIDEO',
    type: 'Video',
    endings: { 'video/mp4': 'mp4', 'video/quicktime': 'mov', 'video/webm': 'webm' },
    maxBytes: 1024 * megabyte,
    isReplaceable: false,
    isUploaded: true,
  },
  model: {
    name: '3D model',
    contentType: 'MODEL_3D',
    type: 'Model3d',
    endings: { 'model/gltf-binary': 'glb', 'model/vnd.usdz+zip': 'usdz' },
    maxBytes: 500 * megabyte,
    isReplaceable: false,
    isUploaded: true,
  },
  externalVideo: {
    name: 'video at YouTube or Vimeo',
    contentType: 'EXTERNAL_VIDEO',
    type: 'ExternalVideo',
    endings: {},
    maxBytes: Infinity,
    isReplaceable: false,
    isUploaded: false,
  },
};

/** The kind of file that a global id names; `null`: none, such as that of something which is only planned. */
export function kindOfId(id: string): FileKind | null {
  const type = /^gid:\/\/shopify\/(\w+)\//.exec(id)?.[1];
  const found = Object.entries(fileKinds).find(([, facts]) => facts.type === type);
  return found === undefined ? null : fileKindSchema.parse(found[0]);
}
