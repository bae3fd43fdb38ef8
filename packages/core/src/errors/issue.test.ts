import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';

import { hasErrors, issueHint, issueHints, issueSchema, showValue } from './issue.ts';
import type { Issue } from './issue.ts';

const issue: Issue = { code: 'value.missing', severity: 'error', message: 'is missing' };

describe('showValue', () => {
  const cycle: Record<string, unknown> = {};
  cycle['self'] = cycle;

  test.each<[unknown, string]>([
    ['text as it is "so"', 'text as it is "so"'],
    ['', ''],
    [12.5, '12.5'],
    [12n, '12'],
    [null, 'null'],
    [undefined, 'undefined'],
    [{ a: ['b'] }, '{"a":["b"]}'],
    [Symbol('odd'), 'Symbol(odd)'],
    [cycle, '[not shown: not JSON]'],
    [{ a: 1n }, '[not shown: not JSON]'],
    ['x'.repeat(120), 'x'.repeat(120)],
    ['x'.repeat(121), `${'x'.repeat(119)}…`],
    [`${'x'.repeat(118)}😀😀`, `${'x'.repeat(118)}…`],
    ['half: \ud83d', 'half: \ufffd'],
  ])('case %#', (value, shown) => {
    expect(showValue(value)).toBe(shown);
  });

  test.prop([fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true })])(
    'is a short text that every system can store',
    (value) => {
      const shown = showValue(value);
      expect(shown.length).toBeLessThanOrEqual(120);
      expect(shown.isWellFormed()).toBe(true);
    },
  );
});

describe('issueHint', () => {
  test.each(Object.entries(issueHints))('of %s is a sentence to act on', (code, hint) => {
    expect(issueHint({ code })).toBe(hint);
    expect(hint).toMatch(/^[A-Z].*\.$/);
  });

  test('is the issue’s own where it has one', () => {
    expect(issueHint({ code: 'value.missing', hint: 'Ask Ann.' })).toBe('Ask Ann.');
  });

  test.each(['platform.word', 'constructor', '__proto__', ''])(
    'of the unknown code “%s” is a general word',
    (code) => {
      expect(issueHint({ code })).toBe(issueHints['platform.rejected']);
    },
  );
});

describe('hasErrors', () => {
  test('looks at the severity', () => {
    expect(hasErrors([])).toBe(false);
    expect(
      hasErrors([
        { ...issue, severity: 'warning' },
        { ...issue, severity: 'info' },
      ]),
    ).toBe(false);
    expect(hasErrors([{ ...issue, severity: 'info' }, issue])).toBe(true);
  });
});

describe('issueSchema', () => {
  test.each<[string, unknown, boolean]>([
    ['the least', issue, true],
    [
      'everything',
      {
        ...issue,
        hint: 'h',
        path: 'a.b',
        attribute: 'a',
        locale: 'de-DE',
        scope: 's',
        variant: 'v',
        rule: 'r',
        value: 'x',
        platform: { code: 'c', message: 'm' },
      },
      true,
    ],
    ['no code', { ...issue, code: '' }, false],
    ['an unknown severity', { ...issue, severity: 'fatal' }, false],
    ['an unknown property', { ...issue, extra: 1 }, false],
  ])('%s', (_name, value, accepted) => {
    expect(issueSchema.safeParse(value).success).toBe(accepted);
  });
});
