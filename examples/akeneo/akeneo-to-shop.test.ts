import { expect, test } from 'vitest';

import { akeneoToShop } from './akeneo-to-shop.ts';

test('products of the PIM are in the shop, once, and edits arrive by events', async () => {
  const lines: string[] = [];
  const { created, writtenAgain, edited, deliveries } = await akeneoToShop((line) => lines.push(line));
  expect(created).toBeGreaterThan(10);
  expect(writtenAgain).toBe(0);
  expect(deliveries).toBeGreaterThanOrEqual(3);
  const text = JSON.stringify(edited);
  expect(text).toContain('Enamel mug');
  expect(text).toContain('4006381333931');
  expect(text).toContain('16.5');
  expect(lines).toHaveLength(4);
});
