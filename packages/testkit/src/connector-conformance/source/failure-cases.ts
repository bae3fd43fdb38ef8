import { isConnectorError } from '@pim-connector/core';
import type { ErrorCode } from '@pim-connector/core';

import { assertEqual, assertThat } from '../../assert-equal.ts';
import { createFaultPlan } from '../../faults/index.ts';
import type { FaultKind } from '../../faults/index.ts';
import { assertWithinLimit, capacityOf, checkedLimits } from '../declared-limits.ts';
import { findSecrets } from '../find-secrets.ts';
import { readPass } from '../read-pass.ts';
import { answeringAll } from '../traffic.ts';
import type { Disturbance } from '../traffic.ts';
import { transientFaults } from '../transient-faults.ts';
import { sourcePages } from './source-case.ts';
import type { SourceCase, SourceWorld } from './source-case.ts';

/** Reads the first page in peace, and then meets a disturbance; gives what was thrown. */
async function failingPass(world: SourceWorld, disturbance: Disturbance): Promise<unknown> {
  const { bench, context, entity, traffic } = world;
  let ended = false;
  try {
    for await (const event of bench.source.read({ entity, mode: 'full' }, context)) {
      if (event.type === 'page') traffic.disturb(disturbance);
      ended ||= event.type === 'end';
    }
  } catch (error) {
    assertThat(!ended, 'read() said `end`, and then threw.');
    return error;
  }
  const what = ended ? 'said `end`' : 'stopped';
  throw new Error(
    `read() ${what} although the platform failed: a pass that cannot be completed must throw, or the records that are missing are taken for deleted.`,
  );
}

function lastingFault(kind: FaultKind, { context }: SourceWorld): Disturbance {
  const plan = createFaultPlan({ rate: 1, kinds: [kind], clock: context.clock });
  return (next) => plan.fetch(next);
}

/** Asserts what kind of error was thrown. */
function assertCode(error: unknown, codes: readonly ErrorCode[], what: string): void {
  const code = isConnectorError(error) ? error.code : String(error);
  assertThat(
    isConnectorError(error, ...codes),
    `${what} must be a ConnectorError “${codes.join('” or “')}”, so that the engine knows whether to wait, to stop or to ask a person. It is: ${code}`,
  );
}

const passing = Object.entries(transientFaults).map(([name, kinds]): SourceCase => ({
  id: `read.retries-${name}`,
  title: `A pass is the same when every request fails once (${kinds.join(', ')})`,
  read: sourcePages.failures,
  applies: ({ usesHttp }) => usesHttp,
  async run({ bench: { source }, context, entity, traffic }) {
    const request = { entity, mode: 'full' } as const;
    const calm = await readPass(source, request, context);
    for (const kind of kinds) {
      const plan = createFaultPlan({ rate: 1, kinds: [kind], perRequest: 1, clock: traffic.clock });
      traffic.disturb((next) => plan.fetch(next));
      // oxlint-disable-next-line no-await-in-loop
      const disturbed = await readPass(source, request, context).catch((error: unknown) => {
        throw new Error(
          `A fault that passes (${kind}) must be got over: use createHttpClient(), which waits and repeats. read() threw: ${String(error)}`,
        );
      });
      assertThat(
        plan.injected().length > 0,
        'No request came through `around`: give it to the source as `fetch`, or say `usesHttp: false`.',
      );
      assertEqual(
        disturbed.records,
        calm.records,
        `A pass must give the same records when requests fail and are repeated (${kind}).`,
      );
    }
  },
}));

const lasting: readonly (readonly [
  string,
  string,
  (world: SourceWorld) => Disturbance,
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

const giving: readonly SourceCase[] = lasting.map(([name, what, disturbance, codes]) => ({
  id: `read.throws-${name}`,
  title: `A pass that cannot be completed (${what}) throws what it is, and says no end`,
  read: sourcePages.failures,
  applies: ({ usesHttp }) => usesHttp,
  async run(world) {
    assertCode(await failingPass(world, disturbance(world)), codes, `The error of read() for ${what}`);
  },
}));

/** What goes wrong on the way: faults that pass and that last, limits, secrets. */
export const failureCases: readonly SourceCase[] = [
  ...passing,
  ...giving,
  {
    id: 'limits.declared',
    title: 'The declared limits are kept, by everybody who shares them',
    read: sourcePages.limits,
    applies: ({ usesHttp, declaresLimits }) => usesHttp && declaresLimits,
    async run({ bench, context, entity, traffic }) {
      const { source, another = () => source, counts } = bench;
      const policies = checkedLimits(source.capabilities.rateLimits, counts);
      const enough = Math.max(0, ...policies.map((policy) => 2 * capacityOf(policy) + 10));
      const [one, other] = [source, another()];
      for (let round = 0; round < 50 && traffic.requests.length < enough; round += 1) {
        // oxlint-disable-next-line no-await-in-loop
        await Promise.all(
          [one, other, one, other].map((each) => readPass(each, { entity, mode: 'full' }, context)),
        );
      }
      for (const policy of policies) assertWithinLimit(policy, traffic, counts);
    },
  },
  {
    id: 'secrets.errors',
    title: 'No secret in any error or warning, also when the platform tells back what was sent',
    read: sourcePages.secrets,
    applies: ({ usesHttp }) => usesHttp,
    async run(world) {
      const { bench, context } = world;
      for (const status of [400, 401, 500]) {
        // oxlint-disable-next-line no-await-in-loop
        const error = await failingPass(world, answeringAll(status));
        world.traffic.disturb(null);
        const found = findSecrets([error, context.warnings], bench.secrets ?? []);
        assertEqual(
          found.length,
          0,
          `An error (status ${status}) shows secrets. Throw what createHttpClient() throws, or errors of tools.error(); give tokens that come later to tools.protect().`,
        );
      }
    },
  },
];
