// How an Akeneo PIM is read: how much of the documented rate a full pass over 100,000 products uses against the simulator
// with its limits on (time is that of a clock that only waiting moves on), how many products of 60 values are turned
// into records per second of processor time, and how much memory that takes.
import assert from 'node:assert/strict';
import process from 'node:process';

import { akeneo, akeneoRateLimits } from '@pim-connector/adapter-akeneo';
import { createAkeneoSimulator, seedCatalogue } from '@pim-connector/adapter-akeneo/simulator';
import type { SimulatorCatalogue } from '@pim-connector/adapter-akeneo/simulator';
import { SkippingClock } from '@pim-connector/core';
import type { ConnectorContext, Fetch } from '@pim-connector/core';

import { quantile, sized } from './compare.ts';
import { grainOf, threadTime, told } from './processor-time.ts';
import { figure, note } from './report.ts';

const productCount = sized(100_000, 2_000);
const valueCount = 60;

type Series = NonNullable<SimulatorCatalogue['series']>;
type Product = ReturnType<Series['at']>;

const kinds = ['text', 'number', 'boolean', 'simpleselect', 'metric', 'date'] as const;
const codes = Array.from(
  { length: valueCount - 2 },
  (_, index) => `a_${kinds[index % kinds.length] ?? ''}_${index}`,
);

const typeOf = (code: string) => `pim_catalog_${code.split('_')[1] ?? ''}`;

function attribute(code: string): SimulatorCatalogue['attributes'][number] {
  const type = typeOf(code);
  const metric =
    type === 'pim_catalog_metric' ? { metric_family: 'Weight', default_metric_unit: 'KILOGRAM' } : {};
  return { code, type, group: 'general', decimals_allowed: true, ...metric };
}

function dataOf(code: string, index: number) {
  switch (typeOf(code)) {
    case 'pim_catalog_text':
      return `Text ${index} of ${code}, as long as such texts are`;
    case 'pim_catalog_number':
      return `${index % 997}.5000`;
    case 'pim_catalog_boolean':
      return index % 2 === 0;
    case 'pim_catalog_simpleselect':
      return `option_${index % 7}`;
    case 'pim_catalog_metric':
      return { amount: `${index % 97}.2500`, unit: 'KILOGRAM' };
    default:
      return '2026-03-01T00:00:00+00:00';
  }
}

const uuidOf = (index: number) => `${index.toString(16).padStart(8, '0')}-0000-4000-8000-000000000000`;
const skuOf = (index: number) => `SKU-${String(index).padStart(7, '0')}`;
const indexOf = (text: string, radix: number) => {
  const index = Number.parseInt(text, radix);
  return index < productCount ? index : -1;
};

function productAt(index: number, attributes: readonly string[]): Product {
  const plain = (data: Product['values'][string][number]['data']) => [{ locale: null, scope: null, data }];
  return {
    uuid: uuidOf(index),
    enabled: true,
    family: 'wide',
    parent: null,
    groups: [],
    categories: ['kitchen'],
    values: {
      sku: plain(skuOf(index)),
      name: [{ locale: 'en_US', scope: null, data: `Product ${index}` }],
      ...Object.fromEntries(attributes.map((code) => [code, plain(dataOf(code, index))])),
    },
    associations: {},
    quantified_associations: {},
    created: 0,
    updated: 0,
  };
}

const catalogueOf = (size: number, attributes: readonly string[]): SimulatorCatalogue => ({
  ...seedCatalogue,
  attributes: [...seedCatalogue.attributes, ...codes.map(attribute)],
  options: {
    ...seedCatalogue.options,
    ...Object.fromEntries(
      codes
        .filter((code) => typeOf(code) === 'pim_catalog_simpleselect')
        .map((code) => [
          code,
          Array.from({ length: 7 }, (_, index) => ({ code: `option_${index}`, labels: {} })),
        ]),
    ),
  },
  families: [
    ...seedCatalogue.families,
    {
      code: 'wide',
      attributes: ['sku', 'name', ...codes],
      attribute_as_label: 'name',
      attribute_as_image: null,
      attribute_requirements: {},
      labels: {},
    },
  ],
  models: [],
  products: [],
  series: {
    size,
    at: (index) => productAt(index, attributes),
    indexOf: (uuid) => indexOf(uuid.slice(0, 8), 16),
    indexOfIdentifier: (identifier) => indexOf(identifier.slice(4), 10),
    variantsOf: () => [],
  },
});

