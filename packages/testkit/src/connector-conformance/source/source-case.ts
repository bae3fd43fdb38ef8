import type { Entity, SourceEntityCapabilities } from '@pim-connector/core';

import type { SourceBench } from '../bench.ts';
import type { SuiteCase } from '../suite-case.ts';
import type { CaseContext, Traffic } from '../traffic.ts';

/** What is known of a source before a case runs. */
export interface SourceTraits {
  /** Whether it sends requests, so that these can be disturbed. */
  readonly usesHttp: boolean;
  /** What is declared for the entity of the case. */
  readonly capabilities: SourceEntityCapabilities;
  readonly declaresLimits: boolean;
  readonly fetches: boolean;
}

/** What a case works with. */
export interface SourceWorld {
  readonly bench: SourceBench;
  readonly traffic: Traffic;
  readonly context: CaseContext;
  readonly entity: Entity;
  readonly capabilities: SourceEntityCapabilities;
}

/** A case of the suite for sources. */
export interface SourceCase extends SuiteCase<SourceTraits> {
  readonly run: (world: SourceWorld) => Promise<void>;
}

const page = 'docs/writing-a-source.md';

/** Where to read on. */
export const sourcePages = {
  connector: `${page}, “The connector”`,
  reading: `${page}, “Reading”`,
  resuming: `${page}, “Cursor and bookmark”`,
  failures: `${page}, “Failures”`,
  fetch: `${page}, “Single records”`,
  limits: `${page}, “Limits”`,
  secrets: `${page}, “Secrets”`,
} as const;
