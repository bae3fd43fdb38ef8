import { isConnectorError } from '@pim-connector/core';
import type { ErrorCode, PlannedOperation, WriteOutcome } from '@pim-connector/core';

import { assertEqual, assertThat } from '../../assert-equal.ts';
import { createFaultPlan, uncertainFaultKinds } from '../../faults/index.ts';
import type { FaultKind } from '../../faults/index.ts';
import { assertWithinLimit, capacityOf, checkedLimits } from '../declared-limits.ts';
import { findSecrets } from '../find-secrets.ts';
import { answeringAll } from '../traffic.ts';
import type { Disturbance } from '../traffic.ts';
import { transientFaults } from '../transient-faults.ts';
import { carryOutPlanned, desiredOf, plan, receiptsOf, settle } from './carry-out.ts';
import { destinationPages } from './destination-case.ts';
import type { DestinationCase, DestinationWorld } from './destination-case.ts';

function planSamples(world: DestinationWorld, from = 0, to = Infinity): Promise<readonly PlannedOperation[]> {
  const samples = world.bench.samples(world.entity).slice(from, to);
  return plan(
    world,
    samples.map((sample) => desiredOf(world, sample)),
  );
}

/** Writes while something is wrong; gives the error of every operation, told or thrown. */
async function failingWrite(world: DestinationWorld, disturbance: Disturbance): Promise<readonly unknown[]> {
  const { bench, context, traffic } = world;
  const operations = await planSamples(world, 0, 4);
  traffic.disturb(disturbance);
  const errors: unknown[] = [];
  const before = traffic.requests.length;
  const accepted: WriteOutcome[] = [];
  try {
    for await (const outcome of bench.destination.write(operations, context)) {
      // What is handed over when somebody asks has not met the platform yet.
      if (outcome.status === 'accepted' && traffic.requests.length === before) {
        accepted.push(outcome);
        continue;
      }
      assertThat(
        outcome.status === 'failed',
        `While the platform fails nothing is written, and nothing is known to be wrong with the data: the outcome of “${outcome.key}” must be “failed”, or write() must throw; it is “${outcome.status}”.`,
      );
      if (outcome.status === 'failed') errors.push(outcome.error);
    }
    if (accepted.length > 0) errors.push(...(await failingSettle(world, operations, accepted)));
  } catch (error) {
    if (error instanceof Error && error.message.startsWith('While the platform')) throw error;
    errors.push(error);
  }
  assertThat(
    errors.length > 0,
    'write() said nothing although the platform failed: every operation needs an outcome, or write() must throw.',
  );
  return errors;
}

/** Asks about what was accepted before the platform was asked anything; gives the errors that are told. */
async function failingSettle(
  world: DestinationWorld,
  operations: readonly PlannedOperation[],
  accepted: readonly WriteOutcome[],
): Promise<readonly unknown[]> {
  const outcomes = await settle(world, world.bench.destination, receiptsOf(world, operations, accepted));
  return [...outcomes.values()].map((outcome) => {
    assertThat(
      outcome.status === 'failed',
      `While the platform fails nothing is written: the outcome of “${outcome.key}” is “${outcome.status}”, and settle() must say “pending” or “failed”, or throw.`,
    );
    return outcome.status === 'failed' ? outcome.error : null;
  });
}

function lastingFault(kind: FaultKind, { context }: DestinationWorld): Disturbance {
  const faults = createFaultPlan({ rate: 1, kinds: [kind], clock: context.clock });
  return (next) => faults.fetch(next);
}

const passing = Object.entries(transientFaults).map(([name, kinds]): DestinationCase => ({
  id: `write.retries-${name}`,
  title: `Everything is written when every request fails once (${kinds.join(', ')})`,
  read: destinationPages.failures,
  applies: ({ usesHttp, capabilities }) =>
    // Only a limit says for sure that nothing was done, so that a create may be sent again.
    usesHttp && (capabilities.identity === 'natural' || name === 'limited'),
  async run(world) {
    const { bench, traffic } = world;
    const operations = await planSamples(world);
    for (const kind of kinds) {
      const faults = createFaultPlan({
        seed: kind,
        rate: 1,
        kinds: [kind],
        perRequest: 1,
        clock: traffic.clock,
      });
      traffic.disturb((next) => faults.fetch(next));
      // oxlint-disable-next-line no-await-in-loop
      const outcomes = await carryOutPlanned(world, operations).catch((error: unknown) => {
        throw new Error(
          `A fault that passes (${kind}) must be got over: use createHttpClient(), which waits and repeats what can be repeated. write() threw: ${String(error)}`,
        );
      });
      assertThat(
        faults.injected().length > 0,
        'No request came through `around`: give it to the destination as `fetch`, or say `usesHttp: false`.',
      );
      assertThat(
        [...outcomes.values()].every(({ status }) => status !== 'failed' && status !== 'rejected'),
        `A fault that passes (${kind}) must not end in “failed” or “rejected”: ${JSON.stringify([...outcomes.values()].find(({ status }) => status === 'failed' || status === 'rejected'))}`,
      );
      for (const { key } of operations) {
        const count = bench.count?.(world.entity, key) ?? 1;
        assertEqual(count, 1, `“${key}” must be there once after requests were repeated (${kind}).`);
      }
      if (world.capabilities.identity === 'assigned') return;
    }
  },
}));

