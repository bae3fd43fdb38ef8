import { existsSync, readFileSync } from 'node:fs';

import { describe, expect, test } from 'vitest';

const page = new URL('../../../../docs/adapters/shopify-realities.md', import.meta.url);
const sources = new URL('../', import.meta.url);
const rows = readFileSync(page, 'utf8')
  .split('\n')
  .flatMap((line) => {
    const [, number, what, held] = /^\| (\d+) +\| (.+?) +\| (.+?) +\|$/.exec(line) ?? [];
    return number === undefined || what === undefined || held === undefined
      ? []
      : [{ number: Number(number), what, held }];
  });

describe('the page of what real shops do', () => {
  test('counts without a gap', () => {
    expect(rows.map(({ number }) => number)).toEqual([...Array(51).keys()].map((place) => place + 1));
  });

  test.each(rows.filter(({ held }) => held.startsWith('none: ')))(
    '$number: $what has a reason for having no test',
    ({ held }) => {
      expect(held.length).toBeGreaterThan('none: '.length + 20);
    },
  );

  test.each(rows.filter(({ held }) => !held.startsWith('none: ')))(
    '$number: $what is held by tests that there are',
    ({ held }) => {
      const named = [...held.matchAll(/`([^`]+\.test\.ts)` “(.+?)”(?:; (?=`)|$)/g)];
      expect(named.map(([whole]) => whole).join('')).toBe(held);
      expect(named.filter(([, file = '', name = '']) => !isTest(file, name))).toEqual([]);
    },
  );
});

function isTest(file: string, name: string): boolean {
  const path = new URL(file, sources);
  return existsSync(path) && readFileSync(path, 'utf8').includes(name);
}
