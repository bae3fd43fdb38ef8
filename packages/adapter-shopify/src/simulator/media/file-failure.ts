import type { FileState } from '../shop-state.ts';
import type { UploadedFile } from './staged-uploads.ts';

type Failure = NonNullable<FileState['failure']>;

const imageEnding = /\.(?:avif|gif|heic|jpe?g|png|webp)$/i;

/** Whether a name is that of an image. */
export function isImageName(name: string): boolean {
  return imageEnding.test(name);
}

/** Largest files in bytes. Source: Shopify’s page on media of products and collections. */
const largestVideo = 1024 ** 3;
const largestModel = 500 * 1024 ** 2;

/**
 * Why a file fails later, which is no user error; `null`: it does not. Names say what the simulator does, because it fetches
 * nothing: a host that ends with `.invalid` or a path with `unreachable` cannot be fetched, one with `too-large` is too large.
 *
 * @param upload what was uploaded to the source; `null`: it is the address of something else.
 */
export function failureOf(
  source: string,
  kind: FileState['kind'],
  upload: UploadedFile | null,
): FileState['failure'] {
  switch (kind) {
    case 'ExternalVideo':
      return externalFailure(source);
    case 'Video':
    case 'Model3d':
      return hostedFailure(kind, upload);
    case 'MediaImage':
    case 'GenericFile':
      return fetchedFailure(source, kind, upload);
  }
}

function fetchedFailure(
  source: string,
  kind: 'MediaImage' | 'GenericFile',
  upload: UploadedFile | null,
): Failure | null {
  const { pathname } = new URL(source);
  const isImage = kind === 'MediaImage';
  if (upload?.bytes === null || isUnreachable(source)) {
    const code = isImage ? 'IMAGE_DOWNLOAD_FAILURE' : 'GENERIC_FILE_DOWNLOAD_FAILURE';
    return { code, message: 'The source URL could not be reached.' };
  }
  if (/too-large/.test(pathname)) {
    const code = isImage ? 'INVALID_IMAGE_FILE_SIZE' : 'GENERIC_FILE_INVALID_SIZE';
    return { code, message: 'The file is too large.' };
  }
  if (isImage && !isImageName(pathname) && /\.\w{2,5}$/.test(pathname))
    return { code: 'UNSUPPORTED_IMAGE_FILE_TYPE', message: 'The file type is not supported.' };
  return null;
}

// Of what Shopify itself shows only what was uploaded counts.
function hostedFailure(kind: 'Video' | 'Model3d', upload: UploadedFile | null): Failure | null {
  const isVideo = kind === 'Video';
  if (upload === null || upload.bytes === null)
    return { code: 'INVALID_SIGNED_URL', message: 'The source is not an upload.' };
  if (!(isVideo ? /\.(?:mp4|mov|webm)$/i : /\.(?:glb|usdz)$/i).test(upload.filename))
    return isVideo
      ? { code: 'VIDEO_INVALID_FILETYPE_ERROR', message: 'The file type is not supported.' }
      : { code: 'MODEL3D_VALIDATION_ERROR', message: 'The model is not valid.' };
  if (upload.bytes.length === 0)
    return isVideo
      ? { code: 'VIDEO_METADATA_READ_ERROR', message: 'The metadata could not be read.' }
      : { code: 'MODEL3D_VALIDATION_ERROR', message: 'The model is not valid.' };
  if ((upload.size ?? 0) > (isVideo ? largestVideo : largestModel))
    return isVideo
      ? { code: 'VIDEO_VALIDATION_ERROR', message: 'The video is not valid.' }
      : { code: 'MODEL3D_VALIDATION_ERROR', message: 'The model is not valid.' };
  return null;
}

function externalFailure(source: string): Failure | null {
  if (hostOf(source) === null || isUnreachable(source))
    return { code: 'EXTERNAL_VIDEO_NOT_FOUND', message: 'The external video could not be found.' };
  return null;
}

/** The host of a video elsewhere; `null`: it is at none of those that the platform knows. */
export function hostOf(source: string): 'YOUTUBE' | 'VIMEO' | null {
  const { hostname } = new URL(source);
  if (/(?:^|\.)(?:youtube\.com|youtube-nocookie\.com|youtu\.be)$/.test(hostname)) return 'YOUTUBE';
  return /(?:^|\.)vimeo\.com$/.test(hostname) ? 'VIMEO' : null;
}

function isUnreachable(source: string): boolean {
  const { hostname, pathname } = new URL(source);
  return hostname.endsWith('.invalid') || /unreachable/.test(pathname);
}