const lasting: readonly (readonly [
  string,
  string,
  (world: DestinationWorld) => Disturbance,
  readonly ErrorCode[],
])[] = [
  ['refused', '401', () => answeringAll(401), ['auth.failed']],
  ['forbidden', '403', () => answeringAll(403), ['permission.denied']],
  ['limited', '429', (world) => lastingFault('limited', world), ['rate.limited', 'quota.exhausted']],
  ['down', '500', (world) => lastingFault('serverError', world), ['platform.unavailable']],
  [
    'broken',
    'a connection that breaks',
    (world) => lastingFault('resetBefore', world),
    ['connection.failed'],
  ],
  [
    'malformed',
    'a web page instead of the answer',
    (world) => lastingFault('html', world),
    ['response.malformed'],
  ],
];

const giving = lasting.map(([name, what, disturbance, codes]): DestinationCase => ({
  id: `write.fails-${name}`,
  title: `While the platform fails (${what}) operations fail with what it is, and none is taken for done or refused`,
  read: destinationPages.failures,
  applies: ({ usesHttp }) => usesHttp,
  async run(world) {
    for (const error of await failingWrite(world, disturbance(world))) {
      assertThat(
        isConnectorError(error, ...codes),
        `The error of write() for ${what} must be a ConnectorError “${codes.join('” or “')}”, so that the engine knows whether to wait, to stop or to ask a person. It is: ${shown(error)}`,
      );
    }
  },
}));

function shown(error: unknown): string {
  return isConnectorError(error) ? error.code : String(error);
}

/** What goes wrong on the way: faults that pass and that last, aborts, limits, secrets. */
export const failureCases: readonly DestinationCase[] = [
  ...passing,
  ...giving,
  {
    id: 'write.create-once',
    title: 'A create is not repeated when nobody knows whether it arrived',
    read: destinationPages.failures,
    applies: ({ usesHttp, capabilities }) =>
      usesHttp && capabilities.identity === 'assigned' && capabilities.operations.includes('create'),
    async run(world) {
      const { bench, traffic, context, entity } = world;
      assertThat(
        bench.count !== undefined,
        'The bench needs `count`, since the platform makes a record at each create.',
      );
      for (const [index, kind] of uncertainFaultKinds.entries()) {
        // oxlint-disable-next-line no-await-in-loop
        const operations = await planSamples(world, 2 * index, 2 * index + 2);
        const faults = createFaultPlan({ rate: 1, kinds: [kind], perRequest: 1, clock: traffic.clock });
        traffic.disturb((next) => faults.fetch(next));
        // oxlint-disable-next-line no-await-in-loop
        await Array.fromAsync(bench.destination.write(operations, context)).catch(() => undefined);
        traffic.disturb(null);
        traffic.clock.advance(3_600_000);
        for (const { key } of operations) {
          const count = bench.count?.(entity, key) ?? 0;
          assertThat(
            count <= 1,
            `A create was sent again although the first one may have arrived (${kind}): “${key}” is there ${count} times. Say \`idempotent: false\` for creates; the engine looks up before it creates again.`,
          );
        }
      }
    },
  },
  {
    id: 'write.abort',
    title: 'A write that is aborted ends within one request, and takes nothing for done that is not',
    read: destinationPages.writing,
    applies: ({ usesHttp }) => usesHttp,
    async run(world) {
      const { bench, context, traffic } = world;
      const operations = await planSamples(world);
      const controller = new AbortController();
      const before = traffic.requests.length;
      traffic.disturb((next) => async (request) => {
        controller.abort();
        return next(request);
      });
      try {
        for await (const outcome of bench.destination.write(operations, {
          ...context,
          signal: controller.signal,
        })) {
          assertThat(
            outcome.status !== 'rejected',
            'An operation that was aborted is not “rejected”: nothing is known to be wrong with it.',
          );
        }
      } catch (error) {
        assertThat(
          isConnectorError(error, 'run.aborted') || controller.signal.reason === error,
          `A write that is aborted must throw “run.aborted”: hand context.signal to every request. It threw: ${shown(error)}`,
        );
      }
      assertThat(
        traffic.requests.length - before <= 1,
        `write() goes on after the abort (${traffic.requests.length - before} requests): hand context.signal to every request.`,
      );
    },
  },
  {
    id: 'limits.declared',
    title: 'The declared limits are kept, by everybody who shares them',
    read: destinationPages.limits,
    applies: ({ usesHttp, declaresLimits }) => usesHttp && declaresLimits,
    async run(world) {
      const { bench, traffic, context } = world;
      const { destination, another = () => destination, counts } = bench;
      const policies = checkedLimits(destination.capabilities.rateLimits, counts);
      const enough = Math.max(0, ...policies.map((policy) => 2 * capacityOf(policy) + 10));
      const operations = await planSamples(world);
      const [one, other] = [destination, another()];
      const single = operations.flatMap((operation) => [
        [one, operation] as const,
        [other, operation] as const,
      ]);
      for (let round = 0; round < 100 && traffic.requests.length < enough; round += 1) {
        // oxlint-disable-next-line no-await-in-loop
        await Promise.all(
          single.map(([each, operation]) => Array.fromAsync(each.write([operation], context))),
        );
      }
      for (const policy of policies) assertWithinLimit(policy, traffic, counts);
    },
  },
  {
    id: 'secrets.errors',
    title: 'No secret in any error, outcome or warning, also when the platform tells back what was sent',
    read: destinationPages.secrets,
    applies: ({ usesHttp }) => usesHttp,
    async run(world) {
      const { bench, context, traffic } = world;
      for (const status of [400, 401, 500]) {
        // oxlint-disable-next-line no-await-in-loop
        const errors = await failingWrite(world, answeringAll(status)).catch((error: unknown) => [error]);
        traffic.disturb(null);
        const found = findSecrets([errors, context.warnings], bench.secrets ?? []);
        assertEqual(
          found.length,
          0,
          `An error (status ${status}) shows secrets. Throw what createHttpClient() throws, or errors of tools.error(); give tokens that come later to tools.protect().`,
        );
      }
    },
  },
];