const clock = new SkippingClock(Date.parse('2026-06-01T08:00:00Z'));
const context: ConnectorContext = { signal: new AbortController().signal, clock, warn: () => undefined };

function sourceOf(fetch: Fetch, simulator: ReturnType<typeof createAkeneoSimulator>) {
  const { clientId, secret, username, password } = simulator.connection;
  return akeneo({
    url: 'https://pim.example',
    clientId,
    clientSecret: secret,
    username,
    password,
    clock,
    fetch,
  });
}

async function readAll(
  source: ReturnType<typeof akeneo>,
  onPage: () => void = () => undefined,
): Promise<number> {
  let count = 0;
  for await (const event of source.read({ entity: 'product', mode: 'full' }, context)) {
    if (event.type !== 'page') continue;
    count += event.records.length;
    onPage();
  }
  return count;
}

// Few values: what the simulator does for each has no part in the rate.
note(`A full pass over ${productCount} products`);
const simulator = createAkeneoSimulator({ catalogue: catalogueOf(productCount, []), clock });
const began = clock.now();
assert.equal(await readAll(sourceOf(simulator.handler, simulator)), productCount);
const perSecond = akeneoRateLimits.find(({ name }) => name === 'requests')?.limit ?? 100;
const requests = [200, 201, 429].reduce((sum, status) => sum + simulator.count(status), 0);
const seconds = (clock.now() - began) / 1000;
// What may come at once at the beginning is not counted for the rate; a smoke check does not get beyond it.
const counted = requests > perSecond ? requests - perSecond : Number.NaN;
figure('  share of the documented rate', counted / Math.max(seconds, 1) / perSecond, {
  atLeast: 0.9,
});
figure('  refusals (429)', simulator.count(429), { atMost: 0 });
note(`  ${requests} requests in ${seconds.toFixed(1)} s of its clock`);

note(`Conversion of products of ${valueCount} values, with reading the JSON of the answers`);
const wide = createAkeneoSimulator({ catalogue: catalogueOf(200, codes), clock });
const pages = new Map<string, string>();
const recorded: Fetch = async (request) => {
  const { pathname, search } = new URL(request.url);
  const known = pages.get(pathname + search);
  if (known !== undefined) return new Response(known, { headers: { 'content-type': 'application/json' } });
  const response = await wide.handler(request);
  const text = await response.text();
  if (response.status === 200) pages.set(pathname + search, text);
  return new Response(text, response);
};
const megabytes: number[] = [];
// The same page again and again, each time with another cursor, so that nothing but reading is measured.
const endless: Fetch = async (request) => {
  const url = new URL(request.url);
  if (!url.pathname.endsWith('/products-uuid')) return recorded(request);
  const cursor = Number(url.searchParams.get('search_after') ?? 0);
  url.searchParams.delete('search_after');
  const body = await (await recorded(new Request(url, request))).text();
  const isLast = (cursor + 1) * 100 >= productCount;
  const text = body.replace(
    /"next":\{"href":"[^"]*"\}/,
    isLast ? '"none":{}' : `"next":{"href":"https://pim.example/x?search_after=${cursor + 1}"}`,
  );
  return new Response(text, { headers: { 'content-type': 'application/json' } });
};
const source = sourceOf(endless, wide);
await readAll(source);
const begun = threadTime();
const listed = await readAll(source, () => megabytes.push(process.memoryUsage.rss() / 1e6));
const cpu = told(threadTime() - begun, grainOf(threadTime));
figure('  products per second of processor time', listed / (cpu / 1000), { atLeast: 8_000 });
const half = megabytes.length / 2;
const growth = quantile(megabytes.slice(half), 0.5) / quantile(megabytes.slice(half / 2, half), 0.5);
figure('  memory, second half of the pass by the quarter before', growth, { atMost: 1.1 });
note(`  most memory ${Math.max(...megabytes).toFixed(0)} MB`);
