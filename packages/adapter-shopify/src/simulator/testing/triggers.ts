import type { Scene } from './scene.ts';

/** A call that the shop refuses. */
export interface Trigger {
  readonly mutation: string;
  /** The arguments; `idempotencyKey` becomes the directive. */
  readonly args: (scene: Scene) => object;
  /** What has to be done before. */
  readonly before?: (scene: Scene) => Promise<unknown>;
}

/** A list of calls of one mutation. */
export function triggersOf(
  mutation: string,
  list: readonly (
    | Trigger['args']
    | readonly [before: NonNullable<Trigger['before']>, args: Trigger['args']]
  )[],
): readonly Trigger[] {
  return list.map((each) =>
    typeof each === 'function' ? { mutation, args: each } : { mutation, before: each[0], args: each[1] },
  );
}

/** Text of so many characters. */
export const long = (length: number): string => 'x'.repeat(length);

/** Does something so many times at once. */
export async function repeat(count: number, work: (index: number) => Promise<unknown>): Promise<void> {
  await Promise.all(Array.from({ length: count }, (_value, index) => work(index)));
}
