/** How a list that others add to is compared. */
export interface SharedList {
  /** What is there. */
  readonly live: readonly string[];
  /** What the record says; absent: nobody says. */
  readonly wanted: readonly string[] | undefined;
  /** What we added before. */
  readonly ours: readonly string[];
  /** Whether all of the list is ours. */
  readonly own: boolean;
  /** Two names of the same thing give the same text. Default: as they are. */
  readonly nameOf?: (entry: string) => string;
}

/**
 * A list without an order in the words of the record: what it says and is there, in its order, then what is there
 * although it should not be. What others added to a list that is shared is left out.
 */
export function sharedList({ live, wanted, ours, own, nameOf = same }: SharedList): readonly string[] {
  if (wanted === undefined) return live;
  const there = new Set(live.map(nameOf));
  const said = new Set(wanted.map(nameOf));
  const before = new Set(ours.map(nameOf));
  const leftOver = live.filter((entry) => !said.has(nameOf(entry)) && (own || before.has(nameOf(entry))));
  return [...wanted.filter((entry) => there.has(nameOf(entry))), ...leftOver];
}

function same(entry: string): string {
  return entry;
}
