import { verifiedWebhook, verifyHmac } from '@pim-connector/core';
import type { ChangeHint, ConnectorTools, Secret, Webhooks } from '@pim-connector/core';
import { z } from 'zod';

/** Milliseconds that the moment of a delivery may differ from ours. */
const tolerance = 300_000;

const kinds: Readonly<Record<string, ChangeHint['kind']>> = {
  'product.changed': 'changed',
  'product.deleted': 'deleted',
};

const bodySchema = z.object({ codes: z.array(z.string()) });

/** How the PIM’s webhooks are taken. */
export function pimWebhooks(secret: Secret, tools: ConnectorTools): Webhooks {
  return {
    async verify({ headers, body }, { clock }) {
      const [timestamp, signature] = [headers.get('x-pim-timestamp'), headers.get('x-pim-signature')];
      const [id, topic] = [headers.get('x-pim-delivery'), headers.get('x-pim-topic')];
      if (timestamp === null || signature === null || id === null || topic === null) {
        throw tools.error('webhook.refused', 'The webhook has no signature, or none of the PIM’s headers');
      }
      const prefix = new TextEncoder().encode(`${timestamp}.`);
      const signed = new Uint8Array(prefix.length + body.length);
      signed.set(prefix);
      signed.set(body, prefix.length);
      if (!(await verifyHmac(signed, signature, [secret]))) {
        throw tools.error('webhook.refused', 'The signature of the webhook is wrong');
      }
      // Looked at only now: before, the moment could be anybody’s invention.
      const at = Number(timestamp);
      if (!(Math.abs(clock.now() - at) <= tolerance)) {
        throw tools.error('webhook.refused', 'The webhook is too old, or the clocks differ by minutes');
      }
      return verifiedWebhook({ id, topic, occurredAt: new Date(at).toISOString(), headers, body });
    },
    parse({ topic, body }) {
      const kind = kinds[topic];
      const read = bodySchema.safeParse(parsed(body));
      if (kind === undefined || !read.success) return [];
      return read.data.codes.map((key) => ({ entity: 'product', key, kind }));
    },
  };
}

function parsed(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)) as unknown;
  } catch {
    return null;
  }
}
