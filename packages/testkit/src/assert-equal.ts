import { canonicalJson } from '@pim-connector/core';

import { firstDifference } from './first-difference.ts';

/**
 * Compares two values as JSON: the order of properties counts for nothing.
 *
 * @param advice what is wrong if they differ, and what to correct.
 * @throws Error with the advice and both values.
 */
export function assertEqual(actual: unknown, expected: unknown, advice: string): void {
  const [shownActual, shownExpected] = [show(actual), show(expected)];
  if (shownActual === shownExpected) return;
  // In the form in which they were compared.
  const path = firstDifference(parsed(shownActual), parsed(shownExpected));
  const place = path.length === 0 ? '' : `\n  they differ at: ${path.join('.')}`;
  throw new Error(
    `${advice}${place}\n  expected: ${shorten(shownExpected)}\n  actual:   ${shorten(shownActual)}`,
  );
}

/**
 * Asserts what is not a comparison.
 *
 * @throws Error with the advice.
 */
export function assertThat(condition: boolean, advice: string): void {
  if (!condition) throw new Error(advice);
}

function show(value: unknown): string {
  return value === undefined ? 'undefined' : canonicalJson(value);
}

function parsed(shown: string): unknown {
  return shown === 'undefined' ? undefined : JSON.parse(shown);
}

const shownLength = 2000;

function shorten(text: string): string {
  return text.length > shownLength ? `${text.slice(0, shownLength)}…` : text;
}
