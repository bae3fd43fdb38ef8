/** The keys of a page of records, the same in all processes. */
export function pageKeys(page: number): string[] {
  return Array.from({ length: 50 }, (_, index) => `sku-${page}-${index}`);
}
