/** Numbers that look like chance and are the same at each start. */
export interface Random {
  /** From 0 to below 1. */
  readonly next: () => number;
  /** A whole number from `minimum` to `maximum`, both included. */
  readonly integer: (minimum: number, maximum: number) => number;
  /** True in so many of all cases, from 0 to 1. */
  readonly chance: (probability: number) => boolean;
  /** One of a list that is not empty. */
  readonly pick: <Item>(list: readonly Item[]) => Item;
  /** Some of a list, each once, in the order of the list. */
  readonly some: <Item>(list: readonly Item[], count: number) => Item[];
  /** How often in a row something happens that happens in so many of all cases. */
  readonly streak: (probability: number) => number;
}

/** Makes the random numbers that belong to a seed. */
export function createRandom(seed: string): Random {
  const next = smallFastCounter(seed);
  const integer = (minimum: number, maximum: number) =>
    minimum + Math.floor(next() * (maximum - minimum + 1));
  return {
    next,
    integer,
    chance: (probability) => next() < probability,
    pick: (list) => {
      const item = list[integer(0, list.length - 1)];
      if (item === undefined) throw new RangeError('cannot pick from an empty list');
      return item;
    },
    some(list, count) {
      let wanted = Math.min(count, list.length);
      return list.filter((_item, index) => {
        const taken = next() * (list.length - index) < wanted;
        if (taken) wanted -= 1;
        return taken;
      });
    },
    streak(probability) {
      let length = 0;
      while (length < 100 && next() < probability) length += 1;
      return length;
    },
  };
}

// Source: the generator sfc32 of PractRand by Chris Doty-Humphrey (public domain).
function smallFastCounter(seed: string): () => number {
  let [a, b, c] = [hash(seed, 0x811c9dc5), hash(seed, 0x9e3779b9), hash(seed, 0x85ebca6b)];
  let counter = 1;
  const next = () => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return (sum >>> 0) / 4_294_967_296;
  };
  // The first numbers still show the seed.
  for (let round = 0; round < 15; round += 1) next();
  return next;
}

/** FNV-1a with a start of one’s own. */
function hash(text: string, start: number): number {
  let value = start;
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  return value;
}
