const shownLength = 2_000;

/** A line or row as it is kept for the person who has to correct it: at most 2,000 characters. */
export function shownText(bytes: Uint8Array): string {
  // A character has at most four bytes.
  const text = new TextDecoder().decode(bytes.subarray(0, 4 * shownLength));
  const isWhole = text.length <= shownLength && bytes.length <= 4 * shownLength;
  return isWhole ? text : `${text.slice(0, shownLength - 1).toWellFormed()}…`;
}
