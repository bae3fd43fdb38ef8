import { describe, expect, test } from 'vitest';

import { compileMapping } from '../compile-mapping.ts';
import { explainTarget } from '../explain.ts';
import type { Operator } from '../operator.ts';
import { parseMapping } from '../parse-mapping.ts';
import { operators } from './index.ts';
import { sampleFunctions, sampleMapping, sampleProduct, sampleSource } from './sample.ts';

const table = Object.entries(operators) as [string, Operator][];

test('there are at least 45 operators, each under its own name', () => {
  expect(table.length).toBeGreaterThanOrEqual(45);
  for (const [name, operator] of table) expect(operator.name).toBe(name);
});

describe.each(table)('%s', (_name, operator) => {
  const options = { source: sampleSource, functions: sampleFunctions };

  test.each(operator.examples)('example %#: $expression', ({ expression, result, level = 'product' }) => {
    const mapping = { ...sampleMapping, rules: [{ to: 'result', level, from: expression }] };
    for (const strategy of ['auto', 'closures'] as const) {
      const { data, issues } = compileMapping(mapping, { ...options, strategy }).map(sampleProduct);
      expect(issues).toEqual([]);
      const made = level === 'product' ? data : (data['variants'] as Record<string, unknown>[])[0];
      expect(made?.['result']).toEqual(result);
    }
  });

  test('its JSON comes through unchanged, and its account speaks of it', () => {
    for (const { expression, level = 'product' } of operator.examples) {
      const mapping = { ...sampleMapping, rules: [{ to: 'result', level, from: expression }] };
      expect(parseMapping(mapping)).toEqual(mapping);
      const [explained] = explainTarget(mapping, sampleProduct, 'result', options);
      expect(explained?.root.op).toBe(expression.op);
      expect(explained?.root.description).not.toBe('');
    }
  });

  test('refuses an argument that it does not know', () => {
    const [{ expression }] = operator.examples;
    const mapping = { ...sampleMapping, rules: [{ to: 'result', from: { ...expression, unheardOf: 1 } }] };
    expect(() => parseMapping(mapping)).toThrow(/unheardOf/);
  });
});
