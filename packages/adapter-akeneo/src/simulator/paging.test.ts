import { expect, test } from 'vitest';

import { createAkeneoSimulator } from './create-akeneo-simulator.ts';
import { generatedCatalogue } from './generated-catalogue.ts';
import { textOf } from './json.ts';
import type { JsonObject } from './json.ts';
import { connect } from './testing/api-client.ts';
import type { ApiClient } from './testing/api-client.ts';

const hrefs = (page: JsonObject) =>
  Object.fromEntries(
    Object.entries(page['_links'] as Record<string, { href: string }>).map(([name, { href }]) => [
      name,
      href,
    ]),
  );

async function readAll(client: ApiClient, start: string): Promise<string[]> {
  const uuids: string[] = [];
  for (let next: string | undefined = start; next !== undefined;) {
    // oxlint-disable-next-line no-await-in-loop
    const page = await client.get(next);
    uuids.push(...page.items().map(({ uuid }) => textOf(uuid)));
    next = hrefs(page.json())['next'];
  }
  return uuids;
}

test('a page has ten items unless the request says otherwise, and never more than a hundred', async () => {
  const client = await connect(createAkeneoSimulator());
  expect((await client.get('/attributes')).items()).toHaveLength(10);
  expect((await client.get('/attributes?limit=101')).json()).toEqual({
    code: 422,
    message: 'You cannot request more than 100 items.',
  });
  expect((await client.get('/attributes?limit=0')).status).toBe(422);
  expect((await client.get('/attributes?page=x')).json()).toMatchObject({
    message: '"x" is not a valid page number.',
  });
  expect((await client.get('/products?pagination_type=cursor')).status).toBe(422);
});

test('pages by number link to each other, and count when they are asked to', async () => {
  const client = await connect(createAkeneoSimulator());
  const page = (await client.get('/products-uuid?limit=5&page=2&with_count=true')).json();
  expect(page).toMatchObject({ current_page: 2, items_count: 12 });
  expect(Object.keys(hrefs(page))).toEqual(['self', 'first', 'previous', 'next']);
  expect(
    Object.keys(hrefs((await client.get('/products-uuid?limit=5&page=3&with_count=true')).json())),
  ).not.toContain('next');
});

test('a full page links to a next one, which may be empty', async () => {
  const client = await connect(createAkeneoSimulator());
  const first = (await client.get('/products-uuid?pagination_type=search_after&limit=12')).json();
  const last = await client.get(hrefs(first)['next'] ?? '');
  expect(last.items()).toEqual([]);
  expect(Object.keys(hrefs(last.json()))).toEqual(['self', 'first']);
});

test('pages by number stop at item 10,000', async () => {
  const simulator = createAkeneoSimulator({
    catalogue: generatedCatalogue({ products: 10_200 }),
    limits: null,
  });
  const client = await connect(simulator);
  expect((await client.get('/products-uuid?limit=100&page=100&attributes=sku')).items()).toHaveLength(100);
  const beyond = await client.get('/products-uuid?limit=100&page=101&attributes=sku');
  expect(beyond.status).toBe(422);
  expect(beyond.text).toContain('You have reached the maximum number of pages');
});

test('reading by cursor finds everything once while products come and go', async () => {
  const simulator = createAkeneoSimulator({ catalogue: generatedCatalogue({ products: 500 }), limits: null });
  const client = await connect(simulator);
  const start = await client.get('/products-uuid?pagination_type=search_after&limit=100');
  const before = new Set(start.items().map(({ uuid }) => uuid));
  simulator.user.deleteProduct(textOf(start.items()[99]?.['uuid']));
  simulator.user.saveProduct('ADDED', { family: 'lamps' });
  const rest = await readAll(client, hrefs(start.json())['next'] ?? '');
  expect(rest).toHaveLength(401);
  expect(rest.filter((uuid) => before.has(uuid))).toEqual([]);
});

test('the link to the next page forgets search_locale, as in the PIM', async () => {
  const client = await connect(createAkeneoSimulator());
  const search = encodeURIComponent('{"name":[{"operator":"NOT EMPTY"}]}');
  const page = await client.get(
    `/products-uuid?pagination_type=search_after&limit=1&search=${search}&search_locale=en_US`,
  );
  expect(page.status).toBe(200);
  const next = hrefs(page.json())['next'] ?? '';
  expect(next).toContain('search=');
  expect(next).not.toContain('search_locale');
});

test('a cursor that nobody gave is refused', async () => {
  const client = await connect(createAkeneoSimulator());
  expect((await client.get('/products-uuid?pagination_type=search_after&search_after=%25')).status).toBe(422);
});
