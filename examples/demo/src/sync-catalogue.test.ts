import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { DeadLetter, Plan, RunReport } from '@pim-connector/core';
import { expect, onTestFinished, test } from 'vitest';

import { runDemoProgram } from './run-program.ts';

function folderWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'pim-connector-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
}

interface JsonResult {
  readonly report: RunReport;
  readonly deadLetters: readonly DeadLetter[];
}

const table = [
  'sku,parent,name-en_US,name-de_DE,price-EUR,weight-kg,color,stock,ean,image,categories',
  'TEE,,T-shirt,T-Shirt,,0.18,,,,https://cdn.example.com/tee.jpg,shirts',
  'TEE-RED,TEE,,,19.90,,red,12,4006381333931,,',
  'TEE-BLUE,TEE,,,19.90,,blue,3,,,',
  'MUG,,Mug,Becher,9.90,0.3,white,40,,https://cdn.example.com/mug.jpg,kitchen',
];

test('a good table gets into the shop without any option', async () => {
  const folder = folderWith({ 'products.csv': table.join('\n') });
  const { code, output, errors } = await runDemoProgram('--catalogue', join(folder, 'products.csv'));
  expect([code, errors]).toEqual([0, '']);
  expect(output).toMatch(/product +2 +2 +0 +0 +0 +0 +0 +0/);
  expect(output).toContain('A shop in de-DE, en-US with prices in EUR is there.');
  expect(output).toContain('In the shop now: products 2, articles 3.');
});

test('bad rows are told with file and line, and the others go on', async () => {
  const bad = [
    'CUP,,Cup,Tasse,nine,0.3,white,40,,https://cdn.example.com/cup.jpg,kitchen',
    'JAR,,Jar,Glas,9.90,0.3,white',
    'BOX,,Box,Kiste,9.90,0.3,white,40,4006381333932,,kitchen',
    'POT,,,Topf ohne Preis,,0.3,white,40,,,kitchen',
  ];
  const folder = folderWith({ 'products.csv': [...table, ...bad].join('\n') });
  const { code, output } = await runDemoProgram('--catalogue', folder);
  expect(code).toBe(1);
  expect(output).toContain('products.csv:6 (CUP)\n      Column “price-EUR”: “nine” is not a number');
  expect(output).toContain('products.csv:7\n      The row has 7 cells, but the header names 11 columns');
  expect(output).toContain('products.csv:8 (BOX)\n      Column “ean”');
  expect(output).toMatch(/What was refused, by cause\n +1 x .*must hold a price in EUR.*\n +POT/);
  expect(output).toContain('In the shop now: products 2, articles 3.');
});

test('a table of another country is read as its options and its mapping say', async () => {
  const mapping = {
    version: 1,
    name: 'supplier',
    entity: 'product',
    rules: [
      { to: 'product', from: { op: 'field', path: 'Art\\.Nr' } },
      { to: 'attributes.name.text.de-DE.*', from: { op: 'field', path: 'Bezeichnung' } },
      { to: 'inventory.*', from: { op: 'field', path: 'Bestand' } },
      { to: 'status', from: { op: 'constant', value: 'draft' } },
    ],
  };
  const rows = 'Art.Nr\tBezeichnung\tBestand\n1\tMütze\t3\n';
  const folder = folderWith({
    'liste.txt': Buffer.from(rows, 'latin1'),
    'mapping.json': JSON.stringify(mapping),
  });
  const args = ['--catalogue', join(folder, 'liste.txt'), '--mapping', join(folder, 'mapping.json')];
  const options = ['--encoding', 'windows-1252', '--delimiter', 'tab', '--currencies', 'CHF', '--json'];
  const { code, output } = await runDemoProgram(...args, ...options);
  expect(code).toBe(0);
  const { report } = JSON.parse(output) as JsonResult;
  expect(report).toMatchObject({ status: 'complete', counts: { read: 1, created: 1 } });
});

test('of JSON Lines the bad ones are told, as JSON too', async () => {
  const product = (key: string) =>
    JSON.stringify({
      key,
      attributes: { name: { type: 'text', values: [{ locale: null, scope: null, data: key }] } },
      variants: [{ key, attributes: {}, prices: [{ kind: 'list', amount: '1', currency: 'EUR' }] }],
    });
  const lines = [
    product('a'),
    '{"key": "b", ',
    product('c'),
    '{"attributes": {}}',
    '{"key": "d", "variants": []}',
  ];
  const folder = folderWith({ 'products.jsonl': lines.join('\n') });
  const { code, output, errors } = await runDemoProgram('--catalogue', folder, '--json');
  expect(code).toBe(1);
  const { report, deadLetters } = JSON.parse(output) as JsonResult;
  expect(report.counts).toMatchObject({ read: 5, created: 2, rejected: 3 });
  expect(deadLetters.map(({ key, stage }) => `${key} ${stage}`).toSorted()).toEqual([
    'd validate',
    'products.jsonl:2 read',
    'products.jsonl:4 read',
  ]);
  expect(errors).toContain('products.jsonl:2\n');
});

test('a line that could be of any entity is told once', async () => {
  const folder = folderWith({ 'all.jsonl': 'not JSON\n' });
  const { code, output } = await runDemoProgram('--catalogue', join(folder, 'all.jsonl'));
  expect(code).toBe(1);
  expect(output.split('all.jsonl:1\n')).toHaveLength(2);
});

test('a dry run shows the plan and sends nothing', async () => {
  const folder = folderWith({ 'products.csv': 'sku,name,price-EUR\nA,Mug,9.90\nB,Cup,nine\n' });
  const shown = await runDemoProgram('--catalogue', folder, '--dry-run');
  expect(shown.code).toBe(1);
  expect(shown.output).toContain('create product A');
  expect(shown.output).toContain('Nothing was sent.');
  expect(shown.output).toContain('“nine” is not a number');
  const { output } = await runDemoProgram('--catalogue', folder, '--dry-run', '--json');
  expect(JSON.parse(output) as Plan).toMatchObject({
    counts: { read: 2, created: 1, rejected: 1 },
    changes: [{ operation: { key: 'A', action: 'create' } }],
  });
});

test('help explains every option', async () => {
  const { code, output } = await runDemoProgram('--help');
  expect(code).toBe(0);
  for (const option of ['--catalogue', '--dry-run', '--json', '--mapping', '--encoding', '--locales']) {
    expect(output).toContain(option);
  }
});

test.each([
  [['--catalogue', './nowhere.csv'], 'There is no file or folder “./nowhere.csv”'],
  [['--catalogue', folderWith], 'holds no product data'],
  [['--wrong'], "Unknown option '--wrong'"],
])('wrong use is told and ends with exit code 2: %j', async (args, message) => {
  const { code, errors } = await runDemoProgram(
    ...args.map((arg) => (typeof arg === 'string' ? arg : arg({}))),
  );
  expect(code).toBe(2);
  expect(errors).toContain(message);
  expect(errors).toContain('npm start -- --help');
  expect(errors).not.toContain('    at ');
});
