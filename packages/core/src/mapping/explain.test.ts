import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';

import { isConnectorError } from '../errors/index.ts';
import { compileMapping } from './compile-mapping.ts';
import { explainTarget } from './explain.ts';
import { allOperators } from './expression-schema.ts';
import type { Mapping } from './mapping.ts';
import { sampleFunctions, sampleMapping, sampleProduct, sampleSource } from './operators/sample.ts';
import type { Rule } from './rule.ts';

const options = { source: sampleSource, functions: sampleFunctions };
const name = { op: 'attribute', code: 'name' };

function mappingOf(...rules: Rule[]): Mapping {
  return { ...sampleMapping, rules };
}

const anyExample = fc.constantFrom(
  ...allOperators().flatMap(({ examples }) => examples.map(({ expression }) => expression)),
);

test.prop([anyExample, anyExample])('tells the value that the mapping makes', (one, other) => {
  const of = [one, other];
  const mapping = mappingOf({ to: 'made', from: { op: 'list', of } });
  const { data, issues } = compileMapping(mapping, options).map(sampleProduct);
  const [explanation] = explainTarget(mapping, sampleProduct, 'made', options);
  expect(explanation?.value).toEqual(data['made']);
  expect(explanation?.failure).toBe(issues[0]?.message);
  expect(explanation?.root.inputs[0]?.op).toBe(one.op);
});

describe('which rules and records', () => {
  test('a localized rule is explained for each locale, or for one', () => {
    const mapping = mappingOf({ to: 'title.{locale}', from: name });
    const all = explainTarget(mapping, sampleProduct, 'title.{locale}', options);
    expect(all.map(({ target, rule, value }) => [target, rule, value])).toEqual([
      ['title.en-US', 'title.{locale}', 'Merino Crew Sweater'],
      ['title.de-DE', 'title.{locale}', 'Merino Rundhalspullover'],
    ]);
    const german = explainTarget(mapping, sampleProduct, 'title.de-DE', options);
    expect(german.map(({ target }) => target)).toEqual(['title.de-DE']);
  });

  test('a rule of level variant is explained for each variant', () => {
    const mapping = mappingOf({ to: 'sku', level: 'variant', from: { op: 'field', path: 'key' } });
    expect(
      explainTarget(mapping, sampleProduct, 'sku', options).map(({ variant, value }) => [variant, value]),
    ).toEqual([
      ['merino-crew-moss-s', 'merino-crew-moss-s'],
      ['merino-crew-sand-m', 'merino-crew-sand-m'],
    ]);
    expect(explainTarget(mapping, { attributes: {} }, 'sku', options)).toEqual([]);
  });

  test('a target without a rule has no explanation', () => {
    expect(explainTarget(mappingOf({ to: 'title', from: name }), sampleProduct, 'subtitle')).toEqual([]);
  });
});

describe('where a value was found', () => {
  test('names attribute, locale, scope and level', () => {
    const weight = { op: 'attribute', code: 'weight' };
    const from = { op: 'convert', of: weight, unit: 'GRM' };
    const mapping = mappingOf({ to: 'grams', level: 'variant', from });
    const explanations = explainTarget(mapping, sampleProduct, 'grams', options);
    const origin = { attribute: 'weight', locale: null, scope: null };
    expect(explanations.map(({ root }) => root.inputs[0]?.origin)).toEqual([
      { ...origin, level: 'product' },
      { ...origin, level: 'variant' },
    ]);
  });

  test('is not told of a value that nobody gave', () => {
    const mapping = mappingOf({ to: 'subtitle', from: { op: 'attribute', code: 'shopTitle' } });
    const [explanation] = explainTarget(mapping, sampleProduct, 'subtitle', options);
    expect(explanation?.root).toEqual({
      op: 'attribute',
      description: 'attribute “shopTitle”',
      value: undefined,
      inputs: [],
    });
  });

  test('tells which locale stood in for another', () => {
    const mapping = mappingOf({ to: 'text', from: { op: 'attribute', code: 'description' } });
    const german = { ...mapping, locales: { 'de-DE': ['de-DE', 'en-US'] } };
    const [explanation] = explainTarget(german, sampleProduct, 'text', options);
    expect(explanation?.root.origin).toEqual({
      attribute: 'description',
      locale: 'en-US',
      scope: null,
      level: 'product',
    });
  });

  test('tells it for an attribute that an operator reads by itself, and for each locale', () => {
    const from = { op: 'localized', of: { op: 'optionLabel', attribute: 'certifications' } };
    const [explanation] = explainTarget(mappingOf({ to: 'badges', from }), sampleProduct, 'badges', options);
    expect(explanation?.root.inputs.map(({ op, value }) => [op, value])).toEqual([
      ['optionLabel', ['OEKO-TEX', 'GOTS organic']],
      ['optionLabel', ['OEKO-TEX', 'GOTS bio']],
    ]);
    const read = explanation?.root.inputs[0]?.inputs[0];
    expect([read?.op, read?.origin?.attribute]).toEqual(['attribute', 'certifications']);
  });
});

test('a rule that fails tells why and where, and has no value', () => {
  const from = {
    op: 'join',
    of: { op: 'list', of: [name, { op: 'attribute', code: 'weight' }] },
    separator: ' ',
  };
  const [explanation] = explainTarget(mappingOf({ to: 'made', from }), sampleProduct, 'made', options);
  expect(explanation).not.toHaveProperty('value');
  expect(explanation?.failure).toBe('“join” needs a text but was given an object');
  expect(explanation?.root.inputs[0]?.value).toEqual([
    'Merino Crew Sweater',
    { amount: '0.31', unit: 'KGM' },
  ]);
});

test('a mapping that is not valid is refused', () => {
  const broken = mappingOf({ to: 'made', from: { op: 'unheard' } });
  expect(() => explainTarget(broken, sampleProduct, 'made')).toThrow(
    expect.toSatisfy((error: unknown) => isConnectorError(error, 'mapping.invalid')),
  );
});
