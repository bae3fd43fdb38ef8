import type { ConformanceCase } from '../conformance-case.ts';

/** A case before it has a bench to run with. */
export interface SuiteCase<World> {
  readonly id: string;
  readonly title: string;
  /** The page of the documentation that tells more, and the part of it. */
  readonly read: string;
  /** Whether the case says anything about a connector with these capabilities. Default: always. */
  readonly applies?: (world: World) => boolean;
}

/** Gives a case its run, and its errors the place where to read on. */
export function runnable<World>(
  { id, title, read }: SuiteCase<World>,
  run: () => Promise<void>,
  suffix = '',
): ConformanceCase {
  return {
    id: `${id}${suffix}`,
    title,
    async run() {
      try {
        await run();
      } catch (error) {
        const words = error instanceof Error ? error.message : String(error);
        throw new Error(`${words}\n  read: ${read}`, { cause: error });
      }
    },
  };
}
