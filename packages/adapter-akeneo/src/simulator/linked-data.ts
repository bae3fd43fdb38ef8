import type { Attribute } from './entities.ts';
import { isTextList, textOf } from './json.ts';
import type { Json, JsonObject } from './json.ts';
import type { Pim } from './pim.ts';

/** What the PIM adds to a value of a select attribute: the labels of its options. */
export function linkedOptions(
  pim: Pim,
  { code: attribute, type }: Attribute,
  data: Json,
): JsonObject | undefined {
  const labelsOf = (code: string): JsonObject => {
    const option = pim.options.get(attribute)?.get(code);
    return { attribute, code: option?.code ?? code, labels: option?.labels ?? {} };
  };
  if (type === 'pim_catalog_simpleselect' && typeof data === 'string') return labelsOf(data);
  if (type !== 'pim_catalog_multiselect' || !isTextList(data)) return undefined;
  return Object.fromEntries(data.map((code) => [code, labelsOf(code)]));
}

/** What the PIM adds to a list of assets: the public links of those that have one. */
export function linkedAssets(pim: Pim, attribute: Attribute, data: Json): JsonObject | undefined {
  if (attribute.type !== 'pim_catalog_asset_collection' || !isTextList(data)) return undefined;
  const family = pim.assetFamilies.get(textOf(attribute['reference_data_name']));
  return Object.fromEntries(
    data.map((code) => {
      const asset = family?.records.get(code);
      const files = Object.entries(asset?.values ?? {}).filter(
        ([name]) => family?.attributes.get(name)?.type === 'media_file',
      );
      const links = files.flatMap(([name, values]) =>
        values.map(({ locale, channel }) => ({
          attribute: name,
          locale,
          channel,
          _links: { self: { href: shareLink(family?.code ?? '', name, code) } },
        })),
      );
      return [code, { share_links: links }];
    }),
  );
}

/** Where everybody can fetch a file of an asset. */
export const shareLink = (family: string, attribute: string, asset: string): string =>
  `https://share.akeneo.example/${family}/${attribute}/${encodeURIComponent(asset)}`;
