import { referenceId } from '@pim-connector/core';
import type { DesiredUpsert, Issue } from '@pim-connector/core';

import { fileKinds, kindOfId } from '../files/file-kind.ts';
import type { FileKind } from '../files/file-kind.ts';
import type { MetafieldsRecord, ProductRecord } from '../records/product-record.ts';
import { isRecordPointer } from '../records/record-pointer.ts';
import type { RecordPointer } from '../records/record-pointer.ts';
import type { MetafieldRules } from '../write/shop-facts.ts';

type DesiredProduct = DesiredUpsert<'product', ProductRecord>;

/** What definitions of metafields call kinds of files (rule `file_type_options`). */
const kindNames: Readonly<Record<FileKind, string>> = {
  image: 'image',
  video: 'video',
  model: 'model3d',
  document: 'genericfile',
  externalVideo: 'externalvideo',
};

/** Whether metafields of a product or of its variants point to files. */
export function pointsToFiles({ data }: DesiredProduct): boolean {
  return [data, ...data.variants].some(({ metafields }) => filePointers(metafields).length > 0);
}

/** Where a product points to files that the definitions of the shop do not take there. */
export function fileReferenceIssues(
  { data, variantKeys, references }: DesiredProduct,
  { ofProducts, ofVariants }: { readonly ofProducts: MetafieldRules; readonly ofVariants: MetafieldRules },
): readonly Issue[] {
  const kindOf = (key: string) => kindOfId(references.get(referenceId({ entity: 'asset', key }))?.id ?? '');
  return [
    ...filePointers(data.metafields).flatMap(({ name, pointer }) =>
      problemsOf(pointer, name, ofProducts, kindOf).map((issue) => ({
        ...issue,
        path: `metafields.${name}`,
      })),
    ),
    ...data.variants.flatMap(({ metafields }, index) =>
      filePointers(metafields).flatMap(({ name, pointer }) => {
        const variant = variantKeys[index];
        return problemsOf(pointer, name, ofVariants, kindOf).map((issue) => ({
          ...issue,
          path: `variants.${index}.metafields.${name}`,
          ...(variant === undefined ? {} : { variant }),
        }));
      }),
    ),
  ];
}

function filePointers(
  metafields: MetafieldsRecord = {},
): readonly { readonly name: string; readonly pointer: RecordPointer }[] {
  return Object.entries(metafields).flatMap(([namespace, keys]) =>
    Object.entries(keys).flatMap(([key, value]) =>
      isRecordPointer(value) && value.entity === 'asset'
        ? [{ name: `${namespace}.${key}`, pointer: value }]
        : [],
    ),
  );
}

function problemsOf(
  { key }: RecordPointer,
  name: string,
  rules: MetafieldRules,
  kindOf: (key: string) => FileKind | null,
): Issue[] {
  const keys = typeof key === 'string' ? [key] : key;
  const elsewhere = keys.find((each) => kindOf(each) === 'externalVideo');
  if (elsewhere !== undefined)
    return [
      wrong(
        `“${elsewhere}” is a video at YouTube or Vimeo, and no metafield can point to one`,
        'Let it stand among the images of the product, or map its address to a metafield of type url.',
      ),
    ];
  const rule = rules.get(name);
  if (rule === undefined) return [];
  const type = typeof key === 'string' ? 'file_reference' : 'list.file_reference';
  if (rule.type !== type)
    return [
      wrong(
        `The metafield ${name} of the shop is of type ${rule.type}, and the record has a ${type}`,
        rule.type.endsWith('file_reference')
          ? 'Map one key for file_reference, and a list of keys for list.file_reference.'
          : 'Map it to another metafield, or make its definition anew with this type.',
      ),
    ];
  const { fileTypes } = rule;
  if (fileTypes === null) return [];
  const accepted = new Set(fileTypes.map((each) => each.toLowerCase().replaceAll('_', '')));
  const refused = keys.find((each) => {
    const kind = kindOf(each);
    return kind !== null && !accepted.has(kindNames[kind]);
  });
  const kind = refused === undefined ? null : kindOf(refused);
  if (refused === undefined || kind === null) return [];
  return [
    wrong(
      `“${refused}” is a ${fileKinds[kind].name}, and the definition of the metafield ${name} takes only ${fileTypes.join(', ')}`,
      'Let the definition in the shop take all types of files, or map the file to another metafield.',
    ),
  ];
}

function wrong(message: string, hint: string): Issue {
  return { code: 'value.wrong_type', severity: 'error', message, hint };
}
