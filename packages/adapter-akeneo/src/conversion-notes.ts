import type { ConnectorWarning } from '@pim-connector/core';

/** Tells of each kind of oddity once, however many records have it. */
export interface ConversionNotes {
  note(id: string, make: () => ConnectorWarning): void;
}

/** Most different oddities that are told; a catalogue where everything is odd must not fill the memory. */
const mostNotes = 1000;

/** Makes notes for one pass. */
export function conversionNotes(warn: (warning: ConnectorWarning) => void): ConversionNotes {
  const told = new Set<string>();
  return {
    note(id, make) {
      if (told.has(id) || told.size >= mostNotes) return;
      told.add(id);
      warn(make());
    },
  };
}
