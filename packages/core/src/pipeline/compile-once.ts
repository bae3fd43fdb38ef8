import type { Source } from '../connector/index.ts';
import { compileMapping } from '../mapping/index.ts';
import type { CompiledMapping, CompileOptions } from '../mapping/index.ts';

/** A compiled mapping, and all that it was compiled from. */
interface KeptMapping {
  readonly text: string;
  readonly functions: readonly unknown[];
  readonly compiled: CompiledMapping;
}

// Nothing is kept longer than the source object that it was compiled for.
const keptMappings = new WeakMap<Source, Map<string, KeptMapping>>();

/**
 * Compiles a mapping, unless it is the very same as last time: each plan and each run asks anew, and compiling takes
 * longer than planning a record. Looked at is all that may change in between: the mapping itself, also a default one,
 * its tables and functions, and what the source says of itself.
 *
 * @param place what the mapping is for, such as pipeline and entity: the last one of each place is kept.
 * @throws ConnectorError `mapping.invalid`, see {@link compileMapping}.
 */
export function compileOnce(
  source: Source,
  place: string,
  mapping: unknown,
  options: CompileOptions,
): CompiledMapping {
  const text = textOf(mapping, options);
  const functions = partsOf(options);
  const places = keptMappings.get(source) ?? new Map<string, KeptMapping>();
  keptMappings.set(source, places);
  const kept = places.get(place);
  if (kept !== undefined && kept.text === text && areSame(kept.functions, functions)) return kept.compiled;
  const compiled = compileMapping(mapping, options);
  if (text !== null) places.set(place, { text, functions, compiled });
  return compiled;
}

/** Everything but functions, as text. Not canonical: the order of locales means something. `null`: it is no JSON. */
function textOf(mapping: unknown, { functions: _functions, ...data }: CompileOptions): string | null {
  try {
    return JSON.stringify([mapping, data]);
  } catch {
    // Compiling says what is wrong with it.
    return null;
  }
}

function partsOf({ functions = {} }: CompileOptions): readonly unknown[] {
  return Object.entries(functions).flatMap(([name, made]) => [name, made, made.version]);
}

function areSame(some: readonly unknown[], others: readonly unknown[]): boolean {
  return some.length === others.length && some.every((part, index) => part === others[index]);
}
