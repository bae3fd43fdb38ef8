import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { expect, onTestFinished, test } from 'vitest';

import { runProgram } from './run-program.ts';
import type { ProgramEnd } from './run-program.ts';

const root = new URL('../../../', import.meta.url);
const blocks = /^```(?:ts|ts continue)\n(.*?)^```$/gms;
const table = /^```csv products\.csv\n(.*?)^```$/ms;

/** Runs the program and the table that a document shows, as they stand there. */
async function runDocument(path: string): Promise<ProgramEnd> {
  const page = readFileSync(new URL(path, root), 'utf8');
  const folder = mkdtempSync(join(tmpdir(), 'pim-connector-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  symlinkSync(fileURLToPath(new URL('../node_modules', import.meta.url)), join(folder, 'node_modules'));
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  writeFileSync(join(folder, 'products.csv'), table.exec(page)?.[1] ?? '');
  writeFileSync(join(folder, 'main.ts'), [...page.matchAll(blocks)].map(([, code]) => code).join('\n'));
  return runProgram('main.ts', [], folder);
}

test('the lines of the readme do what they say', async () => {
  expect(await runDocument('README.md')).toEqual({
    code: 0,
    output: '2 records to create\ncomplete 2\n',
    errors: '',
  });
});

test('who follows “Getting started” gets there', async () => {
  const { code, output, errors } = await runDocument('docs/getting-started.md');
  expect([code, errors]).toEqual([0, '']);
  expect(output).toContain('ok “products.csv” has 9 columns');
  expect(output).toMatch(/\npartial \{[^}]*read: 5,\s+created: 4,[^}]*rejected: 1,/);
  expect(output).toMatch(
    /\nCUP Column “price-EUR”: “nine” is not a number Correct the value[^}]*products\.csv:6/,
  );
  expect(output.trimEnd().endsWith('\n4')).toBe(true);
});
