import type { Action, Area } from './access.ts';
import { forbidden } from './api-error.ts';

const scopeAreas: Readonly<Record<Area, string>> = {
  products: 'products',
  categories: 'categories',
  families: 'catalog_structure',
  attributes: 'catalog_structure',
  'attribute options': 'attribute_options',
  'attribute groups': 'catalog_structure',
  'association types': 'association_types',
  channels: 'channel_settings',
  locales: 'channel_localization',
  currencies: 'channel_localization',
  'asset families': 'asset_families',
  assets: 'assets',
  'reference entities': 'reference_entities',
  'reference entity records': 'reference_entity_records',
  catalogs: 'catalogs',
};

const verbs: Readonly<Record<Action, readonly string[]>> = {
  // Who may write may read; who may delete may do both.
  list: ['read', 'write', 'delete'],
  administrate: ['write', 'delete'],
  delete: ['delete'],
};

/**
 * Checks what an app was allowed when the user connected it.
 *
 * @throws ApiError 403
 */
export function checkScopes(scopes: ReadonlySet<string> | null, action: Action, area: Area): void {
  if (scopes === null) return;
  if (verbs[action].some((verb) => scopes.has(`${verb}_${scopeAreas[area]}`))) return;
  throw forbidden(`${action} ${area}`);
}
