import { jsonDefect } from '@pim-connector/core';
import type { DesiredRecord } from '@pim-connector/core';

import { assertEqual, assertThat } from '../../assert-equal.ts';
import { findSecrets } from '../find-secrets.ts';
import { desiredOf, fill, plan, remotes } from './carry-out.ts';
import { destinationPages } from './destination-case.ts';
import type { DestinationCase } from './destination-case.ts';

/** What a dry run rests on. */
export const planningCases: readonly DestinationCase[] = [
  {
    id: 'plan.changes-nothing',
    title: 'plan() changes nothing at the platform, and nothing in what it is given',
    read: destinationPages.planning,
    async run(world) {
      const { bench, entity } = world;
      const written = remotes(await fill(world));
      const samples = bench.samples(entity);
      const records = samples.map((sample) =>
        desiredOf(
          world,
          { ...sample, data: bench.changed(entity, sample) },
          { remote: written.get(sample.key) ?? null },
        ),
      );
      const shown = () => structuredClone([bench.state(), records.map(plain)]);
      const before = shown();
      await plan(world, records);
      assertEqual(
        shown(),
        before,
        'plan() must change nothing: a dry run stops after it. What it writes belongs into write().',
      );
    },
  },
  {
    id: 'plan.same',
    title: 'plan() gives the same operations for the same records, in one call or in many',
    read: destinationPages.planning,
    async run(world) {
      const records = world.bench.samples(world.entity).map((sample) => desiredOf(world, sample));
      const advice =
        'plan() must depend on nothing but the records and the platform: an approved plan is compared with a new one.';
      const first = await plan(world, records);
      assertEqual(await plan(world, records), first, advice);
      const single = await Promise.all(records.map(async (record) => plan(world, [record])));
      assertEqual(single.flat(), first, advice);
    },
  },
  {
    id: 'plan.plain',
    title: 'Operations are plain JSON, complete, and without secrets',
    read: destinationPages.planning,
    async run(world) {
      const { bench, entity } = world;
      const operations = await plan(
        world,
        bench.samples(entity).map((sample) => desiredOf(world, sample)),
      );
      for (const operation of operations) {
        assertEqual(
          jsonDefect(operation),
          null,
          `The operation for “${operation.key}” must be plain JSON: plans are stored and shown.`,
        );
        assertThat(
          operation.calls > 0,
          `The operation for “${operation.key}” must say how many requests it needs, or which share of one.`,
        );
        assertThat(
          operation.action === 'create' || operation.action === 'update',
          `A record that nobody knows yet must be created, or updated where it is part of another; the action for “${operation.key}” is “${operation.action}”.`,
        );
      }
      assertEqual(
        findSecrets(operations, bench.secrets ?? []),
        [],
        'Operations show secrets: credentials belong into the headers of the client.',
      );
    },
  },
  {
    id: 'plan.sections',
    title: 'Only what changed is sent: writing one section leaves the others as they are',
    read: destinationPages.planning,
    async run(world) {
      const { bench, entity } = world;
      const definition = bench.destination.records[entity];
      const sections = [...new Set(['content', ...Object.values(definition?.sections ?? {})])];
      if (sections.length < 2) return;
      const written = remotes(await fill(world));
      const [sample] = bench.samples(entity);
      if (sample === undefined) return;
      const remote = written.get(sample.key) ?? null;
      const changed = { ...sample, data: bench.changed(entity, sample) };
      const sizes = await Promise.all(
        [sections, ...sections.map((section) => [section])].map(async (some) => {
          const [operation] = await plan(world, [desiredOf(world, changed, { remote, sections: some })]);
          return JSON.stringify(operation?.payload ?? null).length;
        }),
      );
      const [whole = 0, ...parts] = sizes;
      assertThat(
        parts.every((size) => size <= whole) && parts.some((size) => size < whole),
        `An operation for one section must send less than one for all (${whole} characters); for ${sections.join(', ')} it sends ${parts.join(', ')}. What is sent needlessly overwrites what others changed at the platform.`,
      );
    },
  },
];

function plain(record: DesiredRecord): object {
  return record.op === 'delete' ? record : { ...record, references: [...record.references] };
}
