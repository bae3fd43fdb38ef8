import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';

import { referenceRecordKey } from '../../model/index.ts';
import { evaluateExpression, input, inputRecord } from './evaluate-expression.ts';

function keysOf(value: unknown, options: object = {}) {
  return evaluateExpression({ op: 'referenceKeys', of: input, ...options }, inputRecord(value));
}

const record = fc
  .tuple(fc.constantFrom('brands', 'designers'), fc.constantFrom('a', 'b', 'c/d', 'product'))
  .map(([kind, code]) => ({ entity: 'referenceRecord', kind, code, key: referenceRecordKey(kind, code) }));
const product = fc
  .constantFrom('a', 'brands/a')
  .map((key) => ({ entity: 'product', kind: null, code: key, key }));

describe('referenceKeys', () => {
  test.prop([
    fc.array(fc.oneof(record, product), { minLength: 1 }),
    fc.constantFrom(undefined, 'product', 'referenceRecord'),
    fc.constantFrom(undefined, 'brands', 'designers'),
    fc.constantFrom('key' as const, 'code' as const),
  ])('gives each fitting one once', (all, entity, kind, part) => {
    const references = all.map(({ entity: of, key }) => ({ entity: of, key }));
    const fitting = all.filter(
      (each) =>
        (entity === undefined || each.entity === entity) && (kind === undefined || each.kind === kind),
    );
    const options = {
      part,
      ...(entity === undefined ? {} : { entity }),
      ...(kind === undefined ? {} : { kind }),
    };
    expect(keysOf(references, options)).toEqual({ value: [...new Set(fitting.map((each) => each[part]))] });
  });

  test('reads a single reference, and leaves a key alone that no kind stands in', () => {
    expect(keysOf({ entity: 'referenceRecord', key: 'brands/acme' })).toEqual({ value: ['brands/acme'] });
    expect(keysOf({ entity: 'referenceRecord', key: '/acme' }, { part: 'code' })).toEqual({
      value: ['/acme'],
    });
    expect(keysOf({ entity: 'referenceRecord', key: 'acme/' }, { part: 'code' })).toEqual({
      value: ['acme/'],
    });
  });

  test('refuses what is no reference', () => {
    const message = '“referenceKeys” needs references but was given “acme”';
    expect(keysOf(['acme'])).toMatchObject({ issue: { code: 'value.wrong_type', message } });
    expect(keysOf({ entity: 'product', key: 7 })).toMatchObject({ issue: { code: 'value.wrong_type' } });
  });
});

test.each(['brands/old', '__proto__', ''])('refuses the kind “%s”', (kind) => {
  expect(() => keysOf([], { kind })).toThrow(/mapping is not valid/);
});
