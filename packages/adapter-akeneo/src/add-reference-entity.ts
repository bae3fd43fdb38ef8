import { normalizeLocale } from '@pim-connector/core';
import type { ConnectorTools, LocalizedText, Option, RecordKindDescription } from '@pim-connector/core';

import { createAkeneoClient } from './akeneo-client.ts';
import type { AkeneoClient } from './akeneo-client.ts';
import { openConnection } from './akeneo-config.ts';
import type { AkeneoConnectionOptions } from './akeneo-config.ts';
import { foldCode, objectsOf, textOf } from './api-values.ts';
import { allItems } from './list-pages.ts';
import { readRecordAttributes } from './record-families.ts';
import { referenceEntityAttribute } from './reference-entity-attribute.ts';
import { readServerFacts, withoutReferenceEntities } from './server-facts.ts';
import { writeLabels } from './write-values.ts';

/** What {@link addReferenceEntity} did. */
export interface AddedReferenceEntity {
  /** Code of the reference entity. */
  readonly code: string;
  /** Codes of the attributes that were added; those that were there already stay as they are. */
  readonly added: readonly string[];
  /** Options that were added, by the code of their attribute. */
  readonly options: Readonly<Record<string, readonly string[]>>;
  /** Codes of the attributes that point to a kind without a reference entity: add that one, and then this one again. */
  readonly waiting: readonly string[];
  /** Codes of the attributes whose type reference entities do not have: booleans, dates, quantities. */
  readonly unfit: readonly string[];
}

/**
 * Makes the reference entity that a kind of reference records needs, or adds what the one of the PIM lacks: attributes, and
 * options of their lists. Nothing of what is there is changed. Needs the permission to create and update reference entities,
 * and an edition that has them.
 *
 * @param kind as a source describes it (`recordKinds`).
 * @throws ConnectorError `config.invalid`, also for an edition without reference entities; `permission.denied`;
 *   `request.rejected` if the PIM refuses.
 */
export async function addReferenceEntity(
  options: AkeneoConnectionOptions,
  kind: RecordKindDescription,
  signal: AbortSignal = new AbortController().signal,
): Promise<AddedReferenceEntity> {
  const { connection, tools } = openConnection(options);
  const client = createAkeneoClient(connection, tools);
  const { code } = kind;
  const facts = await readServerFacts(client, signal);
  if (!facts.hasReferenceEntities)
    throw tools.error('config.invalid', withoutReferenceEntities(facts), {
      hint: 'Name a PIM that has them.',
    });
  const labelsIn = await activeLabels(client, tools, signal);
  const existing = await entityCodes(client, tools, signal);
  const put = (below: string, name: string, item: object) =>
    client.request({
      method: 'PATCH',
      path: `reference-entities/${below}${encodeURIComponent(name)}`,
      json: { code: name, ...item },
      idempotent: true,
      expect: 'nothing',
      signal,
      operation: 'write reference-entities',
    });
  if (!existing.has(foldCode(code))) {
    await put('', code, { labels: labelsIn(kind.labels) });
    existing.add(foldCode(code));
  }
  const there = await readRecordAttributes('reference-entities', code, client, signal);
  const known = new Set([...there.keys()].map(foldCode));
  const added: string[] = [];
  const waiting: string[] = [];
  const unfit: string[] = [];
  const newOptions: Record<string, readonly string[]> = {};
  const below = `${encodeURIComponent(code)}/attributes/`;
  // One after the other, in their order: it is the order in which the PIM shows them.
  for (const attribute of kind.attributes) {
    const { key, labels, options: list = [] } = attribute;
    const made = referenceEntityAttribute(attribute);
    if (made === null) {
      unfit.push(key);
      continue;
    }
    if (!known.has(foldCode(key))) {
      const pointed = textOf(made['reference_entity_code']);
      if (pointed !== null && !existing.has(foldCode(pointed))) {
        waiting.push(key);
        continue;
      }
      // oxlint-disable-next-line no-await-in-loop
      await put(below, key, { labels: labelsIn(labels), ...made });
      added.push(key);
    }
    const optionsBelow = `${below}${encodeURIComponent(key)}/options/`;
    // oxlint-disable-next-line no-await-in-loop
    const missing = await missingOptions(
      list,
      `reference-entities/${optionsBelow.slice(0, -1)}`,
      client,
      signal,
    );
    for (const option of missing)
      // oxlint-disable-next-line no-await-in-loop
      await put(optionsBelow, option.code, { labels: labelsIn(option.labels) });
    if (missing.length > 0) newOptions[key] = missing.map((option) => option.code);
  }
  return { code, added, options: newOptions, waiting, unfit };
}

/** Folded codes of the reference entities that there are. */
async function entityCodes(
  client: AkeneoClient,
  tools: ConnectorTools,
  signal: AbortSignal,
): Promise<Set<string>> {
  const items = await allItems(client, { path: 'reference-entities', paging: 'search_after' }, tools, signal);
  return new Set(items.map(({ code }) => foldCode(textOf(code) ?? '')));
}

/** The API refuses labels in locales that are not active. */
async function activeLabels(
  client: AkeneoClient,
  tools: ConnectorTools,
  signal: AbortSignal,
): Promise<(labels: LocalizedText) => Readonly<Record<string, string>>> {
  const items = await allItems(client, { path: 'locales', paging: 'page', limit: 100 }, tools, signal);
  const locales = new Map(
    items.flatMap(({ code, enabled }) => {
      const locale = enabled === true ? normalizeLocale(textOf(code) ?? '') : null;
      return locale === null ? [] : [[String(code), locale] as const];
    }),
  );
  return (labels) => writeLabels(labels, { locales });
}

async function missingOptions(
  options: readonly Option[],
  path: string,
  client: AkeneoClient,
  signal: AbortSignal,
): Promise<readonly Option[]> {
  if (options.length === 0) return [];
  const response = await client.request({
    path,
    signal,
    expect: 'json',
    operation: 'read reference-entities',
  });
  const known = new Set(objectsOf(response.json()).map(({ code }) => foldCode(textOf(code) ?? '')));
  return options.filter(({ code }) => !known.has(foldCode(code)));
}
