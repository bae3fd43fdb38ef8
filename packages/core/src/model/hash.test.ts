import { createHash } from 'node:crypto';

import { fc, test } from '@fast-check/vitest';
import { describe, expect, vi } from 'vitest';

import { arbitraryText } from './arbitrary-text.ts';
import { growingHash, hashBytes, hashText, portableHashText } from './hash.ts';

describe('hashText', () => {
  test.prop([fc.oneof(arbitraryText(), arbitraryText({ minLength: 200, maxLength: 2000 }))])(
    'is the same natively and in plain JavaScript',
    (text) => {
      const hash = hashText(text);
      expect(portableHashText(text)).toBe(hash);
      expect(hashBytes(new TextEncoder().encode(text))).toBe(hash);
      expect(hash).toBe(createHash('sha256').update(text).digest('base64url').slice(0, 22));
      expect(hash).toMatch(/^[A-Za-z0-9_-]{22}$/);
    },
  );

  test('never changes, for stored hashes would be worth nothing', () => {
    expect(hashText('')).toBe('47DEQpj8HBSa-_TImW-5JC');
    expect(hashText('abc')).toBe('ungWv48Bz-pBQUDeXa4iI7');
    expect(portableHashText('Käse 😀')).toBe(hashText('Käse 😀'));
  });

  test('does without node:crypto', async () => {
    vi.resetModules();
    vi.stubGlobal('process', undefined);
    try {
      const portable = await import('./hash.ts');
      expect(portable.hashText).toBe(portable.portableHashText);
      expect(portable.hashBytes(new TextEncoder().encode('abc'))).toBe(hashText('abc'));
    } finally {
      vi.unstubAllGlobals();
    }
  });
});

test.prop([fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 8 })])(
  'a growing hash is that of everything that was added',
  (parts) => {
    const hash = growingHash();
    for (const part of parts) hash.add(part);
    expect(hash.value()).toBe(hashBytes(new Uint8Array(parts.flatMap((part) => [...part]))));
  },
);
