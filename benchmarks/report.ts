import process from 'node:process';

import { quick } from './compare.ts';

/** What a ratio is measured against: at least so much, or at most. */
export type Goal = { readonly atLeast: number } | { readonly atMost: number };

/** Writes a line of text. */
export function note(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Writes a figure with its goal, and whether it is reached. */
export function figure(name: string, value: number, goal: Goal, unit = '', remark = ''): void {
  const reached = 'atLeast' in goal ? value >= goal.atLeast : value <= goal.atMost;
  const wanted = 'atLeast' in goal ? `at least ${goal.atLeast}` : `at most ${goal.atMost}`;
  const judged = Number.isFinite(value) ? (reached ? 'reached' : 'MISSED') : 'too short for the clock';
  const verdict = quick ? 'smoke check only' : judged;
  note(`${name.padEnd(56)} ${short(value).padStart(8)}${unit} (goal: ${wanted}; ${verdict})${remark}`);
}

/** A number with three significant digits at most; a dash for what could not be measured. */
export function short(value: number): string {
  if (!Number.isFinite(value)) return '–';
  if (value === 0) return '0';
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}
