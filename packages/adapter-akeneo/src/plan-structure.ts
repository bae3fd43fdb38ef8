import { splitReferenceRecordKey } from '@pim-connector/core';
import type { DesiredUpsert, Issue, JsonValue, PlannedOperation } from '@pim-connector/core';

import type { CatalogueStructure } from './catalogue-structure.ts';
import type { AkeneoEntity, AkeneoRecords } from './destination-records.ts';
import type { ApiItem } from './list-pages.ts';
import type { PlannedLine, PlannedUpload } from './planned-write.ts';
import { mergedList } from './product-lines.ts';
import { assetKey } from './read-data.ts';
import type { RecordFamily } from './record-families.ts';
import { labelsLine, structureOperation } from './structure-operation.ts';
import { writeRecordValues } from './write-record-values.ts';
import type { RecordApiValue, RecordCodes } from './write-record-values.ts';

type Upsert<E extends AkeneoEntity> = DesiredUpsert<E, AkeneoRecords[E]>;

/** A category: one line. */
export function planCategory(
  { key, data, ...rest }: Upsert<'category'>,
  structure: CatalogueStructure,
): PlannedOperation {
  const line = {
    code: key,
    ...(data.parent === undefined ? {} : { parent: data.parent }),
    ...labelsLine(data.labels, structure),
  };
  return structureOperation({ key, ...rest }, [{ stage: 0, path: 'categories', line }]);
}

/** A family, then its family variants. Attributes that the PIM has in it stay, if the record is partial. */
export function planFamily(
  { key, data, ...rest }: Upsert<'family'>,
  existing: ApiItem | null,
  structure: CatalogueStructure,
): PlannedOperation {
  const { attributes, requirements, attributeAsLabel, attributeAsImage, variations = [] } = data;
  const merged =
    attributes === undefined ? undefined : mergedList(attributes, existing?.['attributes'], rest.coverage);
  // The API wants the identifier among them, and a label.
  const withIdentifier = merged === undefined ? undefined : [...new Set([structure.identifier, ...merged])];
  const line = {
    code: key,
    ...(withIdentifier === undefined ? {} : { attributes: withIdentifier }),
    ...(requirements === undefined ? {} : { attribute_requirements: requirements }),
    ...(attributeAsLabel === undefined
      ? existing === null
        ? { attribute_as_label: structure.identifier }
        : {}
      : { attribute_as_label: attributeAsLabel }),
    ...(attributeAsImage === undefined ? {} : { attribute_as_image: attributeAsImage }),
    ...labelsLine(data.labels, structure),
  };
  const path = `families/${encodeURIComponent(key)}/variants`;
  const lines = variations.map(({ key: code, axes, attributes: sets = [], labels: texts }): PlannedLine => ({
    stage: 1,
    path,
    line: {
      code,
      variant_attribute_sets: axes.map((list, index) => ({
        level: index + 1,
        axes: list,
        attributes: [...new Set([...list, ...(sets[index] ?? [])])],
      })),
      ...labelsLine(texts, structure),
    },
  }));
  return structureOperation({ key, ...rest }, [{ stage: 0, path: 'families', line }, ...lines]);
}

/** An asset; a file is uploaded, an address set as link, as the main media of the family wants. */
export function planAsset(
  { key, data, ...rest }: Upsert<'asset'>,
  family: RecordFamily | undefined,
  structure: CatalogueStructure,
): PlannedOperation {
  if (family === undefined) return structureOperation({ key, ...rest }, [], [noFamily(data.family)]);
  const path = `asset-families/${encodeURIComponent(family.code)}/assets`;
  const sends = (section: string) => rest.remote === null || rest.sections.includes(section);
  const content = sends('content') ? (data.values ?? {}) : {};
  const { values: written, issues } = writeRecordValues(content, family, structure, codeOfKey);
  const values: Record<string, readonly RecordApiValue[]> = { ...written };
  const uploads: PlannedUpload[] = [];
  const problems: Issue[] = [...issues];
  const attribute = family.mainMedia ?? '';
  const { media } = data;
  const sendsMedia = media !== undefined && sends('media');
  if (sendsMedia && family.attributes.get(attribute)?.['type'] === 'media_link') {
    if ('url' in media) values[attribute] = [{ locale: null, channel: null, data: media.url }];
    else problems.push(noAddress(attribute));
  } else if (sendsMedia) {
    uploads.push({
      owner: { asset: data.code, family: family.code },
      attribute,
      locale: null,
      scope: null,
      file: media,
    });
  }
  const lines = [{ stage: 0, path, line: { code: data.code, values: values as JsonValue } }];
  return {
    ...structureOperation({ key, ...rest }, lines, problems, uploads),
    data: { asset: assetKey(family.code, data.code) },
  };
}

function noAddress(attribute: string): Issue {
  return {
    code: 'value.wrong_type',
    severity: 'error',
    message: `The main media “${attribute}” of the asset family is a link, which needs an address and takes no file`,
    hint: 'Set “media” with “url” and “fileName” in the mapping.',
    path: 'media',
  };
}

/** Records come after assets, and by the codes that they have with us. */
const codeOfKey: RecordCodes = ({ key }) => splitReferenceRecordKey(key)?.code ?? key;

function noFamily(family: string): Issue {
  return {
    code: 'reference.missing',
    severity: 'error',
    message: `The PIM has no asset family “${family}”, or does not show it`,
    hint: 'Make it in the PIM, and permit the connection to list asset families.',
    path: 'family',
  };
}
