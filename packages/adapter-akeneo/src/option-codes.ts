import { isConnectorError } from '@pim-connector/core';
import type { ConnectorTools } from '@pim-connector/core';

import type { AkeneoClient } from './akeneo-client.ts';
import { foldCode, objectOf, textOf } from './api-values.ts';
import type { CatalogueStructure } from './catalogue-structure.ts';
import { allItems } from './list-pages.ts';
import type { ApiItem } from './list-pages.ts';

/** Whether an attribute has a list of options; reference data has one of its own that the API does not show. */
export function hasOptions(apiType: string): boolean {
  return apiType === 'pim_catalog_simpleselect' || apiType === 'pim_catalog_multiselect';
}

/**
 * How the codes of options are written. Values may write them in other letters (the PIM takes `Red` for `red`), so that
 * they would not be found in the list of the attribute.
 */
export interface OptionCodes {
  /** Reads the lists of the attributes that some products have values of, each once. */
  readonly learn: (items: readonly ApiItem[]) => Promise<void>;
  /** The code as the list of the attribute writes it. */
  readonly spelling: (attribute: string, code: string) => string;
}

/** Makes the codes for one pass. */
export function optionCodes(
  { attributes }: CatalogueStructure,
  client: AkeneoClient,
  tools: ConnectorTools,
  signal: AbortSignal,
): OptionCodes {
  const spellings = new Map<string, ReadonlyMap<string, string>>();
  const unread = new Set(
    [...attributes.values()].flatMap(({ code, apiType }) => (hasOptions(apiType) ? [code] : [])),
  );

  async function read(attribute: string): Promise<void> {
    spellings.set(attribute, new Map());
    try {
      const path = `attributes/${encodeURIComponent(attribute)}/options`;
      const options = await allItems(client, { path, paging: 'page', limit: 100 }, tools, signal);
      const codes = options.flatMap(({ code }) => textOf(code) ?? []);
      spellings.set(attribute, new Map(codes.map((code) => [foldCode(code), code])));
    } catch (error) {
      // Without the list the codes stay as they are written.
      if (!isConnectorError(error, 'permission.denied', 'resource.missing')) throw error;
    }
  }

  return {
    async learn(items) {
      const wanted: string[] = [];
      for (const code of unread) {
        if (items.some(({ values }) => Object.hasOwn(objectOf(values), code))) wanted.push(code);
      }
      for (const code of wanted) unread.delete(code);
      await Promise.all(wanted.map(read));
    },
    spelling: (attribute, code) => spellings.get(attribute)?.get(foldCode(code)) ?? code,
  };
}
