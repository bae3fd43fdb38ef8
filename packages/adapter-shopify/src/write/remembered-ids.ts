import type { ConnectorContext } from '@pim-connector/core';

/** How long an id is believed, in milliseconds: what has the name may be deleted, and made anew. */
const believed = 600_000;
/** How long it is believed although something was refused that may have been made of it. */
const doubted = 10_000;

/** Ids of things of the shop by their names. */
export interface RememberedIds {
  /** @param find looks for it; `null`: there is none, which is not remembered: it may be made at any time. */
  get(
    name: string,
    context: Pick<ConnectorContext, 'clock'>,
    find: () => Promise<string | null>,
  ): Promise<string | null>;
  /** It may have changed: what is older than some seconds is looked for anew. */
  doubt(): void;
  clear(): void;
}

/** Makes an empty memory. */
export function rememberedIds(): RememberedIds {
  const known = new Map<string, { readonly id: string; readonly at: number; until: number }>();
  return {
    async get(name, { clock }, find) {
      const entry = known.get(name);
      if (entry !== undefined && clock.now() < entry.until) return entry.id;
      const id = await find();
      if (id === null) known.delete(name);
      else known.set(name, { id, at: clock.now(), until: clock.now() + believed });
      return id;
    },
    doubt() {
      for (const entry of known.values()) entry.until = Math.min(entry.until, entry.at + doubted);
    },
    clear: () => known.clear(),
  };
}
