import { metafieldName } from '../plan/metafield-inputs.ts';
import type { FieldPayload } from '../plan/metaobject-payload.ts';
import type { MetafieldPayload, ProductPayload } from '../plan/product-payload.ts';
import { taxonomyId } from '../plan/taxonomy-id.ts';
import { unknownThing } from './channel-parts.ts';
import { Refusal } from './refusal.ts';
import type { WriteSession } from './session.ts';
import { taxonomyProblem } from './taxonomy.ts';

type Session = Pick<WriteSession, 'facts' | 'context'>;

/** Whether a payload names something otherwise than by its id. */
export function needsIds({ product, collections, metafields, variants }: ProductPayload): boolean {
  return (
    collections !== undefined ||
    categoryName(product) !== null ||
    namesMetaobject(metafields) ||
    (variants !== undefined && variants.some((variant) => namesMetaobject(variant.metafields)))
  );
}

function namesMetaobject(metafields: readonly MetafieldPayload[] | undefined): boolean {
  return metafields !== undefined && metafields.some(({ metaobject }) => metaobject !== undefined);
}

/**
 * A payload with the ids of what it names otherwise: collections by handle, metaobjects by type and handle, the category
 * by its full name.
 *
 * @throws Refusal for what the shop does not have.
 */
export async function withIds(payload: ProductPayload, session: Session): Promise<ProductPayload> {
  const { product, collections, metafields, variants } = payload;
  const category = categoryName(product);
  return {
    ...payload,
    ...(category === null ? {} : { product: { ...product, category: await categoryId(category, session) } }),
    ...(collections === undefined ? {} : { collections: await collectionIds(collections, session) }),
    ...(metafields === undefined ? {} : { metafields: await withMetaobjects(metafields, '', session) }),
    ...(variants === undefined
      ? {}
      : {
          variants: await Promise.all(
            variants.map(async (variant, index) =>
              variant.metafields === undefined
                ? variant
                : {
                    ...variant,
                    metafields: await withMetaobjects(variant.metafields, `variants.${index}.`, session),
                  },
            ),
          ),
        }),
  };
}

/** The category if it is named by its full name. */
function categoryName(product: ProductPayload['product']): string | null {
  const category = product?.['category'];
  return typeof category === 'string' && taxonomyId(category) === null ? category : null;
}

async function categoryId(name: string, { facts, context }: Session): Promise<string> {
  const found = await facts.taxonomy.find(name, context);
  const [id] = found.ids;
  if (id === undefined || found.ids.length > 1) throw new Refusal([taxonomyProblem(name, found)]);
  return id;
}

async function collectionIds(named: readonly string[], { facts, context }: Session): Promise<string[]> {
  const ids: string[] = [];
  for (const [index, handle] of named.entries()) {
    // Those of categories are known by their ids already.
    // oxlint-disable-next-line no-await-in-loop
    const id = isCollectionId(handle) ? handle : await facts.collection(handle, context);
    if (id === null) throw new Refusal([unknownThing('collection', handle, `collections.${index}`, null)]);
    ids.push(id);
  }
  return ids;
}

function isCollectionId(handle: string): boolean {
  return handle.startsWith('gid://shopify/Collection/');
}

/** Metafields with the ids of the metaobjects that they name. @param at where in the record they stand. */
export async function withMetaobjects(
  metafields: readonly MetafieldPayload[],
  at: string,
  session: Session,
): Promise<MetafieldPayload[]> {
  const resolved: MetafieldPayload[] = [];
  for (const { metaobject, ...metafield } of metafields) {
    if (metaobject === undefined) {
      resolved.push(metafield);
      continue;
    }
    const path = `${at}metafields.${metafieldName(metafield)}`;
    // oxlint-disable-next-line no-await-in-loop
    resolved.push({ ...metafield, value: await idsOfMetaobjects(metaobject, path, session) });
  }
  return resolved;
}

/** Fields of a metaobject with the ids of the metaobjects that they name. */
export async function withFieldIds(
  fields: readonly FieldPayload[],
  session: Session,
): Promise<readonly Omit<FieldPayload, 'metaobject'>[]> {
  const resolved: Omit<FieldPayload, 'metaobject'>[] = [];
  for (const { metaobject, key, value } of fields) {
    const ids =
      metaobject === undefined
        ? value
        : // oxlint-disable-next-line no-await-in-loop
          await idsOfMetaobjects(metaobject, `fields.${key}`, session);
    resolved.push({ key, value: ids });
  }
  return resolved;
}

/** As Shopify takes the value of a reference. @throws Refusal for one that the shop does not have. */
async function idsOfMetaobjects(
  { type, handles, isList }: NonNullable<MetafieldPayload['metaobject']>,
  path: string,
  { facts, context }: Session,
): Promise<string> {
  const ids: string[] = [];
  for (const handle of handles) {
    // oxlint-disable-next-line no-await-in-loop
    const id = await facts.metaobject(type, handle, context);
    if (id === null) throw new Refusal([unknownThing(`metaobject of type ${type}`, handle, path, null)]);
    ids.push(id);
  }
  return isList ? JSON.stringify(ids) : (ids[0] ?? '');
}
