import type { RecordKey } from '../model/index.ts';
import type { PageItem } from './page-item.ts';

/** A variant that a product had, by its key, and the platform’s id of it. */
export interface ForgottenVariant {
  readonly key: RecordKey;
  readonly id: string;
}

/**
 * Variants whose links are of no use any more: their product was deleted, or is without them now. A variant that went over
 * to another product has a link that leads elsewhere, or is about to get it from a page beside this one.
 */
export function forgottenVariants(items: readonly PageItem[]): readonly ForgottenVariant[] {
  const ids = new Map(items.flatMap(variantsLeft));
  for (const { result } of items) {
    if (result?.kind !== 'created' && result?.kind !== 'updated') continue;
    for (const key of Object.keys(result.remote.variants ?? {})) ids.delete(key);
  }
  return [...ids].map(([key, id]) => ({ key, id }));
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
