import { sourceConformance } from '@pim-connector/testkit';
import type { BenchTools, SourceBench } from '@pim-connector/testkit';
import { describe, expect, test } from 'vitest';

import { akeneoLimits } from './akeneo-limits.ts';
import { akeneo } from './akeneo-source.ts';
import { createAkeneoSimulator } from './simulator/index.ts';

const connection = {
  clientId: 'conformance-client',
  secret: 'canary-client-secret-41aa',
  username: 'conformance',
  password: 'canary-password-77b2',
};

function openSource({ around, clock }: BenchTools): SourceBench {
  const simulator = createAkeneoSimulator({ clock, connection });
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
    change: (entity, key) => {
      if (entity !== 'product') throw new Error(`nothing changes ${entity} here`);
      const values = { name: [{ locale: 'en_US', scope: null, data: `Changed at ${clock.now()}` }] };
      if (simulator.product(key) === undefined) simulator.user.saveProductModel(key, { values });
      else simulator.user.saveProduct(key, { values });
    },
  };
}

const source = akeneo({ url: 'https://pim.example', accessToken: 'any' });

describe('the source', () => {
  for (const { id, title, run } of sourceConformance({
    capabilities: source.capabilities,
    open: openSource,
  })) {
    test(`${id}: ${title}`, async () => {
      await expect(run()).resolves.toBeUndefined();
    });
  }
});
