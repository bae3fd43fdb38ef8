import type { Coverage } from '../connector/index.ts';
import type { Issue } from '../errors/index.ts';
import type { CompileOptions } from './compile-options.ts';
import { variantsOf } from './evaluation.ts';
import type { MappingRecord } from './evaluation.ts';
import { generatedRunner } from './generate-rules.ts';
import { mappingHash } from './mapping-hash.ts';
import type { Mapping } from './mapping.ts';
import { planMapping } from './plan-mapping.ts';
import type { PlannedRule } from './planned-rule.ts';
import { partialRunner } from './run-partial.ts';
import type { RunPartial } from './run-partial.ts';
import { closureRunner } from './run-rules.ts';
import type { RunRules } from './run-rules.ts';

/** What a mapping makes of a record. */
export interface MapResult {
  readonly data: Record<string, unknown>;
  /** What went wrong, and what to know. An `error` means that the record must not be written. */
  readonly issues: readonly Issue[];
}

/** A mapping, ready to run. */
export interface CompiledMapping {
  readonly mapping: Mapping;
  /**
   * Changes whenever results could change: with the mapping, its tables, the versions of its functions, and what
   * it uses of the source’s description.
   */
  readonly hash: string;
  /** Whether code is generated for it. */
  readonly generated: boolean;
  /** Targets that are set on create only: dotted path and level. */
  readonly createOnly: readonly { readonly path: readonly string[]; readonly level: 'product' | 'variant' }[];
  /**
   * Maps one record. Never throws: every problem is an issue.
   *
   * @param coverage `partial`: what the record does not have was not said. What depends on it is left out of the result,
   *   whatever the rule does with a missing value. Default `complete`.
   */
  map(record: MappingRecord, coverage?: Coverage): MapResult;
  /** The rules that make a target, or a part of it, to lead an issue of the destination back to its source. */
  rulesFor(target: string): readonly { readonly to: string; readonly attribute?: string }[];
}

/**
 * Checks a mapping and works out all that does not depend on a record, once. The functions of its rules are made for the
 * first record: many a process that reads its mappings has no record to map.
 *
 * @throws ConnectorError `mapping.invalid` for a mapping that is not valid, or that names a table or function
 *   that does not exist.
 */
export function compileMapping(input: unknown, options: CompileOptions = {}): CompiledMapping {
  const { mapping, planned, tables, nodes } = planMapping(input, options);
  const productRules = planned.filter(({ level }) => level === 'product');
  const variantRules = planned.filter(({ level }) => level === 'variant');
  const product = runnerOf(productRules, options);
  const variant = runnerOf(variantRules, options);
  let ofPartial: RunPartial | undefined;
  const partial = () => (ofPartial ??= partialRunner(planned));
  return {
    mapping,
    hash: mappingHash(mapping, nodes, tables, options),
    get generated() {
      return product().generated && variant().generated;
    },
    createOnly: planned
      .filter(({ rule }) => rule.own === 'onCreate')
      .map(({ segments, level }) => ({ path: segments, level })),
    map(record, coverage = 'complete') {
      const issues: Issue[] = [];
      if (coverage === 'partial') return { data: partial()(record, issues), issues };
      const data = product().run(record, noVariant, issues)[0] ?? {};
      if (variantRules.length > 0) data['variants'] = variant().run(record, variantsOf(record), issues);
      return { data, issues };
    },
    rulesFor: (target) => rulesFor(planned, target),
  };
}

const noVariant = [null];

interface Runner {
  readonly run: RunRules;
  readonly generated: boolean;
}

/** Makes the functions of rules when they are asked for first. */
function runnerOf(rules: readonly PlannedRule[], { strategy = 'auto' }: CompileOptions): () => Runner {
  let made: Runner | undefined;
  return () => {
    if (made !== undefined) return made;
    const generated = strategy === 'auto' ? generatedRunner(rules) : null;
    made = { run: generated ?? closureRunner(rules), generated: generated !== null };
    return made;
  };
}

function rulesFor(planned: readonly PlannedRule[], target: string): { to: string; attribute?: string }[] {
  const inVariant = /^variants\.\d+\./.exec(target);
  const path = inVariant === null ? target : target.slice(inVariant[0].length);
  const level = inVariant === null ? 'product' : 'variant';
  const touches = (other: string) =>
    other === path || other.startsWith(`${path}.`) || path.startsWith(`${other}.`);
  return planned
    .filter((rule) => rule.level === level && touches(rule.target))
    .map(({ rule, attribute }) => ({ to: rule.to, ...(attribute === undefined ? {} : { attribute }) }));
}
