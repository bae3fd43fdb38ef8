import type { DestinationCapabilities, DestinationEntityCapabilities, Entity } from '@pim-connector/core';

import type { ConformanceCase } from '../conformance-case.ts';
import type { BenchTools, DestinationBench } from './bench.ts';
import { absenceCases } from './destination/absence-cases.ts';
import { connectorCases } from './destination/connector-cases.ts';
import { decimalCases } from './destination/decimal-cases.ts';
import type { DestinationCase, DestinationTraits } from './destination/destination-case.ts';
import { failureCases } from './destination/failure-cases.ts';
import { keyCases } from './destination/key-cases.ts';
import { lookupCases } from './destination/lookup-cases.ts';
import { outcomeCases } from './destination/outcome-cases.ts';
import { planningCases } from './destination/planning-cases.ts';
import { writingCases } from './destination/writing-cases.ts';
import { runnable } from './suite-case.ts';
import { caseContext, createTraffic } from './traffic.ts';

/** See {@link destinationConformance}. */
export interface DestinationConformanceOptions {
  /** What the destination declares: the cases are derived from it. */
  readonly capabilities: DestinationCapabilities;
  /** Makes a destination with an empty platform behind it; what the samples refer to is there. */
  readonly open: (tools: BenchTools) => Promise<DestinationBench> | DestinationBench;
  /** Whether the destination sends requests through `around`. Default true. */
  readonly usesHttp?: boolean;
  /** Entities to check. Default: all that are declared. */
  readonly entities?: readonly Entity[];
}

const cases: readonly DestinationCase[] = [
  ...connectorCases,
  ...planningCases,
  ...writingCases,
  ...outcomeCases,
  ...decimalCases,
  ...keyCases,
  ...absenceCases,
  ...lookupCases,
  ...failureCases,
];

/**
 * The cases that a destination must pass, for any test runner.
 *
 * @example
 * for (const { id, title, run } of destinationConformance({ capabilities: destination.capabilities, open })) {
 *   test(`${id}: ${title}`, run);
 * }
 */
export function destinationConformance(options: DestinationConformanceOptions): readonly ConformanceCase[] {
  const { capabilities, open, usesHttp = true } = options;
  const declared = Object.entries(capabilities.entities) as [Entity, DestinationEntityCapabilities][];
  const wanted = declared.filter(([entity]) => options.entities?.includes(entity) !== false);
  const limits = capabilities.rateLimits ?? [];
  return wanted.flatMap(([entity, of]) => {
    const creates = of.operations.includes('create');
    const traits: DestinationTraits = {
      usesHttp,
      capabilities: of,
      declaresLimits: limits.length > 0,
      creates,
    };
    return cases
      .filter(({ applies }) => applies?.(traits) !== false)
      .map((each) => runnable(each, () => runIn(each, open, entity, of), `:${entity}`));
  });
}

async function runIn(
  { run }: DestinationCase,
  open: DestinationConformanceOptions['open'],
  entity: Entity,
  capabilities: DestinationEntityCapabilities,
): Promise<void> {
  const traffic = createTraffic();
  const bench = await open(traffic.tools);
  try {
    await run({ bench, traffic, context: caseContext(traffic.clock), entity, capabilities });
  } finally {
    await bench.close?.();
  }
}
