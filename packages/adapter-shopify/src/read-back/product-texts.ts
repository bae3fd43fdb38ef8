import { taxonomyId } from '../plan/taxonomy-id.ts';
import type { ProductRecord } from '../records/product-record.ts';
import type { LiveProduct } from './live-product.ts';
import { sameHandle, sameHtml, sameText } from './same-value.ts';

/**
 * Plain fields of a product in the words of the record.
 *
 * @param shopName which a product without a vendor has as such.
 * @param categoryIds ids in the taxonomy by full names that records use.
 */
export function productTexts(
  live: LiveProduct,
  wanted: ProductRecord | undefined,
  shopName: string,
  categoryIds: ReadonlyMap<string, string>,
) {
  const text = (
    name: 'title' | 'vendor' | 'productType' | 'templateSuffix',
    value: string | null | undefined,
  ) => (wanted !== undefined && sameText(wanted[name], value) ? wanted[name] : value || null);
  const seo = (name: 'seoTitle' | 'seoDescription', value: string | null | undefined) =>
    wanted !== undefined && sameText(wanted[name], value) ? wanted[name] : value || null;
  return {
    title: text('title', live.title),
    handle: wanted !== undefined && sameHandle(wanted.handle, live.handle) ? wanted.handle : live.handle,
    descriptionHtml:
      wanted !== undefined && sameHtml(wanted.descriptionHtml, live.descriptionHtml)
        ? wanted.descriptionHtml
        : live.descriptionHtml || null,
    vendor: text('vendor', live.vendor === shopName && !wanted?.vendor ? '' : live.vendor),
    productType: text('productType', live.productType),
    category: categoryOf(live, wanted, categoryIds),
    templateSuffix: text('templateSuffix', live.templateSuffix),
    seoTitle: seo('seoTitle', live.seo.title),
    seoDescription: seo('seoDescription', live.seo.description),
  };
}

function categoryOf(
  { category }: LiveProduct,
  wanted: ProductRecord | undefined,
  categoryIds: ReadonlyMap<string, string>,
): string | null {
  const name = wanted?.category ?? null;
  const id = name === null ? null : (taxonomyId(name) ?? categoryIds.get(name));
  return category?.id === id ? name : (category?.id ?? null);
}
