import { systemClock } from '@pim-connector/core';
import type { Clock, ConnectorContext, ConnectorTools } from '@pim-connector/core';

import type { AkeneoClient } from './akeneo-client.ts';
import { readStructure } from './catalogue-structure.ts';
import type { CatalogueStructure } from './catalogue-structure.ts';

// Passes over several entities, and webhooks that come one after the other, need not ask for the same again and again.
const structureIsFresh = 15_000;

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
  { clock = systemClock }: { readonly clock?: Clock },
): StructureMemory {
  let known: { readonly at: number; readonly structure: Promise<CatalogueStructure> } | null = null;
  const forget = () => {
    known = null;
  };
  const read = async (context: ConnectorContext): Promise<CatalogueStructure> => {
    if (known !== null && clock.now() - known.at < structureIsFresh) {
      try {
        return await known.structure;
      } catch {
        // Whoever asked first was stopped or failed; this one asks himself.
      }
    }
    const structure = readStructure(client, tools, context);
    known = { at: clock.now(), structure };
    structure.catch(forget);
    return structure;
  };
  return { read, forget };
}
