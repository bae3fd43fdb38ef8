import { sha256 } from '@noble/hashes/sha2.js';

/** The part of `node:crypto` that is used where the runtime has it. */
interface NativeHash {
  hash(algorithm: 'sha256', data: string | Uint8Array, outputEncoding: 'base64url'): string;
}

interface RuntimeWithBuiltins {
  readonly process?: { getBuiltinModule?(id: 'node:crypto'): Partial<NativeHash> | undefined };
}

// Node, Bun and Deno hand out their own SHA-256, several times faster than JavaScript; elsewhere the
// JavaScript one computes the same.
const native = (globalThis as RuntimeWithBuiltins).process?.getBuiltinModule?.('node:crypto');

const hashLength = 22;

/**
 * 132 bits of SHA-256 over the UTF-8 form of a text, as 22 characters of base64url. For telling contents apart,
 * not for authentication.
 */
export const hashText: (text: string) => string =
  typeof native?.hash === 'function' ? (text) => nativeHash(native as NativeHash, text) : portableHashText;

/** {@link hashText} over a text that is in its UTF-8 form already. */
export const hashBytes: (bytes: Uint8Array) => string =
  typeof native?.hash === 'function' ? (bytes) => nativeHash(native as NativeHash, bytes) : portableHashBytes;

/** A SHA-256 that grows with what is added, for contents that are never whole in memory. */
export interface GrowingHash {
  add(bytes: Uint8Array): void;
  /** The same text as {@link hashBytes} gives for everything that was added. Nothing can be added afterwards. */
  value(): string;
}

/** Makes a {@link GrowingHash}. */
export function growingHash(): GrowingHash {
  const hash = sha256.create();
  return { add: (bytes) => void hash.update(bytes), value: () => shortHash(hash.digest()) };
}

function nativeHash({ hash }: NativeHash, data: string | Uint8Array): string {
  return hash('sha256', data, 'base64url').slice(0, hashLength);
}

/** {@link hashText} in plain JavaScript, for runtimes without `node:crypto`. */
export function portableHashText(text: string): string {
  return portableHashBytes(new TextEncoder().encode(text));
}

function portableHashBytes(bytes: Uint8Array): string {
  return shortHash(sha256(bytes));
}

function shortHash(digest: Uint8Array): string {
  return btoa(String.fromCharCode(...digest.subarray(0, 17)))
    .slice(0, hashLength)
    .replaceAll('+', '-')
    .replaceAll('/', '_');
}
