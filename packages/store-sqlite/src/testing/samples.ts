import { beginPass, initialCheckpoint } from '@pim-connector/core';
import type { Checkpoint, DeadLetter, Fingerprint, Link, RunRecord, StoreDelta } from '@pim-connector/core';

/** Milliseconds that no test lasts. */
export const longTime = 600_000;

export const firstPass: Checkpoint = beginPass(
  initialCheckpoint('product'),
  'full',
  '2026-03-01T06:00:00Z',
  'mapping',
);

export function linkOf(key: string): Link {
  return { entity: 'product', key, remote: { id: `remote ${key}` } };
}

export function fingerprintOf(key: string): Fingerprint {
  return {
    key,
    source: `source of ${key}`,
    mapping: 'mapping 1',
    sections: { content: `content of ${key}` },
  };
}

export function letterOf(key: string): DeadLetter {
  return {
    entity: 'product',
    key,
    status: 'rejected',
    stage: 'map',
    issues: [{ code: 'value.missing', severity: 'error', message: 'There is no name' }],
    error: null,
    attempts: 1,
    firstAt: '2026-03-01T06:00:00Z',
    lastAt: '2026-03-01T06:00:00Z',
    record: { key },
    mapping: 'mapping 1',
    run: 'run 1',
  };
}

const run: RunRecord = {
  id: 'run 1',
  startedAt: '2026-03-01T06:00:00Z',
  endedAt: null,
  status: null,
  error: null,
  report: null,
};

/** A delta that touches every table. */
export function everything(keys: readonly string[] = ['shirt']): StoreDelta {
  return {
    checkpoint: firstPass,
    links: { account: 'account', set: keys.map(linkOf) },
    fingerprints: { entity: 'product', set: keys.map(fingerprintOf) },
    deadLetters: { entity: 'product', set: keys.map(letterOf) },
    run,
  };
}
