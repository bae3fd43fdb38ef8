import { isConnectorError } from '@pim-connector/core';
import type { ChangeHint, VerifiedWebhook, WebhookRequest, Webhooks } from '@pim-connector/core';

import { assertEqual, assertThat } from '../../assert-equal.ts';
import { assertRejects } from '../../assert-rejects.ts';
import type { WebhookBench } from '../bench.ts';
import { findSecrets } from '../find-secrets.ts';
import type { SuiteCase } from '../suite-case.ts';
import type { CaseContext, Traffic } from '../traffic.ts';

/** What a case works with. */
export interface WebhookWorld {
  readonly bench: WebhookBench;
  readonly webhooks: Webhooks;
  readonly traffic: Traffic;
  readonly context: CaseContext;
}

/** A case of the suite for webhooks. */
export interface WebhookCase extends SuiteCase<{ readonly signsTime: boolean }> {
  readonly run: (world: WebhookWorld) => Promise<void>;
}

const read = 'docs/writing-a-source.md, “Webhooks”';

function withHeader(request: WebhookRequest, name: string, value: string | null): WebhookRequest {
  const headers = new Headers(request.headers);
  if (value === null) headers.delete(name);
  else headers.set(name, value);
  return { ...request, headers };
}

/** Another text of the same form: a digit for a digit, a letter for a letter. */
function altered(value: string): string {
  const at = Math.max(0, value.length - 4);
  const letter = value[at] ?? '';
  const other = /\d/.test(letter) ? String((Number(letter) + 1) % 10) : letter === 'a' ? 'b' : 'a';
  return `${value.slice(0, at)}${other}${value.slice(at + 1)}`;
}

async function refuse(
  { webhooks, context }: WebhookWorld,
  request: WebhookRequest,
  advice: string,
): Promise<void> {
  await assertRejects('webhook.refused', () => webhooks.verify(request, context), advice);
}

function parse(webhooks: Webhooks, verified: VerifiedWebhook, what: string): readonly ChangeHint[] {
  try {
    return webhooks.parse(verified);
  } catch (error) {
    throw new Error(
      `parse() must cope with any content (${what}), and give no hint where there is none to give; it threw: ${String(error)}`,
      { cause: error },
    );
  }
}

const oddBodies: readonly (readonly [string, string])[] = [
  ['nothing', ''],
  ['no JSON', '{"codes": ['],
  ['null', 'null'],
  ['a list', '[1, 2, 3]'],
  ['other types', '{"codes": 7, "id": {}, "code": [], "items": "x"}'],
  ['a prototype', '{"__proto__": {"polluted": true}, "constructor": {"prototype": {"polluted": true}}}'],
];

