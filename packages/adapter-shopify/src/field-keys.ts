import { hashText } from '@pim-connector/core';

/** Longest key of a field. Source: Shopify’s page on metafield limits. */
const longest = 64;

/** A code without what systems write it differently by: capitals, hyphens and underscores, and the prefix of an app. */
export function plainCode(code: string): string {
  return code
    .toLowerCase()
    .replace(/^app--\d+--/, '')
    .replaceAll('-', '_');
}

/** A code in the signs that Shopify takes in names; with a part of its hash where nothing or too much of it is left. */
export function nameOfCode(code: string, shortestName: number, longestName: number): string {
  const name = code.replaceAll(/[^\w-]+/g, '_');
  return name.length < shortestName || name.length > longestName || !/[^\W_]/.test(name)
    ? hashedName(code, longestName)
    : name;
}

/**
 * Keys of fields by the codes of the attributes that fill them. No two are alike, also to those who do not mind capitals; and
 * an attribute has the same whatever stands beside it, unless that is called like it.
 */
export function fieldKeys(codes: readonly string[]): ReadonlyMap<string, string> {
  const byName = Map.groupBy(codes, (code) => plainCode(nameOfCode(code, 2, longest)));
  return new Map(
    [...byName].flatMap(([plain, alike]) =>
      alike.map((code) => {
        const isPlain = alike.length === 1 || code === plain;
        return [code, isPlain ? nameOfCode(code, 2, longest) : hashedName(code, longest)] as const;
      }),
    ),
  );
}

function hashedName(code: string, longestName: number): string {
  const hash = plainCode(hashText(code)).slice(0, 8);
  const name = code.replaceAll(/[^\w-]+/g, '_').slice(0, longestName - hash.length - 1);
  return /[^\W_]/.test(name) ? `${name}_${hash}` : `key_${hash}`;
}
