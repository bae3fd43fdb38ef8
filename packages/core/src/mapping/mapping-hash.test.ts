import { describe, expect, test } from 'vitest';

import type { Attribute } from '../model/index.ts';
import { compileMapping } from './compile-mapping.ts';
import type { CompileOptions } from './compile-options.ts';
import type { Expression } from './expression.ts';
import type { Mapping } from './mapping.ts';
import { sampleFunctions, sampleMapping, sampleSource } from './operators/sample.ts';

const options: CompileOptions = { source: sampleSource, functions: sampleFunctions };

function hashOf(from: Expression, more: Partial<Mapping> = {}, changed: CompileOptions = {}): string {
  const mapping = { ...sampleMapping, ...more, rules: [{ to: 'made', from }] };
  return compileMapping(mapping, { ...options, ...changed }).hash;
}

const name = { op: 'attribute', code: 'name' };

describe('the hash of a mapping changes', () => {
  test('with the primary locale, though all locales stay', () => {
    const locales = { 'en-US': ['en-US'], 'de-DE': ['de-DE'] };
    const germanFirst = { 'de-DE': ['de-DE'], 'en-US': ['en-US'] };
    expect(hashOf(name, { locales })).not.toBe(hashOf(name, { locales: germanFirst }));
  });

  test.each([
    { op: 'attributeLabel', code: 'color' },
    { op: 'categoryPath' },
    { op: 'familyLabel' },
    { op: 'optionLabel', attribute: 'color' },
    { op: 'variantAxes' },
  ])('with what the source says of itself, if an operator uses it, as $op does', (label) => {
    for (const part of ['families', 'attributes', 'categories'] as const) {
      const source = { ...sampleSource, [part]: [] };
      expect(hashOf(label, {}, { source })).not.toBe(hashOf(label));
      expect(hashOf(name, {}, { source })).toBe(hashOf(name));
    }
  });

  test('with the kinds of reference records, if it is one of those', () => {
    const label = { op: 'optionLabel', attribute: 'style' };
    const style: Attribute = {
      key: 'style',
      type: 'option',
      labels: {},
      localizable: false,
      scopable: false,
    };
    const source = { ...sampleSource, recordKinds: [{ code: 'designers', labels: {}, attributes: [style] }] };
    const entity = 'referenceRecord';
    expect(hashOf(label, { entity }, { source })).not.toBe(hashOf(label, { entity }));
    expect(hashOf(label, {}, { source })).toBe(hashOf(label));
  });

  test('with the version of a function, if it is called', () => {
    const functions = { initials: { ...sampleFunctions['initials'], version: '2', run: () => undefined } };
    const called = { op: 'call', function: 'initials' };
    expect(hashOf(called, {}, { functions })).not.toBe(hashOf(called));
    expect(hashOf(name, {}, { functions })).toBe(hashOf(name));
  });

  test('with a table', () => {
    expect(hashOf(name, { tables: { origins: { pt: 'PT' } } })).not.toBe(hashOf(name));
  });
});

test('the hash of a mapping does not change with the order of an operator’s arguments', () => {
  const from = { op: 'split', of: name, separator: ',' };
  expect(hashOf({ separator: ',', of: name, op: 'split' })).toBe(hashOf(from));
});
