import type { ShopifyRecords } from '../records/shopify-records.ts';

/** What a file is called where it comes from; empty: nobody says. Addresses of private files say nothing of it. */
export function nameAtSource({
  url,
  urlKind,
  fileName,
}: Pick<ShopifyRecords['asset'], 'url' | 'urlKind' | 'fileName'>): string {
  if (urlKind === 'private' && fileName !== undefined) return fileName;
  return new URL(url).pathname.split('/').at(-1) ?? '';
}
