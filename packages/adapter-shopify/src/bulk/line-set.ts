/** Numbers of lines of a file: a bit for each, since there may be tens of thousands, in several files. */
export interface LineSet {
  /** How many it has. */
  readonly size: number;
  add(line: number): void;
}

/** Makes a set without any line. */
export function createLineSet(): LineSet {
  let bits = new Uint8Array(128);
  let size = 0;
  return {
    get size() {
      return size;
    },
    add(line) {
      const place = line >> 3;
      if (place >= bits.length) {
        const more = new Uint8Array(2 * (place + 1));
        more.set(bits);
        bits = more;
      }
      const before = bits[place] ?? 0;
      const after = before | (1 << (line & 7));
      if (after === before) return;
      bits[place] = after;
      size += 1;
    },
  };
}
