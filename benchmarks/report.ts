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
  const verdict = quick ? 'smoke check only' : reached ? 'reached' : 'MISSED';
  note(`${name.padEnd(56)} ${short(value).padStart(8)}${unit} (goal: ${wanted}; ${verdict})${remark}`);
}

/** A number with three significant digits at most. */
export function short(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}
