import { shopify } from '@pim-connector/adapter-shopify';
import { createShopifySimulator } from '@pim-connector/adapter-shopify/simulator';

/** The shop that the environment has credentials for; without any, a simulated one. */
export function openDestination(environment: Readonly<Record<string, string | undefined>>) {
  const {
    SHOPIFY_SHOP: shop,
    SHOPIFY_ACCESS_TOKEN: accessToken,
    SHOPIFY_CLIENT_ID: clientId,
    SHOPIFY_CLIENT_SECRET: clientSecret,
  } = environment;
  if (shop === undefined) {
    const simulator = createShopifySimulator();
    return shopify({ shop: 'example', accessToken: 'shpat_static', fetch: simulator.handler });
  }
  return shopify({
    shop,
    ...(accessToken === undefined ? {} : { accessToken }),
    ...(clientId === undefined ? {} : { clientId }),
    ...(clientSecret === undefined ? {} : { clientSecret }),
  });
}
