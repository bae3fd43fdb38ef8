/** What is traced. Each has a tracing channel of `node:diagnostics_channel` of the name `pim-connector:<name>`. */
export type TraceName = 'run' | 'pass' | 'page' | 'read' | 'lookup' | 'plan' | 'write' | 'settle' | 'commit';

/** What subscribers are told of a piece of work. No secrets, no payloads. */
export interface TraceContext {
  readonly pipeline: string;
  readonly run: string;
  readonly entity?: string;
  /** Type of the connector. */
  readonly connector?: string;
  /** Number of records it is about. */
  readonly records?: number;
}

interface TracingChannel {
  readonly hasSubscribers?: boolean;
  tracePromise<Result>(work: () => Promise<Result>, context: object): Promise<Result>;
}

interface RuntimeWithBuiltins {
  readonly process?: {
    getBuiltinModule?(
      id: 'node:diagnostics_channel',
    ): { tracingChannel?(name: string): TracingChannel } | undefined;
  };
}

// Runtimes without diagnostics channels simply are not traced.
const diagnostics = (globalThis as RuntimeWithBuiltins).process?.getBuiltinModule?.(
  'node:diagnostics_channel',
);

/**
 * Does work under a trace. Costs next to nothing while nobody listens; OpenTelemetry and others subscribe to the
 * channels, and core depends on none of them.
 */
export function traced<Result>(
  name: TraceName,
  context: TraceContext,
  work: () => Promise<Result>,
): Promise<Result> {
  const channel = diagnostics?.tracingChannel?.(`pim-connector:${name}`);
  return channel === undefined || channel.hasSubscribers === false
    ? work()
    : channel.tracePromise(work, { ...context });
}
