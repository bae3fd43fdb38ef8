import { z } from 'zod';

import { isPlainObject } from '../model/index.ts';

const mask = '[redacted]';
const secretMessage = 'must be a text that is not empty';

/**
 * A password, token or key. Printing, logging or serialising it shows a mask; only {@link Secret.reveal} gives
 * the value, at the place where a request is authenticated.
 */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  /** The value itself. */
  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return mask;
  }

  toJSON(): string {
    return mask;
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return mask;
  }
}

/**
 * Config field for a password, token or key: takes text, gives a {@link Secret}. `defineSource` and
 * `defineDestination` find the secrets of a config by it and keep them out of every error.
 */
export const secretSchema = z
  .union([z.string().min(1, { message: secretMessage }), z.instanceof(Secret)], { message: secretMessage })
  .transform((value) => (value instanceof Secret ? value : new Secret(value)));

/** All secrets in a value, however deep, each once. */
export function collectSecrets(value: unknown): Secret[] {
  const secrets = new Set<Secret>();
  collectInto(secrets, value, new Set());
  return [...secrets];
}

function collectInto(secrets: Set<Secret>, value: unknown, seen: Set<object>): void {
  if (value instanceof Secret) secrets.add(value);
  if (typeof value !== 'object' || value === null || seen.has(value)) return;
  seen.add(value);
  // Class instances (clocks, limiters, clients) are not data; only lists and plain objects are searched.
  if (!Array.isArray(value) && !isPlainObject(value)) return;
  for (const item of Object.values(value)) collectInto(secrets, item, seen);
}
