import type { Clock, ConnectorContext, ConnectorTools } from '@pim-connector/core';

import type { AkeneoClient } from './akeneo-client.ts';
import { readStructure } from './catalogue-structure.ts';
import type { CatalogueStructure } from './catalogue-structure.ts';
import { freshMemory } from './fresh-memory.ts';

/** The structure of a catalogue, remembered for a moment. */
export interface StructureMemory {
  readonly read: (context: ConnectorContext) => Promise<CatalogueStructure>;
  /** It was changed: whoever asks next gets it anew. */
  readonly forget: () => void;
}

/** Makes the memory of one connector. */
export function structureMemory(
  client: AkeneoClient,
  tools: ConnectorTools,
  config: { readonly clock?: Clock },
): StructureMemory {
  const memory = freshMemory((_name, context) => readStructure(client, tools, context), config);
  return { read: (context) => memory.read('structure', context), forget: memory.forget };
}
