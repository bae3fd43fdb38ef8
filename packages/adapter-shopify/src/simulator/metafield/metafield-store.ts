import { sha256Hex } from '../sha256.ts';
import type { MetafieldDefinitionState, MetafieldState, ShopState } from '../shop-state.ts';
import { typedValue } from './metafield-types.ts';

/** Namespace that stands for the app’s own. */
const appNamespace = '$app';
const ownNamespace = 'app--1';

/** A namespace in full: without one, and for `$app`, it is the app’s own. */
export function fullNamespace(namespace: string | null | undefined): string {
  if (namespace == null || namespace === appNamespace) return ownNamespace;
  return namespace.startsWith(`${appNamespace}:`) ? `${ownNamespace}--${namespace.slice(5)}` : namespace;
}

/** What is said of a namespace that belongs to another app. */
export const foreignMessage =
  'Access to this namespace and key on Metafields for this resource type is not allowed.';

/** Whether a namespace belongs to another app. */
export function isForeign(namespace: string): boolean {
  return /^app--\d/.test(namespace) && !`${namespace}--`.startsWith(`${ownNamespace}--`);
}

/** Name of a metafield among those of its owner. */
export function metafieldName(namespace: string, key: string): string {
  return `${namespace}.${key}`;
}

/** The definition of metafields of a kind of owner. */
export function definitionOf(
  ownerType: string,
  namespace: string,
  key: string,
  { metafieldDefinitions }: ShopState,
): MetafieldDefinitionState | undefined {
  return metafieldDefinitions.get(`${ownerType}.${metafieldName(namespace, key)}`);
}

/** Which kind of owner a global id means. */
export function ownerTypeOf(ownerId: string): string | null {
  const type = /^gid:\/\/shopify\/(\w+)\//.exec(ownerId)?.[1];
  const known: Readonly<Record<string, string>> = {
    Product: 'PRODUCT',
    ProductVariant: 'PRODUCTVARIANT',
    Collection: 'COLLECTION',
    Location: 'LOCATION',
    Shop: 'SHOP',
  };
  return type === undefined ? null : (known[type] ?? null);
}

/** The metafields of an owner. */
export function metafieldsOf(ownerId: string, { metafields }: ShopState): Map<string, MetafieldState> {
  const own = metafields.get(ownerId) ?? new Map<string, MetafieldState>();
  metafields.set(ownerId, own);
  return own;
}

/** A metafield that may be written: everything is known to be right. */
export interface MetafieldWrite {
  readonly namespace: string;
  readonly key: string;
  readonly type: string;
  readonly value: string;
}

/** A complaint about a metafield: which part of it, what, and a code. */
export interface MetafieldProblem {
  readonly part: 'namespace' | 'key' | 'type' | 'value' | null;
  readonly message: string;
  readonly code: string | null;
}

