import { expect, test } from 'vitest';

import type { Alert } from '../../state/index.ts';
import { mailAlerts } from './mail-alerts.ts';
import type { AlertMail } from './mail-alerts.ts';

const alert: Alert = {
  pipeline: 'shop',
  cause: 'rejected product x',
  state: 'raised',
  title: 'Records are rejected:\r\nBcc: everybody@evil.example',
  message: 'The title is too long.\nShorten it.',
  actor: 'steward',
  records: 7,
  examples: ['p1', 'p2'],
  since: '2026-10-05T10:00:00.000Z',
  at: '2026-10-05T10:00:00.000Z',
};

test('alerts are mailed through the transport of the application, one line as the subject', async () => {
  const mails: AlertMail[] = [];
  const sink = mailAlerts({
    transport: { sendMail: async (mail) => mails.push(mail) },
    from: 'pim@shop.example',
    to: 'team@shop.example',
  });
  await sink(alert);
  await sink({ ...alert, state: 'recovered', at: '2026-10-06T10:00:00.000Z' });
  expect(mails.map(({ from, to, subject }) => [from, to, subject])).toEqual([
    [
      'pim@shop.example',
      'team@shop.example',
      'Alert: shop: Records are rejected: Bcc: everybody@evil.example',
    ],
    [
      'pim@shop.example',
      'team@shop.example',
      'Recovered: shop: Records are rejected: Bcc: everybody@evil.example',
    ],
  ]);
  expect(mails[0]?.text).toBe(
    'The title is too long.\nShorten it.\n\nRecords: 7 (p1, p2, …)\nSince: 2026-10-05T10:00:00.000Z\nTo act: steward\nCause: rejected product x\n',
  );
  expect(mails[1]?.text).toContain('Over: 2026-10-06T10:00:00.000Z');
});
