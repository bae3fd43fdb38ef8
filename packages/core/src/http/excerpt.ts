import type { Redact } from '../errors/index.ts';

const longestExcerpt = 2048;
// Masks are mostly shorter than what they replace, so more is read than shown.
const longestSource = 4 * longestExcerpt;

/** The beginning of a body for an error: secrets masked, at most 2 kB of UTF-8. */
export function excerpt(body: Uint8Array, redact: Redact): string {
  const text = new TextDecoder().decode(body.subarray(0, longestSource));
  const masked = redact(text);
  const shown = firstBytes(masked, longestExcerpt);
  // A secret that the cut of the source went through was not recognised: where that cut would show, the last word
  // is left out.
  const cutShows = body.length > longestSource && shown === masked;
  return cutShows ? shown.replace(/[^\s"',;&<>]*$/, '') : shown;
}

function firstBytes(text: string, length: number): string {
  const { read } = new TextEncoder().encodeInto(text, new Uint8Array(length));
  return text.slice(0, read);
}
