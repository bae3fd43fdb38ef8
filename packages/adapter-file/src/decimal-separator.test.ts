import { expect, test } from 'vitest';

import { separatorOfColumn } from './decimal-separator.ts';

test.each([
  [['12.50', '3'], '.'],
  [['12,50', '', '3'], ','],
  [['1.234,50'], ','],
  [['1,234.50'], '.'],
  [['0.250', '1.250'], '.'],
  [['0,250', '1.250'], ','],
  [['1.250,5', '1.250'], ','],
  [['1.234.567'], ','],
  [["1'234.5"], '.'],
  [['-12,5'], ','],
  [['1234,567'], ','],
  [['1,234'], undefined],
  [['1.234', '12'], undefined],
  [['12,5', '12.5'], undefined],
  [['12', 'n/a', ''], undefined],
  [[], undefined],
])('%j shows %j', (cells, separator) => {
  expect(separatorOfColumn(cells)).toBe(separator);
});
