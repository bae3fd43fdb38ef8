import { isConnectorError } from '@pim-connector/core';
import { z } from 'zod';

import type { AkeneoClient } from './akeneo-client.ts';

/** What a PIM is and can do, as it tells itself. */
export interface ServerFacts {
  readonly version: string;
  /** `Serenity`, `GE`, `EE`, `CE`, … */
  readonly edition: string;
  /** Hosted by Akeneo, always the newest version. */
  readonly isHosted: boolean;
  /** Products are addressed by UUID (since 7.0). */
  readonly hasUuids: boolean;
  /** Searches for products may be sent as a body. */
  readonly hasSearchByBody: boolean;
  readonly hasAssetFamilies: boolean;
  readonly hasReferenceEntities: boolean;
  readonly hasMeasurementFamilies: boolean;
  /** Product models can be asked for by their parent (since 6.0). */
  readonly filtersModelsByParent: boolean;
  /** Products can be asked for by a list of parents, or by having none (Akeneo REST API, filters: hosted only). */
  readonly filtersProductsByParents: boolean;
  /** Products come with their quality scores (since 5.0). */
  readonly hasQualityScores: boolean;
  /** Products come with their completenesses (since 6.0). */
  readonly hasCompletenesses: boolean;
}

const rootSchema = z.object({
  routes: z.record(z.string(), z.object({ route: z.string() }).loose()),
});

const systemSchema = z.object({ version: z.string(), edition: z.string() });

/** Versions of the hosted PIM are dates, such as `20260818041041` or `v20230112013744`. */
const hostedVersion = /^v?20\d{6}/;

/** The paths that the API has, below `/api/rest/v1/`. Needs no credentials. */
export async function readRoutes(client: AkeneoClient, signal: AbortSignal): Promise<readonly string[]> {
  const { routes } = await client.read(rootSchema, {
    path: '',
    headers: { accept: 'application/json' },
    anonymous: true,
    signal,
    operation: 'GET /api/rest/v1',
  });
  return Object.values(routes).map(({ route }) => route.replace(/^\/api\/rest\/v1\/?/, ''));
}

/** Asks a PIM what it is and can do. */
export async function readServerFacts(client: AkeneoClient, signal: AbortSignal): Promise<ServerFacts> {
  const [root, system] = await Promise.all([readRoutes(client, signal), readSystem(client, signal)]);
  const { version, edition } = system;
  const routes = new Set(root);
  const isHosted = hostedVersion.test(version) || edition === 'Serenity' || edition === 'GE';
  const major = isHosted ? Infinity : Number.parseInt(version.replace(/^v/, ''), 10);
  return {
    version,
    edition,
    isHosted,
    hasUuids: routes.has('products-uuid'),
    hasSearchByBody: routes.has('products-uuid/search'),
    hasAssetFamilies: routes.has('asset-families'),
    hasReferenceEntities: routes.has('reference-entities'),
    hasMeasurementFamilies: routes.has('measurement-families'),
    filtersModelsByParent: major >= 6,
    filtersProductsByParents: isHosted,
    hasQualityScores: major >= 5,
    hasCompletenesses: major >= 6,
  };
}

/** Versions before 5.0 do not tell which they are. */
async function readSystem(client: AkeneoClient, signal: AbortSignal): Promise<z.output<typeof systemSchema>> {
  try {
    return await client.read(systemSchema, { path: 'system-information', signal });
  } catch (error) {
    if (!isConnectorError(error, 'resource.missing')) throw error;
    return { version: '4.0 or older', edition: 'unknown' };
  }
}

/** What is said where a PIM has no reference entities. */
export function withoutReferenceEntities({ edition }: Pick<ServerFacts, 'edition'>): string {
  return `The PIM has no reference entities: they are a feature of the Enterprise Edition, and the edition is ${edition}`;
}
