import { assertEqual } from '../../assert-equal.ts';
import { carryOutPlanned, desiredOf, plan, statuses } from './carry-out.ts';
import type { Outcomes } from './carry-out.ts';
import { destinationPages } from './destination-case.ts';
import type { DestinationCase } from './destination-case.ts';

/** Keys of the records that are said to have been created. */
function created(outcomes: Outcomes): readonly string[] {
  return Object.entries(statuses(outcomes)).flatMap(([key, status]) => (status === 'created' ? [key] : []));
}

/** Whether outcomes say what happened. */
export const outcomeCases: readonly DestinationCase[] = [
  {
    id: 'write.created',
    title: 'What was not there is “created”, and nothing else is',
    read: destinationPages.writing,
    applies: ({ creates }) => creates,
    async run(world) {
      const { bench, entity, capabilities } = world;
      const samples = bench.samples(entity);
      const records = samples.map((sample) => desiredOf(world, sample));
      const isThere = ({ key }: { readonly key: string }) => (bench.count?.(entity, key) ?? 0) > 0;
      const known = new Set(records.filter(isThere).map(({ key }) => key));
      const operations = await plan(world, records);
      const isNew = operations.filter(({ key, action }) => action === 'create' && !known.has(key));
      assertEqual(
        created(await carryOutPlanned(world, operations)),
        isNew.map(({ key }) => key),
        'The outcome of a record that was not there must be “created”, and that of one that was there must not.',
      );
      // Where nothing tells a record by our key, the same create makes another one.
      if (capabilities.identity === 'assigned' || bench.tellsCreated?.(entity) === false) return;
      world.traffic.clock.advance((capabilities.lookup?.lag ?? 0) + 1);
      const changed = samples.map((sample) =>
        desiredOf(world, { ...sample, data: bench.changed(entity, sample) }),
      );
      assertEqual(
        created(await carryOutPlanned(world, await plan(world, changed))),
        [],
        'Records that were there must not be told to be “created”, although the engine did not know of them: say what the platform did, not what was planned.',
      );
    },
  },
];
