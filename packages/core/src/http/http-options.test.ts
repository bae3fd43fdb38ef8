import { expect, test } from 'vitest';
import { z } from 'zod';

import { systemClock } from '../connector/index.ts';
import { httpOptionsSchema } from './http-options.ts';

const config = z.strictObject({ http: httpOptionsSchema });

test('is nothing where nothing is said, and else the very object that was given', () => {
  expect(config.parse({})).toEqual({ http: {} });
  const http = { clock: systemClock, fetch };
  expect(config.parse({ http }).http).toBe(http);
});

test.each([null, 5, 'fetch', fetch])('refuses what holds no options: %s', (http) => {
  expect(config.safeParse({ http }).error?.issues[0]?.message).toMatch(/must be an object with fetch/);
});
