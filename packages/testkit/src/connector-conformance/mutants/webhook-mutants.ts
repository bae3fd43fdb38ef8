import { ConnectorError, verifiedWebhook } from '@pim-connector/core';
import type { Webhooks } from '@pim-connector/core';

/** A named defect of webhooks. */
export interface WebhookMutant {
  /** Makes sound webhooks defective. */
  readonly spoil: (webhooks: Webhooks, secret: string) => Webhooks;
  /** Ids of the cases that must notice; others may notice too. */
  readonly noticedBy: readonly string[];
}

const accepting: Webhooks['verify'] = async ({ headers, body }) =>
  verifiedWebhook({
    id: headers.get('x-pim-delivery') ?? 'none',
    topic: headers.get('x-pim-topic') ?? 'none',
    headers,
    body,
  });

const parsed = (body: Uint8Array): unknown => JSON.parse(new TextDecoder().decode(body)) as unknown;
const encoded = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));

/** Defects that the suite for webhooks must notice; between them they make each of its cases fail. */
export const webhookMutants: Readonly<Record<string, WebhookMutant>> = {
  'takes everything': {
    spoil: (webhooks) => ({ ...webhooks, verify: accepting }),
    noticedBy: [
      'webhook.forged',
      'webhook.altered',
      'webhook.unsigned',
      'webhook.late',
      'webhook.verify-first',
    ],
  },
  'takes what has no signature': {
    spoil: (webhooks) => ({
      ...webhooks,
      verify: (request, context) =>
        request.headers.has('x-pim-signature')
          ? webhooks.verify(request, context)
          : accepting(request, context),
    }),
    noticedBy: ['webhook.unsigned'],
  },
  'checks only that there is a signature': {
    spoil: (webhooks) => ({
      ...webhooks,
      verify: (request, context) =>
        request.headers.get('x-pim-signature')?.length === 64
          ? accepting(request, context)
          : webhooks.verify(request, context),
    }),
    noticedBy: ['webhook.forged', 'webhook.altered'],
  },
  'reads before it verifies': {
    spoil: (webhooks) => ({
      ...webhooks,
      async verify(request, context) {
        parsed(request.body);
        return webhooks.verify(request, context);
      },
    }),
    noticedBy: ['webhook.verify-first', 'webhook.odd-content'],
  },
  'verifies what it wrote itself': {
    spoil: (webhooks) => ({
      ...webhooks,
      async verify(request, context) {
        let { body } = request;
        try {
          body = encoded(parsed(request.body));
        } catch {
          // What is no JSON is verified as it is.
        }
        return webhooks.verify({ ...request, body }, context);
      },
    }),
    noticedBy: ['webhook.raw-bytes'],
  },
  'does not mind how old a delivery is': {
    spoil: (webhooks) => ({
      ...webhooks,
      verify: (request, context) =>
        webhooks.verify(request, {
          ...context,
          clock: { ...context.clock, now: () => Number(request.headers.get('x-pim-timestamp') ?? 0) },
        }),
    }),
    noticedBy: ['webhook.late'],
  },
  'makes up ids': {
    spoil: (webhooks) => ({
      ...webhooks,
      verify: async (request, context) =>
        verifiedWebhook({ ...(await webhooks.verify(request, context)), id: crypto.randomUUID() }),
    }),
    noticedBy: ['webhook.same-id'],
  },
  'has one id for all': {
    spoil: (webhooks) => ({
      ...webhooks,
      verify: async (request, context) =>
        verifiedWebhook({ ...(await webhooks.verify(request, context)), id: 'same' }),
    }),
    noticedBy: ['webhook.same-id'],
  },
  'stumbles over content': {
    spoil: (webhooks) => ({
      ...webhooks,
      parse: ({ body }) =>
        (parsed(body) as { readonly codes: readonly string[] }).codes.map((key) => ({
          entity: 'product',
          key,
          kind: 'changed',
        })),
    }),
    noticedBy: ['webhook.odd-content'],
  },
  'hints at nothing': {
    spoil: (webhooks) => ({ ...webhooks, parse: () => [] }),
    noticedBy: ['webhook.genuine'],
  },
  'trusts the values of a delivery': {
    spoil: (webhooks) => ({
      ...webhooks,
      parse: (webhook) => webhooks.parse(webhook).map((hint) => ({ ...hint, data: { price: '1' } })),
    }),
    noticedBy: ['webhook.genuine'],
  },
  'hints at what it does not know': {
    spoil: (webhooks) => ({
      ...webhooks,
      parse: (webhook) => webhooks.parse(webhook).map((hint) => ({ ...hint, entity: 'category' })),
    }),
    noticedBy: ['webhook.genuine'],
  },
  'shows its secret when it refuses': {
    spoil: (webhooks, secret) => ({
      ...webhooks,
      verify: (request, context) =>
        webhooks.verify(request, context).catch(() => {
          throw new ConnectorError('webhook.refused', `Not signed with ${secret}`);
        }),
    }),
    noticedBy: ['webhook.secrets'],
  },
  'refuses with errors of the runtime': {
    spoil: (webhooks) => ({
      ...webhooks,
      verify: (request, context) =>
        webhooks.verify(request, context).catch(() => {
          throw new Error('forged');
        }),
    }),
    noticedBy: ['webhook.forged', 'webhook.late'],
  },
};
