import { mayClaim } from '@pim-connector/core';
import type { Claim, Entity, OpenIntent, RecordKey } from '@pim-connector/core';

import type { Tables } from './open-store.ts';

/** The open intents of some records. */
export function openIntents(
  { intents, leases }: Tables,
  account: string,
  entity: Entity,
  keys: readonly RecordKey[],
  now: number,
): Map<RecordKey, OpenIntent> {
  const found = [...intents.find(account, entity, keys).values()];
  const held = new Map(found.map(({ pipeline }) => [pipeline, leases.isHeld(pipeline, now)]));
  return new Map(
    found.map((intent) => [intent.key, { ...intent, held: held.get(intent.pipeline) === true }]),
  );
}

/** Makes those claims intents that may be; the caller’s transaction keeps others out meanwhile. */
export function claimIntents(
  tables: Tables,
  pipeline: string,
  account: string,
  claims: readonly Claim[],
  now: number,
): Set<RecordKey> {
  const claimed = new Set<RecordKey>();
  for (const [entity, some] of Map.groupBy(claims, (claim) => claim.entity)) {
    const keys = some.map(({ key }) => key);
    const links = tables.links.find(account, entity, keys);
    const open = openIntents(tables, account, entity, keys, now);
    for (const claim of some) {
      const { key, run, at } = claim;
      if (!mayClaim(pipeline, claim, links.get(key)?.remote.id ?? null, open.get(key))) continue;
      tables.intents.put(account, { entity, key, pipeline, run, at });
      claimed.add(key);
    }
  }
  return claimed;
}
