import { expect, test } from 'vitest';

import type { Claim } from './claims.ts';
import { runDemoProgram } from './run-program.ts';

test('the demo holds what it says, and says it in plain text', async () => {
  const { code, output, errors } = await runDemoProgram('--json');
  const { held, claims } = JSON.parse(output) as { held: boolean; claims: Claim[] };
  expect(claims.filter(({ holds }) => !holds)).toEqual([]);
  expect([code, held]).toEqual([0, true]);
  expect(claims.map(({ claim }) => claim)).toEqual(
    expect.arrayContaining([
      'the PIM refuses 6 of 14 mistakes when they are entered; the others are for the shops to find',
      'reference-shop: 5 records were refused, each for its fault, and no others',
      'shopify: 3 records were refused, each for its fault, and no others',
      'nothing was sent to the reference shop, says its log',
      'nothing was sent to Shopify, says its log',
      'exactly these three sections were sent to Shopify, says its log',
      'the process was killed in the middle',
      'nothing was sent to the reference shop twice, says its log',
      'nothing was sent to Shopify twice, says its log',
      'one alert was raised: runs to Shopify fail',
      'these dead letters are gone; those of the other mistakes are left',
      'the price is in both shops within twenty seconds',
    ]),
  );
  // What people read goes to the other stream: no escape codes where there is no terminal.
  expect(errors).not.toContain('\u001B');
  expect(errors).toMatch(/product +210 +205 +0 +0 +0 +5 +0 +0/);
  expect(errors).toMatch(/product +210 +208 +0 +0 +0 +2 +0 +0/);
  expect(errors).toContain('What to do: Fill in the value in the source system.');
  expect(errors).toContain(`All ${claims.length} claims hold.`);
});
