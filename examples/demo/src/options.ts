import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

import type { CatalogueOptions, CsvOptions } from '@pim-connector/adapter-file';
import { currencySchema, localeSchema } from '@pim-connector/core';

import { UsageError } from './usage-error.ts';

/** What the program is asked to do. */
export interface DemoOptions {
  readonly help: boolean;
  readonly json: boolean;
  /** `null`: the demo’s own catalogue. */
  readonly own: OwnCatalogueOptions | null;
}

/** How the user’s own catalogue is synced. */
export interface OwnCatalogueOptions {
  readonly path: string;
  readonly dryRun: boolean;
  readonly files: CatalogueOptions;
  /** Of the shop; `null`: those of the catalogue. */
  readonly locales: readonly string[] | null;
  readonly currencies: readonly string[] | null;
}

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;

const known = {
  help: { ...flag, short: 'h' },
  json: flag,
  catalogue: text,
  'dry-run': flag,
  coverage: text,
  mapping: text,
  encoding: text,
  delimiter: text,
  quote: text,
  'decimal-separator': text,
  'list-separator': text,
  currency: text,
  'image-base-url': text,
  locales: text,
  currencies: text,
} as const;

/**
 * Reads the arguments of the program.
 *
 * @throws UsageError that says what is wrong with them.
 */
export function readOptions(args: readonly string[]): DemoOptions {
  const values = parsed(args);
  const { help = false, json = false, catalogue, ...ofCatalogue } = values;
  if (catalogue !== undefined) {
    if (catalogue.trim() === '') throw new UsageError('--catalogue needs the name of a file or folder');
    return { help, json, own: ownOptions(catalogue, ofCatalogue) };
  }
  const [stray] = Object.keys(ofCatalogue);
  if (stray !== undefined && !help) throw new UsageError(`--${stray} is for --catalogue, which is not given`);
  return { help, json, own: null };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: known, strict: true }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

type Values = Omit<ReturnType<typeof parsed>, 'help' | 'json' | 'catalogue'>;

function ownOptions(path: string, values: Values): OwnCatalogueOptions {
  const { coverage, locales, currencies } = values;
  const covered =
    coverage === undefined ? {} : { coverage: oneOf('coverage', coverage, ['complete', 'partial']) };
  return {
    path,
    dryRun: values['dry-run'] ?? false,
    files: { csv: { ...csvOptions(values), ...covered }, jsonLines: covered },
    locales: locales === undefined ? null : listOf('locales', locales, localeSchema),
    currencies: currencies === undefined ? null : listOf('currencies', currencies, currencySchema),
  };
}

function csvOptions(values: Values): Omit<CsvOptions, 'path'> {
  const { mapping, encoding, delimiter, quote, currency } = values;
  const decimals = values['decimal-separator'];
  const lists = values['list-separator'];
  const images = values['image-base-url'];
  return {
    ...(mapping === undefined ? {} : { mapping: readMapping(mapping) }),
    ...(encoding === undefined ? {} : { encoding }),
    ...(delimiter === undefined ? {} : { delimiter: delimiter === 'tab' ? '\t' : delimiter }),
    ...(quote === undefined ? {} : { quote: quoteOf(quote) }),
    ...(decimals === undefined
      ? {}
      : { decimalSeparator: oneOf('decimal-separator', decimals, ['.', ','] as const) }),
    ...(lists === undefined ? {} : { listSeparator: lists }),
    ...(currency === undefined ? {} : { currency }),
    ...(images === undefined ? {} : { imageBaseUrl: images }),
  };
}

function quoteOf(value: string): '"' | "'" | null {
  const quote = oneOf('quote', value, ['"', "'", 'none']);
  return quote === 'none' ? null : quote;
}

function oneOf<Value extends string>(option: string, value: string, allowed: readonly Value[]): Value {
  const found = allowed.find((each) => each === value);
  if (found !== undefined) return found;
  throw new UsageError(`--${option} must be ${allowed.join(' or ')}, not “${value}”`);
}

function listOf(option: string, value: string, schema: typeof localeSchema): readonly string[] {
  return value.split(',').map((entry) => {
    const result = schema.safeParse(entry.trim());
    if (result.success) return result.data;
    throw new UsageError(`--${option}: “${entry}” ${result.error.issues[0]?.message ?? 'is not valid'}`);
  });
}

function readMapping(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as unknown;
  } catch (error) {
    throw new UsageError(
      `The mapping “${path}” cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
