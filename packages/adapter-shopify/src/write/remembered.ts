import type { ConnectorContext } from '@pim-connector/core';

/** How long what was read of a shop is believed, in milliseconds: a pipeline may run for weeks. */
const believed = 600_000;
/** How long it is believed although something is missing in it, or what was made of it was refused. */
const doubted = 10_000;

type Context = Pick<ConnectorContext, 'signal' | 'warn' | 'clock'>;

/** Something of the shop that is read when it is needed, and kept for a while. */
export interface Remembered<Value> {
  /** @param isEnough whether it holds what is looked for; if not, it is read anew, unless that was just done. */
  get(context: Context, isEnough?: (value: Value) => boolean): Promise<Value>;
  /** It may have changed: what is older than some seconds is read anew. */
  doubt(): void;
}

/** Remembers what is read of a shop. */
export function remembered<Value>(read: (context: Context) => Promise<Value>): Remembered<Value> {
  let known: { readonly value: Promise<Value>; readonly at: number; until: number } | null = null;
  function readAnew(context: Context): Promise<Value> {
    const at = context.clock.now();
    const entry = { value: read(context), at, until: at + believed };
    known = entry;
    // Whoever asked hears of it; the next one tries again.
    entry.value.catch(() => {
      if (known === entry) known = null;
    });
    return entry.value;
  }
  return {
    async get(context, isEnough = () => true) {
      const now = context.clock.now();
      const entry = known;
      if (entry === null || now >= entry.until) return readAnew(context);
      const value = await entry.value;
      if (isEnough(value) || now < entry.at + doubted) return value;
      return known === null || known === entry ? readAnew(context) : known.value;
    },
    doubt() {
      if (known !== null) known.until = Math.min(known.until, known.at + doubted);
    },
  };
}