/** Everything that arrives by webhook. */
export const webhookCases: readonly WebhookCase[] = [
  {
    id: 'webhook.genuine',
    title: 'A genuine delivery is verified, and hints at records that the connector knows',
    read,
    async run({ bench, webhooks, context }) {
      const verified = await webhooks.verify(await bench.deliver(), context);
      assertThat(
        verified.id !== '' && verified.topic !== '',
        'verify() must give the id of the delivery and its topic.',
      );
      const hints = parse(webhooks, verified, 'a genuine delivery');
      assertThat(hints.length > 0, 'parse() must hint at the records of the delivery.');
      const known = Object.keys(bench.connector.capabilities.entities);
      assertThat(
        hints.every(({ entity, key }) => known.includes(entity) && key !== ''),
        'Hints must name entities of the capabilities, and keys.',
      );
      assertEqual(
        hints.flatMap((hint) =>
          Object.keys(hint).filter((name) => !['entity', 'key', 'kind', 'origin'].includes(name)),
        ),
        [],
        'A hint says which record may have changed, and nothing of its values: those are read again.',
      );
    },
  },
  {
    id: 'webhook.forged',
    title: 'A delivery that was signed with another secret is refused',
    read,
    async run(world) {
      await refuse(
        world,
        await world.bench.deliver({ forged: true }),
        'verify() must refuse a signature of another secret: use verifyHmac().',
      );
    },
  },
  {
    id: 'webhook.altered',
    title: 'A delivery whose body or signed headers were altered is refused',
    read,
    async run(world) {
      const request = await world.bench.deliver();
      const body = Uint8Array.from(request.body);
      body[body.length - 1] = (body[body.length - 1] ?? 0) ^ 1;
      await refuse(
        world,
        { ...request, body },
        'verify() must refuse a body that was altered: the signature is made over the raw bytes.',
      );
      await refuse(
        world,
        { ...request, body: new Uint8Array() },
        'verify() must refuse a body that was taken away.',
      );
      for (const name of world.bench.signedHeaders) {
        const value = request.headers.get(name) ?? '';
        // oxlint-disable-next-line no-await-in-loop
        await refuse(
          world,
          withHeader(request, name, altered(value)),
          `verify() must refuse a delivery whose header “${name}” was altered; every character of it counts.`,
        );
      }
    },
  },
  {
    id: 'webhook.unsigned',
    title: 'A delivery without a signature, or with half of one, is refused',
    read,
    async run(world) {
      const request = await world.bench.deliver();
      for (const name of world.bench.signedHeaders) {
        const value = request.headers.get(name) ?? '';
        for (const other of [null, '', value.slice(0, Math.floor(value.length / 2)), 'ä$%', value + value]) {
          if (other === value) continue;
          const shown = other === null ? 'absent' : `“${other.length} characters”`;
          // oxlint-disable-next-line no-await-in-loop
          await refuse(
            world,
            withHeader(request, name, other === 'ä$%' ? encodeURI(other) : other),
            `verify() must refuse a delivery whose header “${name}” is ${shown}.`,
          );
        }
      }
    },
  },
  {
    id: 'webhook.verify-first',
    title: 'Nothing is read before the signature was checked',
    read,
    async run(world) {
      for (const [what, body] of oddBodies) {
        // oxlint-disable-next-line no-await-in-loop
        const request = await world.bench.deliver({ body, forged: true });
        // oxlint-disable-next-line no-await-in-loop
        await refuse(
          world,
          request,
          `verify() must refuse a forged delivery (${what}) as such: check the signature before anything is parsed.`,
        );
      }
    },
  },
  {
    id: 'webhook.raw-bytes',
    title: 'The signature is checked over the bytes as they came',
    read,
    async run({ bench, webhooks, context }) {
      const { body } = await bench.deliver();
      const text = new TextDecoder().decode(body);
      const spaced = `\n ${text.replace('{', '{ "a\\u0062c" : 1.0,  ')}\t`;
      const request = await bench.deliver({ body: spaced });
      await webhooks.verify(request, context).catch((error: unknown) => {
        throw new Error(
          `verify() must work on request.body as it is, and not on JSON that was parsed and written again; it threw: ${String(error)}`,
        );
      });
    },
  },
  {
    id: 'webhook.late',
    title: 'A delivery that is replayed a day later is refused',
    read,
    applies: ({ signsTime }) => signsTime,
    async run(world) {
      const request = await world.bench.deliver();
      world.traffic.clock.advance(86_400_000);
      await refuse(
        world,
        request,
        'verify() must compare the signed moment of the delivery with context.clock, and refuse what is older than minutes.',
      );
    },
  },
  {
    id: 'webhook.same-id',
    title: 'A delivery that comes twice has the same id, and another has another',
    read,
    async run({ bench, webhooks, context }) {
      const request = await bench.deliver({ id: 'delivery-same' });
      const [one, two] = [await webhooks.verify(request, context), await webhooks.verify(request, context)];
      const other = await webhooks.verify(await bench.deliver({ id: 'delivery-other' }), context);
      assertEqual(
        two.id,
        one.id,
        'The id of a delivery must be the platform’s: a second delivery of the same id is dropped.',
      );
      assertThat(
        other.id !== one.id,
        'Two deliveries must have different ids, or the second one is dropped.',
      );
    },
  },
  {
    id: 'webhook.odd-content',
    title: 'Any content of a verified delivery is coped with',
    read,
    async run({ bench, webhooks, context }) {
      for (const [what, body] of oddBodies) {
        // oxlint-disable-next-line no-await-in-loop
        const verified = await webhooks
          .verify(await bench.deliver({ body }), context)
          .catch((error: unknown) => {
            throw new Error(
              `verify() must take what is signed, whatever it says (${what}); it threw: ${String(error)}`,
            );
          });
        assertEqual(
          parse(webhooks, verified, what),
          [],
          `parse() must give no hints for a body without records (${what}).`,
        );
        assertThat(!('polluted' in {}), 'parse() changed the prototype of all objects.');
      }
    },
  },
  {
    id: 'webhook.secrets',
    title: 'A refusal shows no secret',
    read,
    async run({ bench, webhooks, context }) {
      const error = await webhooks
        .verify(await bench.deliver({ forged: true }), context)
        .catch((thrown: unknown) => thrown);
      assertThat(isConnectorError(error), 'verify() must throw a ConnectorError.');
      assertEqual(
        findSecrets([error], bench.secrets ?? []).length,
        0,
        'The error of verify() shows secrets, or the signature that would have been right.',
      );
    },
  },
];
