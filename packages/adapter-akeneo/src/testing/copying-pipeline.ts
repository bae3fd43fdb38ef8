import { createPipeline, memoryStore } from '@pim-connector/core';
import type { Clock, Entity } from '@pim-connector/core';

import { akeneoDestination } from '../akeneo-destination.ts';
import { akeneo } from '../akeneo-source.ts';
import type { AkeneoSimulator, SimulatorCatalogue } from '../simulator/index.ts';
import type { AkeneoOptions } from '../source-config.ts';
import { simulatedPim } from './simulated-pim.ts';

/** What the events of the original are signed with. */
export const eventSecret = 'a-secret-of-sixteen-characters';

/** A pipeline with default mappings from one simulated PIM to another, which is made for it. */
export function copyingPipeline(
  original: ReturnType<typeof simulatedPim>,
  {
    clock,
    catalogue,
    entities,
    ...options
  }: {
    readonly clock: Clock;
    /** What the other PIM has already. */
    readonly catalogue: SimulatorCatalogue;
    readonly entities: readonly Entity[];
    readonly filter?: NonNullable<AkeneoOptions['filter']>;
  },
) {
  const copy = simulatedPim({ clock, catalogue });
  const pipeline = createPipeline({
    name: 'copy',
    source: akeneo({ ...original.connection, webhookSecrets: [eventSecret], ...options }),
    destination: akeneoDestination(copy.connection),
    store: memoryStore(),
    clock,
    entities,
  });
  return { copy: copy.simulator, pipeline };
}

/** The requests of a simulator’s log that change something. */
export function writingRequests(simulator: AkeneoSimulator) {
  return simulator.requests().filter(({ method, path }) => method !== 'GET' && !path.includes('/oauth/'));
}
