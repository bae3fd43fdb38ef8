import { createFaultPlan, serve } from '@pim-connector/testkit';
import { describe, expect, test } from 'vitest';

import { createShopifySimulator } from './create-simulator.ts';
import { sendWebhooks } from './send-webhooks.ts';
import { makeScene } from './testing/scene.ts';

const token = { 'x-shopify-access-token': 'shpat_static', 'content-type': 'application/json' };

async function post(url: string, query: string, variables: object = {}): Promise<Record<string, never>> {
  const response = await fetch(`${url}/admin/api/2026-10/graphql.json`, {
    method: 'POST',
    headers: token,
    body: JSON.stringify({ query, variables }),
  });
  const { data } = (await response.json()) as { readonly data: Record<string, never> };
  return data;
}

const stage = (httpMethod: string) => /* GraphQL */ `
  mutation {
    stagedUploadsCreate(
      input: [{ resource: BULK_MUTATION_VARIABLES, filename: "v.jsonl", mimeType: "text/jsonl", httpMethod: ${httpMethod} }]
    ) {
      stagedTargets { url resourceUrl parameters { name value } }
    }
  }
`;

interface Listed {
  readonly nodes: readonly { readonly url: string }[];
}

interface MadeProduct {
  readonly product: {
    readonly id: string;
    readonly variants: { readonly nodes: readonly { readonly inventoryItem: { readonly id: string } }[] };
  };
}

interface Staged {
  readonly stagedTargets: readonly {
    readonly url: string;
    readonly resourceUrl: string;
    readonly parameters: readonly { readonly name: string; readonly value: string }[];
  }[];
}

describe('a test of somebody else’s code', () => {
  test('hands the handler to its client as fetch, with an address and options', async () => {
    const simulator = createShopifySimulator();
    const body = JSON.stringify({ query: '{ shop { name } }' });
    const url = 'https://example.myshopify.com/admin/api/2026-10/graphql.json';
    const answer = await simulator.handler(url, { method: 'POST', headers: token, body });
    expect(await answer.json()).toMatchObject({ data: { shop: { name: 'Example' } } });
  });

  test('makes a product as the documentation shows it, stocks it, and reads it again', async () => {
    const simulator = createShopifySimulator({ behaviour: { searchLag: 0 } });
    const server = await serve(simulator.handler);
    try {
      const set = /* GraphQL */ `
        mutation Set($input: ProductSetInput!) {
          productSet(synchronous: true, input: $input) {
            product {
              id
              variants(first: 1) {
                nodes {
                  inventoryItem {
                    id
                  }
                }
              }
            }
            userErrors {
              code
              field
              message
            }
          }
        }
      `;
      const productOptions = [{ name: 'Color', position: 1, values: [{ name: 'Grey' }] }];
      const optionValues = [{ optionName: 'Color', name: 'Grey' }];
      // A price may come as a number.
      const input = { title: 'Winter hat', productOptions, variants: [{ optionValues, price: 11 }] };
      const made = (await post(server.url, set, { input }))['productSet'] as unknown as MadeProduct;
      const { id, variants } = made.product;
      const stock = /* GraphQL */ `
        mutation Stock($input: InventorySetQuantitiesInput!, $metafields: [MetafieldsSetInput!]!) {
          inventorySetQuantities(input: $input) @idempotent(key: "first") {
            userErrors {
              message
            }
          }
          metafieldsSet(metafields: $metafields) {
            userErrors {
              message
            }
          }
        }
      `;
      const [locationId] = [...simulator.state.locations.keys()];
      const inventoryItemId = variants.nodes[0]?.inventoryItem.id;
      const quantities = [{ inventoryItemId, locationId, quantity: 5, changeFromQuantity: null }];
      const metafields = [
        { ownerId: id, namespace: 'custom', key: 'made_in', type: 'single_line_text_field', value: 'Peru' },
      ];
      const stocked = { name: 'available', reason: 'correction', quantities };
      expect(await post(server.url, stock, { input: stocked, metafields })).toEqual({
        inventorySetQuantities: { userErrors: [] },
        metafieldsSet: { userErrors: [] },
      });
      const list = await post(
        server.url,
        '{ products(first: 10, query: "title:winter", sortKey: UPDATED_AT, reverse: true) { edges { node { title description legacyResourceId featuredMedia { id } metafield(namespace: "custom", key: "made_in") { value } variants(first: 5) { nodes { price inventoryQuantity legacyResourceId } } } } pageInfo { hasNextPage } } }',
      );
      expect(list['products']).toMatchObject({
        edges: [
          {
            node: {
              title: 'Winter hat',
              description: '',
              legacyResourceId: id.split('/').at(-1),
              featuredMedia: null,
              metafield: { value: 'Peru' },
              variants: { nodes: [{ price: '11.00', inventoryQuantity: 5 }] },
            },
          },
        ],
        pageInfo: { hasNextPage: false },
      });
    } finally {
      await server.close();
    }
  });
});

