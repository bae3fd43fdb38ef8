import { ConnectorError } from '../errors/index.ts';
import type { Secret } from './secret.ts';

/** How a signature is made. */
export interface HmacOptions {
  readonly hash?: 'SHA-256' | 'SHA-512' | 'SHA-1';
  /** How the signature is written. Default `hex`. */
  readonly encoding?: 'hex' | 'base64';
  /** What the secret is: the key itself as text (default), or the base64 form of its bytes. */
  readonly key?: 'text' | 'base64';
}

/**
 * Whether a body was signed with one of the secrets (platforms have two while a secret is being changed). Compares in
 * constant time, over the raw bytes; a signature of any form that is not right is simply wrong.
 *
 * @throws ConnectorError `config.invalid` for a secret that should be base64 and is not.
 */
export async function verifyHmac(
  body: Uint8Array,
  signature: string,
  secrets: readonly Secret[],
  { hash = 'SHA-256', encoding = 'hex', key = 'text' }: HmacOptions = {},
): Promise<boolean> {
  const given = decode(signature, encoding);
  if (given === null) return false;
  // All secrets are tried, so that the time does not tell which one fits.
  const fits = await Promise.all(
    secrets.map(async (secret) =>
      crypto.subtle.verify('HMAC', await importKey(secret, key, hash, 'verify'), given, bytes(body)),
    ),
  );
  return fits.includes(true);
}

/**
 * The signature of a body, for systems that call others.
 *
 * @throws ConnectorError `config.invalid` for a secret that should be base64 and is not.
 */
export async function signHmac(
  body: Uint8Array,
  secret: Secret,
  { hash = 'SHA-256', encoding = 'hex', key = 'text' }: HmacOptions = {},
): Promise<string> {
  const signature = await crypto.subtle.sign('HMAC', await importKey(secret, key, hash, 'sign'), bytes(body));
  return encode(new Uint8Array(signature), encoding);
}

function importKey(
  secret: Secret,
  written: 'text' | 'base64',
  hash: string,
  use: 'sign' | 'verify',
): ReturnType<typeof crypto.subtle.importKey> {
  const text = secret.reveal();
  const key = written === 'text' ? new TextEncoder().encode(text) : decode(text, 'base64');
  if (key !== null) return crypto.subtle.importKey('raw', key, { name: 'HMAC', hash }, false, [use]);
  throw new ConnectorError('config.invalid', 'A signing secret is not base64', {
    hint: 'Copy the secret as the platform shows it, without anything before or after it.',
  });
}

function decode(text: string, encoding: 'hex' | 'base64'): Uint8Array<ArrayBuffer> | null {
  if (encoding === 'hex') {
    if (!/^(?:[0-9a-f]{2})+$/i.test(text)) return null;
    return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  }
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(text)) return null;
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    return null;
  }
}

function encode(signature: Uint8Array, encoding: 'hex' | 'base64'): string {
  if (encoding === 'base64') return btoa(String.fromCharCode(...signature));
  return Array.from(signature, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

// The web’s cryptography takes no view of shared memory; a copy never is one.
function bytes(body: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(body);
}
