import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';

import { arbitraryText } from './arbitrary-text.ts';
import { canonicalJson } from './canonical-json.ts';
import { CanonicalWriter, withCanonicalWriter } from './canonical-writer.ts';
import { hashText } from './hash.ts';
import { hashValue } from './section-hash.ts';

function written(write: (writer: CanonicalWriter) => void): string {
  const writer = new CanonicalWriter();
  write(writer);
  return new TextDecoder('utf-8', { fatal: true }).decode(writer.bytes());
}

describe('CanonicalWriter', () => {
  test.prop([arbitraryText({ maxLength: 60 }), fc.constantFrom(1, 3, 100, 4_000)])(
    'writes texts of any length as JSON.stringify does',
    (text, times) => {
      const long = text.repeat(times);
      expect(written((writer) => writer.text(long))).toBe(JSON.stringify(long));
    },
  );

  test('writes every character of the basic plane, alone and after others', () => {
    for (let unit = 0; unit <= 0xffff; unit += 1) {
      if (unit >= 0xd800 && unit <= 0xdfff) continue;
      const text = `a${String.fromCharCode(unit)}b`;
      if (written((writer) => writer.text(text)) !== JSON.stringify(text)) expect(text).toBe('written right');
    }
  });

  test.each(['\ud800', 'a\udc00b', '\ud800\ud800', 'x'.repeat(20_000) + '\udfff', '\ud83d'])(
    'refuses half a character',
    (text) => {
      expect(() => written((writer) => writer.text(text))).toThrow(/lone surrogate/);
    },
  );

  test('has room for as much as comes, and begins anew when it is cleared', () => {
    const parts = Array.from({ length: 3_000 }, (_, index) => ({ [`n${index}`]: ['ü'.repeat(index % 50)] }));
    const writer = new CanonicalWriter();
    for (let round = 0; round < 2; round += 1) {
      writer.clear();
      for (const part of parts) writer.value(part);
      writer.ascii('.');
      const text = new TextDecoder().decode(writer.bytes());
      expect(text).toBe(`${parts.map((part) => JSON.stringify(part)).join('')}.`);
    }
  });

  test('is of use again after what it could not write', () => {
    expect(() => hashValue({ a: 'x', b: Number.NaN })).toThrow(TypeError);
    expect(hashValue({ a: 'x' })).toBe(hashText('{"a":"x"}'));
  });

  test('can be lent while it is lent', () => {
    const inner = {
      get hash() {
        return hashValue({ deep: [1] });
      },
    };
    expect(canonicalJson({ before: 1, inner, then: 2 })).toBe(
      canonicalJson({ before: 1, inner: { hash: hashText('{"deep":[1]}') }, then: 2 }),
    );
    expect(withCanonicalWriter((one) => withCanonicalWriter((other) => one !== other))).toBe(true);
  });
});
