import type { Adopted, Unadopted, UnknownRecord } from '../connector/index.ts';
import type { Issue } from '../errors/index.ts';
import type { RecordKey } from '../model/index.ts';
import { heldThings } from './held-things.ts';
import type { Finding } from './held-things.ts';
import { leadBack } from './lead-back.ts';
import type { PageContext } from './page-context.ts';
import { openItems } from './page-item.ts';
import type { PageItem } from './page-item.ts';
import { destinationError, failTogether } from './stage-error.ts';

/**
 * Stage: asks what the destination has of records that nobody knows of yet, by the rules of the user. What is found
 * becomes the record instead of a second one being made, and is changed like any other.
 */
export async function adoptRecords(items: readonly PageItem[], context: PageContext): Promise<void> {
  if (context.destination.adopt === undefined) return;
  const unknown = openItems(items).filter(
    ({ record, remote, data }) => record.op === 'upsert' && remote === null && data !== null,
  );
  if (unknown.length === 0) return;
  const found = await askFor(unknown, context);
  const held = await heldThings([...found].flatMap(findingOf), context);
  for (const item of unknown) {
    const answer = found.get(item.key);
    if (answer === undefined) continue;
    const taken = held.get(item.key);
    if (taken !== undefined || 'issues' in answer) {
      const issues = 'issues' in answer ? answer.issues : [];
      const path = issues.find((issue) => issue.path !== undefined)?.path;
      const given = taken === undefined ? issues : [{ ...taken, ...(path === undefined ? {} : { path }) }];
      item.result = {
        kind: 'rejected',
        stage: 'diff',
        issues: given.map((issue) => leadBack(issue, context.prepared.mapping)),
      };
      continue;
    }
    item.remote = answer.remote;
    item.adoption = answer.adoption ?? null;
  }
  refuseSharing(unknown, context);
}

/** What is found by our key has been the record all along; all else may be another one. */
function findingOf([key, answer]: readonly [RecordKey, Adopted | Unadopted]): readonly Finding[] {
  if ('issues' in answer) return answer.id === undefined ? [] : [{ key, id: answer.id }];
  return answer.adoption === undefined ? [] : [{ key, id: answer.remote.id }];
}

async function askFor(
  items: readonly PageItem[],
  context: PageContext,
): Promise<ReadonlyMap<RecordKey, Adopted | Unadopted>> {
  const { destination, prepared, connector } = context;
  const records = items.flatMap(({ key, record, data }): UnknownRecord[] => {
    if (record.op !== 'upsert' || data === null) return [];
    const variantKeys = 'variants' in record.data ? record.data.variants.map((variant) => variant.key) : [];
    return [{ key, data, variantKeys }];
  });
  try {
    return (await destination.adopt?.({ entity: prepared.entity, records }, connector)) ?? new Map();
  } catch (error) {
    // Not to know is no reason to make a second one.
    failTogether(items, 'diff', destinationError(error, 'adopt', context));
    return new Map();
  }
}

/** Of records that would become the same thing, nobody knows which it is. */
function refuseSharing(items: readonly PageItem[], { promised }: PageContext): void {
  const adopting = openItems(items).filter(({ adoption }) => adoption !== null);
  for (const [id, sharing] of Map.groupBy(adopting, ({ remote }) => remote?.id ?? '')) {
    const earlier = promised?.adopter(id);
    const keys = [...(earlier === undefined ? [] : [earlier]), ...sharing.map(({ key }) => key)];
    if (keys.length === 1) continue;
    for (const item of sharing)
      item.result = { kind: 'rejected', stage: 'diff', issues: [sharedIssue(id, item, keys)] };
  }
}

function sharedIssue(id: string, { key, adoption }: PageItem, keys: readonly RecordKey[]): Issue {
  const others = keys.filter((each) => each !== key).map((each) => `“${each}”`);
  return {
    code: 'record.ambiguous',
    severity: 'error',
    message: `${id} is found by ${adoption?.by} ${adoption?.value}, but ${others.join(' and ')} would become it as well`,
  };
}
