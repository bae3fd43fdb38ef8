/** Bytes that a text has at most in UTF-8: each of its units is three at most, and a pair of them four. */
export function mostBytes(text: string): number {
  return 3 * text.length;
}

/** Whether a text has fewer bytes than that. They are counted only where it is close: that takes as long as writing them. */
export function isShorter(text: string, bytes: number): boolean {
  return mostBytes(text) < bytes || Buffer.byteLength(text) < bytes;
}
