/**
 * A query of Shopify’s search language that finds whatever has one of the values. Source: Shopify’s page on search
 * syntax: a value in quotes is taken as it is, with a backslash before quotes and backslashes.
 */
export function anyOf(field: string, values: readonly string[]): string {
  return values.map((value) => `${field}:"${value.replaceAll(/["\\]/g, String.raw`\$&`)}"`).join(' OR ');
}
