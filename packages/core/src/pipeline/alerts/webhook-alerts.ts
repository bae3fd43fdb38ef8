import { Secret, signHmac, systemClock } from '../../connector/index.ts';
import type { Clock } from '../../connector/index.ts';
import { ConnectorError, createRedactor } from '../../errors/index.ts';
import type { AlertSink } from '../../events/index.ts';
import { createHttpClient } from '../../http/index.ts';
import type { Fetch } from '../../http/index.ts';
import { hashText } from '../../model/index.ts';
import type { Alert } from '../../state/index.ts';

/** Where and how alerts are posted. */
export interface WebhookAlertsOptions {
  readonly url: string | URL;
  /** Signs what is sent: `whsec_` and the base64 form of 24 to 64 random bytes. */
  readonly secret: string | Secret;
  /** Milliseconds for one attempt. Default 5,000. */
  readonly timeout?: number;
  /** Attempts in all, within 20 seconds. Default 3. */
  readonly attempts?: number;
  /** Default: the runtime’s `fetch`. */
  readonly fetch?: Fetch;
  readonly clock?: Clock;
}

/** What is posted. */
export interface AlertMessage {
  readonly type: 'alert.raised' | 'alert.recovered';
  /** RFC 3339 moment of the alert. */
  readonly timestamp: string;
  readonly data: Alert;
}

const secretForm = /^whsec_[A-Za-z0-9+/]+={0,2}$/;

/**
 * Posts alerts as JSON ({@link AlertMessage}) to an address, signed as the Standard Webhooks specification (1.0) says,
 * so that receivers can verify them with its libraries: `webhook-id` (the same whenever an alert is repeated),
 * `webhook-timestamp` and `webhook-signature`.
 *
 * @throws ConnectorError `config.invalid` for an address or secret that is none.
 */
export function webhookAlerts(options: WebhookAlertsOptions): AlertSink {
  const { timeout = 5_000, attempts = 3, clock = systemClock, fetch } = options;
  const url = checkedUrl(options.url);
  const secret = checkedSecret(options.secret);
  const path = `${url.pathname}${url.search}`;
  const client = createHttpClient({
    connector: 'webhook-alerts',
    baseUrl: url.origin,
    timeout,
    retry: { attempts, maxElapsed: 20_000 },
    // Addresses of this kind often are a secret themselves.
    redact: createRedactor(path === '/' ? [] : [path]),
    clock,
    ...(fetch === undefined ? {} : { fetch }),
  });
  return async (alert) => {
    const message: AlertMessage = { type: `alert.${alert.state}`, timestamp: alert.at, data: alert };
    const body = JSON.stringify(message);
    const id = `alert_${hashText(JSON.stringify([alert.pipeline, alert.cause, alert.state, alert.at]))}`;
    // The moment of sending: receivers refuse what is older than some minutes.
    const seconds = String(Math.floor(clock.now() / 1_000));
    const signed = new TextEncoder().encode(`${id}.${seconds}.${body}`);
    const signature = await signHmac(signed, secret, { key: 'base64', encoding: 'base64' });
    await client.request({
      method: 'POST',
      path,
      body,
      operation: 'post alert',
      // The id tells the receiver that it has it already.
      idempotent: true,
      headers: {
        'content-type': 'application/json',
        'webhook-id': id,
        'webhook-timestamp': seconds,
        'webhook-signature': `v1,${signature}`,
      },
    });
  };
}

function checkedUrl(given: string | URL): URL {
  const url = URL.parse(given.toString());
  if (url !== null && ['http:', 'https:'].includes(url.protocol)) return url;
  throw new ConnectorError('config.invalid', 'The address for alerts is not an http or https address');
}

function checkedSecret(given: string | Secret): Secret {
  const text = given instanceof Secret ? given.reveal() : given;
  if (secretForm.test(text)) return new Secret(text.slice('whsec_'.length));
  throw new ConnectorError('config.invalid', 'The secret for alerts is not “whsec_” and base64', {
    hint: 'Make one with: echo "whsec_$(openssl rand -base64 32)"',
  });
}
