import { ConnectorError } from '@pim-connector/core';
import type {
  ChangeEntry,
  Checkpoint,
  Claim,
  DeadLetter,
  Fingerprint,
  Intent,
  Link,
  RunRecord,
} from '@pim-connector/core';

/** Milliseconds that no case lasts. */
export const longTime = 600_000;

/** Keys that are all different and that a store must not confuse, cut or normalise. */
export const peculiarKeys: readonly string[] = [
  'shirt',
  'Shirt',
  'shirt ',
  ' shirt',
  '007',
  '7',
  '7.0',
  'true',
  'null',
  '__proto__',
  'constructor',
  `O'Neill "XL" \\ 50%_*?`,
  '["a","b"]',
  'résumé',
  'résumé'.normalize('NFD'),
  'Größe/Straße',
  'ΣΊΣΥΦΟΣ',
  'قميص',
  '衬衫',
  '👕🏽',
  '\u{10FFFD}\uFFFD',
  'k'.repeat(255),
];

/** A checkpoint in the midst of a pass. */
export const sampleCheckpoint: Checkpoint = {
  entity: 'product',
  bookmark: 'since monday',
  mapping: 'mapping 1',
  passNumber: 3,
  pass: {
    number: 3,
    mode: 'incremental',
    bookmark: 'since monday',
    mapping: 'mapping 1',
    startedAt: '2026-03-01T06:00:00Z',
    cursor: '{"page":"9","ü":"👕"}',
    pages: 9,
    ahead: [
      { index: 11, cursor: 'after 11' },
      { index: 12, cursor: null },
    ],
  },
};

/** A link with all that a link can hold. */
export function linkOf(key: string): Link {
  return {
    entity: 'product',
    key,
    remote: {
      id: `remote ${key}`,
      variants: { [`${key} S`]: { id: 'v1' }, [`${key} M`]: { id: 'v2', data: { stock: 'i2' } } },
      data: { handle: 'ünïcode 👕', counts: [0, -1.5, 1e21, 12_345_678_901], nothing: null, deep: [[{}]] },
    },
  };
}

/** A fingerprint with several sections. */
export function fingerprintOf(key: string, source = 'source 1'): Fingerprint {
  return { key, source, mapping: 'mapping 1', sections: { content: `content of ${key}`, prices: 'prices' } };
}

/** A dead letter of a record that was refused. */
export function rejectedLetter(key: string): DeadLetter {
  return {
    entity: 'product',
    key,
    status: 'rejected',
    stage: 'map',
    issues: [
      {
        code: 'value.missing',
        severity: 'error',
        message: 'Es fehlt „name“.',
        attribute: 'name',
        locale: 'de-DE',
      },
      { code: 'value.too_long', severity: 'warning', message: 'The title is cut.', value: 'x'.repeat(120) },
    ],
    error: null,
    attempts: 1,
    firstAt: '2026-03-01T06:00:00Z',
    lastAt: '2026-03-01T06:00:00Z',
    record: { key, name: null, tags: ['👕', '"', '\\', '\u0000', '\u2028'], price: 0.1 },
    mapping: 'mapping 1',
    run: 'run 1',
  };
}

/** A dead letter of a record that could not be written. */
export function failedLetter(key: string): DeadLetter {
  return {
    ...rejectedLetter(key),
    status: 'failed',
    stage: 'write',
    issues: [],
    error: new ConnectorError('connection.timeout', 'No answer in 30 s', {
      connector: 'shop',
      operation: 'write',
      key,
      retryAfter: 1500,
      details: { status: 504 },
    }).toJSON(),
    attempts: 4,
    firstAt: '2026-03-02T06:00:00Z',
    lastAt: '2026-03-03T06:00:00Z',
    run: 'run 2',
  };
}

/** A run that goes on. */
export function runningRun(id: string): RunRecord {
  return { id, startedAt: '2026-03-01T06:00:00Z', endedAt: null, status: null, error: null, report: null };
}

/** A record that cannot be written: whoever reads it gets an error. */
export const unreadable = {
  get name(): string {
    throw new Error('This record cannot be read');
  },
};

/** An entry of the ledger: a record that may have changed. */
export function changeOf(key: string, at = '2026-03-01T06:00:00.000Z'): ChangeEntry {
  return { entity: 'product', key, at, kind: 'changed' };
}

/** A create that a pipeline wants to announce. */
export function claimOf(key: string, changes: Partial<Claim> = {}): Claim {
  const at = '2026-03-01T06:00:00.000Z';
  return { entity: 'product', key, run: 'run 1', at, link: null, over: null, ...changes };
}

/** What becomes of {@link claimOf}. */
export function intentOf(key: string, pipeline = 'shop', at = '2026-03-01T06:00:00.000Z'): Intent {
  return { entity: 'product', key, pipeline, run: 'run 1', at };
}
