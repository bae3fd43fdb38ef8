import { referenceId } from '@pim-connector/core';
import type { DesiredUpsert, Issue, RecordReference } from '@pim-connector/core';

import { fileKinds, kindOfId } from '../files/file-kind.ts';
import type { ProductRecord } from '../records/product-record.ts';
import type { UnreadyFiles } from './pending-files.ts';

/** The files that a product shows. */
export interface ProductFiles {
  /** Ids in the order of the record; `undefined`: the record does not speak of them. */
  readonly files: string[] | undefined;
  /** Those that are left out until Shopify has processed them. */
  readonly awaits: readonly RecordReference[];
  readonly issues: readonly Issue[];
}

type DesiredProduct = DesiredUpsert<'product', ProductRecord>;

/**
 * Works out which files a product shows: images, videos and 3D models, but no documents. One that Shopify still processes
 * cannot be shown; the product goes on without it, and is written again when it is there.
 */
export function productFiles(
  { data, variantKeys, references }: DesiredProduct,
  unready: UnreadyFiles,
): ProductFiles {
  const idOf = (key: string) => references.get(referenceId({ entity: 'asset', key }))?.id;
  const files: string[] = [];
  const awaits: RecordReference[] = [];
  const issues: Issue[] = [];
  for (const [index, key] of (data.images ?? []).entries()) {
    const path = `images.${index}`;
    const id = idOf(key);
    if (id === undefined) continue;
    if (kindOfId(id) === 'document') issues.push(noMedium(key, path));
    const state = unready.get(id);
    if (state === undefined) {
      files.push(id);
      continue;
    }
    awaits.push({ entity: 'asset', key, path });
    if (state.state === 'failed')
      issues.push(...state.issues.map((issue) => ({ ...issue, severity: 'warning' as const, path })));
  }
  for (const [index, { image }] of data.variants.entries()) {
    if (image == null) continue;
    const kind = kindOfId(idOf(image) ?? '');
    if (kind === null || kind === 'image') continue;
    const variant = variantKeys[index];
    issues.push({
      code: 'value.wrong_type',
      severity: 'error',
      message: `“${image}” is a ${fileKinds[kind].name}, and a variant shows an image only`,
      hint: 'Give the variant an image; what else there is can stand among the images of the product.',
      path: `variants.${index}.image`,
      ...(variant === undefined ? {} : { variant }),
    });
  }
  return { files: data.images === undefined ? undefined : [...new Set(files)], awaits, issues };
}

function noMedium(key: string, path: string): Issue {
  return {
    code: 'value.wrong_type',
    severity: 'error',
    message: `“${key}” is a document, and a product shows images, videos and 3D models only`,
    hint: 'Point to it with a metafield of type file_reference: { "entity": "asset", "key": … }.',
    path,
  };
}
