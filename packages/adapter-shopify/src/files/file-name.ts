import { hashText } from '@pim-connector/core';
import type { RecordKey } from '@pim-connector/core';

import type { ShopifyRecords } from '../records/shopify-records.ts';
import { fileForm } from './file-form.ts';
import { fileKinds } from './file-kind.ts';
import { nameAtSource } from './name-at-source.ts';

type FileRecord = ShopifyRecords['asset'];

const longestStem = 60;

/**
 * What the content of a file is known by: its checksum, else where it comes from. As long as that stays, what cannot be
 * changed in place is not sent again.
 */
export function sourceOf({ checksum, url, bytes }: FileRecord): string {
  return hashText(checksum ?? JSON.stringify(bytes === undefined ? [url] : [url, bytes])).slice(0, 16);
}

/**
 * The name that a file has in the shop, made of our key, so that it is found again. A document is called as at its source
 * before that: its readers see it. What cannot be changed in place has the name of its content as well; a video elsewhere
 * has no name.
 */
export function fileName(key: RecordKey, record: FileRecord): string | null {
  const form = fileForm(record);
  const keyPart = `pim-${hashText(key).slice(0, 24)}`;
  if ('problem' in form) return `${keyPart}.jpg`;
  const { kind, ending } = form;
  if (kind === 'externalVideo') return null;
  const end = ending === '' ? '' : `.${ending}`;
  if (!fileKinds[kind].isReplaceable) return `${keyPart}-${sourceOf(record)}${end}`;
  return kind === 'document' ? `${stemOf(record)}${keyPart}${end}` : `${keyPart}${end}`;
}

function stemOf(record: FileRecord): string {
  const stem = nameAtSource(record)
    .replace(/\.\w{2,5}$/, '')
    .replaceAll(/(?:%[\da-f]{2}|[^\w])+/gi, '-')
    .slice(0, longestStem)
    .replaceAll(/^-|-$/g, '');
  return stem === '' ? '' : `${stem}-`;
}
