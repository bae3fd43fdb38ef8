import type { ShopifyRecords } from '../records/shopify-records.ts';
import { externalVideo, isVideoHost } from './external-video.ts';
import { fileKinds } from './file-kind.ts';
import type { FileKind } from './file-kind.ts';
import { nameAtSource } from './name-at-source.ts';

/** What a file is, as its record tells. */
export interface FileForm {
  readonly kind: FileKind;
  /** End of its name, such as `pdf`; empty: it has none. */
  readonly ending: string;
  /** `undefined`: nobody says. */
  readonly mediaType: string | undefined;
}

/** Why a file cannot be sent. */
export interface FormProblem {
  readonly problem: string;
  readonly hint: string;
}

type FileRecord = Pick<ShopifyRecords['asset'], 'url' | 'urlKind' | 'fileName' | 'mediaType' | 'kind'>;

/** Ends of names that are the same as another one. */
const sameEndings: Readonly<Record<string, string>> = { jpeg: 'jpg' };

/** Forms of pictures, films and models that Shopify shows none of, though it keeps them as documents. */
const otherForms: Readonly<Record<'image' | 'video' | 'model', readonly string[]>> = {
  image: ['bmp', 'eps', 'ico', 'psd', 'svg', 'tif', 'tiff'],
  video: ['3gp', 'avi', 'flv', 'm4v', 'mkv', 'mpeg', 'mpg', 'ogv', 'wmv'],
  model: ['fbx', 'gltf', 'obj', 'stl'],
};

/** Pages of the web, which are no files. Shopify takes none. */
const pages = ['asp', 'aspx', 'htm', 'html', 'jsp', 'php'];

/** Works out what a file is: by what the record says, by its address, by its media type, in this order. */
export function fileForm(record: FileRecord): FileForm | FormProblem {
  const { url, mediaType, kind } = record;
  if (kind === 'externalVideo' || (kind === undefined && isVideoHost(url))) {
    return externalVideo(url) === null
      ? {
          problem: 'The address is not that of a video at YouTube or Vimeo',
          hint: 'Use the address of the video itself, such as https://www.youtube.com/watch?v=…',
        }
      : { kind: 'externalVideo', ending: '', mediaType };
  }
  // The name must end like the address, so that counts first.
  const given = /\.(\w{2,5})$/.exec(nameAtSource(record))?.[1]?.toLowerCase();
  const ending = given ?? endingOf(mediaType) ?? '';
  if (pages.includes(ending) || mediaType === 'text/html')
    return {
      problem: 'The address leads to a page of the web, and Shopify keeps files of other kinds only',
      hint: 'Use the address of the file itself.',
    };
  const found = kind ?? kindOf(ending, mediaType);
  if (found === null)
    return {
      problem: 'Neither the address nor the media type tells what kind of file it is',
      hint: 'Use an address that ends like the file, such as .jpg, .pdf or .mp4, or give the media type.',
    };
  const form = { kind: found, ending, mediaType: mediaType ?? mediaTypeOf(found, ending) };
  if (found === 'document') return form;
  const { name, endings } = fileKinds[found];
  if (Object.values(endings).includes(sameEndings[ending] ?? ending)) return form;
  return {
    problem: `Shopify shows no ${name} of this form (${ending === '' ? (mediaType ?? 'unknown') : ending})`,
    hint: `Bring it into one of the forms ${Object.values(endings).join(', ')}, or say in the mapping that it is a document: \`kind\` is “document”.`,
  };
}

function kindOf(ending: string, mediaType: string | undefined): FileKind | null {
  for (const kind of ['image', 'video', 'model'] as const)
    if (
      Object.values(fileKinds[kind].endings).includes(sameEndings[ending] ?? ending) ||
      otherForms[kind].includes(ending)
    )
      return kind;
  if (Object.values(fileKinds.document.endings).includes(ending)) return 'document';
  const group = mediaType?.toLowerCase().split('/', 1)[0];
  if (group === 'image' || group === 'video' || group === 'model') return group;
  return ending === '' && mediaType === undefined ? null : 'document';
}

function endingOf(mediaType: string | undefined): string | undefined {
  if (mediaType === undefined) return undefined;
  for (const { endings } of Object.values(fileKinds)) {
    const ending = endings[mediaType.toLowerCase()];
    if (ending !== undefined) return ending;
  }
  return undefined;
}

function mediaTypeOf(kind: FileKind, ending: string): string | undefined {
  const wanted = sameEndings[ending] ?? ending;
  return Object.entries(fileKinds[kind].endings).find(([, each]) => each === wanted)?.[0];
}
