import { withCanonicalWriter } from './canonical-writer.ts';

const decoder = new TextDecoder();

/**
 * Writes a value as canonical JSON after RFC 8785 (JSON Canonicalization Scheme): property names in the order of
 * their UTF-16 code units, no white space, numbers and texts as `JSON.stringify` writes them. Two values that
 * say the same give the same text. Properties whose value is `undefined` count as absent.
 *
 * @throws TypeError for what JSON cannot hold: NaN, infinity, functions, symbols, bigints, dates and other class
 *   instances, lone surrogates, cycles and nesting beyond 128 levels.
 */
export function canonicalJson(value: unknown): string {
  // Most values that are compared are texts: for them the detour over bytes does not pay.
  if (typeof value === 'string' && value.isWellFormed()) return JSON.stringify(value);
  return withCanonicalWriter((writer) => {
    writer.value(value);
    return decoder.decode(writer.bytes());
  });
}
