import { createHmac } from 'node:crypto';

import { describe, expect, test } from 'vitest';

import { SkippingClock } from '../../connector/index.ts';
import { serve } from '../../http/local-server.ts';
import type { Alert } from '../../state/index.ts';
import { webhookAlerts } from './webhook-alerts.ts';
import type { AlertMessage } from './webhook-alerts.ts';

const key = Buffer.alloc(32, 7);
const secret = `whsec_${key.toString('base64')}`;

const alert: Alert = {
  pipeline: 'shop',
  cause: 'run auth.failed shop',
  state: 'raised',
  title: 'Runs fail',
  message: 'The platform refused the credentials.',
  actor: 'operator',
  records: 0,
  examples: [],
  since: '2026-10-05T10:00:00.000Z',
  at: '2026-10-05T10:00:00.000Z',
};

describe('alerts by webhook', () => {
  test('are posted, and signed so that the receiver can be sure of them', async () => {
    const server = await serve((_request, response) => void response.writeHead(204).end());
    const clock = new SkippingClock(Date.parse('2026-10-05T12:00:00Z'));
    await webhookAlerts({ url: `${server.url}/hooks/1?team=shop`, secret, clock })(alert);
    const [request] = server.requests;
    expect([request?.method, request?.path]).toEqual(['POST', '/hooks/1?team=shop']);
    const headers = request?.headers ?? {};
    expect(headers['content-type']).toBe('application/json');
    expect(headers['webhook-timestamp']).toBe(String(Date.parse('2026-10-05T12:00:00Z') / 1_000));
    const signed = `${headers['webhook-id']?.toString()}.${headers['webhook-timestamp']?.toString()}.${request?.body}`;
    expect(headers['webhook-signature']).toBe(
      `v1,${createHmac('sha256', key).update(signed).digest('base64')}`,
    );
    expect(JSON.parse(request?.body ?? '') as AlertMessage).toEqual({
      type: 'alert.raised',
      timestamp: alert.at,
      data: alert,
    });
  });

  test('are repeated under the same id, and not for ever', async () => {
    const server = await serve((_request, response) => void response.writeHead(503).end());
    const sink = webhookAlerts({ url: server.url, secret, clock: new SkippingClock(), attempts: 4 });
    await expect(sink(alert)).rejects.toMatchObject({ code: 'platform.unavailable' });
    expect(server.requests).toHaveLength(4);
    expect(new Set(server.requests.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    await expect(sink({ ...alert, state: 'recovered' })).rejects.toThrow();
    expect(new Set(server.requests.map(({ headers }) => headers['webhook-id'])).size).toBe(2);
  });

  test('that nobody answers end', async () => {
    const server = await serve(() => undefined);
    const sink = webhookAlerts({ url: server.url, secret, timeout: 50, attempts: 1 });
    await expect(sink(alert)).rejects.toMatchObject({ code: 'connection.timeout' });
  });

  test('tell in no error what is secret of their address', async () => {
    const server = await serve(
      (_request, response) => void response.writeHead(403).end('no /T000/canary-4711 here'),
    );
    const sink = webhookAlerts({ url: `${server.url}/T000/canary-4711`, secret, attempts: 1 });
    const error: unknown = await sink(alert).catch((thrown: unknown) => thrown);
    expect(JSON.stringify(error)).toContain('post alert');
    expect(JSON.stringify(error)).not.toContain('canary-4711');
    expect(JSON.stringify(error)).not.toContain(key.toString('base64'));
  });

  test.each([
    ['an address', { url: 'chat.example', secret }],
    ['a file', { url: 'file:///etc/passwd', secret }],
    ['a secret', { url: 'https://chat.example', secret: 'geheim' }],
  ])('need %s that is one', (_what, options) => {
    expect(() => webhookAlerts(options)).toThrow(expect.objectContaining({ code: 'config.invalid' }));
  });
});
