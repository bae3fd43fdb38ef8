import { splitReferenceRecordKey } from '@pim-connector/core';
import type { Entity } from '@pim-connector/core';
import { sourceConformance } from '@pim-connector/testkit';
import type { BenchTools, SourceBench } from '@pim-connector/testkit';
import { describe, expect, test } from 'vitest';

import { akeneoLimits } from './akeneo-limits.ts';
import { akeneo } from './akeneo-source.ts';
import { createAkeneoSimulator, seedCatalogue } from './simulator/index.ts';
import type { AkeneoSimulator } from './simulator/index.ts';

const connection = {
  clientId: 'conformance-client',
  secret: 'canary-client-secret-41aa',
  username: 'conformance',
  password: 'canary-password-77b2',
};

function openSource(tools: BenchTools): SourceBench {
  return benchOf(createAkeneoSimulator({ clock: tools.clock, connection }), tools);
}

function benchOf(simulator: AkeneoSimulator, { around, clock }: BenchTools): SourceBench {
  const limits = akeneoLimits({ clock });
  const make = () =>
    akeneo({
      url: 'https://pim.example',
      clientId: connection.clientId,
      clientSecret: connection.secret,
      username: connection.username,
      password: connection.password,
      pageSize: 1,
      limits,
      clock,
      fetch: around(simulator.handler),
    });
  return {
    source: make(),
    another: make,
    secrets: [connection.secret, connection.password],
    add: (entity, key) => {
      if (entity !== 'product') return false;
      simulator.user.saveProduct(key, { family: 'lamps' });
      return true;
    },
    setPrice: (entity, key, amount) => {
      if (entity !== 'product') return false;
      const price = [{ locale: null, scope: null, data: [{ amount, currency: 'EUR' }] }];
      // Of a model, the articles have the prices; the first model is that of the mugs.
      const sku = simulator.product(key) === undefined ? 'MUG-BLUE' : key;
      simulator.user.saveProduct(sku, { values: { price } });
      return true;
    },
    change: (entity, key) => {
      if (entity === 'referenceRecord') {
        const { kind, code } = splitReferenceRecordKey(key) ?? { kind: '', code: '' };
        const label = [{ locale: 'en_US', channel: null, data: `Changed at ${clock.now()}` }];
        simulator.user.saveRecord(kind, code, { values: { label } });
        return;
      }
      if (entity !== 'product') throw new Error(`nothing changes ${entity} here`);
      const values = { name: [{ locale: 'en_US', scope: null, data: `Changed at ${clock.now()}` }] };
      if (simulator.product(key) === undefined) simulator.user.saveProductModel(key, { values });
      else simulator.user.saveProduct(key, { values });
    },
  };
}

const source = akeneo({ url: 'https://pim.example', accessToken: 'any' });

/** With something that is no record: an asset without a file. Of the other entities the API gives none. */
function openAssets(tools: BenchTools): SourceBench {
  const simulator = createAkeneoSimulator({ clock: tools.clock, connection });
  return {
    ...benchOf(simulator, tools),
    corrupt: () => simulator.user.saveAsset('packshots', 'without_file', { values: {} }),
  };
}

/** Of more reference entities than one: the API gives their records a hundred at a time. */
function openRecords(tools: BenchTools): SourceBench {
  const kinds = ['materials', 'designers', 'technologies', 'care'].map((code) => ({
    code,
    labels: {},
    attributes: [{ code: 'label', type: 'text', value_per_locale: true }],
    records: [`${code}_1`, `${code}_2`].map((record) => ({
      code: record,
      values: { label: [{ locale: 'en_US', channel: null, data: record }] },
    })),
  }));
  const catalogue = { ...seedCatalogue, referenceEntities: kinds, products: [], models: [] };
  return benchOf(createAkeneoSimulator({ clock: tools.clock, connection, catalogue }), tools);
}

const { asset: _asset, referenceRecord: _record, ...others } = source.capabilities.entities;

describe.each([
  ['assets', ['asset'], openAssets],
  ['records of reference entities', ['referenceRecord'], openRecords],
  ['everything else', Object.keys(others), openSource],
] as const)('the source: %s', (_name, entities, open) => {
  const options = { capabilities: source.capabilities, open, entities: entities as readonly Entity[] };
  for (const { id, title, run } of sourceConformance(options)) {
    test(`${id}: ${title}`, async () => {
      await expect(run()).resolves.toBeUndefined();
    });
  }
});
