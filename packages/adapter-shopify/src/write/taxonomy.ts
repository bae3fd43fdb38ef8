import type { ConnectorContext } from '@pim-connector/core';

import { taxonomyCategories } from '../documents/taxonomy-documents.ts';
import { readPages } from '../graphql/read-pages.ts';
import type { ShopifyClient } from '../graphql/shopify-client.ts';
import type { Refusal } from './refusal.ts';

type Context = Pick<ConnectorContext, 'signal' | 'warn' | 'clock'>;

/** What a full name means in Shopify’s product taxonomy. */
export interface TaxonomyFind {
  /** Of nodes that are called so and can be used: one, if all is well. */
  readonly ids: readonly string[];
  /** Full names of some that are called alike. */
  readonly alike: readonly string[];
}

/** Knows Shopify’s product taxonomy by name. */
export interface Taxonomy {
  /** @param fullName such as `Apparel & Accessories > Clothing`. */
  find(fullName: string, context: Context): Promise<TaxonomyFind>;
}

/** How long it is remembered that there is no such name, in milliseconds; what was found is kept. */
const patience = 600_000;
const shownNames = 5;

interface Remembered {
  readonly found: Promise<TaxonomyFind>;
  /** Milliseconds since 1970. */
  until: number;
}

/** Makes the memory of the names that were looked for. */
export function createTaxonomy(client: ShopifyClient): Taxonomy {
  const known = new Map<string, Remembered>();
  async function remember(name: string, entry: Remembered, now: number): Promise<void> {
    try {
      const { ids } = await entry.found;
      if (ids.length !== 1) entry.until = now + patience;
    } catch {
      // Whoever asked hears of it; the next one tries again.
      known.delete(name);
    }
  }
  return {
    find(fullName, context) {
      const name = plainName(fullName);
      const now = context.clock.now();
      const remembered = known.get(name);
      if (remembered !== undefined && now < remembered.until) return remembered.found;
      const entry = { found: search(name, client, context), until: Infinity };
      known.set(name, entry);
      void remember(name, entry, now);
      return entry.found;
    },
  };
}

/** How blanks are written does not count. */
function plainName(fullName: string): string {
  return fullName
    .split('>')
    .map((name) => name.trim().replaceAll(/\s+/g, ' '))
    .join(' > ');
}

// How the search matches is not documented: it is asked for the last name, and only a full name that is the same counts.
async function search(name: string, client: ShopifyClient, context: Context): Promise<TaxonomyFind> {
  const last = name.split(' > ').at(-1) ?? name;
  const nodes = await readPages(async (after) => {
    const { taxonomy } = await client.call(taxonomyCategories, { search: last, after }, context);
    return taxonomy?.categories ?? { nodes: [], pageInfo: { hasNextPage: false } };
  });
  const open = nodes.filter(({ isArchived }) => !isArchived);
  return {
    ids: open.filter(({ fullName }) => fullName === name).map(({ id }) => id),
    alike: open
      .map(({ fullName }) => fullName)
      .toSorted((a, b) => a.length - b.length)
      .slice(0, shownNames),
  };
}

/** What a product is refused with whose category is not one node of the taxonomy. */
export function taxonomyProblem(name: string, { ids, alike }: TaxonomyFind): Refusal['errors'][number] {
  const isAmbiguous = ids.length > 1;
  const code = isAmbiguous ? 'record.ambiguous' : 'value.unknown_option';
  const others = alike.length === 0 ? '' : ` Called alike: ${alike.join('; ')}.`;
  return {
    means: { kind: 'rejected', issue: code },
    issue: {
      code,
      severity: 'error',
      message: isAmbiguous
        ? `Shopify’s product taxonomy has several categories “${name}”: ${ids.join(', ')}`
        : `Shopify’s product taxonomy has no category “${name}”`,
      hint: isAmbiguous
        ? 'Name the one that is meant by its id.'
        : `Give the full name, such as “Apparel & Accessories > Clothing”, or the id, such as aa-1.${others}`,
      path: 'category',
    },
  };
}
