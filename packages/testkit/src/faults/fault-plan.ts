import { ConnectorError, systemClock } from '@pim-connector/core';
import type { Clock, Fetch } from '@pim-connector/core';

import { createRandom } from '../catalogue/random.ts';
import { faultKinds } from './fault-kind.ts';
import type { FaultKind } from './fault-kind.ts';
import { connectionReset, injectFault } from './inject-fault.ts';
import type { Answering, FaultShape } from './inject-fault.ts';
import { requestIdentity } from './request-identity.ts';

/** A fault that a request met. */
export interface InjectedFault {
  readonly kind: FaultKind;
  /** Which request: method, path and a hash of what it asks. */
  readonly request: string;
  /** Which of the requests of that name, counted from 1. */
  readonly occurrence: number;
}

/** See {@link createFaultPlan}. */
export interface FaultPlanOptions {
  /** The same seed gives the same faults to the same requests. Default `faults`. */
  readonly seed?: string | number;
  /** How many of all requests meet a fault, from 0 to 1. Default 0.3. */
  readonly rate?: number;
  /** What may happen; each is as likely as the others. Default: everything. */
  readonly kinds?: readonly FaultKind[];
  /** Which requests may meet a fault. Default: all. */
  readonly matches?: (request: Request) => boolean;
  /** The same request meets so many faults at most. Default: any number. */
  readonly perRequest?: number;
  /** What a plan printed: these faults happen again, and no others; seed, rate and kinds count for nothing. */
  readonly replay?: string;
  /** Milliseconds that a slow answer takes. Default 2,000. */
  readonly slowness?: number;
  /** Seconds that `Retry-After` asks for. Default 1. */
  readonly retryAfter?: number;
  readonly clock?: Clock;
}

/** Faults for the requests of a client, the same in every run. */
export interface FaultPlan {
  /** Puts the plan before a `fetch`, as an HTTP client calls it. */
  fetch(next: Fetch): Fetch;
  /** Puts the plan before a handler that is served on a port. */
  handler(next: Answering): Answering;
  /** The faults that have happened. */
  injected(): readonly InjectedFault[];
  /** How many requests there were, with and without faults. */
  readonly requests: number;
  /** What happened, one fault per line: for a message, and for `replay`. */
  toString(): string;
}

/**
 * Makes a plan of faults. What a request meets depends on the seed and on the request itself, and not on the order
 * in which requests come, so that a plan does the same while many requests are under way.
 *
 * @throws ConnectorError `config.invalid`
 * @example
 * const plan = createFaultPlan({ seed: 7, rate: 0.3 });
 * const destination = shop({ url, token, fetch: plan.fetch(simulator.handler) });
 * // … afterwards: console.log(String(plan)), and createFaultPlan({ replay: '…' }) does the same again.
 */
export function createFaultPlan(options: FaultPlanOptions = {}): FaultPlan {
  const { clock = systemClock, slowness = 2000, retryAfter = 1, matches = () => true } = options;
  const choose = options.replay === undefined ? chooseBySeed(options) : chooseByReplay(options.replay);
  const injected: InjectedFault[] = [];
  const occurrences = new Map<string, number>();
  const faultsOf = new Map<string, number>();
  let requests = 0;

  async function faultFor(request: Request): Promise<InjectedFault | null> {
    requests += 1;
    if (!matches(request)) return null;
    const name = await requestIdentity(request);
    const occurrence = (occurrences.get(name) ?? 0) + 1;
    occurrences.set(name, occurrence);
    const met = faultsOf.get(name) ?? 0;
    const kind = choose(name, occurrence, met);
    if (kind === null) return null;
    faultsOf.set(name, met + 1);
    const fault = { kind, request: name, occurrence };
    injected.push(fault);
    return fault;
  }

  function before(next: Answering, reset: FaultShape['reset']): Answering {
    const shape = { clock, slowness, retryAfter, reset };
    return async (request) => {
      const fault = await faultFor(request);
      return fault === null ? next(request) : injectFault(fault.kind, request, next, shape);
    };
  }

  return {
    fetch: (next) =>
      before(next, () => {
        throw connectionReset();
      }),
    handler: (next) => before(next, () => Response.error()),
    injected: () => [...injected],
    get requests() {
      return requests;
    },
    toString: () => injected.map(formatFault).join('\n'),
  };
}

type Choose = (name: string, occurrence: number, met: number) => FaultKind | null;

function chooseBySeed({
  seed = 'faults',
  rate = 0.3,
  kinds = faultKinds,
  perRequest = Infinity,
}: FaultPlanOptions): Choose {
  if (!(rate >= 0 && rate <= 1)) throw invalid('“rate” must be from 0 to 1');
  if (kinds.length === 0) throw invalid('“kinds” must name at least one kind');
  return (name, occurrence, met) => {
    const random = createRandom(`${seed} ${name} ${occurrence}`);
    return met < perRequest && random.chance(rate) ? random.pick(kinds) : null;
  };
}

function chooseByReplay(text: string): Choose {
  const faults = new Map(
    text
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => {
        const { kind, request, occurrence } = parseFault(line);
        return [`${request} ${occurrence}`, kind];
      }),
  );
  return (name, occurrence) => faults.get(`${name} ${occurrence}`) ?? null;
}

function formatFault({ kind, request, occurrence }: InjectedFault): string {
  return `${kind}: ${request} #${occurrence}`;
}

function parseFault(line: string): InjectedFault {
  const [, name, request, occurrence] = /^(\w+): (.+) #(\d+)$/.exec(line.trim()) ?? [];
  const kind = faultKinds.find((each) => each === name);
  if (kind === undefined || request === undefined)
    throw invalid(`“${line}” is not a fault that a plan printed`);
  return { kind, request, occurrence: Number(occurrence) };
}

function invalid(problem: string): ConnectorError {
  return new ConnectorError('config.invalid', `The fault plan is not valid: ${problem}`);
}
