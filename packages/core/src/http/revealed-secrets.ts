import { Secret } from '../connector/index.ts';
import { createRedactor } from '../errors/index.ts';
import type { Redact } from '../errors/index.ts';

/** The secrets that one request has carried. */
export interface RevealedSecrets {
  /** Masks them, beside what the client masks. */
  readonly redact: Redact;
  /** Gives the value of a secret, which is masked from now on; other text as it is. */
  reveal(value: Secret | string): string;
  /** Masks a value from now on, and what follows the scheme in it, such as `Bearer`. */
  keep(value: string): void;
}

/** Makes an empty collection. */
export function createRevealedSecrets(redactMore: Redact): RevealedSecrets {
  const values = new Set<string>();
  let mask: Redact | null = redactMore;
  function keep(value: string): void {
    values.add(value);
    const credentials = /^[a-z][\w-]* +(.+)$/i.exec(value)?.[1];
    if (credentials !== undefined) values.add(credentials);
    mask = null;
  }
  return {
    redact(text) {
      // Made when something is first masked: requests that succeed, nearly all, never need it.
      mask ??= masking(values, redactMore);
      return mask(text);
    },
    reveal(value) {
      if (!(value instanceof Secret)) return value;
      const revealed = value.reveal();
      keep(revealed);
      return revealed;
    },
    keep,
  };
}

function masking(values: ReadonlySet<string>, redactMore: Redact): Redact {
  const redact = createRedactor(values);
  return (text) => redactMore(redact(text));
}
