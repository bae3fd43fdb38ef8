import type { Expression } from '@pim-connector/core';

/** The path by which a mapping reads a column: its name, with the dots in it written as `\.`. */
export function columnPath(column: string): string {
  return column.replaceAll('.', '\\.');
}

/** The expression that reads a column. */
export function read(column: string): Expression {
  return { op: 'field', path: columnPath(column) };
}

/** Splits a path at its dots; `\.` is a dot within a name. */
export function splitPath(path: string): string[] {
  return path.split(/(?<!\\)\./).map((name) => name.replaceAll('\\.', '.'));
}
