import { assertEqual, assertThat } from '../../assert-equal.ts';
import type { Sample } from '../bench.ts';
import { carryOutPlanned, desiredOf, fill, plan, remotes } from './carry-out.ts';
import { destinationPages } from './destination-case.ts';
import type { DestinationCase, DestinationWorld } from './destination-case.ts';

/** Whether a mapping could make such a record. */
function fits({ bench, entity }: DestinationWorld, data: object): boolean {
  return bench.destination.records[entity]?.schema.safeParse(data).success === true;
}

/** The sample without all that a record need not have. */
function withoutOptional(world: DestinationWorld, { data }: Sample): object {
  let left: Readonly<Record<string, unknown>> = { ...data };
  for (const name of Object.keys(data)) {
    const { [name]: _value, ...others } = left;
    if (name !== 'variants' && fits(world, others)) left = others;
  }
  return left;
}

/** Properties that say something, and could be emptied. */
function clearable(world: DestinationWorld, { data }: Sample): readonly string[] {
  return Object.entries(data)
    .filter(([, value]) => value !== null && value !== '' && !(Array.isArray(value) && value.length === 0))
    .map(([name]) => name)
    .filter((name) => fits(world, { ...data, [name]: null }));
}

/** Fields that a record does not say, and fields that it empties. */
export const absenceCases: readonly DestinationCase[] = [
  {
    id: 'write.absent',
    title: 'What a record does not say stays as it is',
    read: destinationPages.planning,
    async run(world) {
      const { bench, entity } = world;
      const known = remotes(await fill(world));
      const before = structuredClone(bench.state());
      const records = bench
        .samples(entity)
        .map((sample) => ({ ...sample, data: withoutOptional(world, sample) }))
        .map((sample) => desiredOf(world, sample, { remote: known.get(sample.key) ?? null }));
      await carryOutPlanned(world, await plan(world, records));
      assertEqual(
        bench.state(),
        before,
        'A property that is not in `data` was not said: it must stay as it is at the platform, also when its section is sent.',
      );
    },
  },
  {
    id: 'write.clear',
    title: 'What is `null` is emptied',
    read: destinationPages.planning,
    async run(world) {
      const { bench, entity } = world;
      const known = remotes(await fill(world));
      const [sample] = bench.samples(entity);
      if (sample === undefined) return;
      const remote = known.get(sample.key) ?? null;
      for (const name of clearable(world, sample)) {
        const before = JSON.stringify(bench.state());
        const record = desiredOf(world, { ...sample, data: { ...sample.data, [name]: null } }, { remote });
        // oxlint-disable-next-line no-await-in-loop
        const operations = await plan(world, [record]);
        // To say that it cannot be emptied is an answer, too.
        if (operations.some(({ issues = [] }) => issues.some(({ severity }) => severity === 'error')))
          continue;
        // oxlint-disable-next-line no-await-in-loop
        const outcome = (await carryOutPlanned(world, operations)).get(sample.key);
        if (outcome?.status === 'rejected' || outcome?.status === 'failed') continue;
        assertThat(
          JSON.stringify(bench.state()) !== before,
          `The schema permits \`null\` for “${name}”, which empties it; it stayed as it was. Send it, refuse it with an issue, or do not permit it.`,
        );
      }
    },
  },
];
