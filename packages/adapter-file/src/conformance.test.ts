import { readFileSync, renameSync, writeFileSync } from 'node:fs';

import type { Source } from '@pim-connector/core';
import { sourceConformance } from '@pim-connector/testkit';
import type { SourceBench } from '@pim-connector/testkit';
import { describe, expect, onTestFinished, test } from 'vitest';

import { csvSource } from './csv-source.ts';
import { jsonLinesSource } from './json-lines-source.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

const keys = Array.from({ length: 7 }, (_, index) => `tent-${index}`);

/** How a file says what a product is. */
interface Format {
  readonly name: string;
  readonly head: string;
  readonly broken: string;
  readonly line: (key: string, price: string) => string;
  readonly open: (path: string) => Source;
}

const jsonLines: Format = {
  name: 'products.jsonl',
  head: '',
  broken: '{"key":7}',
  line: (key, amount) =>
    JSON.stringify({
      key,
      attributes: {},
      prices: [{ kind: 'list', currency: 'EUR', amount }],
      variants: [{ key, attributes: {} }],
    }),
  open: (path) => jsonLinesSource({ path, pageSize: 2 }),
};

const csv: Format = {
  name: 'products.csv',
  head: 'sku,name,price\n',
  broken: ',Nobody,1.5',
  line: (key, price) => `"${key.replaceAll('"', '""')}",A tent,${price}`,
  open: (path) => csvSource({ path, pageSize: 2, currency: 'EUR' }),
};

/** A file of seven products, of which a whole new one takes the place, as an export does. */
function openFile({ name, head, broken, line, open }: Format): SourceBench {
  const folder = temporaryFolder();
  onTestFinished(() => {
    folder.remove();
  });
  const path = folder.write(name, `${head}${keys.map((key) => `${line(key, '199.5')}\n`).join('')}`);
  const edit = (change: (lines: readonly string[]) => readonly string[]) => {
    const [first = '', ...rest] = readFileSync(path, 'utf8').trimEnd().split('\n');
    const lines = head === '' ? change([first, ...rest]) : [first, ...change(rest)];
    writeFileSync(`${path}.new`, `${lines.join('\n')}\n`);
    renameSync(`${path}.new`, path);
  };
  const put = (key: string, price: string) => {
    const beginning = line(key, price).slice(0, line(key, price).indexOf(',') + 1);
    edit((lines) => [...lines.filter((each) => !each.startsWith(beginning)), line(key, price)].toSorted());
  };
  return {
    source: open(path),
    change: (_entity, key) => put(key, '149'),
    add: (_entity, key) => put(key, '99'),
    setPrice: (_entity, key, price) => put(key, price),
    corrupt: () => edit((lines) => [...lines, broken]),
  };
}

describe.each([
  ['JSON Lines', jsonLines],
  ['CSV', csv],
])('%s', (_name, format) => {
  const { capabilities } = format.open('anywhere');
  const cases = sourceConformance({
    capabilities,
    open: () => openFile(format),
    entities: ['product'],
    usesHttp: false,
    fetches: false,
  });
  test.each(cases)('$id: $title', async ({ run }) => {
    await expect(run()).resolves.toBeUndefined();
  });
});
