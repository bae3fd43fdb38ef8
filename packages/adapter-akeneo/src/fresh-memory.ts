import { systemClock } from '@pim-connector/core';
import type { Clock, ConnectorContext } from '@pim-connector/core';

// Passes over several entities, and webhooks that come one after the other, need not ask for the same again and again.
const isFreshFor = 15_000;

/** Things that were read, by name, remembered for a moment. */
export interface FreshMemory<Thing> {
  readonly read: (name: string, context: ConnectorContext) => Promise<Thing>;
  /** They were changed: whoever asks next gets them anew. */
  readonly forget: () => void;
}

/** Makes the memory of one connector. */
export function freshMemory<Thing>(
  load: (name: string, context: ConnectorContext) => Promise<Thing>,
  { clock = systemClock }: { readonly clock?: Clock },
): FreshMemory<Thing> {
  const known = new Map<string, { readonly at: number; readonly thing: Promise<Thing> }>();
  const read = async (name: string, context: ConnectorContext): Promise<Thing> => {
    const before = known.get(name);
    if (before !== undefined && clock.now() - before.at < isFreshFor) {
      try {
        return await before.thing;
      } catch {
        // Whoever asked first was stopped or failed; this one asks himself.
      }
    }
    const thing = load(name, context);
    const entry = { at: clock.now(), thing };
    known.set(name, entry);
    thing.catch(() => {
      if (known.get(name) === entry) known.delete(name);
    });
    return thing;
  };
  return { read, forget: () => known.clear() };
}
