import { akeneo } from '@pim-connector/adapter-akeneo';
import { createAkeneoSimulator } from '@pim-connector/adapter-akeneo/simulator';
import { shopify } from '@pim-connector/adapter-shopify';
import { createShopifySimulator } from '@pim-connector/adapter-shopify/simulator';
import type { Source } from '@pim-connector/core';

/** Variables of the environment. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The destination that `shopify` makes. */
export type ShopifyShop = ReturnType<typeof shopify>;

/** A system, and what to call it. */
export interface OpenSystem<Connector> {
  readonly connector: Connector;
  readonly name: string;
  readonly isSimulated: boolean;
}

/**
 * The PIM that the environment names; without a word of one, a simulated one.
 *
 * @throws ConnectorError `config.invalid` for half of what is needed.
 */
export function openPim(environment: Environment): OpenSystem<Source> {
  const given = optionsOf(environment, {
    url: 'AKENEO_URL',
    clientId: 'AKENEO_CLIENT_ID',
    clientSecret: 'AKENEO_CLIENT_SECRET',
    username: 'AKENEO_USERNAME',
    password: 'AKENEO_PASSWORD',
    accessToken: 'AKENEO_ACCESS_TOKEN',
  });
  if (Object.keys(given).length > 0) {
    const { url = '', ...credentials } = given;
    return { connector: akeneo({ url, ...credentials }), name: url, isSimulated: false };
  }
  const { handler, connection } = createAkeneoSimulator();
  const { secret: clientSecret, ...credentials } = connection;
  const options = { url: 'https://pim.example', clientSecret, ...credentials, fetch: handler };
  return { connector: akeneo(options), name: 'a simulated PIM', isSimulated: true };
}

/**
 * The shop that the environment names; without a word of one, a simulated one.
 *
 * @throws ConnectorError `config.invalid` for half of what is needed.
 */
export function openShop(environment: Environment): OpenSystem<ShopifyShop> {
  const given = optionsOf(environment, {
    shop: 'SHOPIFY_SHOP',
    accessToken: 'SHOPIFY_ACCESS_TOKEN',
    clientId: 'SHOPIFY_CLIENT_ID',
    clientSecret: 'SHOPIFY_CLIENT_SECRET',
    // A simulator that is served on a port.
    url: 'SHOPIFY_URL',
  });
  if (Object.keys(given).length > 0) {
    const { shop = '', ...rest } = given;
    return { connector: shopify({ shop, ...rest }), name: shop, isSimulated: false };
  }
  const { handler } = createShopifySimulator();
  const connector = shopify({ shop: 'example', accessToken: 'shpat_static', fetch: handler });
  return { connector, name: 'a simulated shop', isSimulated: true };
}

/** Those of the options whose variables are set. */
function optionsOf<Name extends string>(
  environment: Environment,
  variables: Readonly<Record<Name, string>>,
): Partial<Record<Name, string>> {
  const entries = Object.entries<string>(variables).flatMap(([option, variable]) => {
    const value = environment[variable];
    return value === undefined || value === '' ? [] : [[option, value] as const];
  });
  return Object.fromEntries(entries) as Partial<Record<Name, string>>;
}
