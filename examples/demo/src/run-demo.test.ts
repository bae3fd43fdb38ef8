import { expect, test } from 'vitest';

import type { Claim } from './claims.ts';
import { runDemoProgram } from './run-program.ts';

test('the demo holds what it says, and says it in plain text', { timeout: 60_000 }, async () => {
  const { code, output, errors } = await runDemoProgram('--json');
  expect(code).toBe(0);
  const { held, claims } = JSON.parse(output) as { held: boolean; claims: Claim[] };
  expect(claims.filter(({ holds }) => !holds)).toEqual([]);
  expect(held).toBe(true);
  expect(claims.map(({ claim }) => claim)).toEqual(
    expect.arrayContaining([
      'the 14 products with a planted fault, and no others, were refused, each for its fault',
      'nothing was sent to the shop',
      'exactly the three sections were sent, says the shop’s log',
      'the process was killed in the middle',
      'nothing was sent twice, says the shop’s log',
      'one alert was raised for the south, and it is that its runs fail',
      'both shops have the same products now',
      'no dead letter is left',
      'the price is in both shops within three seconds',
    ]),
  );
  // What people read goes to the other stream: no escape codes where there is no terminal.
  expect(errors).not.toContain('\u001B');
  expect(errors).toMatch(/product +240 +226 +0 +0 +0 +14 +0 +0/);
  expect(errors).toContain('What to do: Fill in the value in the source system.');
  expect(errors).toContain(`All ${claims.length} claims hold.`);
});
