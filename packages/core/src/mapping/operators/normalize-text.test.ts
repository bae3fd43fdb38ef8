import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';

import { evaluateExpression, input, inputRecord } from './evaluate-expression.ts';

const normalized = (value: unknown, args: object = {}) =>
  evaluateExpression({ op: 'normalizeText', of: input, ...args }, inputRecord(value));

describe('normalizeText', () => {
  test('composes letters, and with NFKC takes the plain form of signs', () => {
    expect(normalized('Gru\u0308n ½ ﬁt')).toEqual({ value: 'Grün ½ ﬁt' });
    expect(normalized('½ ﬁt', { form: 'NFKC' })).toEqual({ value: '1⁄2 fit' });
  });

  test('has one kind of space and one kind of line break', () => {
    expect(normalized('10\u00a0kg\u202f×\u20072')).toEqual({ value: '10 kg × 2' });
    expect(normalized('a\r\nb\rc\u2028d\u0085e\tf')).toEqual({ value: 'a\nb\nc\nd\ne\tf' });
  });

  test('takes out controls and invisible marks, but not those that letters and emoji need', () => {
    expect(normalized('\ufeffa\u0000b\u001fc\u007fd\u00ade\u200bf\u2060g')).toEqual({ value: 'abcdefg' });
    expect(normalized('👨‍👩‍👧 می‌خواهم')).toEqual({ value: '👨‍👩‍👧 می‌خواهم' });
  });

  test('makes quotation marks straight only when told', () => {
    expect(normalized('“men’s” „Größe“')).toEqual({ value: '“men’s” „Größe“' });
    expect(normalized('“men’s” „Größe“', { straightQuotes: true })).toEqual({ value: '"men\'s" "Größe"' });
  });

  test('composes what an invisible mark kept apart', () => {
    expect(normalized('u\u200b\u0308')).toEqual({ value: 'ü' });
  });

  test.prop([fc.string({ unit: 'binary' }), fc.constantFrom('NFC', 'NFKC'), fc.boolean()])(
    'changes nothing the second time, and leaves no control character',
    (text, form, straightQuotes) => {
      const once = normalized(text, { form, straightQuotes });
      const value = 'value' in once ? String(once.value) : '';
      expect(value).not.toMatch(/[^\P{Cc}\t\n]|\u00a0/u);
      expect(normalized(value, { form, straightQuotes })).toEqual(once);
    },
  );
});
