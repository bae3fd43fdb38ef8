import type { SchemaDescription } from '../connector/index.ts';
import type { MappingFunction } from './mapping-function.ts';

/** What a mapping may use beside itself. */
export interface CompileOptions {
  /** What the source holds: option labels and category names come from it. */
  readonly source?: SchemaDescription;
  /** Lookup tables that are kept apart from the mapping, by name; the mapping’s own come first. */
  readonly tables?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Functions for `call`, by name. */
  readonly functions?: Readonly<Record<string, MappingFunction>>;
  /** `closures` never generates code; `auto` (default) does where the runtime permits it. */
  readonly strategy?: 'auto' | 'closures';
}
