import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';

import type { Product } from '../model/index.ts';
import { readinessGate } from './readiness-gate.ts';
import { compileReadiness } from './readiness.ts';

function product(names: Record<string, string | null>, gtin: (string | undefined)[] = [undefined]): Product {
  return {
    key: 'p',
    attributes: {
      name: {
        type: 'text',
        values: Object.entries(names).map(([locale, data]) => ({ locale, scope: null, data })),
      },
      brand: { type: 'text', values: [{ locale: null, scope: 'print', data: 'verano' }] },
    },
    variants: gtin.map((value, index) => ({
      key: `p-${index}`,
      attributes: {},
      ...(value === undefined ? {} : { identifiers: [{ scheme: 'gtin', value }] }),
    })),
  };
}

const readiness = {
  name: 'shop',
  scopes: [null],
  locales: ['en-US', 'de-DE'],
  rules: [
    { label: 'a name', attribute: 'name', weight: 3 },
    { label: 'a GTIN', test: { op: 'identifier', scheme: 'gtin' }, level: 'variant' },
  ],
};

describe('readiness', () => {
  test('is 100 when nothing is missing', () => {
    const score = compileReadiness(readiness);
    expect(score(product({ 'en-US': 'Shirt', 'de-DE': 'Hemd' }, ['04012345000016']))).toEqual([
      { scope: null, locale: 'en-US', score: 100, missing: [] },
      { scope: null, locale: 'de-DE', score: 100, missing: [] },
    ]);
  });

  test('says per locale what is missing, and in which variants', () => {
    const score = compileReadiness(readiness);
    expect(score(product({ 'en-US': 'Shirt', 'de-DE': '  ' }, ['04012345000016', undefined]))).toEqual([
      { scope: null, locale: 'en-US', score: 75, missing: [{ label: 'a GTIN', variants: ['p-1'] }] },
      {
        scope: null,
        locale: 'de-DE',
        score: 0,
        missing: [
          { label: 'a name', attribute: 'name' },
          { label: 'a GTIN', variants: ['p-1'] },
        ],
      },
    ]);
  });

  test('looks at the values of its scope', () => {
    const rules = [{ label: 'a brand', attribute: 'brand' }];
    const score = compileReadiness({ ...readiness, scopes: ['print', 'web'], locales: ['en-US'], rules });
    expect(score(product({})).map((each) => [each.scope, each.score])).toEqual([
      ['print', 100],
      ['web', 0],
    ]);
  });

  test.prop([
    fc.array(fc.record({ weight: fc.double({ min: 0.001, max: 1000, noNaN: true }), there: fc.boolean() }), {
      minLength: 1,
      maxLength: 20,
    }),
  ])('is between 0 and 100, and 100 only if nothing is missing', (rules) => {
    const score = compileReadiness({
      ...readiness,
      locales: ['en-US'],
      rules: rules.map(({ weight, there }, index) => ({
        label: `rule ${index}`,
        weight,
        test: { op: 'constant', value: there },
      })),
    });
    const [result] = score(product({}));
    expect(result?.score).toBeGreaterThanOrEqual(0);
    expect(result?.score).toBeLessThanOrEqual(100);
    expect(result?.score === 100).toBe(rules.every(({ there }) => there));
    expect(result?.missing.length).toBe(rules.filter(({ there }) => !there).length);
  });

  test.each([
    ['no rules', { ...readiness, rules: [] }],
    ['a rule that says nothing', { ...readiness, rules: [{ label: 'x' }] }],
    [
      'a rule that says two things',
      { ...readiness, rules: [{ label: 'x', attribute: 'a', test: { op: 'constant', value: 1 } }] },
    ],
    ['an unknown operator', { ...readiness, rules: [{ label: 'x', test: { op: 'nope' } }] }],
  ])('refuses %s', (_what, rules) => {
    expect(() => compileReadiness(rules)).toThrow(/readiness rules are not valid/);
  });
});

describe('a readiness gate', () => {
  const record = (data: Product) => ({
    op: 'upsert' as const,
    entity: 'product' as const,
    key: 'p',
    data,
    coverage: 'complete' as const,
  });
  const half = product({ 'en-US': 'Shirt' }, ['04012345000016']);

  test('holds a record back, with reasons', () => {
    const gate = readinessGate(readiness);
    expect(gate.check({ record: record(half), data: {} })).toEqual([
      {
        code: 'gate.failed',
        severity: 'error',
        message: 'Not ready (25 of 100, needed 100): a name is missing',
        locale: 'de-DE',
        attribute: 'name',
      },
    ]);
  });

  test('can be content with less, or with one locale', () => {
    expect(readinessGate(readiness, { minimum: 25 }).check({ record: record(half), data: {} })).toEqual([]);
    expect(readinessGate(readiness, { needed: 'any' }).check({ record: record(half), data: {} })).toEqual([]);
  });

  test('has another version when it would decide otherwise', () => {
    const versions = [
      readinessGate(readiness),
      readinessGate(readiness, { minimum: 50 }),
      readinessGate({ ...readiness, locales: ['en-US'] }),
    ];
    expect(new Set(versions.map(({ version }) => version)).size).toBe(3);
  });
});
