import { expect, test } from 'vitest';

import { readOptions } from './options.ts';
import { UsageError } from './usage-error.ts';

test('without arguments it is the demo', () => {
  expect(readOptions([])).toEqual({ help: false, json: false, own: null });
});

test('options of a table and of the shop are handed on', () => {
  const args = [
    '--catalogue',
    'list.csv',
    '--delimiter',
    'tab',
    '--quote',
    'none',
    '--decimal-separator',
    ',',
  ];
  const more = [
    '--list-separator',
    '|',
    '--coverage',
    'partial',
    '--locales',
    'de-DE, en',
    '--currencies',
    'EUR',
  ];
  expect(readOptions([...args, ...more, '--dry-run', '--json'])).toEqual({
    help: false,
    json: true,
    own: {
      path: 'list.csv',
      dryRun: true,
      files: {
        csv: {
          delimiter: '\t',
          quote: null,
          decimalSeparator: ',',
          listSeparator: '|',
          coverage: 'partial',
        },
        jsonLines: { coverage: 'partial' },
      },
      locales: ['de-DE', 'en'],
      currencies: ['EUR'],
    },
  });
});

test.each([
  [['--wrong'], "Unknown option '--wrong'"],
  [['stray'], "Unexpected argument 'stray'"],
  [['--catalogue'], "'--catalogue <value>' argument missing"],
  [['--catalogue', ' '], '--catalogue needs the name of a file or folder'],
  [['--delimiter', ';'], '--delimiter is for --catalogue, which is not given'],
  [['--catalogue', 'x.csv', '--quote', '#'], '--quote must be " or \' or none, not “#”'],
  [['--catalogue', 'x.csv', '--decimal-separator', ';'], '--decimal-separator must be . or ,, not “;”'],
  [['--catalogue', 'x.csv', '--coverage', 'half'], '--coverage must be complete or partial, not “half”'],
  [['--catalogue', 'x.csv', '--currencies', 'EUR,EURO'], '--currencies: “EURO” is not an ISO 4217 code'],
  [['--catalogue', 'x.csv', '--locales', 'de,x_'], '--locales: “x_” '],
  [['--catalogue', 'x.csv', '--mapping', 'nowhere.json'], 'The mapping “nowhere.json” cannot be read'],
])('wrong use is told: %j', (args, message) => {
  expect(() => readOptions(args)).toThrow(UsageError);
  expect(() => readOptions(args)).toThrow(message);
});
