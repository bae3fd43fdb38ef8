import { resolve } from 'node:path';

import { checkResult, defineSource, entities, hashText } from '@pim-connector/core';
import type {
  CheckItem,
  ConnectorContext,
  ConnectorTools,
  Entity,
  ReadEvent,
  ReadRequest,
  SourceEntityCapabilities,
} from '@pim-connector/core';
import { z } from 'zod';

import { readCatalogueInfo } from './catalogue-info.ts';
import { checkItem } from './check-item.ts';
import { describeJsonLines } from './describe-json-lines.ts';
import { jsonLineItems } from './json-line-items.ts';
import { findEntityFile } from './json-lines-files.ts';
import type { EntityFile } from './json-lines-files.ts';
import { openFile } from './open-file.ts';
import type { OpenFile } from './open-file.ts';
import { pageSizeSchema } from './page-size.ts';
import type { JsonLineContext } from './read-json-line.ts';
import { linePositionSchema } from './read-lines.ts';
import { readPass } from './read-pass.ts';
import { sampleRecords } from './sample-records.ts';

const configSchema = z.strictObject({
  /**
   * A folder with one file per entity (`products.jsonl`, `categories.jsonl`, …), or one file (`.jsonl`, `.ndjson`,
   * each also with `.gz`).
   */
  path: z.string().min(1),
  /** One file: the entity of lines that name none. Default: what the file’s name says, such as `products.jsonl`. */
  entity: z.enum(entities as [Entity, ...Entity[]]).optional(),
  /**
   * `snapshot` (default): the files hold everything there is, so that what is not in them any more is deleted.
   * `changes`: only what changed, with deletions as delete lines.
   */
  content: z.enum(['snapshot', 'changes']).default('snapshot'),
  /** How absence in a record is read: `complete` (default) or `partial`, see `Coverage`. */
  coverage: z.enum(['complete', 'partial']).default('complete'),
  /** Records per page. Default 100. */
  pageSize: pageSizeSchema,
});

type Config = z.output<typeof configSchema>;

/** Options of {@link jsonLinesSource}. */
export type JsonLinesOptions = z.input<typeof configSchema>;

/**
 * A source that reads JSON Lines: one record of the canonical model per line. The format is described in
 * docs/catalogue-format.md and by {@link jsonLinesSchema}.
 *
 * Reads with constant memory, resumes after any page, and gives nothing in an incremental pass over a file that
 * did not change. Lines that cannot be read are `invalid`, with their place such as `products.jsonl:17`; after one
 * of them the pass does not count as an enumeration of everything, so that nothing is deleted by mistake.
 *
 * @throws ConnectorError `config.invalid` for wrong options; from `read`: `resource.missing` for a path that does
 *   not exist, `source.incomplete` for a file that is cut off or changes while it is read.
 */
export const jsonLinesSource = defineSource({
  type: 'json-lines',
  config: configSchema,
  account: ({ path }) => resolve(path),
  create: (config, tools) => ({
    capabilities: {
      entities: Object.fromEntries(entities.map((entity) => [entity, capabilitiesOf(config)])),
    },
    check: (context) => check(config, tools, context),
    describe: async (context) =>
      describeJsonLines(await readCatalogueInfo(config.path, tools), async (entity, limit) => {
        const source = await openEntity(config, entity, tools, context);
        if (source === null) return [];
        try {
          return await sampleRecords(jsonLineItems(source.file, null, source.lines), entity, limit);
        } finally {
          await source.file.close();
        }
      }),
    read: (request, context) => read(config, request, tools, context),
  }),
});

function capabilitiesOf({ content, coverage }: Config): SourceEntityCapabilities {
  return {
    modes: ['full', 'incremental'],
    coverage,
    resumable: true,
    deletes: content === 'snapshot' ? 'swept' : 'reported',
  };
}

async function* read<E extends Entity>(
  config: Config,
  request: ReadRequest<E>,
  tools: ConnectorTools,
  context: ConnectorContext,
): AsyncGenerator<ReadEvent<E>> {
  const source = await openEntity(config, request.entity, tools, context);
  if (source === null) {
    // No file is not an empty file: it says nothing, so nothing is deleted.
    yield { type: 'end', enumeratedAll: false };
    return;
  }
  const { file, lines } = source;
  try {
    yield* readPass(
      {
        file,
        identity: hashText([file.identity, lines.usual, lines.isMixed, config.coverage].join(' ')),
        positionSchema: linePositionSchema,
        isSnapshot: config.content === 'snapshot',
        pageSize: config.pageSize,
        items: (from) => jsonLineItems(file, from, lines),
      },
      request,
      context,
    );
  } finally {
    await file.close();
  }
}

async function openEntity<E extends Entity>(
  config: Config,
  entity: E,
  tools: ConnectorTools,
  { signal }: ConnectorContext,
): Promise<{ readonly file: OpenFile; readonly lines: JsonLineContext<E> } | null> {
  const found = await findEntityFile(config.path, entity, config.entity, tools);
  if (found === null) return null;
  const file = await openFile(found.path, tools, signal);
  const { usual, isMixed } = found;
  return { file, lines: { name: file.name, entity, usual, isMixed, coverage: config.coverage } };
}

async function check(config: Config, tools: ConnectorTools, context: ConnectorContext) {
  const items: CheckItem[] = [];
  const files = new Set<string>();
  for (const entity of entities) {
    // oxlint-disable-next-line no-await-in-loop
    const item = await checkItem('files', async () => {
      const found = await findEntityFile(config.path, entity, config.entity, tools);
      if (found !== null) await checkFile(found, files, tools, context);
    });
    if (item !== null && items.every(({ message }) => message !== item.message)) items.push(item);
  }
  if (items.length === 0) items.push(foundFiles(config, [...files]));
  const info = await checkItem('catalogue.json', async () => {
    await readCatalogueInfo(config.path, tools);
  });
  return checkResult(info === null ? items : [...items, info]);
}

async function checkFile(
  { path }: EntityFile,
  files: Set<string>,
  tools: ConnectorTools,
  { signal }: ConnectorContext,
): Promise<void> {
  if (files.has(path)) return;
  const file = await openFile(path, tools, signal);
  files.add(path);
  await file.close();
}

function foundFiles({ path }: Config, files: readonly string[]): CheckItem {
  if (files.length > 0) return { name: 'files', status: 'ok', message: `Reads ${files.join(', ')}` };
  return {
    name: 'files',
    status: 'failed',
    message: `“${path}” has no file of the format`,
    hint: 'Put files such as products.jsonl or categories.jsonl into the folder.',
  };
}
