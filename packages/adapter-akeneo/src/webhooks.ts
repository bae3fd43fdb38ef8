import { hashText, referenceRecordKey, verifiedWebhook, verifyHmac } from '@pim-connector/core';
import type { ChangeHint, ConnectorTools, Secret, VerifiedWebhook, Webhooks } from '@pim-connector/core';
import { z } from 'zod';

import { objectOf, textOf } from './api-values.ts';
import type { ApiItem } from './list-pages.ts';
import { assetKey } from './read-data.ts';

const text = z.string().min(1).optional().catch(undefined);

const eventSchema = z.object({ id: text, type: text, time: text });

const prefix = 'com.akeneo.pim.v1.';
const signatures = ['x-akeneo-signature-primary', 'x-akeneo-signature-secondary'];

/**
 * Takes the events of the Event Platform (Akeneo Event Platform, security and concepts): CloudEvents, signed over the
 * raw bytes with a primary secret and, while it is being changed, a secondary one.
 *
 * @param clientId of the connection or app: changes made with it are echoes of our own writes.
 * @param nameOf code in our records of an attribute of the PIM.
 */
export function akeneoWebhooks(
  secrets: readonly Secret[],
  clientId: string | undefined,
  nameOf: (code: string) => string,
  tools: ConnectorTools,
): Webhooks {
  return {
    ...(clientId === undefined ? {} : { origin: clientId }),
    async verify({ headers, body }) {
      if (!(await isSigned(headers, body, secrets))) {
        throw tools.error('webhook.refused', 'No signature of the event fits any of the webhook secrets', {
          operation: 'verify',
          hint: 'Give the primary secret of the subscription as “webhookSecrets”, and see that no proxy changes the body.',
        });
      }
      const { id, type = '', time } = eventSchema.parse(objectOf(parsed(body)));
      return verifiedWebhook({
        // What is no event is signed all the same; its content tells one from another.
        id: id ?? hashText(new TextDecoder().decode(body)),
        topic: type.startsWith(prefix) ? type.slice(prefix.length) : type,
        ...(time === undefined ? {} : { occurredAt: time }),
        headers,
        body,
      });
    },
    parse: (webhook) => hintsOf(webhook, nameOf),
    tellsOfGap: isSuspensionNotice,
  };
}

/**
 * Whether a verified webhook says that the Event Platform suspended, revoked or deleted a subscription. Events are lost from then
 * on and cannot be had again: a pipeline that is told of it reads everything. Resume the subscription.
 */
export function isSuspensionNotice({ topic }: Pick<VerifiedWebhook, 'topic'>): boolean {
  return /(?:^|\.)subscription\.(?:suspended|revoked|deleted)(?:\.|$)/.test(topic);
}

async function isSigned(headers: Headers, body: Uint8Array, secrets: readonly Secret[]): Promise<boolean> {
  const given = signatures.flatMap((name) => headers.get(name) ?? []);
  // All are tried, so that the time does not tell which one fits.
  const fits = await Promise.all(given.map((signature) => verifyHmac(body, signature.trim(), secrets)));
  return fits.includes(true);
}

/**
 * Only what changed is taken from an event. Its values are not in the form of the REST API, it may be older than
 * another that came before, and it may come twice.
 */
function hintsOf({ topic, body }: VerifiedWebhook, nameOf: (code: string) => string): readonly ChangeHint[] {
  const data = objectOf(objectOf(parsed(body))['data']);
  const [subject = '', change = ''] = topic.split('.');
  const origin = textOf(objectOf(data['author'])['identifier']);
  const target = targetOf(subject, data, nameOf);
  if (target === null) return [];
  const isPart = subject === 'attribute-option' || subject === 'product-model';
  return [
    {
      ...target,
      // A part that is gone leaves the whole to be read anew.
      kind: change === 'deleted' && !isPart ? 'deleted' : 'changed',
      ...(origin === null ? {} : { origin }),
    },
  ];
}

function targetOf(
  subject: string,
  data: ApiItem,
  nameOf: (code: string) => string,
): Pick<ChangeHint, 'entity' | 'key'> | null {
  switch (subject) {
    case 'product': {
      const { identifier, uuid } = objectOf(data['product']);
      return hint('product', textOf(identifier) ?? textOf(uuid));
    }
    case 'product-model':
      return hint('product', textOf(objectOf(data['product_model'])['code']));
    case 'attribute':
      return hint('attribute', named(textOf(objectOf(data['attribute'])['code']), nameOf));
    case 'attribute-option': {
      const { attribute } = objectOf(data['attribute_option']);
      return hint('attribute', named(textOf(objectOf(attribute)['code']) ?? textOf(attribute), nameOf));
    }
    case 'family':
    case 'category':
      return hint(subject, textOf(objectOf(data[subject])['code']));
    case 'asset': {
      const { code, asset_family: family } = objectOf(data['asset']);
      const familyCode = textOf(objectOf(family)['code']) ?? textOf(family);
      const assetCode = textOf(code);
      return hint('asset', assetCode === null ? null : assetKey(familyCode, assetCode));
    }
    case 'reference-entity-record': {
      const { code, reference_entity: entity } = objectOf(data['reference_entity_record']);
      const kind = textOf(objectOf(entity)['code']) ?? textOf(entity);
      const recordCode = textOf(code);
      return hint(
        'referenceRecord',
        kind === null || recordCode === null ? null : referenceRecordKey(kind, recordCode),
      );
    }
    default:
      return null;
  }
}

function hint(entity: ChangeHint['entity'], key: string | null): Pick<ChangeHint, 'entity' | 'key'> | null {
  return key === null ? null : { entity, key };
}

function named(code: string | null, nameOf: (code: string) => string): string | null {
  return code === null ? null : nameOf(code);
}

function parsed(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    return null;
  }
}
