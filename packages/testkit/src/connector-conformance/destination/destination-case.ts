import type { DestinationEntityCapabilities, Entity } from '@pim-connector/core';

import type { DestinationBench } from '../bench.ts';
import type { SuiteCase } from '../suite-case.ts';
import type { CaseContext, Traffic } from '../traffic.ts';

/** What is known of a destination before a case runs. */
export interface DestinationTraits {
  /** Whether it sends requests, so that these can be disturbed. */
  readonly usesHttp: boolean;
  /** What is declared for the entity of the case. */
  readonly capabilities: DestinationEntityCapabilities;
  readonly declaresLimits: boolean;
  /** Whether records of the entity exist only where another record does, such as the stock of a variant. */
  readonly creates: boolean;
}

/** What a case works with. */
export interface DestinationWorld {
  readonly bench: DestinationBench;
  readonly traffic: Traffic;
  readonly context: CaseContext;
  readonly entity: Entity;
  readonly capabilities: DestinationEntityCapabilities;
}

/** A case of the suite for destinations. */
export interface DestinationCase extends SuiteCase<DestinationTraits> {
  readonly run: (world: DestinationWorld) => Promise<void>;
}

const page = 'docs/writing-a-destination.md';

/** Where to read on. */
export const destinationPages = {
  connector: `${page}, “The connector”`,
  planning: `${page}, “Planning”`,
  writing: `${page}, “Writing”`,
  deleting: `${page}, “Deleting”`,
  failures: `${page}, “Failures”`,
  lookup: `${page}, “Looking up”`,
  jobs: `${page}, “Jobs that take time”`,
  limits: `${page}, “Limits”`,
  secrets: `${page}, “Secrets”`,
} as const;
