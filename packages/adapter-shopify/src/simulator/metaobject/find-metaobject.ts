import { fullNamespace } from '../metafield/metafield-store.ts';
import { normalHandle } from '../product/handles.ts';
import type { MetaobjectState, ShopState } from '../shop-state.ts';

/** The whole name of a type: `$app:` stands for the app’s own ones, and capitals count for nothing. */
export function fullType(type: string): string {
  return type.replace(/^\$app:/, `${fullNamespace(null)}--`).toLowerCase();
}

/** The metaobject with a type and a handle. */
export function findMetaobject(
  type: string,
  handle: string,
  { metaobjects, metaobjectByHandle }: ShopState,
): MetaobjectState | undefined {
  return metaobjects.get(metaobjectByHandle.get(handleKey(type, handle)) ?? '');
}

/** Under what a handle stands in {@link ShopState.metaobjectByHandle}. */
export function handleKey(type: string, handle: string): string {
  return `${fullType(type)} ${normalHandle(handle)}`;
}
