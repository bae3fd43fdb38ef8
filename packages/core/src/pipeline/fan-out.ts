import { ConnectorError, toConnectorError } from '../errors/index.ts';
import type { RunReport } from '../events/index.ts';
import type { Pipeline } from './create-pipeline.ts';
import type { RunOptions } from './run-options.ts';
import { shareDescription } from './share-description.ts';
import { createSharedFetch } from './shared-fetches.ts';
import { createSharedReads } from './shared-reads.ts';

/** How a source is shared. */
export interface FanOutOptions {
  /**
   * Pages that one pipeline may be behind the first; one that falls further behind reads on its own until it has
   * caught up. So many pages per pipeline are kept in memory at most. Default 16.
   */
  readonly window?: number;
}

/** What became of one pipeline of a fan-out. */
export interface FanOutResult {
  readonly pipeline: string;
  /** `null`: the run could not begin. */
  readonly report: RunReport | null;
  /** Why the run could not begin. */
  readonly error: ConnectorError | null;
}

/** Pipelines that read one source together. */
export interface FanOut {
  readonly pipelines: readonly Pipeline[];
  /**
   * Runs all pipelines at the same time. What they ask the source for alike is read once. Each keeps its own mapping,
   * checkpoint and failures; none waits for another one.
   *
   * @returns a result per pipeline, in their order, when the last one has ended.
   */
  run(
    options?: Omit<RunOptions, 'read' | 'describe' | 'fetch' | 'processPage'>,
  ): Promise<readonly FanOutResult[]>;
}

/**
 * Lets pipelines share the reads of their source: one PIM that feeds several channels is read once for all of them.
 *
 * @throws ConnectorError `config.invalid` unless all have the very same source object, and names of their own.
 */
export function createFanOut(pipelines: readonly Pipeline[], { window = 16 }: FanOutOptions = {}): FanOut {
  const [first] = pipelines;
  const source = first?.options.source;
  if (source === undefined || pipelines.some(({ options }) => options.source !== source)) {
    throw new ConnectorError('config.invalid', 'A fan-out is of pipelines with the same source object', {
      hint: 'Make the source once, and hand it to every pipeline.',
    });
  }
  if (new Set(pipelines.map(({ name }) => name)).size < pipelines.length) {
    throw new ConnectorError('config.invalid', 'Two pipelines of a fan-out have the same name');
  }
  if (!Number.isInteger(window) || window < 1) {
    throw new ConnectorError('config.invalid', '“window” must be a whole number above zero');
  }
  return {
    pipelines,
    async run(options = {}) {
      // Anew for each run: nobody gets pages that an earlier run has read.
      const read = createSharedReads(source, window);
      const describe = shareDescription(source);
      const fetch = source.fetch === undefined ? {} : { fetch: createSharedFetch(source.fetch) };
      return Promise.all(
        pipelines.map(async (pipeline): Promise<FanOutResult> => {
          try {
            const report = await pipeline.run({ ...options, read, describe, ...fetch });
            return { pipeline: pipeline.name, report, error: null };
          } catch (thrown) {
            return {
              pipeline: pipeline.name,
              report: null,
              error: toConnectorError(thrown, 'connector.protocol'),
            };
          }
        }),
      );
    },
  };
}
