import { AsyncLocalStorage } from 'node:async_hooks';
import { tracingChannel } from 'node:diagnostics_channel';

import { ROOT_CONTEXT, SpanStatusCode, trace } from '@opentelemetry/api';
import type { Span, Tracer } from '@opentelemetry/api';
import { isConnectorError, traceNames } from '@pim-connector/core';
import type { TraceContext } from '@pim-connector/core';

/** Makes a span of every run, pass, page and call of a connector. The function it gives ends that. */
export function traceToOpenTelemetry(tracer: Tracer): () => void {
  // The span of the work that is under way: the parent of what is done within it.
  const current = new AsyncLocalStorage<Span>();
  const ends = traceNames.map((name) => {
    const spans = new WeakMap<object, Span>();
    const channel = tracingChannel<Span, TraceContext & { readonly error?: unknown }>(
      `pim-connector:${name}`,
    );
    channel.start.bindStore(current, (message) => {
      const parent = current.getStore();
      const context = parent === undefined ? ROOT_CONTEXT : trace.setSpan(ROOT_CONTEXT, parent);
      const { pipeline, run, entity, connector, records } = message;
      const attributes = { pipeline, run, ...(entity && { entity }), ...(connector && { connector }) };
      const span = tracer.startSpan(`pim-connector ${name}`, { attributes }, context);
      if (records !== undefined) span.setAttribute('records', records);
      spans.set(message, span);
      return span;
    });
    const subscribers = {
      start: () => undefined,
      end: () => undefined,
      asyncStart: () => undefined,
      error(message: { readonly error?: unknown }) {
        const { error } = message;
        if (isConnectorError(error)) spans.get(message)?.setAttribute('error.type', error.code);
        if (error instanceof Error) spans.get(message)?.recordException(error);
        spans.get(message)?.setStatus({ code: SpanStatusCode.ERROR, message: String(error) });
      },
      asyncEnd(message: object) {
        spans.get(message)?.end();
      },
    };
    channel.subscribe(subscribers);
    return () => {
      channel.unsubscribe(subscribers);
      channel.start.unbindStore(current);
    };
  });
  return () => {
    for (const end of ends) end();
  };
}
