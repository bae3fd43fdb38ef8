import type { RecordKey } from '@pim-connector/core';

/** What a metaobject is known by. */
export interface MetaobjectName {
  readonly type: string;
  readonly handle: string;
}

/**
 * Which record wants which handle, as far as this connector has seen: of two that want the same one, the second is told. What
 * an earlier process has written, the links of the pipeline know.
 */
export interface HandleClaims {
  /** Claims a handle, and gives up the one that the record had claimed. @returns the record that has it; `null`: this one. */
  claim(name: MetaobjectName, key: RecordKey): RecordKey | null;
  /** Gives up the handle of a record. */
  release(key: RecordKey): void;
  /** Notes that a record has been made under a handle. */
  note(name: MetaobjectName, key: RecordKey): void;
  /** Whether this connector has made the record under the handle. */
  hasMade(name: MetaobjectName, key: RecordKey): boolean;
}

/** Makes an empty memory. */
export function createHandleClaims(): HandleClaims {
  const holders = new Map<string, RecordKey>();
  const claims = new Map<RecordKey, { readonly name: string; isMade: boolean }>();
  const release = (key: RecordKey) => {
    const name = claims.get(key)?.name;
    if (name !== undefined && holders.get(name) === key) holders.delete(name);
    claims.delete(key);
  };
  return {
    claim(given, key) {
      const name = nameOf(given);
      if (claims.get(key)?.name !== name) release(key);
      const holder = holders.get(name);
      if (holder !== undefined && holder !== key) return holder;
      holders.set(name, key);
      if (!claims.has(key)) claims.set(key, { name, isMade: false });
      return null;
    },
    release,
    note(given, key) {
      const claim = claims.get(key);
      if (claim?.name === nameOf(given)) claim.isMade = true;
    },
    hasMade: (given, key) => {
      const claim = claims.get(key);
      return claim?.name === nameOf(given) && claim.isMade;
    },
  };
}

function nameOf({ type, handle }: MetaobjectName): string {
  return `${type.toLowerCase()} ${handle}`;
}
