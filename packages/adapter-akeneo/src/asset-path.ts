/** Where an asset is, below `/api/rest/v1/`, by its key: `packshots:front`. */
export function assetPath(key: string): string {
  const [family = '', ...code] = key.split(':');
  return `asset-families/${encodeURIComponent(family)}/assets/${encodeURIComponent(code.join(':'))}`;
}
