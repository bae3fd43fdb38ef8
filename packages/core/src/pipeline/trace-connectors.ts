import type { ConnectorContext, Destination, Source } from '../connector/index.ts';
import { toConnectorError } from '../errors/index.ts';
import type { ErrorCode, Redact } from '../errors/index.ts';
import { isTraced, traced } from '../events/index.ts';
import type { TraceContext, TraceName } from '../events/index.ts';
import type { Entity } from '../model/index.ts';

/** Which run traces belong to. */
export type TracedRun = Pick<TraceContext, 'pipeline' | 'run'>;

/** A call of a connector, as it is traced. */
interface TracedCall {
  readonly name: TraceName;
  readonly trace: TraceContext;
  readonly redact: Redact;
  /** What an error is that is no connector error. */
  readonly fallback: ErrorCode;
}

/** A source whose reads are traced, page by page. */
export function traceSource(source: Source, run: TracedRun): Source {
  const { type: connector, redact } = source;
  const call = (name: TraceName, entity: Entity, records?: number): TracedCall => ({
    name,
    trace: { ...run, connector, entity, ...(records === undefined ? {} : { records }) },
    redact,
    fallback: 'source.incomplete',
  });
  const { fetch } = source;
  return {
    ...source,
    read: (request, context) => ({
      [Symbol.asyncIterator]() {
        const events = source.read(request, context)[Symbol.asyncIterator]();
        return {
          next: () => tracedCall(call('read', request.entity), () => events.next()),
          return: async () => (await events.return?.()) ?? { done: true, value: undefined },
        };
      },
    }),
    ...(fetch === undefined
      ? {}
      : {
          fetch: (request, context) =>
            tracedCall(call('fetch', request.entity, request.keys.length), () => fetch(request, context)),
        }),
  };
}

/** A destination whose calls are traced. */
export function traceDestination(destination: Destination, run: TracedRun): Destination {
  const { type: connector, redact, lookup, adopt, settle } = destination;
  const call = (
    name: TraceName,
    entity: Entity | undefined,
    records: number,
    { signal }: ConnectorContext,
  ): TracedCall => ({
    name,
    trace: { ...run, connector, ...(entity === undefined ? {} : { entity }), records },
    redact,
    fallback: signal.aborted ? 'run.aborted' : 'connector.protocol',
  });
  return {
    ...destination,
    plan: (records, context) =>
      tracedCall(call('plan', records[0]?.entity, records.length, context), () =>
        destination.plan(records, context),
      ),
    write: (operations, context) =>
      tracedItems(call('write', operations[0]?.entity, operations.length, context), () =>
        destination.write(operations, context),
      ),
    ...(lookup === undefined
      ? {}
      : {
          lookup: (request, context) =>
            tracedCall(call('lookup', request.entity, request.keys.length, context), () =>
              lookup(request, context),
            ),
        }),
    ...(adopt === undefined
      ? {}
      : {
          adopt: (request, context) =>
            tracedCall(call('adopt', request.entity, request.records.length, context), () =>
              adopt(request, context),
            ),
        }),
    ...(settle === undefined
      ? {}
      : {
          settle: (receipts, context, request) =>
            tracedItems(call('settle', receipts[0]?.entity, receipts.length, context), () =>
              settle(receipts, context, request),
            ),
        }),
  };
}

/** Traces see errors as listeners do: without secrets. */
function tracedCall<Result>(
  { name, trace, redact, fallback }: TracedCall,
  work: () => Promise<Result>,
): Promise<Result> {
  if (!isTraced(name)) return work();
  return traced(name, trace, async () => {
    try {
      return await work();
    } catch (error) {
      throw toConnectorError(error, fallback, { redact });
    }
  });
}

/** What is given one by one is one piece of work, from the first to the last; what came before an error still counts. */
async function* tracedItems<Item>(call: TracedCall, open: () => AsyncIterable<Item>): AsyncGenerator<Item> {
  if (!isTraced(call.name)) {
    yield* open();
    return;
  }
  const items: Item[] = [];
  const failure = await tracedCall(call, async () => {
    for await (const item of open()) items.push(item);
    return null;
  }).catch((error: unknown) => toConnectorError(error, call.fallback, { redact: call.redact }));
  yield* items;
  if (failure !== null) throw failure;
}
