import type { KnownRecord, RecordDefinition, RecordKey } from '@pim-connector/core';

import { assertEqual, assertThat } from '../../assert-equal.ts';
import type { Sample } from '../bench.ts';
import { readablePart } from '../readable-part.ts';
import { desiredOf, fill, receiptsOf, plan, remotes, settle, write } from './carry-out.ts';
import { destinationPages } from './destination-case.ts';
import type { DestinationCase, DestinationWorld } from './destination-case.ts';

/** Lets the time pass that the platform takes to find what is new. */
function awaitLag({ traffic, capabilities }: DestinationWorld): void {
  traffic.clock.advance((capabilities.lookup?.lag ?? 0) + 1);
}

/** Looking records up, and jobs that are settled later. */
export const lookupCases: readonly DestinationCase[] = [
  {
    id: 'lookup.all',
    title: 'lookup() finds every record that was written, as the outcomes told it, and nothing else',
    read: destinationPages.lookup,
    applies: ({ capabilities }) => capabilities.lookup !== undefined,
    async run(world) {
      const { bench, entity, context } = world;
      const known = remotes(await fill(world));
      awaitLag(world);
      const keys = [...known.keys(), 'no-such-record'];
      const found = await bench.destination.lookup?.({ entity, keys, known: knownOf(world) }, context);
      assertEqual(
        [...(found?.keys() ?? [])].toSorted(),
        [...known.keys()].toSorted(),
        'lookup() must find every record that exists: after a crash a record that is not found is created again. Ask the platform in portions, if it takes only so many keys.',
      );
      for (const [key, remote] of known) {
        assertEqual(
          found?.get(key)?.remote.id,
          remote.id,
          `lookup() must know “${key}” by the id that its outcome told.`,
        );
      }
    },
  },
  {
    id: 'lookup.data',
    title: 'lookup() gives records back as they were written',
    read: destinationPages.lookup,
    applies: ({ capabilities }) => capabilities.readBack && capabilities.lookup !== undefined,
    async run(world) {
      const { bench, entity, context } = world;
      await fill(world);
      awaitLag(world);
      const samples = bench.samples(entity);
      const keys = samples.map(({ key }) => key);
      const found = await bench.destination.lookup?.({ entity, keys, known: knownOf(world) }, context);
      for (const { key, data } of samples) {
        const { data: read, unreadable = [] } = found?.get(key) ?? {};
        const written = Object.entries(readablePart(data, unreadable));
        assertThat(
          read !== undefined,
          `lookup() must give the data of “${key}”, since the capabilities say \`readBack\`.`,
        );
        const hidden = Object.entries(data).filter(([name]) => unreadable.includes(name));
        const parsed = bench.destination.records[entity]?.schema.safeParse({
          ...read,
          ...Object.fromEntries(hidden),
        });
        assertThat(
          parsed?.success === true,
          `What lookup() gives of “${key}” must fit the schema that mappings are held to.`,
        );
        const given = inOrder(read, data, bench.destination.records[entity]);
        for (const [name, value] of written) {
          assertThat(
            contains(given[name], value),
            `lookup() must give back what was written: “${name}” of “${key}” was ${JSON.stringify(value)} and is ${JSON.stringify(given[name])}.`,
          );
        }
      }
    },
  },
  {
    id: 'lookup.other',
    title: 'lookup() gives what is there, whatever is wanted',
    read: destinationPages.lookup,
    applies: ({ capabilities }) => capabilities.readBack && capabilities.lookup !== undefined,
    async run(world) {
      const { bench, entity, context } = world;
      await fill(world);
      awaitLag(world);
      const samples = bench.samples(entity);
      const others = samples.map((sample) => ({ ...sample, data: bench.changed(entity, sample) }));
      const keys = samples.map(({ key }) => key);
      const known = knownOf(world, others);
      const found = await bench.destination.lookup?.({ entity, keys, known }, context);
      for (const [place, { key, data }] of samples.entries()) {
        const { data: read, unreadable = [] } = found?.get(key) ?? {};
        const given = (read ?? {}) as Readonly<Record<string, unknown>>;
        for (const [name, wanted] of Object.entries(readablePart(others[place]?.data ?? {}, unreadable))) {
          const before = (data as Readonly<Record<string, unknown>>)[name];
          if (contains(before, wanted)) continue;
          assertThat(
            !contains(given[name], wanted),
            `lookup() gives “${name}” of “${key}” as it is wanted, ${JSON.stringify(wanted)}, though ${JSON.stringify(before)} was written: what differs would never be sent. What cannot be read back belongs into \`unreadable\`.`,
          );
        }
      }
    },
  },
  {
    id: 'settle.restart',
    title: 'What was accepted is settled by another process, and again, with the same outcomes',
    read: destinationPages.jobs,
    applies: ({ capabilities }) => capabilities.completion === 'async',
    async run(world) {
      const { bench, entity, traffic, capabilities } = world;
      const { destination, another = () => destination } = bench;
      const samples = [...bench.samples(entity)];
      const bad = bench.refused?.(entity);
      if (bad !== undefined) samples.splice(1, 0, bad);
      const operations = await plan(
        world,
        samples.map((sample) => desiredOf(world, sample)),
      );
      const receipts = receiptsOf(world, operations, await write(world, destination, operations));
      assertThat(receipts.length > 0, 'A destination with `completion: async` must give receipts.');
      const store = new Map(receipts.map((receipt) => [receipt.key, receipt]));
      const first = await settle(world, another(), receipts, store);
      traffic.clock.advance(60_000);
      const second = await settle(world, another(), [...store.values()].toReversed());
      const shown = (outcomes: typeof first) =>
        Object.fromEntries([...outcomes].map(([key, outcome]) => [key, outcome]));
      assertEqual(
        shown(second),
        shown(first),
        'Asking again for a receipt must give the same outcome: the first answer may have been lost in a crash.',
      );
      for (const [key, outcome] of first) {
        const done = capabilities.operations.includes('create') ? 'created' : 'updated';
        const expected = key === bad?.key ? 'rejected' : done;
        assertEqual(
          outcome.status,
          expected,
          `The outcome of “${key}” must be its own: find it by what the receipt says, not by the order of the results.`,
        );
      }
    },
  },
  {
    id: 'settle.pending',
    title: 'What is accepted is not done: before the platform has carried it out it is pending',
    read: destinationPages.jobs,
    applies: ({ capabilities }) => capabilities.completion === 'async',
    async run(world) {
      const { bench, entity, context } = world;
      const before = structuredClone(bench.state());
      const operations = await plan(
        world,
        bench.samples(entity).map((sample) => desiredOf(world, sample)),
      );
      const receipts = receiptsOf(world, operations, await write(world, bench.destination, operations));
      for await (const settlement of bench.destination.settle?.(receipts, context) ?? []) {
        assertThat(
          settlement.status === 'pending' || JSON.stringify(bench.state()) !== JSON.stringify(before),
          `“${settlement.key}” is told to be settled before the platform has done anything.`,
        );
      }
    },
  },
];

