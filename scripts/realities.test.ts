import { existsSync, readFileSync } from 'node:fs';

import { describe, expect, test } from 'vitest';

const root = new URL('../', import.meta.url);

interface Row {
  readonly number: number;
  readonly what: string;
  /** Tests, or why there is none. */
  readonly held: string;
}

function rowsOf(page: string): readonly Row[] {
  return readFileSync(new URL(`docs/adapters/${page}-realities.md`, root), 'utf8')
    .split('\n')
    .flatMap((line) => {
      const [, number, what, held] = /^\| (\d+) +\| (.+?) +\| (.+?) +\|$/.exec(line) ?? [];
      return number === undefined || what === undefined || held === undefined
        ? []
        : [{ number: Number(number), what, held }];
    });
}

describe.each([
  ['shopify', 56],
  ['akeneo', 54],
])('the page of what platforms of %s do', (page, count) => {
  const rows = rowsOf(page);
  const isTest = (file: string, name: string) => {
    const path = new URL(`packages/adapter-${page}/src/${file}`, root);
    return existsSync(path) && readFileSync(path, 'utf8').includes(name);
  };

  test('counts without a gap', () => {
    expect(rows.map(({ number }) => number)).toEqual([...Array(count).keys()].map((place) => place + 1));
  });

  // A page may have none of a kind; vitest wants one at least.
  test.runIf(rows.some(hasNoTest)).each(rows.filter(hasNoTest))(
    '$number: $what has a reason for having no test',
    ({ held }) => {
      expect(held.length).toBeGreaterThan('none: '.length + 20);
    },
  );

  test.each(rows.filter((row) => !hasNoTest(row)))(
    '$number: $what is held by tests that there are',
    ({ held }) => {
      const named = [...held.matchAll(/`([^`]+\.test\.ts)` “(.+?)”(?:; (?=`)|$)/g)];
      expect(named.map(([whole]) => whole).join('')).toBe(held);
      expect(named.filter(([, file = '', name = '']) => !isTest(file, name))).toEqual([]);
    },
  );
});

function hasNoTest({ held }: Row): boolean {
  return held.startsWith('none: ');
}
