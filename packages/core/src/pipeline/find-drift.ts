import type { RemoteRecord } from '../connector/index.ts';
import type { Entity, RecordKey } from '../model/index.ts';
import { applyGates } from './apply-gates.ts';
import { withoutCreateOnly } from './create-only.ts';
import { differences, readableDifferences } from './differences.ts';
import type { Difference } from './differences.ts';
import { differingSections } from './differing-sections.ts';
import { forgetSections } from './forget-sections.ts';
import { mapRecords } from './map-records.ts';
import type { PageContext } from './page-context.ts';
import { openItems } from './page-item.ts';
import type { PageItem } from './page-item.ts';
import { pause } from './pause.ts';
import { lookUp, readBackOf } from './recall-remote.ts';
import { recallState } from './recall-state.ts';
import { hashSources } from './recognize-unchanged.ts';
import { validateRecords } from './validate-records.ts';

/** A record that is not as it should be at the destination. */
export interface Drift {
  readonly entity: Entity;
  readonly key: RecordKey;
  /** `changed` there, or `missing`. */
  readonly kind: 'changed' | 'missing';
  /** Field by field: `before` is what the destination has, `after` what it should have. */
  readonly differences: readonly Difference[];
}

/** A record that has drifted, and what the destination has of it. */
export interface Drifted {
  readonly item: PageItem;
  readonly drift: Drift;
  readonly found: RemoteRecord | undefined;
}

/** Compares records with what the destination has. Those that cannot be compared get a result. */
export async function findDrift(
  items: readonly PageItem[],
  foundFrom: number,
  context: PageContext,
): Promise<readonly Drifted[]> {
  await recallState(items, context);
  for (const item of openItems(items)) {
    if (item.remote === null) item.result = { kind: 'skipped', reason: 'it was never written' };
  }
  hashSources(openItems(items));
  validateRecords(items);
  mapRecords(items, context);
  applyGates(items, context);
  const drifted = await lookForDrift(openItems(items), context);
  const { clock } = context.connector;
  if (drifted.length === 0 || clock.now() >= foundFrom) return drifted;
  // What was written last may not be found yet: a second look shows what has really drifted.
  await pause(foundFrom - clock.now(), context);
  return lookForDrift(
    drifted.map(({ item }) => item),
    context,
  );
}

async function lookForDrift(items: readonly PageItem[], context: PageContext): Promise<readonly Drifted[]> {
  const found = await lookUp(items, context);
  return openItems(items).flatMap((item): Drifted[] => {
    const remote = found.get(item.key);
    const drift = driftOf(item, remote, context);
    return drift === null ? [] : [{ item, drift, found: remote }];
  });
}

function driftOf(item: PageItem, found: RemoteRecord | undefined, context: PageContext): Drift | null {
  const { entity } = context.prepared;
  const { key } = item;
  const wanted = lastingData(item, context);
  if (found === undefined) return { entity, key, kind: 'missing', differences: differences({}, wanted) };
  if (found.data === undefined) {
    item.result = { kind: 'skipped', reason: 'it cannot be read back' };
    return null;
  }
  const changes = readableDifferences(found, wanted);
  return changes.length === 0 ? null : { entity, key, kind: 'changed', differences: changes };
}

function lastingData({ data }: PageItem, { prepared }: PageContext): object {
  return withoutCreateOnly(data ?? {}, prepared.mapping.createOnly, () => true);
}

/** Makes the stages see what has drifted: exactly the sections that differ are sent. */
export function exposeDrift({ item, found }: Drifted, context: PageContext): void {
  item.there = found === undefined ? null : readBackOf(found);
  if (found === undefined || item.there === null) {
    item.remote = null;
    return;
  }
  // A repair that died before its commit has left a link to the record that was lost.
  if (found.remote.id !== item.remote?.id) {
    item.remote = found.remote;
    item.linked = false;
  }
  const differing = differingSections(item.there, lastingData(item, context), context.prepared.definition);
  item.fingerprint = forgetSections(item.fingerprint, differing);
}
