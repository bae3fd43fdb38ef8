import { checkResult, clockItem, isConnectorError } from '@pim-connector/core';
import type { CheckItem, CheckResult, ConnectorContext } from '@pim-connector/core';

import { shopContext } from '../documents/shop-documents.ts';
import type { ShopifyClient } from '../graphql/shopify-client.ts';
import type { ProductPart, SourceConfig } from './source-config.ts';

const partScopes: Readonly<Record<ProductPart, string | null>> = {
  collections: null,
  publications: 'read_publications',
  translations: 'read_translations',
  priceLists: null,
  references: 'read_metaobjects',
};

/** The scopes that reading with some parts needs. `write_` of the same includes them. */
function neededScopes(parts: SourceConfig['parts']): readonly string[] {
  const always = ['read_products', 'read_inventory', 'read_locations', 'read_files', 'read_locales'];
  return [...always, ...parts.flatMap((part) => partScopes[part] ?? [])];
}

/** Looks whether the shop can be read: address, credentials, scopes, and whether the clocks agree. */
export async function checkShop(
  client: ShopifyClient,
  { shop: domain, parts }: Pick<SourceConfig, 'shop' | 'parts'>,
  context: ConnectorContext,
): Promise<CheckResult> {
  try {
    const { shop, currentAppInstallation } = await client.call(shopContext, {}, context);
    const granted = new Set(currentAppInstallation.accessScopes.map(({ handle }) => handle));
    const missing = neededScopes(parts).filter(
      (scope) => !granted.has(scope) && !granted.has(scope.replace('read_', 'write_')),
    );
    return checkResult([
      { name: 'address', status: 'ok', message: `The shop “${shop.name}” answers at ${domain}` },
      { name: 'credentials', status: 'ok', message: 'Shopify takes the access token' },
      permissions(missing),
      clockItem({ ahead: client.now() - context.clock.now() }),
    ]);
  } catch (error) {
    if (!isConnectorError(error) || context.signal.aborted) throw error;
    const { code, message, hint } = error;
    const name = code === 'auth.failed' || code === 'permission.denied' ? 'credentials' : 'address';
    return checkResult([{ name, status: 'failed', message, hint }]);
  }
}

function permissions(missing: readonly string[]): CheckItem {
  if (missing.length === 0)
    return { name: 'permissions', status: 'ok', message: 'The app has the scopes that reading needs' };
  return {
    name: 'permissions',
    status: 'failed',
    message: `The app lacks the scopes ${missing.join(', ')}`,
    hint: 'Add them to the app and install it again, or leave the parts that need them out of `parts`.',
  };
}