/** What the engine would know of samples after their links were lost. */
function knownOf(
  world: DestinationWorld,
  samples: readonly Sample[] = world.bench.samples(world.entity),
): ReadonlyMap<RecordKey, KnownRecord> {
  return new Map(
    samples.map((sample) => {
      const desired = desiredOf(world, sample);
      return [sample.key, desired.op === 'upsert' ? { remote: null, desired } : { remote: null }];
    }),
  );
}

/** Variants that a platform keeps no order of come in that in which they were written. */
function inOrder(
  read: object | undefined,
  written: object,
  definition: RecordDefinition | undefined,
): Readonly<Record<string, unknown>> {
  const { variantKey = '', unorderedVariants = false } = definition ?? {};
  const given = read as { readonly variants?: readonly Readonly<Record<string, unknown>>[] };
  const { variants = [] } = written as typeof given;
  if (!unorderedVariants || given.variants === undefined) return given;
  const places = variants.map((variant) => variant[variantKey]);
  const sorted = given.variants.toSorted(
    (a, b) => places.indexOf(a[variantKey]) - places.indexOf(b[variantKey]),
  );
  return { ...given, variants: sorted };
}

/** Whether what was read holds all that was written; a platform may know more. */
function contains(read: unknown, written: unknown): boolean {
  if (Array.isArray(written)) {
    return (
      Array.isArray(read) &&
      read.length === written.length &&
      written.every((each, index) => contains(read[index], each))
    );
  }
  if (typeof written !== 'object' || written === null) return Object.is(read, written);
  if (typeof read !== 'object' || read === null) return false;
  const given = read as Readonly<Record<string, unknown>>;
  return Object.entries(written).every(([name, each]) => contains(given[name], each));
}
