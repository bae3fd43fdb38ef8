import type { JsonValue, PlannedOperation, RemoteReference } from '@pim-connector/core';

import { assertEqual, assertThat } from '../../assert-equal.ts';
import type { Sample } from '../bench.ts';
import { awkwardDecimals, holdsDecimal, roundingErrorsIn } from '../exact-decimals.ts';
import { carryOutPlanned, desiredOf, fill, plan, remotes } from './carry-out.ts';
import { destinationPages } from './destination-case.ts';
import type { DestinationCase, DestinationWorld } from './destination-case.ts';

const decimal = /^-?\d+\.\d+$/;

type Path = readonly (string | number)[];

/** Where in a record decimals with a fraction stand. */
function decimalPaths(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value === 'string') return decimal.test(value) ? [path] : [];
  if (typeof value !== 'object' || value === null) return [];
  const entries: readonly (readonly [string | number, unknown])[] = Array.isArray(value)
    ? value.map((each, index) => [index, each])
    : Object.entries(value);
  return entries.flatMap(([name, each]) => decimalPaths(each, [...path, name]));
}

function at(value: unknown, path: Path): string {
  let found = value;
  for (const name of path) found = (found as Readonly<Record<string | number, unknown>>)[name];
  return String(found);
}

function withValue(data: object, path: Path, value: string): object {
  const copy = structuredClone(data);
  let place = copy as Record<string | number, unknown>;
  for (const name of path.slice(0, -1)) place = place[name] as Record<string | number, unknown>;
  place[path.at(-1) ?? ''] = value;
  return copy;
}

/** Carries operations out; gives what was sent. */
async function sentBodies(world: DestinationWorld, operations: readonly PlannedOperation[]): Promise<string> {
  const bodies: string[] = [];
  world.traffic.disturb((next) => async (request) => {
    bodies.push(await request.clone().text());
    return next(request);
  });
  await carryOutPlanned(world, operations);
  world.traffic.disturb(null);
  return bodies.join('\n');
}

/** Whether decimals stay what they are. */
export const decimalCases: readonly DestinationCase[] = [
  {
    id: 'write.decimals',
    title: 'Decimals are sent digit by digit: no price is calculated with in floating point',
    read: destinationPages.planning,
    async run(world) {
      const { bench, entity } = world;
      const written = remotes(await fill(world));
      const sample = bench.samples(entity).find(({ data }) => decimalPaths(data).length > 0);
      assertThat(
        sample !== undefined || entity !== 'price',
        'The samples of prices need one with a fraction, such as 9.5.',
      );
      if (sample === undefined) return;
      const remote = written.get(sample.key) ?? null;
      for (const [place, path] of decimalPaths(sample.data).entries()) {
        const before = await shown(world, sample, remote);
        const own = at(sample.data, path);
        for (const value of awkwardDecimals) {
          const data = withValue(sample.data, path, value);
          if (bench.destination.records[entity]?.schema.safeParse(data).success !== true) continue;
          // oxlint-disable-next-line no-await-in-loop
          const operations = await plan(world, [desiredOf(world, { ...sample, data }, { remote })]);
          const payload = payloadsOf(operations);
          assertExact(payload, before, own, value, path);
          // Once is enough to see whether what is sent is what was planned.
          if (place > 0) continue;
          // oxlint-disable-next-line no-await-in-loop
          assertExact(await sentBodies(world, operations), payload, value, value, path);
        }
      }
    },
  },
];

async function shown(
  world: DestinationWorld,
  sample: Sample,
  remote: RemoteReference | null,
): Promise<string> {
  return payloadsOf(await plan(world, [desiredOf(world, sample, { remote })]));
}

function payloadsOf(operations: readonly PlannedOperation[]): string {
  const payloads: readonly JsonValue[] = operations.map(({ payload }) => payload);
  return JSON.stringify(payloads);
}

/**
 * @param sent what is looked at.
 * @param before what is sent where `own` is at the same place: if that is not in it, the field is not sent as it is.
 */
function assertExact(sent: string, before: string, own: string, value: string, path: Path): void {
  const place = path.join('.');
  assertEqual(
    roundingErrorsIn(sent),
    [],
    `What is sent for “${place}”, which is ${value}, was calculated with in floating point: take decimals as the text that they are, and multiplyDecimals() where the platform wants another unit.`,
  );
  assertThat(
    !holdsDecimal(before, own) || holdsDecimal(sent, value),
    `What is sent for “${place}” must be exactly ${value}, in whatever unit; it is not there.`,
  );
}
