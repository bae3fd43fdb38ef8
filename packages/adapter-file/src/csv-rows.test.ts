import { fc, test as propertyTest } from '@fast-check/vitest';
import { ConnectorError, isConnectorError } from '@pim-connector/core';
import { describe, expect, test } from 'vitest';

import { readCsvRows } from './csv-rows.ts';
import type { CsvForm, CsvRow } from './csv-rows.ts';
import type { FileTools } from './file-tools.ts';

const tools: FileTools = { error: (code, message, options) => new ConnectorError(code, message, options) };

interface Read {
  readonly rows: readonly CsvRow[];
  readonly error?: ConnectorError;
}

async function* cut(bytes: Buffer, sizes: readonly number[]): AsyncGenerator<Buffer> {
  let start = 0;
  for (const size of sizes) {
    yield bytes.subarray(start, start + size);
    start += size;
  }
  yield bytes.subarray(start);
}

async function read(
  text: string,
  form: Partial<CsvForm> = {},
  sizes: readonly number[] = [],
  limit?: number,
): Promise<Read> {
  const rows: CsvRow[] = [];
  const whole = { name: 'p.csv', delimiter: ',', quote: '"', ...form };
  try {
    for await (const batch of readCsvRows(cut(Buffer.from(text), sizes), whole, tools, limit))
      rows.push(...batch);
  } catch (error) {
    if (!isConnectorError(error)) throw error;
    return { rows, error };
  }
  return { rows };
}

function cellsOf({ rows }: Read): (readonly string[])[] {
  return rows.map(({ cells }) => cells);
}

const delimiter = fc.constantFrom(',', ';', '\t', '|');
const lineBreak = fc.constantFrom('\n', '\r\n', '\r');
const cell = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 8 }),
  fc.string({ unit: fc.constantFrom('"', ',', ';', '\t', '|', '\n', '\r', ' ', 'a', 'é'), maxLength: 8 }),
);
const table = fc
  .integer({ min: 1, max: 4 })
  .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { maxLength: 8 }));

function write(cells: readonly string[], separator: string, always: boolean): string {
  return cells
    .map((text) =>
      always || text === '' || /["\r\n]/.test(text) || text.includes(separator)
        ? `"${text.replaceAll('"', '""')}"`
        : text,
    )
    .join(separator);
}

function lineOf(text: string, row: string): number {
  return text.slice(0, text.indexOf(row)).split(/\r\n|\n|\r/).length;
}

describe('rows', () => {
  propertyTest.prop([table, delimiter, lineBreak, fc.boolean(), fc.boolean(), fc.array(fc.nat({ max: 9 }))])(
    'are what was written, with their lines and bytes, wherever chunks end',
    async (rows, separator, end, always, isEnded, sizes) => {
      const written = rows.map((cells) => write(cells, separator, always));
      const text = written.join(end) + (isEnded ? end : '');
      const result = await read(text, { delimiter: separator }, sizes);
      expect(result.error).toBeUndefined();
      expect(cellsOf(result)).toEqual(rows);
      expect(result.rows.map(({ bytes }) => bytes.toString())).toEqual(written);
      expect(result.rows.every(({ defect }) => defect === undefined)).toBe(true);
      let before = '';
      for (const [index, { line }] of result.rows.entries()) {
        expect(line).toBe(before.split(/\r\n|\n|\r/).length);
        before += `${written[index]}${end}`;
      }
    },
  );

  test('leave blank lines away, and count them', async () => {
    const { rows } = await read('\n\na,b\r\n\r\n\r\n"1\r\n2",3\n\nx,y\n\n');
    expect(rows.map(({ cells, line }) => [line, ...cells])).toEqual([
      [3, 'a', 'b'],
      [6, '1\r\n2', '3'],
      [9, 'x', 'y'],
    ]);
  });

  test('keep quotes within cells that are not quoted', async () => {
    expect(cellsOf(await read('1,12" pan,x\n2,5\'10",y'))).toEqual([
      ['1', '12" pan', 'x'],
      ['2', '5\'10"', 'y'],
    ]);
  });

  test('can do without quotes', async () => {
    expect(cellsOf(await read('"a\t12"\n"b"\t"', { delimiter: '\t', quote: null }))).toEqual([
      ['"a', '12"'],
      ['"b"', '"'],
    ]);
  });

  test('can have apostrophes for quotes', async () => {
    const { rows } = await read(`'a, ''b''','"c"'\n'd'e,f\n`, { quote: "'" });
    expect(rows.map(({ cells }) => cells)[0]).toEqual(["a, 'b'", '"c"']);
    expect(rows.map(({ defect }) => defect === undefined)).toEqual([true, false]);
  });

  test('may hold a cell of quotes alone', async () => {
    const { rows } = await read('"""",""""""\n"""a""",b');
    expect(rows.map(({ cells, defect }) => [...cells, defect])).toEqual([
      ['"', '""', undefined],
      ['"a"', 'b', undefined],
    ]);
  });
});

describe('a quote in the wrong place', () => {
  test.each([
    ['"a 5" screen",b', 1],
    ['"a" ,b', 1],
    ['x,"abc"def', 1],
    ['1,"abc,3\n2,"def",4', 1],
  ])('spoils its own row, and no other: %s', async (bad, count) => {
    const result = await read(`h,i\n${bad}\n8,9\n`);
    expect(result.error).toBeUndefined();
    expect(result.rows.filter(({ defect }) => defect !== undefined)).toHaveLength(count);
    expect(result.rows.at(0)).toMatchObject({ line: 1, cells: ['h', 'i'] });
    expect(result.rows.at(1)?.defect).toMatch(/^After the closing " of a cell/);
    expect(result.rows.at(-1)).toMatchObject({
      line: lineOf(`h,i\n${bad}\n8,9\n`, '8,9'),
      cells: ['8', '9'],
    });
  });
});

describe('a quote that is never closed', () => {
  test('is told with the line of its row, after the rows before it', async () => {
    const { rows, error } = await read('h,i\n1,"a\nb"\n\n2,"c\n3,d\n');
    expect(rows.map(({ cells }) => cells[0])).toEqual(['h', '1']);
    expect(error).toMatchObject({
      code: 'source.incomplete',
      message: 'p.csv:5: a cell of this row opens with ", which is never closed',
    });
    expect(error?.hint).toMatch(/^Close the cell with "/);
  });

  test('does not fill the memory with the rest of the file', async () => {
    const { rows, error } = await read(`h\n"a\n${'x\n'.repeat(1024 * 1024)}`, {}, [], 1024 * 1024);
    expect(rows).toHaveLength(1);
    expect(error?.message).toBe('p.csv:2: the row that begins here does not end within 1 MB');
  });
});
