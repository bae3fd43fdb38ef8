import type { DeleteMode } from '@pim-connector/core';

import { assertEqual, assertThat } from '../../assert-equal.ts';
import {
  carryOut,
  carryOutPlanned,
  deleteOf,
  desiredOf,
  fill,
  plan,
  remotes,
  statuses,
} from './carry-out.ts';
import { destinationPages } from './destination-case.ts';
import type { DestinationCase, DestinationWorld } from './destination-case.ts';

/** Writes the changed state of all samples, as known records. */
async function change(world: DestinationWorld, known: ReturnType<typeof remotes>) {
  const { bench, entity } = world;
  const records = bench
    .samples(entity)
    .map((sample) =>
      desiredOf(
        world,
        { ...sample, data: bench.changed(entity, sample) },
        { remote: known.get(sample.key) ?? null },
      ),
    );
  return carryOut(world, records);
}

/** Creating, updating, deleting when all goes well, and when records are refused. */
export const writingCases: readonly DestinationCase[] = [
  {
    id: 'write.create',
    title: 'Every record is written, with one outcome and the way to find it again',
    read: destinationPages.writing,
    async run(world) {
      const outcomes = await fill(world);
      for (const outcome of outcomes.values()) {
        const remote = 'remote' in outcome ? outcome.remote : undefined;
        assertThat(
          remote !== undefined && remote.id !== '',
          `The outcome of “${outcome.key}” needs \`remote\`: how the platform knows the record from now on.`,
        );
      }
    },
  },
  {
    id: 'write.variants',
    title: 'The platform’s names of all variants are remembered',
    read: destinationPages.writing,
    async run(world) {
      const { bench, entity } = world;
      const written = remotes(await fill(world));
      for (const sample of bench.samples(entity)) {
        const desired = desiredOf(world, sample);
        if (desired.op === 'delete' || desired.variantKeys.length === 0) continue;
        assertEqual(
          Object.keys(written.get(sample.key)?.variants ?? {}).toSorted(),
          desired.variantKeys.toSorted(),
          `\`remote.variants\` of “${sample.key}” must have an entry for each key in \`variantKeys\`: prices and stock find variants by it.`,
        );
      }
    },
  },
  {
    id: 'write.twice',
    title: 'Writing the same again changes nothing, and makes no second record',
    read: destinationPages.writing,
    async run(world) {
      const { bench, entity, capabilities } = world;
      const samples = bench.samples(entity);
      const operations = await plan(
        world,
        samples.map((sample) => desiredOf(world, sample)),
      );
      const known = remotes(await carryOutPlanned(world, operations));
      const before = structuredClone(bench.state());
      const advice =
        'Writing the same record twice must leave the platform as writing it once: after a crash the engine writes again.';
      // Where the platform itself tells a record by our key, the very same create may be sent again.
      if (capabilities.identity === 'natural') {
        await carryOutPlanned(world, operations);
        assertEqual(bench.state(), before, advice);
      }
      await carryOut(
        world,
        samples.map((sample) => desiredOf(world, sample, { remote: known.get(sample.key) ?? null })),
      );
      assertEqual(bench.state(), before, advice);
    },
  },
  {
    id: 'write.update',
    title: 'A record that is updated is as one that was created so',
    read: destinationPages.writing,
    async run(world) {
      const { bench, entity, capabilities } = world;
      const original = structuredClone(bench.state());
      const known = remotes(await fill(world));
      const first = structuredClone(bench.state());
      const outcomes = await change(world, known);
      assertThat(
        [...outcomes.values()].every(({ status }) => status === 'updated'),
        `A change of a known record must be “updated”: ${JSON.stringify(statuses(outcomes))}`,
      );
      const updated = structuredClone(bench.state());
      assertThat(
        JSON.stringify(updated) !== JSON.stringify(first),
        'An update that says “updated” must change something at the platform.',
      );
      // Sent as a whole, as for the first time, it must say nothing new.
      if (capabilities.identity === 'natural') {
        await change(world, new Map());
        assertEqual(
          bench.state(),
          updated,
          'A record that was updated must be as one that was created so: an update must send every field of the sections that it is given.',
        );
      }
      await carryOut(
        world,
        bench
          .samples(entity)
          .map((sample) => desiredOf(world, sample, { remote: known.get(sample.key) ?? null })),
      );
      assertEqual(
        bench.state(),
        first,
        'A record that is changed and changed back must be as it was: an update must send every field of the sections that it is given.',
      );
      assertThat(
        JSON.stringify(original) !== JSON.stringify(first),
        '`state` of the bench must show what was written.',
      );
    },
  },
  {
    id: 'write.partial',
    title: 'A record that the platform refuses is rejected with its words, and the others are written',
    read: destinationPages.writing,
    applies: ({ capabilities }) => capabilities.failureUnit === 'record',
    async run(world) {
      const { bench, entity } = world;
      if (bench.refused === undefined) return;
      const bad = bench.refused(entity);
      const [one, two, ...more] = bench.samples(entity);
      assertThat(
        [one, two, ...more].every((sample) => sample?.key !== bad.key),
        `\`refused\` of the bench must give a record with a key of its own; “${bad.key}” is that of a sample, too.`,
      );
      const samples = [one, bad, two, ...more].filter((sample) => sample !== undefined);
      const outcomes = await carryOut(
        world,
        samples.map((sample) => desiredOf(world, sample)),
      );
      const refused = outcomes.get(bad.key);
      assertThat(
        refused?.status === 'rejected',
        `A record that the platform refuses must be “rejected”, never taken for done; the outcome of “${bad.key}” is ${JSON.stringify(refused)}.`,
      );
      const issues = refused?.status === 'rejected' ? refused.issues : [];
      assertThat(
        issues.some(({ severity, message }) => severity === 'error' && message !== ''),
        'A rejected record needs issues with the platform’s own words, for the person who has to correct it.',
      );
      const others = [...outcomes.values()].filter(({ key }) => key !== bad.key);
      assertThat(
        others.every(({ status }) => status !== 'rejected' && status !== 'failed'),
        `A record that is refused must not keep the others of its batch from being written: ${JSON.stringify(statuses(outcomes))}`,
      );
    },
  },
  {
    id: 'write.delete',
    title: 'A record is deleted in every mode that is declared, also when it is gone already',
    read: destinationPages.deleting,
    applies: ({ capabilities }) => capabilities.operations.includes('delete'),
    async run(world) {
      const { bench, entity, capabilities } = world;
      const known = remotes(await fill(world));
      const samples = bench.samples(entity);
      const modes: readonly DeleteMode[] = capabilities.deletes ?? [];
      assertThat(modes.length > 0, 'The capabilities must say what `delete` operations do: `deletes`.');
      for (const [index, mode] of modes.entries()) {
        const sample = samples[index];
        const remote = known.get(sample?.key ?? '');
        if (sample === undefined || remote === undefined) continue;
        const before = JSON.stringify(bench.state());
        const record = deleteOf(world, sample.key, mode, remote);
        // oxlint-disable-next-line no-await-in-loop
        assertEqual(
          statuses(await carryOut(world, [record])),
          { [sample.key]: 'deleted' },
          `A record that is taken away (${mode}) must be “deleted”.`,
        );
        assertThat(
          JSON.stringify(bench.state()) !== before,
          `A delete (${mode}) must change something at the platform.`,
        );
        if (mode !== 'delete') continue;
        // oxlint-disable-next-line no-await-in-loop
        assertEqual(
          statuses(await carryOut(world, [record])),
          { [sample.key]: 'deleted' },
          'What is not there any more is as good as deleted: say “deleted”.',
        );
      }
    },
  },
  {
    id: 'write.mixed',
    title: 'Creates, updates and deletes can be in one batch',
    read: destinationPages.writing,
    applies: ({ capabilities }) =>
      capabilities.operations.includes('delete') && capabilities.operations.includes('create'),
    async run(world) {
      const { bench, entity } = world;
      const [mode] = world.capabilities.deletes ?? [];
      const [one, two, three] = bench.samples(entity);
      if (one === undefined || two === undefined || three === undefined || mode === undefined) return;
      const known = remotes(
        await carryOut(
          world,
          [one, two].map((sample) => desiredOf(world, sample)),
        ),
      );
      const changed = { ...one, data: bench.changed(entity, one) };
      const outcomes = await carryOut(world, [
        desiredOf(world, three),
        desiredOf(world, changed, { remote: known.get(one.key) ?? null }),
        deleteOf(world, two.key, mode, known.get(two.key) ?? { id: two.key }),
      ]);
      assertEqual(
        statuses(outcomes),
        { [three.key]: 'created', [one.key]: 'updated', [two.key]: 'deleted' },
        'Each operation of a batch must be carried out, and its outcome must be its own.',
      );
    },
  },
];
