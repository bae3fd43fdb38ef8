import type { CatalogueStructure } from './catalogue-structure.ts';
import type { SourceConfig } from './source-config.ts';

/** What attributes of the PIM are called in our records, and which of them are more than attributes there. */
export interface StructureNames {
  /** Code in our records of an attribute of the PIM. */
  readonly nameOf: (code: string) => string;
  /** Code in the PIM of an attribute of our records. */
  readonly codeOf: (name: string) => string;
  /** Schemes of identifiers with the attributes, by their code in the PIM. */
  readonly identifiers: readonly (readonly [scheme: string, codes: readonly string[]])[];
  /** Kinds of prices with the attribute, by its code in the PIM. */
  readonly prices: readonly (readonly [kind: PriceKindName, code: string])[];
}

type PriceKindName = 'list' | 'sale' | 'msrp' | 'map' | 'cost';

const usualIdentifiers = {
  gtin: ['ean', 'ean13', 'gtin', 'upc', 'barcode'],
  mpn: ['mpn', 'manufacturer_part_number'],
};

/** Works the names out, of what the user says and of what the PIM has. */
export function structureNames(config: SourceConfig, { attributes }: CatalogueStructure): StructureNames {
  const codes = new Map(
    Object.entries(config.attributes).flatMap(([name, code]) =>
      code === undefined ? [] : [[name, code] as const],
    ),
  );
  const names = new Map([...codes].map(([name, code]) => [code, name]));
  const exists = (code: string) => attributes.has(code);
  return {
    nameOf: (code) => names.get(code) ?? code,
    codeOf: (name) => codes.get(name) ?? name,
    identifiers: Object.entries(config.identifiers ?? usualIdentifiers)
      .map(([scheme, list]) => [scheme, list.filter(exists)] as const)
      .filter(([, list]) => list.length > 0),
    prices: pricesOf(config, attributes),
  };
}

function pricesOf(
  { prices }: SourceConfig,
  attributes: CatalogueStructure['attributes'],
): StructureNames['prices'] {
  if (prices === undefined) return attributes.get('price')?.kind === 'money' ? [['list', 'price']] : [];
  return Object.entries(prices).flatMap(([kind, code]) =>
    code === undefined ? [] : [[kind as PriceKindName, code] as const],
  );
}
