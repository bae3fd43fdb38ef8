const prefix = 'gid://shopify/TaxonomyCategory/';

/**
 * The id of a node of Shopify’s product taxonomy that is named by it, in full or bare: `aa-1-13`. `null`: it is named by
 * its full name.
 */
export function taxonomyId(name: string): string | null {
  if (name.startsWith(prefix)) return name;
  return /^[a-z]{2}(?:-\d+)*$/.test(name) ? prefix + name : null;
}
