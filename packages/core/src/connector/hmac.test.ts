import { createHmac } from 'node:crypto';

import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';

import { signHmac, verifyHmac } from './hmac.ts';
import { Secret } from './secret.ts';

const secret = new Secret('whsec_1234');
const other = new Secret('whsec_5678');

describe('an HMAC', () => {
  test.prop([
    fc.uint8Array(),
    fc.constantFrom('hex', 'base64'),
    fc.constantFrom('SHA-256', 'SHA-512', 'SHA-1'),
  ])('is that of every other implementation, over any bytes', async (body, encoding, hash) => {
    const expected = createHmac(hash.replace('-', ''), 'whsec_1234').update(body).digest(encoding);
    expect(await signHmac(body, secret, { encoding, hash })).toBe(expected);
    expect(await verifyHmac(body, expected, [secret], { encoding, hash })).toBe(true);
  });

  test.prop([fc.uint8Array({ minLength: 1 }), fc.nat()])(
    'does not fit a body of which one bit was changed',
    async (body, at) => {
      const signature = await signHmac(body, secret);
      const altered = body.slice();
      const place = at % altered.length;
      altered[place] = (altered[place] ?? 0) ^ 1;
      expect(await verifyHmac(altered, signature, [secret])).toBe(false);
    },
  );

  test('fits either of two secrets, and no third', async () => {
    const body = new TextEncoder().encode('{"größe":"42"}');
    const signature = await signHmac(body, other);
    expect(await verifyHmac(body, signature, [secret, other])).toBe(true);
    expect(await verifyHmac(body, signature, [secret])).toBe(false);
    expect(await verifyHmac(body, signature, [])).toBe(false);
  });

  test.prop([fc.string()])('never throws for a signature of any form', async (signature) => {
    const body = new Uint8Array([1, 2, 3]);
    expect(await verifyHmac(body, signature, [secret])).toBe(false);
    expect(await verifyHmac(body, signature, [secret], { encoding: 'base64' })).toBe(false);
  });

  test('is refused when it is cut or longer', async () => {
    const body = new Uint8Array([1, 2, 3]);
    const signature = await signHmac(body, secret);
    expect(await verifyHmac(body, signature.slice(0, -2), [secret])).toBe(false);
    expect(await verifyHmac(body, `${signature}00`, [secret])).toBe(false);
    expect(await verifyHmac(body, signature.toUpperCase(), [secret])).toBe(true);
  });

  test('is made with the bytes of a secret that is written in base64', async () => {
    const body = new TextEncoder().encode('body');
    const bytes = new Uint8Array([0, 255, 17, 200, 9]);
    const written = new Secret(Buffer.from(bytes).toString('base64'));
    const signature = await signHmac(body, written, { key: 'base64', encoding: 'base64' });
    expect(signature).toBe(createHmac('sha256', bytes).update('body').digest('base64'));
    expect(await verifyHmac(body, signature, [written], { key: 'base64', encoding: 'base64' })).toBe(true);
    expect(await verifyHmac(body, signature, [written], { encoding: 'base64' })).toBe(false);
    await expect(signHmac(body, new Secret('no base64!'), { key: 'base64' })).rejects.toMatchObject({
      code: 'config.invalid',
    });
  });
});
