import type { ShopifySimulator } from '../simulator/index.ts';

/** Makes a definition of metafields in a simulated shop, as a merchant does. For tests. */
export async function defineMetafield(simulator: ShopifySimulator, definition: object): Promise<void> {
  const response = await simulator.handler(
    new Request('https://example.myshopify.com/admin/api/2026-10/graphql.json', {
      method: 'POST',
      headers: { 'x-shopify-access-token': 'shpat_static' },
      body: JSON.stringify({
        query: `mutation Define($definition: MetafieldDefinitionInput!) {
          metafieldDefinitionCreate(definition: $definition) { userErrors { message } }
        }`,
        variables: { definition },
      }),
    }),
  );
  const answer = JSON.stringify(await response.json());
  if (!answer.includes('"userErrors":[]')) throw new Error(answer);
}
