import type { Evaluate } from './evaluation.ts';
import type { Expression } from './expression.ts';

/** Where a value of the source was found. */
export interface ValueOrigin {
  readonly attribute: string;
  readonly locale: string | null;
  readonly scope: string | null;
  readonly level: 'product' | 'variant';
}

/** How one node of an expression came to its value. */
export interface TraceEntry {
  readonly op: string;
  /** What the node does, in a few words. */
  readonly description: string;
  /** What came out; absent where it failed. */
  value?: unknown;
  /** Why it failed. */
  failure?: string;
  /** For values read from an attribute. */
  origin?: ValueOrigin;
  readonly inputs: TraceEntry[];
}

/** Notes every value while an expression is evaluated. */
export interface Trace {
  /** Makes a node note what it gives. */
  watch(node: Expression, description: string, evaluate: Evaluate): Evaluate;
  /** Tells where the node under evaluation found its value. */
  foundAt(origin: ValueOrigin): void;
}

/** A trace, and where its entries are found after an evaluation. */
export function createTrace(): Trace & { readonly entries: readonly TraceEntry[] } {
  const entries: TraceEntry[] = [];
  const open: TraceEntry[] = [];
  return {
    entries,
    watch: (node, description, evaluate) => (context) => {
      const entry: TraceEntry = { op: node.op, description, inputs: [] };
      (open.at(-1)?.inputs ?? entries).push(entry);
      open.push(entry);
      try {
        entry.value = evaluate(context);
        return entry.value;
      } catch (error) {
        entry.failure = error instanceof Error ? error.message : String(error);
        throw error;
      } finally {
        open.pop();
      }
    },
    foundAt(origin) {
      const entry = open.at(-1);
      if (entry !== undefined) entry.origin = origin;
    },
  };
}
