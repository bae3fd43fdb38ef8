/** What is traced. Each has a tracing channel of `node:diagnostics_channel` of the name `pim-connector:<name>`. */
export const traceNames = [
  'run',
  'pass',
  'page',
  'changes',
  'read',
  'fetch',
  'lookup',
  'adopt',
  'plan',
  'write',
  'settle',
  'commit',
] as const;

/** See {@link traceNames}. */
export type TraceName = (typeof traceNames)[number];

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
  tracePromise(work: () => Promise<void>, context: object): Promise<void>;
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

function channelOf(name: TraceName): TracingChannel | null {
  const channel = diagnostics?.tracingChannel?.(`pim-connector:${name}`);
  return channel === undefined || channel.hasSubscribers === false ? null : channel;
}

/** Whether anybody listens to a trace. */
export function isTraced(name: TraceName): boolean {
  return channelOf(name) !== null;
}

/**
 * Does work under a trace. Costs next to nothing while nobody listens; OpenTelemetry and others subscribe to the
 * channels, and core depends on none of them. Subscribers see the context and the error, never the result.
 */
export async function traced<Result>(
  name: TraceName,
  context: TraceContext,
  work: () => Promise<Result>,
): Promise<Result> {
  const channel = channelOf(name);
  if (channel === null) return work();
  const results: Result[] = [];
  // The channel would hand the result to subscribers: records, payloads.
  await channel.tracePromise(
    async () => {
      results.push(await work());
    },
    { ...context },
  );
  return results[0] as Result;
}
