import { expect, test } from 'vitest';

import { verifiedWebhook } from './webhook.ts';

test('a verified webhook holds what was verified and cannot be changed', () => {
  const delivery = { id: '1', topic: 'products/update', headers: new Headers(), body: new Uint8Array([1]) };
  const webhook = verifiedWebhook(delivery);
  expect(webhook).toEqual(delivery);
  expect(webhook).not.toBe(delivery);
  expect(() => Object.assign(webhook, { body: new Uint8Array() })).toThrow(TypeError);
});
