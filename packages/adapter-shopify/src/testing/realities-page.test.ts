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
    expect(rows.map(({ number }) => number)).toEqual([...Array(48).keys()].map((place) => place + 1));
  });

  test.each(rows)('$number: $what is held by a test that there is, or has a reason', ({ held }) => {
    if (held.startsWith('none: ')) {
      expect(held.length).toBeGreaterThan('none: '.length + 20);
      return;
    }
    const named = [...held.matchAll(/`([^`]+\.test\.ts)` “(.+?)”(?:; (?=`)|$)/g)];
    expect(named.map(([whole]) => whole).join('')).toBe(held);
    for (const [, file = '', name = ''] of named) {
      const path = new URL(file, sources);
      expect(existsSync(path), file).toBe(true);
      expect(readFileSync(path, 'utf8').includes(name), `${file}: ${name}`).toBe(true);
    }
  });
});
