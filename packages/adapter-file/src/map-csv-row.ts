import {
  compileMapping,
  hasErrors,
  isSafePropertyName,
  recordKeySchema,
  showValue,
} from '@pim-connector/core';
import type { Issue, Mapping, RecordKey } from '@pim-connector/core';
import { z } from 'zod';

import { splitPath } from './column-path.ts';
import { rowSchemaOf } from './csv-row-record.ts';
import type { CsvRowRecord } from './csv-row-record.ts';
import type { CsvRow } from './csv-rows.ts';
import type { CsvTable } from './read-csv-table.ts';
import { columnsOf } from './row-mapping.ts';

/** A row, read. */
export type MappedRow = { readonly row: CsvRow } & (
  | { readonly record: CsvRowRecord }
  /** What is wrong; `product` is the key, as far as it could be read. */
  | { readonly issues: readonly Issue[]; readonly product: RecordKey | null }
);

/** Makes the function that reads rows of a table by a mapping. Warnings of the mapping are handed to `warn`. */
export function createRowMapper(
  table: Pick<CsvTable, 'header' | 'encoding'>,
  mapping: Mapping,
  trim: boolean,
  warn: (issue: Issue, row: CsvRow) => void,
): (row: CsvRow) => MappedRow {
  const compiled = compileMapping(mapping);
  const schema = rowSchemaOf(mapping);
  const columns = columnsOfTargets(mapping);
  const toRecord = recordMaker(table.header, trim);
  return (row) => {
    const defect = defectOf(row, table);
    if (defect !== null) return { row, issues: [defect], product: null };
    const { data, issues } = compiled.map(toRecord(row));
    for (const issue of issues) if (issue.severity !== 'error') warn(issue, row);
    const parsed = schema.safeParse(data);
    if (parsed.success && !hasErrors(issues)) return { row, record: parsed.data };
    const found = [
      ...issues.filter(({ severity }) => severity === 'error').map((issue) => issueOfRule(issue, columns)),
      ...(parsed.error?.issues ?? []).map((issue) => issueOfSchema(issue, data, columns)),
    ];
    const product = recordKeySchema.safeParse(data['product']);
    return { row, issues: withoutRepeated(found), product: product.success ? product.data : null };
  };
}

/** What keeps a row from being looked at at all. */
function defectOf(
  { cells, defect }: CsvRow,
  { header, encoding }: Pick<CsvTable, 'header' | 'encoding'>,
): Issue | null {
  if (defect !== undefined) {
    return unreadable(defect, 'Write a quote within a quoted cell twice: "12"" pan".');
  }
  if (cells.length !== header.length) {
    return unreadable(
      `The row has ${cells.length} cells, but the header names ${header.length} columns`,
      'Look for a delimiter within a cell that is not quoted, or for a missing one; such a row would put values into the wrong columns.',
    );
  }
  if (!encoding.isSound && cells.some((cell) => cell.includes('\ufffd'))) {
    return unreadable(
      `The row holds bytes that are no ${encoding.label}`,
      'Save the file as UTF-8, or give its encoding in the option “encoding”.',
    );
  }
  return null;
}

function unreadable(message: string, hint: string): Issue {
  return { code: 'record.unreadable', severity: 'error', message, hint };
}

/** A row as a mapping reads it: cells by column, without those that are empty. */
function recordMaker(header: readonly string[], trim: boolean): (row: CsvRow) => Record<string, string> {
  const columns = header.flatMap((name, index) =>
    name !== '' && isSafePropertyName(name) ? [{ name, index }] : [],
  );
  return ({ cells }) => {
    const record: Record<string, string> = {};
    for (const { name, index } of columns) {
      const cell = cells[index] ?? '';
      const trimmed = cell.trim();
      if (trimmed !== '') record[name] = trim ? trimmed : cell;
    }
    return record;
  };
}

/** Which columns the rules for a target read: by target, in the order of the mapping. */
function columnsOfTargets({ rules }: Mapping): ReadonlyMap<string, ReadonlySet<string>> {
  return new Map(rules.map(({ to, from }) => [to, columnsOf(from)]));
}

function issueOfRule(issue: Issue, columns: ReadonlyMap<string, ReadonlySet<string>>): Issue {
  return { ...issue, message: `${columnsInWords(columns.get(issue.rule ?? ''))}${issue.message}` };
}

function issueOfSchema(
  issue: z.core.$ZodIssue,
  data: unknown,
  columns: ReadonlyMap<string, ReadonlySet<string>>,
): Issue {
  const path = issue.path.map(String);
  const value = valueAt(data, path);
  const rule = [...columns.keys()].find((to) => splitPath(to).every((name, index) => name === path[index]));
  const isMissing = value === undefined && issue.code !== 'unrecognized_keys';
  const place = `“${path.join('.')}”`;
  const problem = isMissing ? `${place} is missing` : `${place} ${issue.message}`;
  return {
    code: isMissing ? 'value.missing' : 'value.invalid',
    severity: 'error',
    path: path.join('.'),
    message: `${columnsInWords(rule === undefined ? undefined : columns.get(rule))}${problem}`,
    ...(rule === undefined ? {} : { rule }),
    ...(value === undefined || typeof value === 'object' ? {} : { value: showValue(value) }),
  };
}

function columnsInWords(columns: ReadonlySet<string> | undefined): string {
  if (columns === undefined || columns.size === 0) return '';
  const names = [...columns].map((name) => `“${name}”`);
  return `Column${names.length === 1 ? '' : 's'} ${names.join(' and ')}: `;
}

// A rule that failed leaves its target missing; that is said already.
function withoutRepeated(issues: readonly Issue[]): Issue[] {
  return issues.filter(
    (issue, index) =>
      issues.findIndex(({ rule, path }) => (rule ?? path) === (issue.rule ?? issue.path)) === index,
  );
}

function valueAt(data: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (value, name) =>
      typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined,
    data,
  );
}
