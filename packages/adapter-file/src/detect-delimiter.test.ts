import { ConnectorError } from '@pim-connector/core';
import { expect, test } from 'vitest';

import { detectDelimiter } from './detect-delimiter.ts';
import type { FileTools } from './file-tools.ts';

const tools: FileTools = { error: (code, message, options) => new ConnectorError(code, message, options) };

test.each([
  ['sku,name\n1;2;3,4', ','],
  ['sku;name;price, net\n', ';'],
  ['sku\tname', '\t'],
  ['sku|name', '|'],
  ['\n\nsku;name\n1,2,3,4', ';'],
  ['"a,b,c,d";"e ""x"", f"\n', ';'],
  ['"a\nb,c,d";e;f', ';'],
  ['sku', ','],
  ['', ','],
])('%j is delimited by %j', (start, delimiter) => {
  expect(detectDelimiter(start, 'p.csv', undefined, tools)).toEqual({ delimiter, skipRows: 0 });
});

test('a first line can say the delimiter', () => {
  expect(detectDelimiter('sep=;\r\nsku,x;name', 'p.csv', undefined, tools)).toEqual({
    delimiter: ';',
    skipRows: 1,
  });
  expect(detectDelimiter('SEP=|\nsku', 'p.csv', ';', tools)).toEqual({ delimiter: ';', skipRows: 1 });
});

test('the user’s word counts', () => {
  expect(detectDelimiter('a,b,c;d', 'p.csv', ';', tools)).toEqual({ delimiter: ';', skipRows: 0 });
});

test('a header that leaves a doubt is an error', () => {
  expect(() => detectDelimiter('sku,name;price\n', 'p.csv', undefined, tools)).toThrow(
    'The header of “p.csv” does not show what stands between its columns',
  );
});
