import { ConnectorError, isSafePropertyName, parseMapping } from '@pim-connector/core';
import type { Mapping, Rule } from '@pim-connector/core';

import { articleColumns, foldColumn, productColumns, statusWords, unitWords } from './column-conventions.ts';
import { read } from './column-path.ts';
import { columnRule, textRule } from './column-rule.ts';
import type { ColumnSetting } from './column-rule.ts';
import { separatorOfColumn } from './decimal-separator.ts';
import { scopesOf } from './parse-column.ts';

/** What {@link defaultCsvMapping} may know beside the header. */
export interface DefaultCsvMappingOptions {
  /** What stands before the decimals of numbers. Default: per column, as `sample` shows. */
  readonly decimalSeparator?: '.' | ',' | undefined;
  /** What stands between several entries of one cell. Default comma. */
  readonly listSeparator?: string | undefined;
  /** Currency of price columns that name none, where no column `currency` does. */
  readonly currency?: string | undefined;
  /** Some rows, cell by cell in the order of the header. */
  readonly sample?: readonly (readonly string[])[] | undefined;
}

/**
 * Makes a mapping from the header of a CSV file, by what columns are usually called: `sku`, `parent`,
 * `name-en_US`, `name-en_US-ecommerce`, `price-EUR`, `weight` with `weight-unit`, `weight-kg`, `ean`, `image`,
 * `categories`, `stock`, `brand`, … Every other column becomes a text attribute of its name. A price without
 * currency and a weight or size without unit are left out, as nobody could say what they mean.
 *
 * The result is plain JSON, to be shown, corrected and given to `csvSource` as its `mapping`.
 *
 * @throws ConnectorError `mapping.invalid` if no column has the key of the product.
 */
export function defaultCsvMapping(
  header: readonly string[],
  options: DefaultCsvMappingOptions = {},
): Mapping {
  const setting = settingOf(header, options);
  const product = firstOf(productColumns, setting);
  const article = firstOf(articleColumns, setting) ?? product;
  if (article === undefined) throw withoutKey(header);
  const rules = new Map(keyRules(product, article).map((rule) => [rule.to, rule]));
  for (const column of setting.columns) {
    if (column === product || column === article) continue;
    const rule = columnRule(column, setting);
    if (rule !== null) addRule(rules, rule, column);
  }
  return withTables([...rules.values()]);
}

function settingOf(header: readonly string[], options: DefaultCsvMappingOptions): ColumnSetting {
  const columns = header.filter(isUsable);
  // Of columns that are called alike, the first counts.
  const folded = new Map(columns.toReversed().map((column) => [foldColumn(column), column]));
  const { sample = [], decimalSeparator, listSeparator = ',', currency } = options;
  return {
    columns,
    scopes: scopesOf(columns),
    listSeparator,
    currency,
    named: (name) => folded.get(name),
    decimalSeparator: (column) =>
      decimalSeparator ?? separatorOfColumn(sample.map((cells) => cells[header.indexOf(column)] ?? '')),
  };
}

// What cannot be written as a path of a mapping.
function isUsable(column: string): boolean {
  return (
    column.length > 0 &&
    column.length <= 200 &&
    !column.includes('\\') &&
    // oxlint-disable-next-line no-control-regex
    !/[\u0000-\u001f\u007f-\u009f]/.test(column) &&
    isSafePropertyName(column) &&
    !(column in Object.prototype)
  );
}

function firstOf(names: readonly string[], { named }: ColumnSetting): string | undefined {
  return names.map(named).find((column) => column !== undefined);
}

function keyRules(product: string | undefined, article: string): Rule[] {
  if (product === undefined || product === article) return [{ to: 'product', from: read(article) }];
  return [
    { to: 'product', from: { op: 'coalesce', of: [read(product), read(article)] } },
    { to: 'variant', from: { op: 'when', test: { op: 'exists', of: read(product) }, then: read(article) } },
  ];
}

/** Adds a rule. Lists are put together; of other targets the first column counts, and the next is a text of its own. */
function addRule(rules: Map<string, Rule>, rule: Rule, column: string): void {
  const known = rules.get(rule.to);
  if (known === undefined) {
    rules.set(rule.to, rule);
  } else if (rule.to === 'images' || rule.to === 'categories') {
    const parts = known.from.op === 'concat' ? (known.from['of'] as readonly Rule['from'][]) : [known.from];
    rules.set(rule.to, { to: rule.to, from: { op: 'concat', of: [...parts, rule.from] } });
  } else {
    const text = textRule(column);
    if (!rules.has(text.to)) rules.set(text.to, text);
  }
}

function withTables(rules: readonly Rule[]): Mapping {
  const text = JSON.stringify(rules);
  const tables = Object.entries({ units: unitWords, status: statusWords }).filter(([name]) =>
    text.includes(`"table":"${name}"`),
  );
  return parseMapping({
    version: 1,
    name: 'csv-columns',
    entity: 'product',
    ...(tables.length === 0 ? {} : { tables: Object.fromEntries(tables) }),
    rules,
  });
}

function withoutKey(header: readonly string[]): ConnectorError {
  const names = header.map((column) => `“${column}”`).join(', ');
  return new ConnectorError('mapping.invalid', `No column has the key of the product; there are ${names}`, {
    hint: 'Call the column with the article number “sku”, or give a mapping with a rule for “product”.',
  });
}
