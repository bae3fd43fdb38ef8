import { ConnectorError } from '@pim-connector/core';
import type { Locale } from '@pim-connector/core';

import type { FaultName } from './fault-name.ts';
import { languageOf } from './words.ts';

/** See {@link generateCatalogue}. */
export interface CatalogueOptions {
  /** The same seed gives the same catalogue. Default `pim`. */
  readonly seed?: string | number;
  /** How many products there are. Default 1,000. */
  readonly products?: number;
  /** English, German and French ones. Default `en-GB`, `de-DE`, `fr-FR`. */
  readonly locales?: readonly Locale[];
  /** ISO 4217 codes. Default `EUR`, `GBP`. */
  readonly currencies?: readonly string[];
  /** Mistakes to plant, one product for each. Default: none. */
  readonly faults?: readonly FaultName[];
}

/** Options with their defaults. */
export type CatalogueSettings = Required<Omit<CatalogueOptions, 'seed'>> & { readonly seed: string };

const maxProducts = 100_000_000;

/**
 * Fills in the defaults.
 *
 * @throws ConnectorError `config.invalid` for what cannot be generated.
 */
export function catalogueSettings(options: CatalogueOptions): CatalogueSettings {
  const { seed = 'pim', products = 1000, faults = [] } = options;
  const { locales = ['en-GB', 'de-DE', 'fr-FR'], currencies = ['EUR', 'GBP'] } = options;
  if (!Number.isInteger(products) || products < 0 || products > maxProducts) {
    throw invalid(`“products” must be a whole number from 0 to ${maxProducts}`);
  }
  if (locales.length === 0) throw invalid('“locales” must name at least one locale');
  if (currencies.length === 0) throw invalid('“currencies” must name at least one currency');
  if (faults.length > products) {
    throw invalid(`${faults.length} faults do not fit into ${products} products`);
  }
  for (const locale of locales) languageOf(locale);
  return { seed: String(seed), products, locales, currencies, faults };
}

function invalid(problem: string): ConnectorError {
  return new ConnectorError('config.invalid', `No catalogue can be generated: ${problem}`);
}
