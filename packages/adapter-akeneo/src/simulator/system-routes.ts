import { ApiError, documented } from './api-error.ts';
import { param, parseJson } from './call.ts';
import type { Call } from './call.ts';
import type { Features } from './edition.ts';
import { isObject, textOf } from './json.ts';
import { restRoute } from './route.ts';
import type { Route } from './route.ts';

/** A job that was launched through the API. */
export interface JobLaunch {
  readonly kind: 'export' | 'import';
  readonly code: string;
  readonly executionId: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** The jobs that users have set up. */
export interface Jobs {
  readonly export: readonly string[];
  readonly import: readonly string[];
}

const importModes = ['create_only', 'update_only', 'create_or_update'];

/** Launching jobs; what they do is not simulated. */
export function jobRoutes(jobs: Jobs, launches: JobLaunch[], now: () => number): Route[] {
  const launch = (kind: 'export' | 'import', call: Call) => {
    const code = param(call, 'code');
    if (!jobs[kind].includes(code)) throw new ApiError(404, `The ${kind} job "${code}" does not exist.`);
    const text = new TextDecoder().decode(call.bytes);
    const body = text === '' ? {} : parseJson(text);
    const mode = isObject(body) ? body['import_mode'] : undefined;
    if (mode !== undefined && !importModes.includes(textOf(mode))) {
      throw documented(`Property "import_mode" expects one of ${importModes.join(', ')}.`);
    }
    const executionId = String(launches.length + 1);
    launches.push({ kind, code, executionId, at: now() });
    return { status: 200, body: { execution_id: executionId } };
  };
  const available: Route['available'] = ({ saas }) => saas;
  const routes: Route[] = (['export', 'import'] as const).map((kind) => ({
    method: 'POST',
    path: `/jobs/${kind}/{code}`,
    name: `pim_api_job_${kind}_launch`,
    available,
    run: (call) => launch(kind, call),
  }));
  return routes.map(restRoute);
}

/** What the PIM tells of itself. */
export const systemInformationRoute = ({ version, edition }: Features): Route =>
  restRoute({
    method: 'GET',
    path: '/system-information',
    name: 'pim_api_system_information_get',
    available: ({ systemInformation }) => systemInformation,
    run: () => ({ status: 200, body: { version, edition } }),
  });
