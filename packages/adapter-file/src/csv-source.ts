import { resolve } from 'node:path';

import { defineSource, hashText } from '@pim-connector/core';
import type {
  CheckResult,
  ConnectorContext,
  ConnectorTools,
  Entity,
  Mapping,
  ReadEvent,
  ReadRequest,
  SchemaDescription,
  SourceEntityCapabilities,
} from '@pim-connector/core';
import { z } from 'zod';

import { checkCsv } from './check-csv.ts';
import { csvItems } from './csv-items.ts';
import { csvOptionsSchema } from './csv-options.ts';
import type { CsvConfig } from './csv-options.ts';
import { describeCsv } from './describe-csv.ts';
import { openCsv } from './open-csv.ts';
import { readPass } from './read-pass.ts';
import { parseRowMapping } from './row-mapping.ts';

/** Stands for the rules by which this version reads files where the user gives none: another one reads them anew. */
const reading = 1;

/**
 * A source that reads products from a CSV file with a header: one row per product, or one per variant with the rows
 * of a product below each other. A mapping says what columns mean (the paths of {@link CsvRowRecord} are its targets); without
 * one, {@link defaultCsvMapping} makes it from the header.
 *
 * Reads with constant memory and resumes after any page. An incremental pass over a file that did not change is
 * empty. Rows that cannot be read are `invalid`, with their place such as `products.csv:17`; after one of them the
 * pass does not count as an enumeration of everything, so that nothing is deleted by mistake.
 *
 * @throws ConnectorError `config.invalid` and `mapping.invalid` for wrong options; from `read`: `resource.missing` for
 *   a file that does not exist, `response.malformed` for one that is no CSV file, `source.incomplete` for a quote
 *   that is never closed, and for a file that changes while it is read.
 */
export const csvSource = defineSource({
  type: 'csv',
  config: csvOptionsSchema,
  account: ({ path }) => resolve(path),
  create: (config, tools) => {
    const mapping = config.mapping === undefined ? null : parseRowMapping(config.mapping);
    return {
      capabilities: {
        entities: Object.fromEntries(config.entities.map((entity) => [entity, capabilitiesOf(config)])),
      },
      check: (context): Promise<CheckResult> => checkCsv(config, mapping, tools, context),
      describe: (context): Promise<SchemaDescription> => describeCsv(config, mapping, tools, context),
      read: (request, context) => read(config, mapping, request, tools, context),
    };
  },
});

function capabilitiesOf({ content, coverage }: CsvConfig): SourceEntityCapabilities {
  return {
    modes: ['full', 'incremental'],
    coverage,
    resumable: true,
    deletes: content === 'snapshot' ? 'swept' : 'none',
  };
}

async function* read<E extends Entity>(
  config: CsvConfig,
  mapping: Mapping | null,
  request: ReadRequest<E>,
  tools: ConnectorTools,
  context: ConnectorContext,
): AsyncGenerator<ReadEvent<E>> {
  const csv = await openCsv(config, mapping, tools, context.signal);
  const { path: _path, pageSize, content, ...meaning } = config;
  try {
    yield* readPass(
      {
        file: csv.file,
        identity: hashText(JSON.stringify([csv.file.identity, reading, meaning])),
        positionSchema: z.int().nonnegative(),
        isSnapshot: content === 'snapshot',
        pageSize,
        items: (from) => csvItems(csv, config, request.entity, from ?? 0, context),
      },
      request,
      context,
    );
  } finally {
    await csv.file.close();
  }
}
