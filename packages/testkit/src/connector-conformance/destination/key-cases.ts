import { assertEqual, assertThat } from '../../assert-equal.ts';
import { peculiarKeys } from '../peculiar-keys.ts';
import { carryOut, deleteOf, desiredOf, remotes, statuses } from './carry-out.ts';
import { destinationPages } from './destination-case.ts';
import type { DestinationCase, DestinationWorld } from './destination-case.ts';

const advice =
  'Keys may hold any character: encode them wherever they stand in an address or a query (encodeURIComponent), and never join them with a separator.';

function assertCount(world: DestinationWorld, keys: readonly string[], wanted: number): void {
  const { bench, entity } = world;
  const counts = keys.map((key) => [key, bench.count?.(entity, key) ?? wanted]);
  assertEqual(
    counts,
    keys.map((key) => [key, wanted]),
    advice,
  );
}

/** Keys that are not only letters and digits. */
export const keyCases: readonly DestinationCase[] = [
  {
    id: 'write.peculiar-keys',
    title:
      'Records whose keys hold / ? # % + and the like are written, found and deleted under just these keys',
    read: destinationPages.writing,
    async run(world) {
      const { bench, entity, capabilities, context, traffic } = world;
      const samples = peculiarKeys.flatMap((key) => bench.sampleFor?.(entity, key) ?? []);
      const keys = samples.map(({ key }) => key);
      if (keys.length === 0) return;
      const outcomes = await carryOut(
        world,
        samples.map((sample) => desiredOf(world, sample)),
      );
      const done = capabilities.operations.includes('create') ? 'created' : 'updated';
      assertEqual(statuses(outcomes), Object.fromEntries(keys.map((key) => [key, done])), advice);
      assertCount(world, keys, 1);
      const known = remotes(outcomes);
      const changed = samples.map((sample) =>
        desiredOf(
          world,
          { ...sample, data: bench.changed(entity, sample) },
          { remote: known.get(sample.key) ?? null },
        ),
      );
      assertEqual(
        statuses(await carryOut(world, changed)),
        Object.fromEntries(keys.map((key) => [key, 'updated'])),
        advice,
      );
      assertCount(world, keys, 1);
      if (capabilities.lookup !== undefined) {
        traffic.clock.advance(capabilities.lookup.lag + 1);
        const found = await bench.destination.lookup?.({ entity, keys }, context);
        assertEqual(
          Object.fromEntries([...(found ?? [])].map(([key, { remote }]) => [key, remote.id])),
          Object.fromEntries([...known].map(([key, { id }]) => [key, id])),
          `lookup() must find each record by its key, and no other. ${advice}`,
        );
      }
      if (capabilities.deletes?.includes('delete') !== true) return;
      // The first is what is left of others that are cut: it must stay when they go.
      const [kept = '', ...gone] = keys;
      const deletes = gone.map((key) => deleteOf(world, key, 'delete', known.get(key) ?? { id: key }));
      assertEqual(
        statuses(await carryOut(world, deletes)),
        Object.fromEntries(gone.map((key) => [key, 'deleted'])),
        advice,
      );
      assertCount(world, gone, 0);
      assertThat(
        (bench.count?.(entity, kept) ?? 1) === 1,
        `“${kept}” went with others whose keys begin like it. ${advice}`,
      );
    },
  },
];
