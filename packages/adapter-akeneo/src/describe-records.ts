import { isSafePropertyName } from '@pim-connector/core';
import type {
  Attribute,
  AttributeType,
  ConnectorTools,
  JsonValue,
  LocalizedText,
  Option,
} from '@pim-connector/core';

import type { AkeneoClient } from './akeneo-client.ts';
import { labelsOf, objectsOf, textOf } from './api-values.ts';
import { fileLimits, numberLimits, textLimits } from './attribute-limits.ts';
import { allItems } from './list-pages.ts';
import type { ApiItem } from './list-pages.ts';
import { recordAttributeType } from './record-attribute-type.ts';
import { recordTarget } from './record-target.ts';
import { linkedKind } from './record-values.ts';
import { pimProperties } from './reference-entity-attribute.ts';

/** An asset family or a reference entity. */
export interface RecordFamilyDescription {
  readonly code: string;
  readonly labels: LocalizedText;
  readonly attributes: readonly Attribute[];
  /** Code of the attribute that holds the file of an asset. */
  readonly mainMedia: string | null;
}

/** Lists the asset families, or the reference entities, with what their assets or records consist of. */
export async function describeRecordFamilies(
  path: 'asset-families' | 'reference-entities',
  client: AkeneoClient,
  tools: ConnectorTools,
  signal: AbortSignal,
): Promise<readonly RecordFamilyDescription[]> {
  // These lists take no `limit` (Akeneo REST API, asset families, reference entities).
  const families = await allItems(client, { path, paging: 'search_after' }, tools, signal);
  const listed = async (below: string): Promise<readonly ApiItem[]> => {
    const response = await client.request({ path: below, signal, expect: 'json', operation: `read ${path}` });
    return objectsOf(response.json());
  };

  async function attributeOf(item: ApiItem, attributes: string): Promise<Attribute[]> {
    const key = textOf(item['code']) ?? '';
    if (!isSafePropertyName(key)) return [];
    const type = recordAttributeType(item);
    const options =
      type === 'option' || type === 'options'
        ? await listed(`${attributes}/${encodeURIComponent(key)}/options`)
        : null;
    return [
      {
        key,
        type,
        labels: labelsOf(item['labels']),
        localizable: item['value_per_locale'] === true,
        scopable: item['value_per_channel'] === true,
        ...(options === null ? {} : { options: options.map(optionOf) }),
        ...limitsOf(type, item),
        ...targetOf(type, item),
        extensions: { akeneo: { type: textOf(item['type']), ...propertiesOf(item) } },
      },
    ];
  }

  return Promise.all(
    families.map(async (family) => {
      const code = textOf(family['code']) ?? '';
      const below = `${path}/${encodeURIComponent(code)}/attributes`;
      const items = await listed(below);
      const attributes = await Promise.all(items.map((item) => attributeOf(item, below)));
      return {
        code,
        labels: labelsOf(family['labels']),
        attributes: attributes.flat(),
        mainMedia: textOf(family['attribute_as_main_media']),
      };
    }),
  );
}

/** What the model has no field for, where there is something to tell. */
function propertiesOf(item: ApiItem): Readonly<Record<string, JsonValue>> {
  return Object.fromEntries(
    pimProperties.flatMap((name) => {
      const value = item[name];
      return value === undefined || value === null || value === false ? [] : [[name, value as JsonValue]];
    }),
  );
}

function limitsOf(type: AttributeType, item: ApiItem): Partial<Attribute> {
  if (item['type'] === 'media_file' || item['type'] === 'image') return fileLimits(item);
  if (type === 'text' || type === 'richText') return textLimits(item);
  if (type === 'number') return numberLimits(item, { minimum: 'min_value', maximum: 'max_value' });
  return {};
}

function targetOf(type: AttributeType, item: ApiItem): Pick<Attribute, 'target'> {
  if (type !== 'references') return {};
  return item['type'] === 'image' || item['type'] === 'asset_collection'
    ? { target: { entity: 'asset' } }
    : recordTarget(linkedKind(item));
}

function optionOf(item: ApiItem): Option {
  return { code: textOf(item['code']) ?? '', labels: labelsOf(item['labels']) };
}
