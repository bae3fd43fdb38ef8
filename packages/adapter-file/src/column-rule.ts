import { wellKnownAttributes } from '@pim-connector/core';
import type { Expression, Rule, WellKnownAttribute } from '@pim-connector/core';

import {
  attributeColumns,
  foldColumn,
  identifierColumns,
  imageColumn,
  plainColumns,
  priceColumns,
} from './column-conventions.ts';
import { columnPath, read } from './column-path.ts';
import { none } from './csv-row-record.ts';
import { parseColumn, parseCurrency, parseLanguage, parseUnit } from './parse-column.ts';
import type { ColumnName } from './parse-column.ts';

/** What is known beside the column itself. */
export interface ColumnSetting {
  /** All columns that can be read, in order. */
  readonly columns: readonly string[];
  /** Scopes that names of columns show. */
  readonly scopes: ReadonlySet<string>;
  readonly listSeparator: string;
  /** Currency of prices that name none. */
  readonly currency: string | undefined;
  /** The column of a name in the form of {@link foldColumn}. */
  readonly named: (folded: string) => string | undefined;
  readonly decimalSeparator: (column: string) => '.' | ',' | undefined;
}

/** The rule for a column by what it is called; `null` if it goes with another column, or cannot be understood. */
export function columnRule(column: string, setting: ColumnSetting): Rule | null {
  if (isCompanion(column, setting)) return null;
  const folded = foldColumn(column);
  if (Object.hasOwn(plainColumns, folded)) return plainRule(column, plainColumns[folded], setting);
  if (imageColumn.test(folded)) return { to: 'images', from: images(column, setting) };
  const scheme = ownEntry(identifierColumns, folded);
  if (scheme !== undefined) return identifierRule(column, scheme);
  const location = /^(?:stock|inventory)(?::|\s?[([])(.+?)[)\]]?$/i.exec(column)?.[1];
  if (location !== undefined) return stockRule(column, location, setting);
  return priceRule(column, setting) ?? attributeRule(column, setting);
}

/** A text attribute that is called like the column. */
export function textRule(column: string): Rule {
  return { to: attributeTarget(column, 'text', { locale: null, scope: null }), from: read(column) };
}

/** Whether a column only says more of another one: the unit of a size, the currency of prices. */
function isCompanion(column: string, { named }: ColumnSetting): boolean {
  const folded = foldColumn(column);
  if (folded === 'currency') return named('price') !== undefined;
  return folded.endsWith('-unit') && named(folded.slice(0, -'-unit'.length)) !== undefined;
}

function plainRule(
  column: string,
  to: (typeof plainColumns)[string] | undefined,
  setting: ColumnSetting,
): Rule {
  switch (to) {
    case 'status':
      return {
        to,
        from: { op: 'lookup', of: read(column), table: 'status', ignoreCase: true },
      };
    case 'categories':
    case 'variesBy':
      return { to, from: { op: 'split', of: read(column), separator: setting.listSeparator } };
    case 'stock':
      return stockRule(column, none, setting);
    default:
      return { to: 'family', from: read(column) };
  }
}

// A comma may be part of a URL, so a list of URLs is cut where the next one begins.
function images(column: string, { listSeparator }: ColumnSetting): Expression {
  const cell = read(column);
  return {
    op: 'when',
    test: { op: 'matches', of: cell, pattern: '^https?://', ignoreCase: true },
    then: {
      op: 'split',
      of: { op: 'replace', of: cell, pattern: '[\\s,;|]+(https?://)', with: '\n$1', ignoreCase: true },
      separator: '\n',
    },
    else: { op: 'split', of: cell, separator: listSeparator },
  };
}

function identifierRule(column: string, scheme: string): Rule {
  const from = scheme === 'gtin' ? { op: 'gtin', of: read(column) } : read(column);
  return { to: `identifiers.${scheme}`, from };
}

function stockRule(column: string, location: string, setting: ColumnSetting): Rule {
  return { to: `inventory.${columnPath(location)}`, from: number(column, setting) };
}

function number(column: string, { decimalSeparator }: ColumnSetting): Expression {
  const separator = decimalSeparator(column);
  return {
    op: 'number',
    of: read(column),
    ...(separator === undefined ? {} : { decimalSeparator: separator }),
  };
}

function priceRule(column: string, setting: ColumnSetting): Rule | null {
  const named = parseCurrency(column);
  const { base, scope } = parseColumn(named?.base ?? column, setting.scopes);
  const kind = ownEntry(priceColumns, foldColumn(base));
  const currency = named === null ? usualCurrency(setting) : constant(named.currency);
  if (kind === undefined || currency === null) return null;
  return {
    to: `prices.${columnPath(column)}`,
    from: {
      op: 'when',
      test: { op: 'exists', of: read(column) },
      then: {
        op: 'object',
        fields: {
          kind: constant(kind),
          currency,
          amount: number(column, setting),
          ...(scope === null ? {} : { scope: constant(scope) }),
        },
      },
    },
  };
}

function usualCurrency({ named, currency }: ColumnSetting): Expression | null {
  const column = named('currency');
  if (column !== undefined) return { op: 'case', of: read(column), to: 'upper' };
  return currency === undefined ? null : constant(currency);
}

function attributeRule(column: string, setting: ColumnSetting): Rule | null {
  const unit = parseUnit(column);
  const name = columnName(unit?.base ?? column, setting);
  const folded = foldColumn(name.base);
  // A price without its currency says nothing.
  if (Object.hasOwn(priceColumns, folded)) return null;
  const code = wellKnown(name.base);
  const type = code === undefined ? 'text' : wellKnownAttributes[code];
  const companion = setting.named(`${foldColumn(column)}-unit`);
  const unitOf = unit === null ? companionUnit(companion) : constant(unit.unit);
  if (unitOf !== null)
    return quantityRule(column, attributeTarget(code ?? name.base, 'quantity', name), unitOf, setting);
  return type === 'quantity'
    ? null
    : { to: attributeTarget(code ?? name.base, type, name), from: read(column) };
}

function columnName(column: string, { scopes }: ColumnSetting): ColumnName {
  const name = parseColumn(column, scopes);
  const language = name.locale === null ? parseLanguage(name.base) : null;
  const code = language === null ? undefined : wellKnown(language.base);
  const isText = code !== undefined && ['text', 'richText'].includes(wellKnownAttributes[code]);
  return language !== null && isText ? { ...language, scope: name.scope } : name;
}

function wellKnown(name: string): WellKnownAttribute | undefined {
  const folded = foldColumn(name);
  const codes = Object.keys(wellKnownAttributes) as WellKnownAttribute[];
  return (
    ownEntry(attributeColumns, folded) ??
    codes.find((code) => code === name.trim() || code.toLowerCase() === folded)
  );
}

function companionUnit(column: string | undefined): Expression | null {
  return column === undefined
    ? null
    : { op: 'lookup', of: read(column), table: 'units', otherwise: 'keep', ignoreCase: true };
}

function quantityRule(column: string, to: string, unit: Expression, setting: ColumnSetting): Rule {
  return {
    to,
    from: {
      op: 'when',
      test: { op: 'exists', of: read(column) },
      then: { op: 'object', fields: { amount: number(column, setting), unit } },
    },
  };
}

function attributeTarget(
  code: string,
  type: string,
  { locale, scope }: Pick<ColumnName, 'locale' | 'scope'>,
): string {
  return ['attributes', code.trim(), type, locale ?? none, scope ?? none].map(columnPath).join('.');
}

function constant(value: string): Expression {
  return { op: 'constant', value };
}

function ownEntry<Value>(table: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