/** Checks a metafield that is to be written to an owner. @param ownerId `null`: the owner is about to be made. */
export function checkMetafield(
  input: {
    readonly namespace?: string | null;
    readonly key?: string | null;
    readonly type?: string | null;
    readonly value?: string | null;
  },
  ownerType: string,
  ownerId: string | null,
  state: ShopState,
):
  | { readonly write: MetafieldWrite; readonly problem: null }
  | { readonly write: null; readonly problem: MetafieldProblem } {
  const fail = (part: MetafieldProblem['part'], message: string, code: string | null) => ({
    write: null,
    problem: { part, message, code },
  });
  const namespace = fullNamespace(input.namespace);
  const key = input.key ?? '';
  if (namespace.length < 3)
    return fail('namespace', 'Namespace is too short (minimum is 3 characters)', 'TOO_SHORT');
  if (namespace.length > 255)
    return fail('namespace', 'Namespace is too long (maximum is 255 characters)', 'TOO_LONG');
  if (key.length < 2) return fail('key', 'Key is too short (minimum is 2 characters)', 'TOO_SHORT');
  if (key.length > 64) return fail('key', 'Key is too long (maximum is 64 characters)', 'TOO_LONG');
  if (reserved.has(namespace))
    return fail('namespace', `Namespace ${namespace} is a reserved namespace`, null);
  if (isForeign(namespace)) return fail(null, foreignMessage, 'APP_NOT_AUTHORIZED');
  const definition = definitionOf(ownerType, namespace, key, state);
  const existing =
    ownerId === null ? undefined : state.metafields.get(ownerId)?.get(metafieldName(namespace, key));
  const type = input.type ?? definition?.type ?? existing?.type ?? null;
  if (type === null || type === '') return fail('type', "Type can't be blank", 'BLANK');
  if (definition !== undefined && type !== definition.type)
    return fail(
      'type',
      `Type must be consistent with the definition's type: ${definition.type}.`,
      'INVALID_TYPE',
    );
  const typed = typedValue(type, input.value ?? '', definition?.validations ?? [], state);
  if (typed.problem !== null) return fail('value', typed.problem, 'INVALID_VALUE');
  if (definition?.unique === true) {
    const holder = state.uniqueValues.get(uniqueName(definition, typed.value));
    if (holder !== undefined && holder !== ownerId)
      return fail(
        'value',
        'Value has already been assigned to another metafield.',
        'DUPLICATED_METAFIELD_VALUE',
      );
  }
  return { write: { namespace, key, type, value: typed.value }, problem: null };
}

const reserved = new Set(['shopify_standard', 'protected', 'shopify-l10n-fields']);

/** Writes a metafield that was checked. */
export function writeMetafield(
  ownerId: string,
  write: MetafieldWrite,
  state: ShopState,
  now: number,
): MetafieldState {
  const own = metafieldsOf(ownerId, state);
  const name = metafieldName(write.namespace, write.key);
  const existing = own.get(name);
  forgetUnique(ownerId, existing, state);
  const metafield: MetafieldState = {
    id: existing?.id ?? state.newId('Metafield'),
    ownerId,
    ...write,
    createdAt: existing?.createdAt ?? now,
    updatedAt: now,
  };
  own.set(name, metafield);
  state.metafieldOwners.set(metafield.id, ownerId);
  const definition = definitionOf(ownerTypeOf(ownerId) ?? '', write.namespace, write.key, state);
  if (definition?.unique === true) state.uniqueValues.set(uniqueName(definition, write.value), ownerId);
  return metafield;
}

/** Removes a metafield, if there is one. */
export function removeMetafield(ownerId: string, name: string, state: ShopState): MetafieldState | undefined {
  const own = metafieldsOf(ownerId, state);
  const existing = own.get(name);
  own.delete(name);
  forgetUnique(ownerId, existing, state);
  if (existing !== undefined) {
    state.metafieldOwners.delete(existing.id);
    state.translations.delete(existing.id);
  }
  return existing;
}

/** Removes all metafields of an owner that is gone. */
export function removeMetafieldsOf(ownerId: string, state: ShopState): void {
  for (const name of metafieldsOf(ownerId, state).keys()) removeMetafield(ownerId, name, state);
  state.metafields.delete(ownerId);
}

function forgetUnique(ownerId: string, metafield: MetafieldState | undefined, state: ShopState): void {
  if (metafield === undefined) return;
  const { namespace, key, value } = metafield;
  const definition = definitionOf(ownerTypeOf(ownerId) ?? '', namespace, key, state);
  if (definition?.unique === true) state.uniqueValues.delete(uniqueName(definition, value));
}

/** Under which name the holder of a unique value is kept. */
export function uniqueName(
  { ownerType, namespace, key }: Pick<MetafieldDefinitionState, 'ownerType' | 'namespace' | 'key'>,
  value: string,
): string {
  return JSON.stringify([ownerType, namespace, key, value]);
}

/** Digest of a value, for writing it only if nobody has changed it. */
export function compareDigest({ type, value }: Pick<MetafieldState, 'type' | 'value'>): string {
  return sha256Hex(`${type}\n${value}`);
}
