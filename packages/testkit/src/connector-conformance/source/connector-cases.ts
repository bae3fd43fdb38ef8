import { jsonDefect } from '@pim-connector/core';

import { assertEqual, assertThat } from '../../assert-equal.ts';
import { findSecrets } from '../find-secrets.ts';
import { answeringAll } from '../traffic.ts';
import { sourcePages } from './source-case.ts';
import type { SourceCase } from './source-case.ts';

/** The source as an object, and what it says of itself. */
export const connectorCases: readonly SourceCase[] = [
  {
    id: 'source.frozen',
    title: 'The source is a frozen object of the specification that shows no secret',
    read: sourcePages.connector,
    async run({ bench: { source, secrets = [] }, context }) {
      // By now the platform may have handed out tokens.
      await source.check(context);
      assertThat(Object.isFrozen(source), 'Make the source with defineSource(), which freezes it.');
      assertEqual(
        [source.specificationVersion, source.kind],
        ['v1', 'source'],
        'Make the source with defineSource().',
      );
      const shown = [JSON.stringify(source), source.account, source.type];
      assertEqual(
        findSecrets(shown, secrets),
        [],
        'The source shows secrets: take them with secretSchema, and put none into `account`.',
      );
      assertEqual(
        findSecrets(
          secrets.map((secret) => source.redact(`x ${secret} y`)),
          secrets,
        ),
        [],
        'redact() must mask every secret: take them with secretSchema, and give tokens that come later to tools.protect().',
      );
    },
  },
  {
    id: 'source.check',
    title: 'check() says that all is well where it is',
    read: sourcePages.connector,
    async run({ bench: { source }, context }) {
      const { ok, items } = await source.check(context);
      assertThat(ok, `check() must be ok here; it says: ${JSON.stringify(items)}`);
      assertEqual(
        ok,
        items.every(({ status }) => status !== 'failed'),
        '`ok` must say whether no item failed: use checkResult().',
      );
    },
  },
  {
    id: 'source.check-refused',
    title: 'check() says what is wrong, and what to do, when the credentials are refused, without throwing',
    read: sourcePages.connector,
    applies: ({ usesHttp }) => usesHttp,
    async run({ bench: { source, secrets = [] }, context, traffic }) {
      traffic.disturb(answeringAll(401));
      const result = await source.check(context).catch((error: unknown) => {
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
    id: 'source.describe',
    title: 'describe() gives plain data, each attribute once',
    read: sourcePages.connector,
    async run({ bench: { source }, context }) {
      const description = await source.describe(context);
      assertEqual(
        jsonDefect(description),
        null,
        'describe() must give plain JSON, since it is stored and shown.',
      );
      const keys = description.attributes.map(({ key }) => key);
      assertEqual(keys.length, new Set(keys).size, 'describe() must name each attribute once.');
    },
  },
];
