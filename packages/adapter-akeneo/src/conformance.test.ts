import type { Entity } from '@pim-connector/core';
import { destinationConformance, sourceConformance } from '@pim-connector/testkit';
import type { BenchTools, DestinationBench, Sample, SourceBench } from '@pim-connector/testkit';
import { describe, expect, test } from 'vitest';

import { akeneoDestination } from './akeneo-destination.ts';
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

const numbers = [...Array(8).keys()];

function lamp(sku: string, more: object): Sample {
  const values = {
    name: { 'en-US': { '*': `Lamp ${sku}` }, 'de-DE': { '*': null } },
    weight: { '*': { '*': { amount: '0.25', unit: 'KGM' } } },
    pieces: { '*': { '*': '2' } },
    price: { '*': { '*': [{ amount: '9.5', currency: 'EUR' }] } },
  };
  return {
    key: sku,
    data: { family: 'lamps', values, enabled: true, categories: ['lighting'], variants: [{ sku }], ...more },
  };
}

const existing = ['MUG-BLUE', 'MUG-RED'];

function samples(entity: Entity): readonly Sample[] {
  switch (entity) {
    case 'product':
      return numbers.map((number) => lamp(`LAMP-${number}`, {}));
    case 'category':
      return numbers.map((number) => ({
        key: `tents_${number}`,
        data: { parent: 'master', labels: { 'en-US': `Tents ${number}` } },
      }));
    default:
      return numbers.map((number) => ({
        key: `LAMP-${number}`,
        data: {
          sku: `LAMP-${number}`,
          values: { price: { '*': { '*': [{ amount: `${number + 1}`, currency: 'EUR' }] } } },
        },
      }));
  }
}

function changed(entity: Entity, { key, data }: Sample): object {
  if (entity === 'category') return { parent: 'kitchen', labels: { 'en-US': 'Others' } };
  if (entity === 'price')
    return { ...data, values: { price: { '*': { '*': [{ amount: '77', currency: 'EUR' }] } } } };
  const values = {
    name: { 'en-US': { '*': 'Changed' }, 'de-DE': { '*': 'Anders' } },
    weight: { '*': { '*': { amount: '3', unit: 'KGM' } } },
    pieces: { '*': { '*': '7' } },
    price: { '*': { '*': [{ amount: '1', currency: 'EUR' }] } },
  };
  return { ...data, values, enabled: false, categories: ['kitchen'], variants: [{ sku: key }] };
}

function openDestination({ around, clock }: BenchTools): DestinationBench {
  const simulator = createAkeneoSimulator({ clock, connection });
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
      fetch: around(simulator.handler),
    });
  return {
    destination: make(),
    another: make,
    secrets: [connection.secret, connection.password],
    samples,
    changed,
    refused: (entity) =>
      entity === 'category'
        ? { key: 'refused', data: { parent: 'no_such_category' } }
        : {
            key: 'REFUSED',
            data: { ...lamp('REFUSED', {}).data, values: { pieces: { '*': { '*': '0' } } } },
          },
    state: () => ({
      products: [...numbers.map((number) => `LAMP-${number}`), ...existing].map((sku) => {
        const {
          updated: _updated,
          created: _created,
          uuid: _uuid,
          ...product
        } = simulator.product(sku) ?? {};
        return JSON.parse(JSON.stringify(product)) as unknown;
      }),
      categories: numbers.map((number) => {
        const { updated: _updated, ...category } = {
          updated: '',
          ...simulator.user.category(`tents_${number}`),
        };
        return JSON.parse(JSON.stringify(category)) as unknown;
      }),
    }),
  };
}

const destination = akeneoDestination({ url: 'https://pim.example', accessToken: 'any' });

describe('the destination', () => {
  const options = {
    capabilities: destination.capabilities,
    open: openDestination,
    entities: ['product', 'category'] as const,
  };
  for (const { id, title, run } of destinationConformance(options)) {
    test(`${id}: ${title}`, async () => {
      await expect(run()).resolves.toBeUndefined();
    });
  }
});
