/**
 * Reads bytes as text in the character set that the content type names, else UTF-8; a byte order mark is left out.
 *
 * @throws TypeError for bytes that are no text in that character set.
 */
export function decodeText(bytes: Uint8Array, contentType: string | null): string {
  return textDecoder(contentType).decode(bytes);
}

/** A decoder for the character set that a content type names, else UTF-8. */
export function textDecoder(contentType: string | null): InstanceType<typeof TextDecoder> {
  const charset = /;\s*charset\s*=\s*"?([^\s";]+)/i.exec(contentType ?? '')?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(charset, { fatal: true });
  } catch {
    return new TextDecoder('utf-8', { fatal: true });
  }
}
