import { checkResult, isConnectorError } from '@pim-connector/core';
import type { CheckItem, CheckResult, ConnectorContext } from '@pim-connector/core';

import { shopContext } from './documents/shop-documents.ts';
import type { ShopifyClient } from './graphql/shopify-client.ts';
import type { ShopifyConnection } from './shopify-config.ts';

/** Access scopes that writing products needs. Source: access scopes of API 2026-10. */
const neededScopes = ['write_products', 'write_inventory', 'read_locations'] as const;

/** Access scopes without which a part of a record cannot be written. */
const usefulScopes: Readonly<Record<string, string>> = {
  write_publications: 'publications cannot be set',
  write_files: 'images cannot be set',
  write_translations: 'translations cannot be set',
  read_metaobjects: 'metafields cannot point to metaobjects',
  write_metaobjects: 'reference records cannot be written as metaobjects',
  read_metaobject_definitions: 'it is not known which metaobjects the shop takes',
  read_locales: 'the languages of the shop are not known',
};

/** Asks the shop who it is, and says what would not work. */
export async function checkShop(
  client: ShopifyClient,
  { shop, apiVersion }: Pick<ShopifyConnection, 'shop' | 'apiVersion'>,
  context: ConnectorContext,
): Promise<CheckResult> {
  const warnings: CheckItem[] = [];
  const watching = {
    ...context,
    warn: ({ message, hint }: Parameters<ConnectorContext['warn']>[0]) =>
      warnings.push({ name: 'version', status: 'warning', message, ...(hint === undefined ? {} : { hint }) }),
  };
  try {
    const { shop: found, currentAppInstallation } = await client.call(shopContext, {}, watching);
    const granted = currentAppInstallation.accessScopes.map(({ handle }) => handle);
    return checkResult([
      { name: 'address', status: 'ok', message: `${found.name} answers at ${found.myshopifyDomain}` },
      { name: 'credentials', status: 'ok', message: 'Shopify takes the credentials' },
      ...scopeItems(granted),
      ...(warnings.length > 0
        ? warnings
        : [{ name: 'version', status: 'ok', message: `The API has version ${apiVersion}` } as const]),
    ]);
  } catch (error) {
    if (!isConnectorError(error) || context.signal.aborted) throw error;
    const { code, message, hint } = error;
    const isRefused = code === 'auth.failed' || code === 'permission.denied';
    const name = isRefused ? 'credentials' : 'address';
    const missing = `Check that “${shop}” is the shop’s myshopify.com domain.`;
    return checkResult([
      { name, status: 'failed', message, hint: code === 'resource.missing' ? missing : hint },
    ]);
  }
}

function scopeItems(granted: readonly string[]): readonly CheckItem[] {
  const has = (scope: string) =>
    granted.includes(scope) || granted.includes(scope.replace(/^read_/, 'write_'));
  const lacking = neededScopes.filter((scope) => !has(scope));
  const wanted = Object.keys(usefulScopes).filter((scope) => !has(scope));
  const hint = 'Add the access scopes to the app and install it anew.';
  if (lacking.length + wanted.length === 0)
    return [{ name: 'permissions', status: 'ok', message: 'The app has all access scopes that it needs' }];
  return [
    ...(lacking.length === 0
      ? []
      : [
          {
            name: 'permissions',
            status: 'failed',
            message: `The app lacks the access scopes ${lacking.join(', ')}`,
            hint,
          } as const,
        ]),
    ...wanted.map((scope) => ({
      name: 'permissions',
      status: 'warning' as const,
      message: `The app lacks the access scope ${scope}: ${usefulScopes[scope]}`,
      hint,
    })),
  ];
}
