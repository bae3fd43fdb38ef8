import { isConnectorError } from '@pim-connector/core';
import type { ConnectorContext } from '@pim-connector/core';
import { z } from 'zod';

import { collectionByIdentifier } from '../documents/collection-documents.ts';
import { metaobjectDefinitionByType } from '../documents/metaobject-definition-documents.ts';
import type { MetaobjectDefinition } from '../documents/metaobject-definition-documents.ts';
import { metaobjectByHandle } from '../documents/metaobject-documents.ts';
import {
  locations,
  metafieldDefinitions,
  priceLists,
  publications,
  shopContext,
} from '../documents/shop-documents.ts';
import { readPages } from '../graphql/read-pages.ts';
import type { ShopifyClient } from '../graphql/shopify-client.ts';
import { recordNamespace } from '../plan/metafield-inputs.ts';
import { rememberedIds } from './remembered-ids.ts';
import { remembered } from './remembered.ts';
import { createTaxonomy } from './taxonomy.ts';
import type { Taxonomy } from './taxonomy.ts';

type Context = Pick<ConnectorContext, 'signal' | 'warn' | 'clock'>;

/** Something in the shop that has a name. */
export interface NamedThing {
  readonly id: string;
  readonly name: string;
}

/** A list of prices for a market. */
export interface PriceList extends NamedThing {
  /** ISO 4217. */
  readonly currency: string;
}

/** A place where stock is kept. */
export interface Location extends NamedThing {
  readonly isActive: boolean;
}

/** What definitions of metafields ask for, by `namespace.key`. */
export type MetafieldRules = ReadonlyMap<string, MetafieldRule>;

/** What a definition of a metafield asks for. */
export interface MetafieldRule {
  readonly type: string;
  /** Kinds of files that it may point to, in the words of the shop; `null`: all. */
  readonly fileTypes: readonly string[] | null;
}

/** What has metafields of its own. */
export type MetafieldOwner = 'PRODUCT' | 'PRODUCTVARIANT';

/** A definition of metaobjects; `null`: the shop has none; `hidden`: the app may not read it. */
export type KnownDefinition = MetaobjectDefinition | null | 'hidden';

/**
 * What the adapter has to know of the shop while it writes. Read when it is first needed, and kept for some minutes; lists
 * are read anew sooner if they lack what is looked for.
 */
export interface ShopFacts {
  /** Name of the shop. */
  name(context: Context): Promise<string>;
  /** @param needed names or ids that are looked for; also of the next two. */
  locations(context: Context, needed?: readonly string[]): Promise<readonly Location[]>;
  publications(context: Context, needed?: readonly string[]): Promise<readonly NamedThing[]>;
  priceLists(context: Context, needed?: readonly string[]): Promise<readonly PriceList[]>;
  /** Id of the collection with a handle, or `null`. */
  collection(handle: string, context: Context): Promise<string | null>;
  /** Id of the metaobject with a type and a handle, or `null`. */
  metaobject(type: string, handle: string, context: Context): Promise<string | null>;
  readonly taxonomy: Taxonomy;
  /** What the shop asks of metafields. @param isFresh whether what is remembered does not count. */
  metafieldRules(owner: MetafieldOwner, isFresh: boolean, context: Context): Promise<MetafieldRules>;
  /** Forgets which metaobjects have which handles, because one was changed or deleted. */
  forgetMetaobjects(): void;
  /** Something was refused that may have been made of what is not so any more. */
  doubt(): void;
  /**
   * The definition of a type of metaobjects.
   *
   * @param needed keys of fields: a definition that is remembered without one of them is read anew.
   */
  metaobjectDefinition(type: string, needed: ReadonlySet<string>, context: Context): Promise<KnownDefinition>;
}

