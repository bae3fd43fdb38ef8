import { systemClock } from '@pim-connector/core';
import type { ConnectorContext, ConnectorTools } from '@pim-connector/core';

import type { AkeneoClient } from './akeneo-client.ts';
import type { CatalogueStructure } from './catalogue-structure.ts';
import type { DestinationConfig } from './destination-config.ts';
import { openProductReading } from './product-reading.ts';
import type { ProductReading } from './product-reading.ts';
import type { RecentNames } from './recent-names.ts';
import type { RecordFamily } from './record-families.ts';

/** What all parts of the destination work with. */
export interface DestinationTools {
  readonly client: AkeneoClient;
  readonly tools: ConnectorTools;
  readonly config: DestinationConfig;
  readonly structure: (context: ConnectorContext) => Promise<CatalogueStructure>;
  /** A reference entity; `null`: the PIM has none of that code. */
  readonly kinds: (kind: string, context: ConnectorContext) => Promise<RecordFamily | null>;
  readonly recent: RecentNames;
}

/** Reads products as they are, for comparing and for reading back. */
export async function readingFor(
  { client, tools, config, structure }: Omit<DestinationTools, 'kinds' | 'recent'>,
  context: ConnectorContext,
): Promise<ProductReading> {
  const own = {
    ...config,
    clock: config.clock ?? systemClock,
    attributes: {},
    identifiers: {},
    prices: {},
    linkedEntities: false,
    sourceTimeZone: 'UTC',
    overlap: 120,
    pageSize: 100,
  };
  return openProductReading({ client, tools, config: own }, await structure(context), undefined, context);
}
