import { destinationConformance } from '@pim-connector/testkit';
import type { BenchTools, DestinationBench } from '@pim-connector/testkit';
import { describe, expect, test } from 'vitest';

import { akeneoDestination } from './akeneo-destination.ts';
import { akeneoLimits } from './akeneo-limits.ts';
import { createAkeneoSimulator } from './simulator/index.ts';
import type { AkeneoSimulator } from './simulator/index.ts';
import { filesUrl, sampleKinds } from './testing/destination-samples.ts';
import type { SampleKind } from './testing/destination-samples.ts';

const connection = {
  clientId: 'conformance-client',
  secret: 'canary-client-secret-41aa',
  username: 'conformance',
  password: 'canary-password-77b2',
};

const isFile = (request: Request) => request.url.startsWith(filesUrl);
const writesOptions = ({ method, url }: Request) =>
  method !== 'GET' && /\/attributes\/[^/]+\/options/.test(url);

function openBench({ around, clock }: BenchTools, kind: SampleKind): DestinationBench {
  const simulator = createAkeneoSimulator({ clock, connection });
  // Prices and stock are values of products that exist.
  for (const { key } of ['price', 'inventory'].includes(kind.entity) ? kind.samples : [])
    simulator.user.saveProduct(key, { family: 'lamps' });
  const limits = akeneoLimits({ clock });
  const make = () =>
    akeneoDestination({
      url: 'https://pim.example',
      clientId: connection.clientId,
      clientSecret: connection.secret,
      username: connection.username,
      password: connection.password,
      limits,
      clock,
      mediaHosts: [new URL(filesUrl).hostname],
      // Files lie anywhere; they are fetched without the credentials of the PIM, and beside its limits.
      fetch: around(async (request) =>
        isFile(request) ? new Response(new Uint8Array([1, 2, 3])) : simulator.handler(request),
      ),
    });
  return {
    destination: make(),
    another: make,
    secrets: [connection.secret, connection.password],
    counts: (request, { only }) => (only === undefined ? !isFile(request) : writesOptions(request)),
    samples: () => kind.samples,
    sampleFor: (entity, key) => {
      if (kind.named === undefined) return null;
      if (entity !== 'product') simulator.user.saveProduct(key, { family: 'lamps' });
      return kind.named(key);
    },
    changed: (_entity, sample) => kind.changed(sample),
    refused: () => kind.refused,
    state: () => kind.samples.map(({ key }) => lasting(stateOf(simulator, kind, key))),
  };
}

/** Everything that the PIM has of a sample. */
function stateOf({ user, product }: AkeneoSimulator, { entity, samples }: SampleKind, key: string): unknown {
  switch (entity) {
    case 'attribute':
      return [
        user.find('attributes', key),
        ...['steel', 'brass'].map((option) => user.find('attribute options', option, key)),
      ];
    case 'family':
      return [user.find('families', key), user.find('family variants', `${key}_by_color`, key)];
    case 'category':
      return user.find('categories', key);
    case 'asset': {
      const [family = '', code = ''] = key.split(':');
      return user.asset(family, code);
    }
    case 'referenceRecord': {
      const [kindCode = '', code = ''] = key.split('/');
      return user.record(kindCode, code);
    }
    case 'product': {
      const data: object = samples.find((sample) => sample.key === key)?.data ?? { variants: [] };
      const { variants } = data as { readonly variants: readonly { readonly sku: string }[] };
      const products = variants.map(({ sku }) => product(sku));
      const models = products.map((each) => user.productModel(each?.parent ?? ''));
      return [user.productModel(key), models, products];
    }
    default:
      return product(key);
  }
}

/** Without what another run of the same writes would have otherwise: dates, UUIDs and the places of files. */
function lasting(state: unknown): unknown {
  const passing = new Set(['uuid', 'created', 'updated']);
  const text = JSON.stringify(state ?? null, (name, value: unknown) =>
    passing.has(name) ? undefined : value,
  );
  return JSON.parse(text.replaceAll(/(?:[0-9a-f]\/){4}[0-9a-f]{40}_/g, '')) as unknown;
}

const { capabilities } = akeneoDestination({ url: 'https://pim.example', accessToken: 'any' });

test('every entity that the destination writes is among the samples', () => {
  const entities = new Set(Object.values(sampleKinds).map(({ entity }) => entity));
  expect([...entities].toSorted()).toEqual(Object.keys(capabilities.entities).toSorted());
});

describe.each(Object.entries(sampleKinds))('%s', (_name, kind) => {
  const options = {
    capabilities,
    open: (tools: BenchTools) => openBench(tools, kind),
    entities: [kind.entity],
  };
  for (const { id, title, run } of destinationConformance(options)) {
    test(`${id}: ${title}`, async () => {
      await expect(run()).resolves.toBeUndefined();
    });
  }
});
