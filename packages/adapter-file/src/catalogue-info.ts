import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import {
  currencySchema,
  duplicateMember,
  localeSchema,
  localizedTextSchema,
  scopeSchema,
} from '@pim-connector/core';
import { z } from 'zod';

import { isJsonLinesName } from './entity-names.ts';
import { fileError } from './file-error.ts';
import type { FileTools } from './file-tools.ts';

const scopeInfoSchema = z.strictObject({
  code: scopeSchema,
  labels: localizedTextSchema.default({}),
  locales: z.array(localeSchema).exactOptional(),
  currencies: z.array(currencySchema).exactOptional(),
});

/** What `catalogue.json` says of the whole catalogue. */
export const catalogueInfoSchema = z.strictObject({
  /** For editors: where the JSON Schema of this format is. */
  $schema: z.string().exactOptional(),
  locales: z.array(localeSchema).exactOptional(),
  /** A scope, or its code alone. */
  scopes: z
    .array(z.union([scopeSchema.transform((code) => ({ code, labels: {} })), scopeInfoSchema]))
    .exactOptional(),
  /** ISO 4217 codes. */
  currencies: z.array(currencySchema).exactOptional(),
});

/** See {@link catalogueInfoSchema}. */
export type CatalogueInfo = z.infer<typeof catalogueInfoSchema>;

/**
 * Reads `catalogue.json` in the folder, or beside the file. There need not be one.
 *
 * @throws ConnectorError `config.invalid` if it is not valid.
 */
export async function readCatalogueInfo(path: string, tools: FileTools): Promise<CatalogueInfo> {
  const place = join(isJsonLinesName(path) ? dirname(path) : path, 'catalogue.json');
  const text = await contentOf(place, tools);
  if (text === null) return {};
  const repeated = duplicateMember(text);
  if (repeated !== null) throw invalid(place, [`“${repeated}” stands twice in one object`], tools);
  const result = catalogueInfoSchema.safeParse(parsed(text, place, tools));
  if (result.success) return result.data;
  const problems = result.error.issues.map((issue) =>
    issue.path.length === 0 ? issue.message : `${z.core.toDotPath(issue.path)}: ${issue.message}`,
  );
  throw invalid(place, problems, tools);
}

async function contentOf(path: string, tools: FileTools): Promise<string | null> {
  try {
    return (await readFile(path, 'utf8')).replace(/^\ufeff/, '');
  } catch (error) {
    const failure = fileError(error, path, tools);
    if (failure.code === 'resource.missing') return null;
    throw failure;
  }
}

function parsed(text: string, path: string, tools: FileTools): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw invalid(path, [error instanceof Error ? error.message : String(error)], tools);
  }
}

function invalid(path: string, problems: readonly string[], tools: FileTools) {
  return tools.error('config.invalid', `“${path}” is not valid: ${problems.join('; ')}`, {
    hint: 'Write { "locales": ["de-DE"], "scopes": ["shop"], "currencies": ["EUR"] }; each of the three may be left out.',
  });
}
