import { maxVariants } from '@pim-connector/core';
import type { Coverage, Entity, InvalidRow, Issue, RecordKey, SourceRecord } from '@pim-connector/core';

import { buildProduct } from './build-product.ts';
import type { ReadRow } from './build-product.ts';
import { createKeyMemory } from './key-memory.ts';
import type { KeyMemory } from './key-memory.ts';
import type { MappedRow } from './map-csv-row.ts';
import { shownText } from './shown-text.ts';

/** What came out of rows. */
export type RowOutcome<E extends Entity = Entity> =
  | { readonly record: SourceRecord<E> }
  | { readonly invalid: InvalidRow }
  | { readonly gap: true };

/** What is known of the file that rows stand in. */
export interface RowContext {
  /** Name of the file, for places. */
  readonly name: string;
  /** Whether rows can be variants of a product. */
  readonly isGrouped: boolean;
  readonly coverage: Coverage;
}

/** Rows of one product that stand together. */
interface Group {
  readonly product: RecordKey;
  readonly rows: MappedRow[];
  /** Line of a row next to or among them that could not be read and may be theirs. */
  doubt: number | null;
}

/**
 * Makes products of rows. The rows of a product must stand together: a file of any size is read with the memory
 * of one product, and some 32 bytes per product to recognize one that comes again.
 *
 * A product with a row that cannot be read is not given at all, since variants that are left out would be
 * deleted. The same holds for the products next to a row whose product cannot be told.
 */
export async function* productItems(
  batches: AsyncIterable<readonly MappedRow[]>,
  context: RowContext,
): AsyncGenerator<readonly RowOutcome<'product'>[]> {
  const grouper = createGrouper(context);
  for await (const batch of batches) {
    const outcomes = batch.flatMap((mapped) => grouper.add(mapped));
    if (outcomes.length > 0) yield outcomes;
  }
  const last = grouper.end();
  if (last.length > 0) yield last;
}

function createGrouper(context: RowContext) {
  const known = createKeyMemory();
  let group: Group | null = null;
  let doubt: number | null = null;

  const end = (): RowOutcome<'product'>[] => {
    const outcomes = group === null ? [] : [outcomeOf(group, known, context)];
    group = null;
    return outcomes;
  };
  const groupOf = (product: RecordKey): Group => group ?? { product, rows: [], doubt };
  return {
    end,
    add(mapped: MappedRow): RowOutcome<'product'>[] {
      const product = productOf(mapped);
      if (product === null) {
        doubt = context.isGrouped ? mapped.row.line : null;
        if (group !== null) group.doubt ??= doubt;
        return [{ invalid: invalidRow(mapped, issuesOf(mapped), context) }];
      }
      const finished = group?.product === product ? [] : end();
      group = groupOf(product);
      doubt = null;
      // One more than a product may have shows that there are too many.
      if (group.rows.length <= maxVariants + 1) group.rows.push(mapped);
      return finished;
    },
  };
}

function productOf(mapped: MappedRow): RecordKey | null {
  return 'record' in mapped ? mapped.record.product : mapped.product;
}

/** What is wrong with a row. */
function issuesOf(mapped: MappedRow): readonly Issue[] {
  return 'issues' in mapped ? mapped.issues : [];
}

function outcomeOf(group: Group, known: KeyMemory, context: RowContext): RowOutcome<'product'> {
  const { product, rows } = group;
  const isNew = known.add(product);
  const bad = rows.find((mapped) => 'issues' in mapped) ?? rows[0];
  if (bad === undefined) throw new RangeError('a group has rows');
  const invalid = (issues: readonly Issue[]) => ({
    invalid: { key: product, ...invalidRow(bad, issues, context) },
  });
  if (!isNew) return invalid([comesAgain(group, context)]);
  const issues = rows.flatMap((mapped) => issuesOf(mapped).map((issue) => atLine(issue, mapped, rows)));
  if (issues.length > 0) return invalid(issues);
  if (group.doubt !== null) return invalid([inDoubt(group.doubt, context)]);
  const built = buildProduct(product, rows.flatMap(readRow));
  if ('issues' in built) return invalid(built.issues);
  return {
    record: {
      op: 'upsert',
      entity: 'product',
      key: product,
      data: built.product,
      coverage: context.coverage,
    },
  };
}

function readRow(mapped: MappedRow): ReadRow[] {
  return 'record' in mapped ? [{ record: mapped.record, line: mapped.row.line }] : [];
}

/** The invalid row for a row of the file. */
function invalidRow({ row }: MappedRow, issues: readonly Issue[], { name }: RowContext): InvalidRow {
  return { place: `${name}:${row.line}`, issues, raw: shownText(row.bytes) };
}

// The place of an invalid row is one line; where several rows are one product, each issue says its own.
function atLine(issue: Issue, { row }: MappedRow, rows: readonly MappedRow[]): Issue {
  return rows.length === 1 ? issue : { ...issue, message: `Line ${row.line}: ${issue.message}` };
}

function comesAgain({ product }: Group, { isGrouped }: RowContext): Issue {
  return {
    code: 'record.duplicate',
    severity: 'error',
    message: `The product “${product}” comes again after other products`,
    hint: isGrouped
      ? 'Let all rows of a product follow each other: sort the file by the column of the product. What stood in the rows before was read as the whole product.'
      : 'Leave one row per product; the first one was read.',
  };
}

function inDoubt(line: number, { name }: RowContext): Issue {
  return {
    code: 'record.invalid',
    severity: 'error',
    message: `The row in line ${line} cannot be read and may belong to this product, which would then lack a variant`,
    hint: `Correct ${name}:${line}.`,
  };
}
