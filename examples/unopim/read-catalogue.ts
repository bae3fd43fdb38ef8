import type { Entity, EntityMap, InvalidRow, JsonValue, SchemaDescription } from '@pim-connector/core';
import { z } from 'zod';

import { modelLocale } from './codes.ts';
import { productSchema } from './file-format.ts';
import type { FileProduct } from './file-format.ts';
import { readAttributes } from './read-attribute.ts';
import type { Folder } from './read-folder.ts';
import { readAsset, readProduct } from './read-product.ts';
import { readCategories, readFamilies, readScopes } from './read-structure.ts';

/** A catalogue in the words of the model. */
export interface Catalogue {
  /** Changes whenever a file does. */
  readonly identity: string;
  readonly description: SchemaDescription;
  readonly records: { readonly [E in Entity]?: readonly EntityMap[E][] };
  /** Entries of the product files that are no products. */
  readonly invalid: readonly InvalidRow[];
}

/** Turns what the files say into records. */
export function readCatalogue(folder: Folder, mediaUrl: string): Catalogue {
  const { identity, channels } = folder;
  const attributes = readAttributes(folder.attributes);
  const known = new Map(attributes.map((attribute) => [attribute.key, attribute]));
  const families = readFamilies(folder.families, known);
  const categories = readCategories(folder.categories, channels);
  const { products, invalid } = checkProducts(folder.products);
  return {
    identity,
    description: {
      locales: channels.locales.map(modelLocale),
      currencies: channels.currencies,
      scopes: readScopes(channels),
      attributes,
      families,
      categories,
    },
    records: {
      attribute: attributes,
      family: families,
      category: categories,
      asset: products.map((product) => readAsset(product, mediaUrl)),
      product: products.map((product) =>
        readProduct(product, folder.associations.links[product.sku] ?? {}, known),
      ),
    },
    invalid,
  };
}

function checkProducts(entries: Folder['products']) {
  const products: FileProduct[] = [];
  const invalid: InvalidRow[] = [];
  for (const { place, json } of entries) {
    const result = productSchema.safeParse(json);
    if (result.success) products.push(result.data);
    else invalid.push({ place, issues: result.error.issues.map(issueOf), raw: json as JsonValue });
  }
  return { products, invalid };
}

function issueOf({ path, message }: z.core.$ZodIssue) {
  const place = z.core.toDotPath(path);
  return {
    code: 'record.unreadable',
    severity: 'error',
    message: `${place === '' ? 'The entry' : `“${place}”`}: ${message}`,
  } as const;
}
