import { jsonDefect } from '@pim-connector/core';

import { assertEqual, assertThat } from '../../assert-equal.ts';
import { findSecrets } from '../find-secrets.ts';
import { answeringAll } from '../traffic.ts';
import { destinationPages } from './destination-case.ts';
import type { DestinationCase } from './destination-case.ts';

/** The destination as an object, and what it says of itself. */
export const connectorCases: readonly DestinationCase[] = [
  {
    id: 'destination.frozen',
    title: 'The destination is a frozen object of the specification that shows no secret',
    read: destinationPages.connector,
    async run({ bench: { destination, secrets = [] }, context }) {
      // By now the platform may have handed out tokens.
      await destination.check(context);
      assertThat(
        Object.isFrozen(destination),
        'Make the destination with defineDestination(), which freezes it.',
      );
      assertEqual(
        [destination.specificationVersion, destination.kind],
        ['v1', 'destination'],
        'Make the destination with defineDestination().',
      );
      const shown = [JSON.stringify(destination), destination.account, destination.type];
      assertEqual(
        findSecrets(shown, secrets),
        [],
        'The destination shows secrets: take them with secretSchema, and put none into `account`.',
      );
      assertEqual(
        findSecrets(
          secrets.map((secret) => destination.redact(`x ${secret} y`)),
          secrets,
        ),
        [],
        'redact() must mask every secret: take them with secretSchema, and give tokens that come later to tools.protect().',
      );
    },
  },
  {
    id: 'destination.check',
    title: 'check() says that all is well where it is',
    read: destinationPages.connector,
    async run({ bench: { destination }, context }) {
      const { ok, items } = await destination.check(context);
      assertThat(
        ok && items.every(({ status }) => status !== 'failed'),
        `check() must be ok here; it says: ${JSON.stringify(items)}`,
      );
    },
  },
  {
    id: 'destination.check-refused',
    title: 'check() says what is wrong, and what to do, when the credentials are refused, without throwing',
    read: destinationPages.connector,
    applies: ({ usesHttp }) => usesHttp,
    async run({ bench: { destination, secrets = [] }, context, traffic }) {
      traffic.disturb(answeringAll(401));
      const result = await destination.check(context).catch((error: unknown) => {
        throw new Error(`check() must not throw for credentials that are refused: ${String(error)}`);
      });
      assertThat(!result.ok, 'check() must not be ok when the platform answers 401.');
      const failed = result.items.filter(({ status }) => status === 'failed');
      assertThat(
        failed.every(({ hint }) => hint !== undefined && hint !== ''),
        'Every item that failed needs a hint: what to do about it.',
      );
      assertEqual(findSecrets(result, secrets), [], 'check() shows secrets.');
    },
  },
  {
    id: 'destination.describe',
    title: 'describe() gives plain data, with the targets of the entity',
    read: destinationPages.connector,
    async run({ bench: { destination }, context, entity }) {
      const description = await destination.describe(context);
      assertEqual(
        jsonDefect(description),
        null,
        'describe() must give plain JSON, since it is stored and shown.',
      );
      const targets = description.targets?.[entity] ?? [];
      assertThat(
        targets.length > 0,
        `describe() must tell what a mapping can set in “${entity}”: use describeTargets().`,
      );
    },
  },
  {
    id: 'destination.samples',
    title: 'The samples fit the schema that mappings are held to',
    read: destinationPages.connector,
    async run({ bench, entity }) {
      for (const sample of bench.samples(entity)) {
        for (const data of [sample.data, bench.changed(entity, sample)]) {
          const parsed = bench.destination.records[entity]?.schema.safeParse(data);
          assertThat(
            parsed?.success === true,
            `The sample “${sample.key}” does not fit the schema of “${entity}”: ${parsed?.error?.issues.map(({ path, message }) => `${path.join('.')} ${message}`).join('; ') ?? ''}`,
          );
        }
      }
    },
  },
];
