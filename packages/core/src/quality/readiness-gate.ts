import type { Issue } from '../errors/index.ts';
import type { CompileOptions } from '../mapping/index.ts';
import { hashValue } from '../model/index.ts';
import type { Gate } from './gate.ts';
import { compileReadiness } from './readiness.ts';
import type { ReadinessScore } from './readiness.ts';

/** When a record is ready enough. */
export interface ReadinessGateOptions extends CompileOptions {
  /** Score from 0 to 100 that is needed. Default 100. */
  readonly minimum?: number;
  /** In how many of the scopes and locales: `all` (default), or at least one (`any`). */
  readonly needed?: 'all' | 'any';
}

/**
 * A gate that holds records back until they are ready.
 *
 * @throws ConnectorError `config.invalid` for readiness rules that are not valid.
 */
export function readinessGate(readiness: unknown, options: ReadinessGateOptions = {}): Gate {
  const { minimum = 100, needed = 'all' } = options;
  const score = compileReadiness(readiness, options);
  return {
    name: 'readiness',
    version: hashValue({ readiness, minimum, needed }),
    check({ record }) {
      const scores = score(record.data);
      const short = scores.filter((each) => each.score < minimum);
      if (short.length === 0 || (needed === 'any' && short.length < scores.length)) return [];
      return short.flatMap((each) => issuesOf(each, minimum));
    },
  };
}

function issuesOf({ scope, locale, score, missing }: ReadinessScore, minimum: number): Issue[] {
  const place = { locale, ...(scope === null ? {} : { scope }) };
  return missing.map(({ label, attribute, variants }): Issue => ({
    code: 'gate.failed',
    severity: 'error',
    message: `Not ready (${score} of 100, needed ${minimum}): ${label} is missing${variants === undefined ? '' : ` in ${variants.join(', ')}`}`,
    ...place,
    ...(attribute === undefined ? {} : { attribute }),
    ...(variants?.[0] === undefined ? {} : { variant: variants[0] }),
  }));
}
