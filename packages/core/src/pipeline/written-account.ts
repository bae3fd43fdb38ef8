import type { Destination } from '../connector/index.ts';
import { hashValue } from '../model/index.ts';
import type { Fingerprint } from '../state/index.ts';

const separator = '@';

/**
 * The hash of what decides what is written, with the account that it is written to at its end: what one shop has says
 * nothing about another one.
 */
export function withAccount(hash: string, { type, account }: Pick<Destination, 'type' | 'account'>): string {
  return `${hash}${separator}${hashValue([type, account])}`;
}

/**
 * The fingerprint as far as it says what the account of `hash` has; `null`: it was left when the pipeline wrote to
 * another one. One without an account is of an earlier version, which looked at none.
 */
export function ofThisAccount(fingerprint: Fingerprint | null, hash: string): Fingerprint | null {
  const [, account] = fingerprint?.mapping.split(separator) ?? [];
  return account === undefined || hash.endsWith(`${separator}${account}`) ? fingerprint : null;
}
