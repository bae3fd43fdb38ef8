import type { JsonValue } from '../model/index.ts';
import type { Expression } from './expression.ts';
import type { MappingFunction } from './mapping-function.ts';
import type { SourceIndex } from './source-index.ts';
import type { Trace } from './trace.ts';

/** A lookup table: output by input. */
export type LookupTable = ReadonlyMap<string, JsonValue>;

/** What is known while a rule is compiled. */
export interface CompileContext {
  /** The target locale that the rule is compiled for; `null` in a rule that is not localized. */
  readonly locale: string | null;
  /** Source locales to try for it, best first. */
  readonly locales: readonly string[];
  /** Source locales to try for each target locale of the mapping, the primary one first. */
  readonly targetLocales: ReadonlyMap<string, readonly string[]>;
  readonly scope: string | null;
  readonly level: 'product' | 'variant';
  /** Named expressions of the mapping. */
  readonly definitions: Readonly<Record<string, Expression>>;
  /** Named tables of the mapping and those handed in beside it. */
  readonly tables: ReadonlyMap<string, LookupTable>;
  readonly functions: Readonly<Record<string, MappingFunction>>;
  /** What the source says of its attributes, families and categories. */
  readonly source: SourceIndex;
  /** Notes every value, to explain it. */
  readonly trace: Trace | null;
}
