import { fc, test as propertyTest } from '@fast-check/vitest';
import { ConnectorError } from '@pim-connector/core';
import { describe, expect, test } from 'vitest';

import { detectEncoding, isEncoding } from './detect-encoding.ts';
import type { FileTools } from './file-tools.ts';
import { utf8Chunks } from './utf8-chunks.ts';

const tools: FileTools = { error: (code, message, options) => new ConnectorError(code, message, options) };

async function* cut(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}

async function detect(bytes: Buffer, given?: string, size = 7) {
  const encoding = await detectEncoding(cut(bytes, size), 'p.csv', given, tools);
  const parts: Buffer[] = [];
  for await (const part of utf8Chunks(cut(bytes, size), encoding)) parts.push(part);
  return { encoding, text: Buffer.concat(parts).toString() };
}

function utf16be(text: string): Buffer {
  return Buffer.from(text, 'utf16le').swap16();
}

const sentence = 'Größe;Farbe\n42;weiß – „grün“ 日本 😀\n';

describe('the encoding', () => {
  test.each([
    ['UTF-8', Buffer.from(sentence), 'utf-8', 'valid'],
    ['UTF-8 with mark', Buffer.from(`\ufeff${sentence}`), 'utf-8', 'mark'],
    ['UTF-16 LE with mark', Buffer.from(`\ufeff${sentence}`, 'utf16le'), 'utf-16le', 'mark'],
    ['UTF-16 BE with mark', utf16be(`\ufeff${sentence}`), 'utf-16be', 'mark'],
  ])('is found: %s', async (_name, bytes, label, origin) => {
    const { encoding, text } = await detect(bytes);
    expect(encoding).toMatchObject({ label, origin, isSound: true });
    expect(text).toBe(sentence);
  });

  test('is the old one of Western Europe for bytes that are not UTF-8', async () => {
    const { encoding, text } = await detect(Buffer.from('Größe;weiß;caf\xe9;\x80', 'latin1'));
    expect(encoding).toEqual({ label: 'windows-1252', origin: 'assumed', markLength: 0, isSound: true });
    expect(text).toBe('Größe;weiß;café;€');
  });

  test('stays UTF-8 for a file with a broken place or two', async () => {
    const bytes = Buffer.concat([Buffer.from('Größe;weiß;grün;'), Buffer.from([0xfc]), Buffer.from(';ß')]);
    const { encoding, text } = await detect(bytes);
    expect(encoding).toMatchObject({ label: 'utf-8', origin: 'valid', isSound: false });
    expect(text).toBe('Größe;weiß;grün;\ufffd;ß');
  });

  test('is sound with a replacement character that was written', async () => {
    const { encoding } = await detect(Buffer.from('a;\ufffd;b'));
    expect(encoding).toMatchObject({ label: 'utf-8', isSound: true });
  });

  test('is what the user says', async () => {
    const shiftJis = Buffer.from([0x93, 0xfa, 0x96, 0x7b]);
    expect(await detect(shiftJis, 'shift_jis')).toEqual({
      encoding: { label: 'shift_jis', origin: 'given', markLength: 0, isSound: true },
      text: '日本',
    });
    const { encoding } = await detect(Buffer.from([0x61, 0xe9, 0x62]), 'utf8');
    expect(encoding).toMatchObject({ label: 'utf-8', origin: 'given', isSound: false });
    expect((await detect(Buffer.from(`\ufeffa`), 'utf-8')).text).toBe('a');
  });

  propertyTest.prop([fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 5 })])(
    'is UTF-8 for all text in UTF-8, wherever chunks end',
    async (written, size) => {
      fc.pre(!written.includes('\0') && !written.startsWith('\ufeff') && !written.startsWith('PK'));
      const { encoding, text } = await detect(Buffer.from(written), undefined, size);
      expect(encoding.label).toBe('utf-8');
      expect(text).toBe(written);
    },
  );

  test.each([
    ['PK\u0003\u0004\u0014\u0000', /is a spreadsheet or an archive/],
    ['s\0k\0u\0', /is no text in the encoding utf-8/],
  ])('of what is no text is an error: %j', async (start, message) => {
    await expect(detect(Buffer.from(start))).rejects.toMatchObject({
      code: 'response.malformed',
      message: expect.stringMatching(message) as string,
    });
  });

  test('of nothing is UTF-8', async () => {
    expect((await detect(Buffer.alloc(0))).encoding).toMatchObject({ label: 'utf-8', isSound: true });
  });
});

test('labels are those of the Encoding Standard', () => {
  expect(['utf-8', 'latin1', 'windows-1250', 'utf-32'].map(isEncoding)).toEqual([true, true, true, false]);
});
