import { systemClock } from '@pim-connector/core';
import type { ConnectorContext, RecordKindDescription } from '@pim-connector/core';

import {
  metaobjectDefinitionCreate,
  metaobjectDefinitionUpdate,
  metaobjectDefinitions,
} from './documents/metaobject-definition-documents.ts';
import { plainCode } from './field-keys.ts';
import { readPages } from './graphql/read-pages.ts';
import { definitionOfKind } from './kind-definition.ts';
import type { KindField } from './kind-definition.ts';
import { openShop } from './open-shop.ts';
import type { ShopifyConnectionOptions } from './open-shop.ts';

/** What {@link addMetaobjectDefinition} did. */
export interface AddedDefinition {
  /** Type of the metaobjects. */
  readonly type: string;
  /** Keys of the fields that were added; those that were there already stay as they are. */
  readonly added: readonly string[];
  /** Keys of the fields that point to a kind without a definition: add that one, and then this one again. */
  readonly waiting: readonly string[];
}

/**
 * Makes the metaobject definition that a kind of reference records needs, or adds what the definition of the shop lacks: a
 * field for each attribute whose values Shopify has a type for. Nothing of what is there is changed. Needs the access scope
 * `write_metaobject_definitions`.
 *
 * @param kind as the source describes it (`recordKinds`).
 * @throws ConnectorError `config.invalid`; `permission.denied` without the scope; `request.rejected` if Shopify refuses.
 */
export async function addMetaobjectDefinition(
  options: ShopifyConnectionOptions,
  kind: RecordKindDescription,
  signal: AbortSignal = new AbortController().signal,
): Promise<AddedDefinition> {
  const { client, tools } = openShop(options);
  const context: ConnectorContext = { signal, clock: options.clock ?? systemClock, warn: () => undefined };
  const definitions = () =>
    readPages(
      async (after) => (await client.call(metaobjectDefinitions, { after }, context)).metaobjectDefinitions,
    );
  const refuse = (userErrors: readonly { readonly message: string }[], operation: string) => {
    const [error] = userErrors;
    if (error !== undefined)
      throw tools.error('request.rejected', `Shopify says: “${error.message}”`, { operation });
  };
  const wanted = definitionOfKind(kind);
  const isWanted = ({ type }: { readonly type: string }) => plainCode(type) === plainCode(wanted.type);
  let known = await definitions();
  const added: string[] = [];
  if (!known.some(isWanted)) {
    // Fields that point to metaobjects come afterwards: they may point to this very type.
    const fields = wanted.fields.filter((field) => pointedKind(field) === undefined);
    const definition = {
      type: wanted.type,
      name: wanted.name,
      displayNameKey: wanted.displayNameKey,
      fieldDefinitions: fields.map((field) => definitionOf(field, null)),
      capabilities: { publishable: { enabled: true }, translatable: { enabled: true } },
    };
    const data = await client.call(metaobjectDefinitionCreate, { definition }, context);
    refuse(data.metaobjectDefinitionCreate.userErrors, metaobjectDefinitionCreate.name);
    added.push(...fields.map(({ key }) => key));
    known = await definitions();
  }
  const made = known.find(isWanted);
  if (made === undefined) return { type: wanted.type, added, waiting: [] };
  const there = new Set(made.fieldDefinitions.map(({ key }) => plainCode(key)));
  // What objects are called by is there already, whatever it is called.
  const missing = wanted.fields.filter(
    ({ key, attribute }) => !there.has(plainCode(key)) && (attribute !== null || made.displayNameKey == null),
  );
  const ids = new Map(known.map(({ type, id }) => [plainCode(type), id]));
  const idFor = (field: KindField) => ids.get(plainCode(pointedKind(field) ?? '')) ?? null;
  const waiting = missing.filter((field) => pointedKind(field) !== undefined && idFor(field) === null);
  const creates = missing.filter((field) => !waiting.includes(field));
  if (creates.length > 0) {
    const definition = {
      fieldDefinitions: creates.map((field) => ({ create: definitionOf(field, idFor(field)) })),
    };
    const data = await client.call(metaobjectDefinitionUpdate, { id: made.id, definition }, context);
    refuse(data.metaobjectDefinitionUpdate.userErrors, metaobjectDefinitionUpdate.name);
    added.push(...creates.map(({ key }) => key));
  }
  return { type: made.type, added, waiting: waiting.map(({ key }) => key) };
}

/** The kind that a field points to; of one that points to any, none is sure: an empty text. */
function pointedKind({ attribute, type }: KindField): string | undefined {
  return type.endsWith('metaobject_reference') ? (attribute?.target?.kind ?? '') : undefined;
}

/** @param pointed id of the definition that a field points to. */
function definitionOf({ key, name, type }: KindField, pointed: string | null) {
  const validations = pointed === null ? [] : [{ name: 'metaobject_definition_id', value: pointed }];
  return { key, name, type, required: false, validations };
}
