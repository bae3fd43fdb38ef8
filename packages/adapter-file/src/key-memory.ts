import { hash } from 'node:crypto';

/** Remembers keys, in at most 32 bytes each, however long they are. */
export interface KeyMemory {
  /** Remembers a key; `false` if it was remembered before. */
  add(key: string): boolean;
}

/**
 * Makes a memory of keys. It keeps 64 bits of a hash of each: among ten million keys, two that are different are
 * taken for the same with a chance of 1 in 370,000.
 */
export function createKeyMemory(): KeyMemory {
  // Pairs of 32 bits in a table with open addressing; a pair of zeros is a free place.
  let table = new Uint32Array(2 * 1_024);
  let count = 0;

  const grow = () => {
    const larger = new Uint32Array(2 * table.length);
    for (let index = 0; index < table.length; index += 2) {
      const [low = 0, high = 0] = [table[index], table[index + 1]];
      if (low !== 0 || high !== 0) insert(larger, low, high);
    }
    table = larger;
  };
  return {
    add(key) {
      const digest = hash('sha256', key, 'buffer');
      const low = digest.readUInt32LE(0);
      const high = digest.readUInt32LE(4);
      const isNew = insert(table, low, low === 0 && high === 0 ? 1 : high);
      if (isNew) count += 1;
      if (count > table.length / 4) grow();
      return isNew;
    },
  };
}

/** Writes a pair into the table; `false` if it stands there already. */
function insert(into: Uint32Array, low: number, high: number): boolean {
  const mask = into.length / 2 - 1;
  for (let place = low & mask; ; place = (place + 1) & mask) {
    const [first, second] = [into[2 * place], into[2 * place + 1]];
    if (first === low && second === high) return false;
    if (first !== 0 || second !== 0) continue;
    into[2 * place] = low;
    into[2 * place + 1] = high;
    return true;
  }
}
