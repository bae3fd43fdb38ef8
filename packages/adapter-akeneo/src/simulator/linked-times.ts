import type { Product, ProductModel } from './entities.ts';
import { isTextList, textOf } from './json.ts';
import type { Pim } from './pim.ts';
import { allValues } from './values.ts';

/** When the assets and records that a product shows were changed; the date of the product does not tell. */
export function linkedTimesOf(pim: Pim, entity: Product | ProductModel, types: readonly string[]): number[] {
  return Object.entries(allValues(pim, entity)).flatMap(([code, values]) => {
    const attribute = pim.attributes.get(code);
    if (attribute === undefined) return [];
    const isAsset = attribute.type === 'pim_catalog_asset_collection';
    const isRecord = attribute.type.startsWith('akeneo_reference_entity');
    if (!(isAsset && types.includes('asset')) && !(isRecord && types.includes('reference_entity_record')))
      return [];
    const families = isAsset ? pim.assetFamilies : pim.referenceEntities;
    const records = families.get(textOf(attribute['reference_data_name']))?.records;
    const codes = values.flatMap(({ data }) =>
      isTextList(data) ? data : typeof data === 'string' ? [data] : [],
    );
    return codes.flatMap((linked) => records?.get(linked)?.updated ?? []);
  });
}
