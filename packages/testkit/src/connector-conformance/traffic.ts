import { SkippingClock } from '@pim-connector/core';
import type { Clock, ConnectorContext, ConnectorWarning, Fetch } from '@pim-connector/core';

import type { BenchTools } from './bench.ts';

/** One request as it passed by. */
export interface PassedRequest {
  readonly request: Request;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** Puts itself between a connector and its platform; `null`: lets requests through. */
export type Disturbance = (next: Fetch) => Fetch;

/** Watches what a connector sends, and disturbs it. */
export interface Traffic {
  readonly clock: SkippingClock;
  readonly tools: BenchTools;
  /** What has been sent, in its order. */
  readonly requests: readonly PassedRequest[];
  /** Most requests that were under way at the same time. */
  readonly peak: number;
  /** Disturbs all requests from now on. */
  disturb(disturbance: Disturbance | null): void;
}

/** Where the time of every case begins. */
const beginning = Date.parse('2026-03-02T09:00:00Z');

/** Makes a traffic with a clock that keeps nobody waiting. */
export function createTraffic(): Traffic {
  const clock = new SkippingClock(beginning);
  const requests: PassedRequest[] = [];
  let disturbance: Disturbance | null = null;
  let underway = 0;
  let peak = 0;
  const around =
    (next: Fetch): Fetch =>
    async (request) => {
      requests.push({ request, at: clock.now() });
      underway += 1;
      peak = Math.max(peak, underway);
      try {
        // What is not read here cannot be read by the platform either.
        return await (disturbance === null ? next(request) : disturbance(next)(request));
      } finally {
        underway -= 1;
      }
    };
  return {
    clock,
    tools: { around, clock },
    requests,
    get peak() {
      return peak;
    },
    disturb(next) {
      disturbance = next;
    },
  };
}

/** What the engine hands to a connector, in a case. */
export interface CaseContext extends ConnectorContext {
  readonly warnings: readonly ConnectorWarning[];
}

/** Makes a context. */
export function caseContext(clock: Clock, signal: AbortSignal = new AbortController().signal): CaseContext {
  const warnings: ConnectorWarning[] = [];
  return { signal, clock, warnings, warn: (warning) => warnings.push(warning) };
}

/** Answers everything with a status, and tells back what was sent, as some platforms do in their errors. */
export function answeringAll(status: number): Disturbance {
  return () => async (request) => {
    const sent = {
      url: request.url,
      headers: Object.fromEntries(request.headers),
      body: await request.text(),
    };
    return Response.json({ code: status, message: `refused with ${status}`, sent }, { status });
  };
}
