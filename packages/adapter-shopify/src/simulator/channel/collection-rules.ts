import { checkMetafield } from '../metafield/metafield-store.ts';
import type { MetafieldWrite } from '../metafield/metafield-store.ts';
import { normalHandle } from '../product/handles.ts';
import type { CollectionState, ShopState } from '../shop-state.ts';
import { userError } from '../user-error.ts';
import type { UserErrorState } from '../user-error.ts';

/** A collection as mutations take it. */
export interface CollectionInput {
  readonly id?: string | null;
  readonly title?: string | null;
  readonly handle?: string | null;
  readonly descriptionHtml?: string | null;
  readonly image?: { readonly src?: string | null; readonly altText?: string | null } | null;
  readonly sortOrder?: string | null;
  readonly seo?: { readonly title?: string | null; readonly description?: string | null } | null;
  readonly metafields?: readonly Parameters<typeof checkMetafield>[0][] | null;
}

/** Looks for mistakes; gives the metafields that may be written if there are none. @param existing `null`: it is new. */
export function checkCollection(
  input: CollectionInput,
  existing: CollectionState | null,
  state: ShopState,
): { readonly errors: readonly UserErrorState[]; readonly writes: readonly MetafieldWrite[] } {
  const errors: UserErrorState[] = [];
  if (input.title !== undefined || existing === null) errors.push(...titleErrors(input.title ?? ''));
  if (input.handle != null) errors.push(...handleErrors(input.handle, existing, state));
  const writes = (input.metafields ?? []).flatMap((metafield, index) => {
    const { write, problem } = checkMetafield(metafield, 'COLLECTION', existing?.id ?? null, state);
    if (problem === null) return [write];
    errors.push(userError(`metafields.${index}.${problem.part ?? 'value'}`, problem.message));
    return [];
  });
  return { errors, writes };
}

function titleErrors(title: string): UserErrorState[] {
  if (title.trim() === '') return [userError('title', "Title can't be blank")];
  return title.length > 255 ? [userError('title', 'Title is too long (maximum is 255 characters)')] : [];
}

// That a handle which is asked for must be free is reported of real shops; in which words is not known.
function handleErrors(
  handle: string,
  existing: CollectionState | null,
  { collections }: ShopState,
): UserErrorState[] {
  const wanted = normalHandle(handle);
  const holder = [...collections.values()].find((each) => each.handle === wanted);
  return wanted === '' || holder === undefined || holder.id === existing?.id
    ? []
    : [userError('handle', 'Handle has already been taken')];
}

/** A handle that no other collection has, made of a text. */
export function freeCollectionHandle(text: string, { collections }: ShopState): string {
  const taken = new Set([...collections.values()].map(({ handle }) => handle));
  const base = normalHandle(text) || 'collection';
  let handle = base;
  for (let number = 1; taken.has(handle); number += 1) handle = `${base}-${number}`;
  return handle;
}
