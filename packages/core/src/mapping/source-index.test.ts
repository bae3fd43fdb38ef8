import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';

import { sampleSource } from './operators/sample.ts';
import { createSourceIndex, labelFor } from './source-index.ts';

const locale = fc.constantFrom('en-US', 'de-DE', 'fr-FR');

test.prop([fc.dictionary(locale, fc.string()), fc.array(locale)])(
  'the label is that of the first locale that has one',
  (labels, locales) => {
    const first = locales.find((candidate) => Object.hasOwn(labels, candidate));
    expect(labelFor(labels, locales)).toBe(first === undefined ? undefined : labels[first]);
  },
);

describe('an index', () => {
  const index = createSourceIndex(sampleSource);

  test('finds what the source describes', () => {
    expect(index.attribute('color')?.type).toBe('option');
    expect(index.optionLabels('color', 'sand')).toEqual({ 'en-US': 'Sand', 'de-DE': 'Sand' });
    expect(index.category('mens')?.parent).toBe('root');
    expect(index.family('apparel')?.labels).toEqual({ 'en-US': 'Apparel' });
  });

  test.each(['unheard', 'toString', '__proto__'])('does not find “%s”', (key) => {
    expect(index.attribute(key)).toBeUndefined();
    expect(index.optionLabels('color', key)).toBeUndefined();
    expect(index.optionLabels(key, 'sand')).toBeUndefined();
    expect(index.category(key)).toBeUndefined();
    expect(index.family(key)).toBeUndefined();
    expect(labelFor({}, [key])).toBeUndefined();
  });

  test('of nothing finds nothing', () => {
    expect(labelFor(undefined, ['en-US'])).toBeUndefined();
    expect(createSourceIndex().attribute('color')).toBeUndefined();
  });
});
