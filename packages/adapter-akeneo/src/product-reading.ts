import type { ConnectorContext, ConnectorTools, Selection } from '@pim-connector/core';

import type { AkeneoClient } from './akeneo-client.ts';
import type { CatalogueStructure } from './catalogue-structure.ts';
import { conversionNotes } from './conversion-notes.ts';
import type { ConversionNotes } from './conversion-notes.ts';
import { valueConverter } from './convert-values.ts';
import { familyFacts } from './family-facts.ts';
import type { FamilyFacts } from './family-facts.ts';
import { narrowing } from './narrowing.ts';
import type { Narrowing } from './narrowing.ts';
import { optionCodes } from './option-codes.ts';
import type { OptionCodes } from './option-codes.ts';
import { KnownProducts } from './product-keys.ts';
import type { ProductContext } from './product-parts.ts';
import { pointsToAssets } from './read-data.ts';
import type { SourceConfig } from './source-config.ts';
import { structureNames } from './structure-names.ts';
import type { StructureNames } from './structure-names.ts';

/** Everything that reading products needs, for one pass or one look-up. */
export interface ProductReading {
  readonly client: AkeneoClient;
  readonly tools: ConnectorTools;
  readonly config: SourceConfig;
  readonly signal: AbortSignal;
  readonly structure: CatalogueStructure;
  readonly families: FamilyFacts;
  readonly known: KnownProducts;
  readonly options: OptionCodes;
  readonly notes: ConversionNotes;
  readonly product: ProductContext;
  /** What is asked of the values of products. */
  readonly narrowed: Narrowing;
}

/** Prepares reading products. */
export async function openProductReading(
  { client, tools, config }: Pick<ProductReading, 'client' | 'tools' | 'config'>,
  structure: CatalogueStructure,
  select: Selection | undefined,
  context: ConnectorContext,
): Promise<ProductReading> {
  const { signal } = context;
  const notes = conversionNotes((warning) => context.warn(warning));
  const families = familyFacts(client, tools, signal, notes);
  await families.prepare();
  const known = new KnownProducts();
  const options = optionCodes(structure, client, tools, signal);
  const names = structureNames(config, structure);
  return {
    client,
    tools,
    config,
    signal,
    structure,
    families,
    known,
    options,
    notes,
    narrowed: narrowing(select, structure, names, notes),
    product: {
      structure,
      names,
      assetNames: assetNames(structure, names),
      keys: known,
      convert: valueConverter(structure, names.nameOf, options, notes),
      mainImageOf: families.mainImageOf,
    },
  };
}

function assetNames({ attributes }: CatalogueStructure, { nameOf }: StructureNames): readonly string[] {
  return [...attributes.values()].flatMap(({ code, kind }) => (pointsToAssets(kind) ? [nameOf(code)] : []));
}
