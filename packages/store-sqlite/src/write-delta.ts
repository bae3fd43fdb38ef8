import type { StoreDelta } from '@pim-connector/core';

import type { Tables } from './open-store.ts';

/** Writes all changes of a delta; the caller’s transaction makes them one. */
export function writeDelta(tables: Tables, pipeline: string, delta: StoreDelta): void {
  const {
    checkpoint,
    settled,
    links,
    intents,
    fingerprints,
    deadLetters,
    run,
    removeRunsBefore,
    ledger = [],
  } = delta;
  if (checkpoint !== undefined) tables.checkpoints.put(pipeline, checkpoint);
  if (settled !== undefined) tables.checkpoints.settle(pipeline, settled);
  if (links !== undefined) tables.links.change(links);
  if (intents !== undefined) tables.intents.change(pipeline, intents);
  if (fingerprints !== undefined) {
    const newest = tables.checkpoints.find(pipeline, fingerprints.entity)?.passNumber ?? 0;
    tables.fingerprints.change(pipeline, fingerprints, newest);
  }
  if (deadLetters !== undefined) tables.deadLetters.change(pipeline, deadLetters);
  if (run !== undefined) tables.runs.put(pipeline, run);
  if (removeRunsBefore !== undefined) tables.runs.removeBefore(pipeline, removeRunsBefore);
  for (const change of ledger) tables.ledger.change(pipeline, change);
}