/** Makes the memory of a shop’s facts. */
export function createShopFacts(client: ShopifyClient): ShopFacts {
  const collections = rememberedIds();
  const metaobjects = rememberedIds();
  const definitions = new Map<string, MetaobjectDefinition>();
  const name = remembered(async (context) => (await client.call(shopContext, {}, context)).shop.name);
  const locationList = remembered((context) =>
    readPages(async (after) => (await client.call(locations, { after }, context)).locations),
  );
  const publicationList = remembered(async (context) => {
    const list = await readPages(
      async (after) => (await client.call(publications, { after }, context)).publications,
    );
    return list.map(({ id, catalog }) => ({ id, name: catalog?.title ?? id }));
  });
  const listOfPriceLists = remembered((context) =>
    readPages(async (after) => (await client.call(priceLists, { after }, context)).priceLists),
  );
  const rules = new Map<MetafieldOwner, MetafieldRules>();
  return {
    taxonomy: createTaxonomy(client),
    collection: (handle, context) =>
      collections.get(handle, context, async () => {
        const found = await client.call(collectionByIdentifier, { identifier: { handle } }, context);
        return found.collectionByIdentifier?.id ?? null;
      }),
    async metafieldRules(owner, isFresh, context) {
      const known = rules.get(owner);
      if (known !== undefined && !isFresh) return known;
      const found = await readMetafieldRules(owner, client, context);
      rules.set(owner, found);
      return found;
    },
    name: (context) => name.get(context),
    metaobject: (type, handle, context) =>
      metaobjects.get(`${type} ${handle}`, context, async () => {
        const found = await client.call(metaobjectByHandle, { metaobject: { type, handle } }, context);
        return found.metaobjectByHandle?.id ?? null;
      }),
    forgetMetaobjects: () => metaobjects.clear(),
    doubt() {
      for (const each of [collections, metaobjects, locationList, publicationList, listOfPriceLists])
        each.doubt();
    },
    async metaobjectDefinition(type, needed, context) {
      const known = definitions.get(type);
      const keys = new Set(known?.fieldDefinitions.map(({ key }) => key));
      if (known !== undefined && [...needed].every((key) => keys.has(key))) return known;
      try {
        const data = await client.call(metaobjectDefinitionByType, { type }, context);
        const found = data.metaobjectDefinitionByType ?? null;
        if (found === null) definitions.delete(type);
        else definitions.set(type, found);
        return found;
      } catch (error) {
        if (!isConnectorError(error, 'permission.denied')) throw error;
        return 'hidden';
      }
    },
    locations: (context, needed) => locationList.get(context, names(needed)),
    publications: (context, needed) => publicationList.get(context, names(needed)),
    priceLists: (context, needed) => listOfPriceLists.get(context, names(needed)),
  };
}

async function readMetafieldRules(
  ownerType: MetafieldOwner,
  client: ShopifyClient,
  context: Context,
): Promise<MetafieldRules> {
  const list = await readPages(
    async (after) =>
      (await client.call(metafieldDefinitions, { ownerType, after }, context)).metafieldDefinitions,
  );
  return new Map(
    list.map(({ namespace, key, type, validations }) => {
      const files = validations.find(({ name }) => name === 'file_type_options')?.value;
      const rule = { type: type.name, fileTypes: files == null ? null : fileTypesOf(files) };
      return [`${recordNamespace(namespace)}.${key}`, rule];
    }),
  );
}

const fileTypesSchema = z.array(z.string());

/** A rule of another form says nothing. */
function fileTypesOf(text: string): readonly string[] | null {
  try {
    return fileTypesSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

/** Whether a list has all that is looked for. */
function names(needed: readonly string[] = []): (list: readonly NamedThing[]) => boolean {
  return (list) => needed.every((name) => named(list, name) !== undefined);
}

/** Finds something by its name, in any case, or by its id. */
export function named<Thing extends NamedThing>(things: readonly Thing[], name: string): Thing | undefined {
  const wanted = name.trim().toLowerCase();
  return things.find(({ id }) => id === name) ?? things.find((each) => each.name.toLowerCase() === wanted);
}
