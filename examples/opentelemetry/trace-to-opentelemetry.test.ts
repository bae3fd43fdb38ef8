import { readFileSync } from 'node:fs';

import { SpanStatusCode } from '@opentelemetry/api';
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-base';
import { createPipeline, memoryStore } from '@pim-connector/core';
import {
  catalogueSource,
  createReferenceShop,
  generateCatalogue,
  referenceShopDestination,
  serve,
} from '@pim-connector/testkit';
import { expect, onTestFinished, test } from 'vitest';

import { traceToOpenTelemetry } from './trace-to-opentelemetry.ts';

async function setUp(token: string) {
  const exporter = new InMemorySpanExporter();
  const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
  onTestFinished(traceToOpenTelemetry(provider.getTracer('test')));
  const server = await serve(createReferenceShop({ token: 'right token', rateLimit: null }).handler);
  onTestFinished(server.close);
  const pipeline = createPipeline({
    name: 'catalogue-to-shop',
    source: catalogueSource({ catalogue: generateCatalogue({ seed: 'traces', products: 12 }) }),
    destination: referenceShopDestination({ url: server.url, token }),
    store: memoryStore(),
  });
  return { pipeline, exporter };
}

test('a run becomes a tree of spans', async () => {
  const { pipeline, exporter } = await setUp('right token');
  const { run } = await pipeline.run();
  const spans = exporter.getFinishedSpans();
  const names = new Map(
    spans.map((span) => [span.spanContext().spanId, span.name.replace('pim-connector ', '')]),
  );
  const tree = new Set(
    spans.map(({ name, parentSpanContext }) => {
      const parent = parentSpanContext === undefined ? 'nothing' : names.get(parentSpanContext.spanId);
      return `${parent} > ${name.replace('pim-connector ', '')}`;
    }),
  );
  expect(tree).toEqual(
    new Set([
      'nothing > run',
      'run > changes',
      'run > pass',
      'pass > read',
      'pass > page',
      'page > plan',
      'page > write',
      'page > commit',
      // Records that waited for others are released at the end of a pass.
      'pass > plan',
      'pass > write',
      'pass > commit',
    ]),
  );
  expect(new Set(spans.map((span) => span.spanContext().traceId)).size).toBe(1);
  const write = spans.find(
    ({ name, attributes }) => name.endsWith('write') && attributes['entity'] === 'product',
  );
  expect(write?.attributes).toEqual({
    pipeline: 'catalogue-to-shop',
    run,
    entity: 'product',
    connector: 'reference-shop',
    records: 12,
  });
});

test('errors stand at the spans in which they happened, without secrets', async () => {
  const { pipeline, exporter } = await setUp('canary-4711-canary');
  await pipeline.run();
  const failed = exporter.getFinishedSpans().filter(({ status }) => status.code === SpanStatusCode.ERROR);
  expect(failed.map(({ name }) => name)).toContain('pim-connector run');
  expect(failed.at(-1)?.attributes['error.type']).toBe('auth.failed');
  expect(JSON.stringify(failed.map(({ status, events }) => [status, events]))).not.toContain('canary-4711');
});

test('is what stands in docs/observability.md', () => {
  const page = readFileSync(new URL('../../docs/observability.md', import.meta.url), 'utf8');
  const source = readFileSync(new URL('trace-to-opentelemetry.ts', import.meta.url), 'utf8');
  expect(page).toContain(`\`\`\`ts\n${source}\`\`\``);
});