describe('a sandbox', () => {
  test.each(['POST', 'PUT'])('is served on a port, uploads by %s and results included', async (method) => {
    const simulator = createShopifySimulator({ behaviour: { bulkStart: 0, bulkLine: 0 } });
    const server = await serve(simulator.handler);
    try {
      const answer = await post(server.url, stage(method));
      const [target] = (answer['stagedUploadsCreate'] as unknown as Staged).stagedTargets;
      if (target === undefined) throw new Error('nothing was staged');
      expect(target.url.startsWith(server.url)).toBe(true);
      const body = JSON.stringify({ input: { title: 'Tent' } });
      let path = new URL(target.url).pathname.replace('/shopify-staged-uploads/', '');
      if (method === 'POST') {
        const form = new FormData();
        for (const { name, value } of target.parameters) form.append(name, value);
        form.append('file', new Blob([body]));
        await fetch(target.url, { method, body: form });
        path = target.parameters.find(({ name }) => name === 'key')?.value ?? '';
      } else {
        await fetch(target.url, { method, body });
      }
      expect(path).toMatch(/^tmp\/1\/bulk\/[\da-f-]+\/v\.jsonl$/);
      const run = /* GraphQL */ `
        mutation Run($path: String!, $mutation: String!) {
          bulkOperationRunMutation(mutation: $mutation, stagedUploadPath: $path) {
            bulkOperation {
              id
            }
            userErrors {
              message
            }
          }
        }
      `;
      const mutation =
        'mutation Set($input: ProductSetInput!) { productSet(input: $input) { product { title } userErrors { message } } }';
      await post(server.url, run, { path, mutation });
      const list = await post(server.url, '{ bulkOperations(first: 1) { nodes { status url } } }');
      const { nodes } = list['bulkOperations'] as unknown as Listed;
      const [operation] = nodes;
      expect(operation).toMatchObject({ status: 'COMPLETED' });
      const result = await fetch(operation?.url ?? '');
      expect(await result.text()).toBe(
        '{"data":{"productSet":{"product":{"title":"Tent"},"userErrors":[]}},"__lineNumber":0}\n',
      );
    } finally {
      await server.close();
    }
  });

  test('uses the platform’s addresses for the shop’s own domain, and others if it is told to', async () => {
    const { shop } = await makeScene();
    const answer = (await shop.data(stage('PUT'))) as unknown as Staged;
    expect(answer.stagedTargets[0]?.url).toMatch(/^https:\/\/shopify-staged-uploads\.storage/);
    const other = await makeScene({ origin: 'https://sandbox.example' });
    const moved = (await other.shop.data(stage('PUT'))) as unknown as Staged;
    expect(moved.stagedTargets[0]?.url).toMatch(/^https:\/\/sandbox\.example\/shopify-staged-uploads\/tmp\//);
  });

  test('is seeded, and found by searches at once', async () => {
    const { shop } = await makeScene();
    const [id] = shop.simulator.seed([{ title: 'Seeded', tags: ['a'] }]);
    const found = await shop.data('{ products(first: 5, query: "title:Seeded") { nodes { id } } }');
    expect(found).toEqual({ nodes: [{ id }] });
    expect(() => shop.simulator.seed([{ title: '' }])).toThrow("Title can't be blank");
  });

  test('meets faults of a plan', async () => {
    const simulator = createShopifySimulator();
    const plan = createFaultPlan({ rate: 1, kinds: ['limited', 'htmlError'], perRequest: 1 });
    const server = await serve(plan.handler(simulator.handler));
    try {
      const request = () =>
        fetch(`${server.url}/admin/api/2026-10/graphql.json`, {
          method: 'POST',
          headers: token,
          body: '{"query":"{ shop { name } }"}',
        });
      expect([429, 502]).toContain((await request()).status);
      expect((await request()).status).toBe(200);
    } finally {
      await server.close();
    }
  });
});

describe('webhooks of a sandbox', () => {
  const subscribe = /* GraphQL */ `
    mutation {
      webhookSubscriptionCreate(
        topic: PRODUCTS_CREATE
        webhookSubscription: { uri: "https://app.example/hooks" }
      ) {
        userErrors {
          message
        }
      }
    }
  `;

  test('are sent, again when nobody takes them, and the subscription goes when they are given up', async () => {
    const { shop } = await makeScene();
    await shop.data(subscribe);
    let taking = true;
    const bodies: string[] = [];
    const sending = sendWebhooks(shop.simulator, {
      retryDelays: [0, 0],
      fetch: async (request) => {
        bodies.push(await request.text());
        return new Response(null, { status: taking ? 200 : 503 });
      },
    });
    shop.simulator.seed([{ title: 'One' }]);
    await sending.flush();
    await sending.idle();
    expect(bodies.map((body) => (JSON.parse(body) as { title: string }).title)).toEqual(['One']);
    sending.repeatAll();
    await sending.idle();
    expect(bodies.length).toBe(2);
    taking = false;
    shop.simulator.seed([{ title: 'Two' }]);
    await sending.flush();
    await sending.idle();
    expect(bodies.length).toBe(5);
    expect(shop.simulator.subscriptions.size).toBe(0);
  });
});
