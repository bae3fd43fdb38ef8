import type { Entity, SourceCapabilities, SourceEntityCapabilities } from '@pim-connector/core';

import type { ConformanceCase } from '../conformance-case.ts';
import type { BenchTools, SourceBench } from './bench.ts';
import { connectorCases } from './source/connector-cases.ts';
import { failureCases } from './source/failure-cases.ts';
import { incrementalCases } from './source/incremental-cases.ts';
import { memoryCase } from './source/memory-case.ts';
import { readingCases } from './source/reading-cases.ts';
import type { SourceCase, SourceTraits } from './source/source-case.ts';
import { valueCases } from './source/value-cases.ts';
import { runnable } from './suite-case.ts';
import { caseContext, createTraffic } from './traffic.ts';

/** See {@link sourceConformance}. */
export interface SourceConformanceOptions {
  /** What the source declares: the cases are derived from it. */
  readonly capabilities: SourceCapabilities;
  /** Makes a source with a platform behind it that holds three pages at least of each entity. */
  readonly open: (tools: BenchTools) => Promise<SourceBench> | SourceBench;
  /** The same with 100,000 records of the first entity; without it memory is not measured. */
  readonly openLarge?: (tools: BenchTools) => Promise<SourceBench> | SourceBench;
  /** Whether the source sends requests through `around`. Default true. */
  readonly usesHttp?: boolean;
  /** Whether the source has `fetch`. Default true; an entity that declares `fetch: false` is left out in any case. */
  readonly fetches?: boolean;
  /** Entities to check. Default: all that are declared. */
  readonly entities?: readonly Entity[];
}

const cases: readonly SourceCase[] = [
  ...connectorCases,
  ...readingCases,
  ...valueCases,
  ...failureCases,
  ...incrementalCases,
];

/**
 * The cases that a source must pass, for any test runner.
 *
 * @example
 * for (const { id, title, run } of sourceConformance({ capabilities: source.capabilities, open })) {
 *   test(`${id}: ${title}`, run);
 * }
 */
export function sourceConformance(options: SourceConformanceOptions): readonly ConformanceCase[] {
  const { capabilities, open, openLarge, usesHttp = true, fetches = true } = options;
  const declared = Object.entries(capabilities.entities) as [Entity, SourceEntityCapabilities][];
  const wanted = declared.filter(([entity]) => options.entities?.includes(entity) !== false);
  const limits = capabilities.rateLimits ?? [];
  const suite = wanted.flatMap(([entity, of]) => {
    const traits: SourceTraits = {
      usesHttp,
      fetches: fetches && of.fetch !== false,
      capabilities: of,
      declaresLimits: limits.length > 0,
    };
    return cases
      .filter(({ applies }) => applies?.(traits) !== false)
      .map((each) => runnable(each, () => runIn(each, open, entity, of), `:${entity}`));
  });
  const [first] = wanted;
  if (first === undefined || openLarge === undefined) return suite;
  return [...suite, runnable(memoryCase, () => runIn(memoryCase, openLarge, ...first), `:${first[0]}`)];
}

async function runIn(
  { run }: SourceCase,
  open: SourceConformanceOptions['open'],
  entity: Entity,
  capabilities: SourceEntityCapabilities,
): Promise<void> {
  const traffic = createTraffic();
  const bench = await open(traffic.tools);
  try {
    await run({ bench, traffic, context: caseContext(traffic.clock), entity, capabilities });
  } finally {
    await bench.close?.();
  }
}
