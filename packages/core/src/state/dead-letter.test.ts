import { describe, expect, test } from 'vitest';

import { ConnectorError } from '../errors/index.ts';
import { joinDeadLetters, matchesDeadLetter } from './dead-letter.ts';
import type { DeadLetter, DeadLetterFilter } from './dead-letter.ts';

const rejected: DeadLetter = {
  entity: 'product',
  key: 'shirt',
  status: 'rejected',
  stage: 'map',
  issues: [{ code: 'value.missing', severity: 'error', message: 'There is no name' }],
  error: null,
  attempts: 2,
  firstAt: '2026-03-01T06:00:00Z',
  lastAt: '2026-03-02T06:00:00Z',
  record: { name: null },
  mapping: 'mapping 1',
  run: 'run 1',
};

const failed: DeadLetter = {
  ...rejected,
  status: 'failed',
  stage: 'write',
  issues: [],
  error: new ConnectorError('connection.failed', 'The connection broke').toJSON(),
  attempts: 3,
  firstAt: '2026-03-03T06:00:00Z',
  lastAt: '2026-03-03T06:00:00Z',
  record: { name: 'Shirt' },
  mapping: 'mapping 2',
  run: 'run 2',
};

test('the first dead letter of a record is kept as it is', () => {
  expect(joinDeadLetters(undefined, rejected)).toEqual(rejected);
});

test('a later one replaces it, adds its attempts, and keeps when it began', () => {
  expect(joinDeadLetters(rejected, failed)).toEqual({
    ...failed,
    attempts: 5,
    firstAt: '2026-03-01T06:00:00Z',
  });
});

describe('matchesDeadLetter', () => {
  test.each<[DeadLetterFilter, boolean, boolean]>([
    [{}, true, true],
    [{ entity: 'product' }, true, true],
    [{ entity: 'price' }, false, false],
    [{ status: 'rejected' }, true, false],
    [{ stage: 'write' }, false, true],
    [{ keys: ['trousers', 'shirt'] }, true, true],
    [{ keys: ['trousers'] }, false, false],
    [{ keys: [] }, false, false],
    [{ code: 'value.missing' }, true, false],
    [{ code: 'connection.failed' }, false, true],
    [{ code: 'value' }, false, false],
    [{ status: 'failed', code: 'value.missing' }, false, false],
  ])('%o', (filter, first, second) => {
    expect([matchesDeadLetter(rejected, filter), matchesDeadLetter(failed, filter)]).toEqual([first, second]);
  });
});
