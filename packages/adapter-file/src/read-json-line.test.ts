import { describe, expect, test } from 'vitest';

import { readJsonLine } from './read-json-line.ts';
import type { JsonLineContext, JsonLineResult } from './read-json-line.ts';

const products: JsonLineContext<'product'> = {
  name: 'products.jsonl',
  entity: 'product',
  usual: 'product',
  isMixed: false,
  coverage: 'complete',
};
const mixed: JsonLineContext<'product'> = { ...products, name: 'all.jsonl', usual: null, isMixed: true };

function read(text: string | Buffer, context = products): JsonLineResult<'product'> {
  const bytes = Buffer.from(text as string);
  return readJsonLine({ number: 17, bytes, isTooLong: false, next: { offset: 1, line: 18 } }, context);
}

function problemOf(text: string | Buffer, context = products): string | undefined {
  const result = read(text, context);
  return result !== null && 'invalid' in result ? result.invalid.issues[0]?.message : undefined;
}

describe('a line', () => {
  test('is a record', () => {
    expect(read('{"key":"a","attributes":{},"variants":[]}')).toEqual({
      record: {
        op: 'upsert',
        entity: 'product',
        key: 'a',
        coverage: 'complete',
        data: { key: 'a', attributes: {}, variants: [] },
      },
    });
  });

  test('is a record with its date and version around it', () => {
    const said = { version: '7', updatedAt: '2026-11-23T10:15:00Z' };
    expect(read(JSON.stringify({ data: { key: 'a' }, ...said }))).toMatchObject({
      record: { op: 'upsert', key: 'a', data: { key: 'a' }, ...said },
    });
  });

  test('is a deletion', () => {
    expect(read('{"op":"delete","key":"a","updatedAt":"2026-11-23T10:15:00Z"}')).toEqual({
      record: { op: 'delete', entity: 'product', key: 'a', updatedAt: '2026-11-23T10:15:00Z' },
    });
  });

  test('is nothing if it is blank', () => {
    expect(read(' \t ')).toBeNull();
    expect(read('')).toBeNull();
  });

  test('names its entity in a file of several', () => {
    expect(read('{"entity":"product","data":{"key":"a"}}', mixed)).toMatchObject({ record: { key: 'a' } });
    expect(read('{"entity":"category","data":{"key":"a"}}', mixed)).toBeNull();
    expect(read('{"entity":"category","op":"delete","key":"a"}', mixed)).toBeNull();
  });

  test('keeps every digit of a number', () => {
    const result = read('{"key":"a","extensions":{"n":12345678901234567890.10}}');
    expect(result).toMatchObject({ record: { data: { extensions: { n: '12345678901234567890.1' } } } });
  });
});

describe('a line that cannot be read', () => {
  const rows = [
    ['{"key":"a",}', /^The line is not JSON: /],
    ['{"key":"a"} {"key":"b"}', /^The line is not JSON: /],
    ['{"key":"a"', /^The line is not JSON: /],
    ['[{"key":"a"}]', 'The line holds a list instead of an object'],
    ['"a"', 'The line holds a instead of an object'],
    ['null', 'The line holds null instead of an object'],
    ['{"key":"a","key":"b"}', 'The line says “key” twice in one object'],
    ['{"key":"a","attributes":{"x":1,"x":2}}', 'The line says “x” twice in one object'],
    ['{"entity":"prodcut","data":{"key":"a"}}', 'There is no entity “prodcut”'],
    ['{"entity":"category","data":{"key":"a"}}', /which is not read from products\.jsonl$/],
    ['{"attributes":{}}', /^The record has no usable “key”/],
    ['{"key":4711}', /^The record has no usable “key”/],
    ['{"key":""}', /^The record has no usable “key”/],
    ['{"op":"upsert","data":"a"}', /^The record has no usable “key”/],
    ['{"op":"delete"}', /^The line is neither a record nor a change of one: “key”/],
    ['{"op":"remove","key":"a"}', /^The line is neither a record nor a change of one: “op”/],
    [
      '{"op":"delete","key":"a","reason":"old"}',
      /^The line is neither a record nor a change of one: .*reason/,
    ],
    ['{"data":{"key":"a"},"updatedAt":"yesterday"}', /^The line is neither .*“updatedAt”/],
  ] as const;

  test.each(rows)('%s', (text, problem) => {
    expect(problemOf(text)).toMatch(problem);
  });

  test('names no entity where it must', () => {
    expect(problemOf('{"key":"a"}', mixed)).toBe('The line does not say of which entity it is');
  });

  test('is not UTF-8', () => {
    expect(problemOf(Buffer.from([0x7b, 0x22, 0xe9, 0x22, 0x7d]))).toBe('The line is not UTF-8');
  });

  test('nests deeper than the stack', () => {
    expect(problemOf(`${'['.repeat(200_000)}1e400`)).toMatch(/^The line is not JSON: /);
  });

  test('is told with its place, its text and what to do', () => {
    expect(read('{"key":1}')).toEqual({
      invalid: {
        place: 'products.jsonl:17',
        raw: '{"key":1}',
        issues: [
          {
            code: 'record.unreadable',
            severity: 'error',
            message: expect.stringMatching(/no usable “key”/) as string,
            hint: expect.stringMatching(/numbers are written as text/) as string,
          },
        ],
      },
    });
  });

  test('is kept shortened', () => {
    const result = read(`{"key":"${'é'.repeat(5_000)}`);
    const raw = result !== null && 'invalid' in result ? result.invalid.raw : '';
    expect(raw).toHaveLength(2_000);
    expect(raw).toMatch(/é…$/);
  });

  test('is too long', () => {
    const line = { number: 3, bytes: Buffer.from('{"key":'), isTooLong: true, next: { offset: 1, line: 4 } };
    expect(readJsonLine(line, products)).toMatchObject({
      invalid: { place: 'products.jsonl:3', issues: [{ message: 'The line is longer than 50 MB' }] },
    });
  });
});
