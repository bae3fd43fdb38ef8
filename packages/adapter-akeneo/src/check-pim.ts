import { checkResult, clockItem, isConnectorError } from '@pim-connector/core';
import type {
  CheckItem,
  CheckResult,
  ConnectorContext,
  ConnectorError,
  HttpRequest,
} from '@pim-connector/core';

import type { AkeneoClient } from './akeneo-client.ts';
import { objectOf, objectsOf, textOf } from './api-values.ts';
import { recordsPath } from './records-path.ts';
import { readRoutes, readServerFacts, withoutReferenceEntities } from './server-facts.ts';
import type { ServerFacts } from './server-facts.ts';

/** Oldest version that was looked at; older ones may lack what is needed. */
const oldestMajor = 5;

/** Something that the connection must be permitted, and what for. */
export interface NeededPermission {
  /** A list below `/api/rest/v1/`; reading one item of it shows whether it is permitted. */
  readonly path: string;
  /** What the permission is called in the PIM. */
  readonly permission: string;
  /** Whether nothing works without it. */
  readonly isEssential: boolean;
  /** Whether it is to write: asked by a change of nothing, which is refused to who may not change anything. */
  readonly isToWrite?: true;
}

// These lists take no `limit` (Akeneo REST API, asset families, reference entities).
const withoutLimit = new Set(['asset-families', 'reference-entities']);

/** What reading needs (Akeneo REST API, permissions). */
export const readPermissions: readonly NeededPermission[] = [
  { path: 'products-uuid', permission: 'List products', isEssential: true },
  { path: 'product-models', permission: 'List products', isEssential: true },
  { path: 'attributes', permission: 'List attributes', isEssential: true },
  { path: 'channels', permission: 'List channels', isEssential: true },
  { path: 'locales', permission: 'List locales', isEssential: true },
  { path: 'currencies', permission: 'List currencies', isEssential: true },
  { path: 'families', permission: 'List families', isEssential: false },
  { path: 'categories', permission: 'List categories', isEssential: false },
  { path: 'media-files', permission: 'List media files', isEssential: false },
  { path: 'association-types', permission: 'List association types', isEssential: false },
  { path: 'asset-families', permission: 'List asset families', isEssential: false },
  { path: 'reference-entities', permission: 'List reference entities', isEssential: false },
];

/** What writing needs, beside reading. */
export const writePermissions: readonly NeededPermission[] = [
  ...readPermissions,
  ...[
    ['products', 'Create and update products'],
    ['attributes', 'Create and update attributes'],
    ['families', 'Create and update families'],
    ['categories', 'Create and update categories'],
    ['reference-entities', 'Create and update records'],
  ].map(([path = '', permission = '']): NeededPermission => ({
    path,
    permission,
    isEssential: path === 'products',
    isToWrite: true,
  })),
];

/** Asks the PIM who it is and what it permits, and says what would not work. */
export async function checkPim(
  client: AkeneoClient,
  permissions: readonly NeededPermission[],
  context: ConnectorContext,
): Promise<CheckResult> {
  const items: CheckItem[] = [];
  try {
    await readRoutes(client, context.signal);
    items.push({ name: 'address', status: 'ok', message: `A PIM answers at ${client.url}` });
    await client.token();
    const facts = await readServerFacts(client, context.signal);
    items.push({ name: 'credentials', status: 'ok', message: 'The PIM takes the credentials' });
    items.push(versionItem(facts), {
      name: 'edition',
      status: 'ok',
      message: `The edition is ${facts.edition}`,
    });
    if (!facts.hasReferenceEntities && permissions.some(({ isToWrite }) => isToWrite === true))
      items.push(noReferenceEntities(facts));
    items.push(...(await permissionItems(client, permissions, facts, context)));
    items.push(clockItem({ ahead: client.now() - context.clock.now() }));
  } catch (error) {
    if (!isConnectorError(error) || context.signal.aborted) throw error;
    items.push(failedItem(error, items.length > 0));
  }
  return checkResult(items);
}

