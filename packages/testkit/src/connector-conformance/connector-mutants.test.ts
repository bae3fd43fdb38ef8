import { memoryStore } from '@pim-connector/core';
import { describe, expect, test } from 'vitest';

import type { ConformanceCase } from '../conformance-case.ts';
import { referencePimSource } from '../reference-pim/index.ts';
import { referenceShopDestination } from '../reference-shop-destination/index.ts';
import { stateStoreConformance } from '../state-store-conformance.ts';
import { mutants as storeMutants } from '../state-store/mutants.ts';
import { destinationConformance } from './destination-conformance.ts';
import { destinationMutants } from './mutants/destination-mutants.ts';
import { sourceMutants } from './mutants/source-mutants.ts';
import { webhookMutants } from './mutants/webhook-mutants.ts';
import {
  openReferencePim,
  openReferenceShop,
  openReferenceWebhooks,
  shopModes,
} from './reference-benches.ts';
import { sourceConformance } from './source-conformance.ts';
import { webhookConformance } from './webhook-conformance.ts';

/** What is made of a suite: its cases, and the mutants with the cases that noticed them. */
interface Verdicts {
  readonly cases: readonly string[];
  readonly mutants: Map<string, readonly string[]>;
}

const nameOf = (id: string) => id.replace(/:\w+$/, '');

/** Runs the cases that a mutant must be noticed by; gives those that did notice. */
async function casesThatNotice(
  cases: readonly ConformanceCase[],
  noticedBy: readonly string[],
): Promise<readonly string[]> {
  const wanted = cases.filter(({ id }) => noticedBy.includes(nameOf(id)));
  const noticed: string[] = [];
  // One after the other: memory is measured by one of them.
  for (const { id, run } of wanted) {
    // oxlint-disable-next-line no-await-in-loop
    const passes = await run().then(
      () => true,
      () => false,
    );
    if (!passes) noticed.push(nameOf(id));
  }
  return noticed;
}

const { capabilities } = referencePimSource({ url: 'https://pim.example', clientSecret: 'secret' });

function sourceCases({ spoil, options = {} }: (typeof sourceMutants)[string]): readonly ConformanceCase[] {
  const open = (size: object) => (tools: Parameters<typeof openReferencePim>[0]) => {
    const bench = openReferencePim(tools, { ...options, ...size });
    const spoiled = (source: typeof bench.source) => spoil?.(source, bench) ?? source;
    const { another } = bench;
    return {
      ...bench,
      source: spoiled(bench.source),
      ...(another === undefined ? {} : { another: () => spoiled(another()) }),
    };
  };
  return sourceConformance({
    capabilities,
    open: open({}),
    openLarge: open({ products: 100_000, pageSize: 1000 }),
  });
}

function destinationCases({
  spoil,
  mode = {},
}: (typeof destinationMutants)[string]): readonly ConformanceCase[] {
  const whole = { completion: 'sync', identity: 'natural', ...mode } as const;
  const { completion, identity } = whole;
  const declared = referenceShopDestination({
    url: 'https://shop.example',
    token: 'token',
    completion,
    identity,
    lookupLag: 6000,
  });
  return destinationConformance({
    capabilities: declared.capabilities,
    entities: ['product'],
    async open(tools) {
      const bench = await openReferenceShop(tools, whole);
      const spoiled = (destination: typeof bench.destination) => spoil?.(destination, bench) ?? destination;
      const { another } = bench;
      return {
        ...bench,
        destination: spoiled(bench.destination),
        ...(another === undefined ? {} : { another: () => spoiled(another()) }),
      };
    },
  });
}

function webhookCases({ spoil }: (typeof webhookMutants)[string]): readonly ConformanceCase[] {
  return webhookConformance({
    open(tools) {
      const bench = openReferenceWebhooks(tools);
      const { webhooks } = bench.connector;
      if (webhooks === undefined) throw new Error('The reference PIM has webhooks.');
      return {
        ...bench,
        connector: { ...bench.connector, webhooks: spoil(webhooks, bench.secrets?.[0] ?? '') },
      };
    },
  });
}

const suites = [
  { name: 'source', mutants: sourceMutants, casesOf: sourceCases, sound: sourceCases({ noticedBy: [] }) },
  {
    name: 'destination',
    mutants: destinationMutants,
    casesOf: destinationCases,
    sound: shopModes.flatMap((mode) => destinationCases({ mode, noticedBy: [] })),
  },
  {
    name: 'webhook',
    mutants: webhookMutants,
    casesOf: webhookCases,
    sound: webhookCases({ spoil: (webhooks) => webhooks, noticedBy: [] }),
  },
  {
    name: 'store',
    mutants: storeMutants,
    casesOf: ({ spoil }: (typeof storeMutants)[string]) =>
      stateStoreConformance(async () => spoil(memoryStore())),
    sound: stateStoreConformance(async () => memoryStore()),
  },
] as const;

type Suite = {
  readonly name: string;
  readonly mutants: Readonly<Record<string, { readonly noticedBy: readonly string[] }>>;
  readonly casesOf: (mutant: never) => readonly ConformanceCase[];
  readonly sound: readonly ConformanceCase[];
};

for (const { name: what, mutants, casesOf, sound } of suites as readonly Suite[]) {
  // In this order: the last test looks at what the others found.
  describe(`a defective ${what}`, { shuffle: false }, () => {
    const table: Verdicts = { cases: [...new Set(sound.map(({ id }) => nameOf(id)))], mutants: new Map() };

    test.each(Object.entries(mutants))('that %s is noticed', async (name, mutant) => {
      const noticed = await casesThatNotice(casesOf(mutant as never), mutant.noticedBy);
      table.mutants.set(name, noticed);
      expect(noticed.toSorted()).toEqual([...mutant.noticedBy].toSorted());
    });

    test('can be noticed by every case', () => {
      const rows = [...table.mutants].map(([mutant, noticed]) => ({
        mutant,
        'noticed by': noticed.join(', '),
      }));
      console.table(rows);
      const noticing = new Set([...table.mutants.values()].flat());
      expect(table.cases.filter((id) => !noticing.has(id))).toEqual([]);
    });
  });
}

test('there are 30 mutants at least', () => {
  expect(suites.reduce((sum, { mutants }) => sum + Object.keys(mutants).length, 0)).toBeGreaterThanOrEqual(
    30,
  );
});
