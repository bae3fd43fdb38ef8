import type { RecordKey } from '../model/index.ts';
import type { PageContext } from './page-context.ts';
import type { PageItem } from './page-item.ts';

/**
 * Keys of variants whose links are of no use any more: their product was deleted, or is without them now. A variant
 * that went over to another product has a new link by then, which stays.
 */
export async function forgottenVariants(
  items: readonly PageItem[],
  { store, destination }: PageContext,
): Promise<readonly RecordKey[]> {
  const ids = new Map(items.flatMap(variantsLeft));
  for (const { result } of items) {
    if (result?.kind !== 'created' && result?.kind !== 'updated') continue;
    for (const key of Object.keys(result.remote.variants ?? {})) ids.delete(key);
  }
  if (ids.size === 0) return [];
  const links = await store.links(destination.account, 'variant', [...ids.keys()]);
  return [...ids].flatMap(([key, id]) => (links.get(key)?.remote.id === id ? [key] : []));
}

/** The variants that a product had and has no more, with the platform’s ids. */
function variantsLeft({ remote, result, desired }: PageItem): [RecordKey, string][] {
  const before = Object.entries(remote?.variants ?? {}).map(([key, { id }]): [RecordKey, string] => [
    key,
    id,
  ]);
  if (result?.kind === 'deleted') return desired?.op === 'delete' && desired.mode !== 'delete' ? [] : before;
  // A destination that says nothing of variants leaves open which there are.
  if (result?.kind !== 'updated' || result.remote.variants === undefined) return [];
  const { variants } = result.remote;
  return before.filter(([key]) => !Object.hasOwn(variants, key));
}