function failedItem({ code, message, hint }: ConnectorError, isPim: boolean): CheckItem {
  if (code === 'auth.failed') return { name: 'credentials', status: 'failed', message, hint };
  if (code === 'permission.denied') {
    const advice =
      'Give the role of the connection’s user the permission “Overall Web API access” in the PIM.';
    return { name: 'permissions', status: 'failed', message, hint: advice };
  }
  if (isPim) return { name: 'address', status: 'failed', message, hint };
  const isOther = ['resource.missing', 'response.malformed', 'request.rejected'].includes(code);
  const advice = 'Check that “url” is the address of the PIM itself, without “/api”, a page or a proxy.';
  return { name: 'address', status: 'failed', message, hint: isOther ? advice : hint };
}

function versionItem({ version, isHosted }: ServerFacts): CheckItem {
  const major = Number.parseInt(version.replace(/^v/, ''), 10);
  if (isHosted || major >= oldestMajor)
    return { name: 'version', status: 'ok', message: `The version is ${version}` };
  return {
    name: 'version',
    status: 'failed',
    message: `The PIM has version ${version}; this package knows ${oldestMajor}.0 and newer`,
    hint: 'Upgrade the PIM.',
  };
}

/**
 * No lines: nothing is changed, and who may not change anything is refused before anybody looks for lines. Source: the
 * controllers of the external API in pim-community-dev. Older versions let everybody change products.
 */
const changeOfNothing = {
  method: 'PATCH',
  headers: { 'content-type': 'application/vnd.akeneo.collection+json' },
  body: '',
  idempotent: true,
  expect: 'nothing',
} as const;

/** Records are written below their reference entity, as a list; `null`: there is none to ask. */
async function recordsOfNothing(client: AkeneoClient, signal: AbortSignal): Promise<HttpRequest | null> {
  try {
    const answer = await client.request({ path: 'reference-entities', signal, expect: 'json' });
    const [first] = objectsOf(objectOf(objectOf(answer.json())['_embedded'])['items']);
    const code = textOf(first?.['code']);
    return code === null ? null : { method: 'PATCH', path: recordsPath(code), json: [], idempotent: true };
  } catch (error) {
    // That they may not be listed is said already.
    if (isConnectorError(error, 'permission.denied')) return null;
    throw error;
  }
}

function noReferenceEntities(facts: ServerFacts): CheckItem {
  return {
    name: 'edition',
    status: 'warning',
    message: withoutReferenceEntities(facts),
    hint: 'Leave “referenceRecord” out of the “entities” of pipelines to it.',
  };
}

async function permissionItems(
  client: AkeneoClient,
  permissions: readonly NeededPermission[],
  facts: ServerFacts,
  { signal }: ConnectorContext,
): Promise<readonly CheckItem[]> {
  const found = await Promise.all(
    permissions.map(async ({ path, permission, isEssential, isToWrite }): Promise<readonly CheckItem[]> => {
      if (path === 'asset-families' && !facts.hasAssetFamilies) return [];
      if (path === 'reference-entities' && !facts.hasReferenceEntities) return [];
      // Which lists there are depends on the version.
      const existing = path === 'products-uuid' && !facts.hasUuids ? 'products' : path;
      try {
        const reading: HttpRequest = {
          path: existing,
          query: withoutLimit.has(path) ? {} : { limit: 1 },
          expect: 'json',
        };
        const request =
          isToWrite !== true
            ? reading
            : path === 'reference-entities'
              ? await recordsOfNothing(client, signal)
              : { ...changeOfNothing, path };
        if (request !== null) await client.request({ ...request, signal });
        return [];
      } catch (error) {
        // What a PIM thinks of a change of nothing is its own affair, as long as it would take one.
        if (isToWrite === true && isConnectorError(error, 'request.rejected')) return [];
        if (!isConnectorError(error, 'permission.denied')) throw error;
        return [
          {
            name: 'permissions',
            status: isEssential ? 'failed' : 'warning',
            message: `The PIM does not permit to ${isToWrite === true ? 'write' : 'read'} ${existing}: ${error.message}`,
            hint: `Give the role of the connection’s user the permission “${permission}” in the PIM, or the app the scope for it.`,
          },
        ];
      }
    }),
  );
  const problems = found.flat();
  if (problems.length > 0) return problems;
  return [{ name: 'permissions', status: 'ok', message: 'Everything that is needed is permitted' }];
}
