import { fc } from '@fast-check/vitest';

/**
 * Any character but half of one: mostly ASCII, with controls and all planes. (`unit: 'binary'` of fast-check is the
 * same, but builds a table of all characters first, which takes a second.)
 */
const arbitraryCharacter: fc.Arbitrary<string> = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCodePoint(code)) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 0xff }).map((code) => String.fromCodePoint(code)) },
  {
    weight: 2,
    arbitrary: fc
      .integer({ min: 0, max: 0x10_f7ff })
      .map((code) => String.fromCodePoint(code < 0xd800 ? code : code + 0x800)),
  },
);

/** Any well-formed text. */
export function arbitraryText(
  lengths: { minLength?: number; maxLength?: number } = {},
): fc.Arbitrary<string> {
  return fc.array(arbitraryCharacter, lengths).map((characters) => characters.join(''));
}
