import { describeTargets } from '@pim-connector/core';
import type { JsonValue, TargetDescription } from '@pim-connector/core';
import type { z } from 'zod';

/** What {@link toAkeneoMappingSchema} is given. */
export interface MappingSchemaOptions {
  /** Address that names the schema; nothing is fetched from it. */
  readonly id?: string;
  readonly title?: string;
}

/** A product mapping schema, and what it could not say. */
export interface AkeneoMappingSchema {
  /** To be sent to `PUT /api/rest/v1/catalogs/{id}/mapping-schemas/product`. */
  readonly schema: { readonly [name: string]: JsonValue };
  /** Targets of the record that the schema has no form for: lists of objects, open objects. */
  readonly omitted: readonly string[];
  /** Where the value of each property goes: property name to the path of a target. */
  readonly paths: Readonly<Record<string, TargetPlace>>;
}

/** A target in a record. */
export interface TargetPlace {
  readonly path: string;
  readonly level: TargetDescription['level'];
  readonly isLocalized: boolean;
}

type Property = { readonly [name: string]: JsonValue };

/** Version of the meta-schema that the schemas are made for (Akeneo REST API, mapping/product/1.0.4). */
const metaSchema = 'https://api.akeneo.com/mapping/product/1.0.4/schema';

/** More targets than these are refused by the PIM (Akeneo REST API, catalogs for apps). */
const mostTargets = 600;

/**
 * Describes what a destination takes as a product mapping schema, with which users of an Akeneo PIM map their attributes
 * to it in the PIM itself (catalogs for apps). Products are flat there: each article is a product of its own, with the
 * targets of both levels. A text per locale becomes a list of locales and values.
 *
 * @param schema of the product records of a destination: `destination.records.product.schema`.
 */
export function toAkeneoMappingSchema(
  schema: z.ZodType,
  { id, title }: MappingSchemaOptions = {},
): AkeneoMappingSchema {
  // The PIM wants it in every schema of flat products, and fills it itself.
  const properties: Record<string, Property> = { uuid: { title: 'UUID', type: 'string' } };
  const paths: Record<string, TargetPlace> = {};
  const required: string[] = [];
  const omitted: string[] = [];
  for (const target of describeTargets(schema)) {
    const property = propertyOf(target);
    const name = nameOf(target, paths);
    if (property === null || Object.keys(properties).length >= mostTargets) {
      omitted.push(target.path);
      continue;
    }
    properties[name] = property;
    paths[name] = { path: target.path, level: target.level, isLocalized: target.path.includes('{locale}') };
    if (target.required) required.push(name);
  }
  return {
    schema: {
      $schema: metaSchema,
      ...(id === undefined ? {} : { $id: id }),
      ...(title === undefined ? {} : { title }),
      type: 'object',
      properties,
      ...(required.length === 0 ? {} : { required }),
    },
    omitted,
    paths,
  };
}

// Names are words of letters and digits; of two targets that become one, the second is told apart by its level.
function nameOf({ path, level }: TargetDescription, taken: Readonly<Record<string, TargetPlace>>): string {
  const name = path
    .replace(/\.?\{locale\}/, '')
    .replaceAll(/[^A-Za-z0-9]+/g, '_')
    .replaceAll(/^_|_$/g, '');
  return Object.hasOwn(taken, name) || ['uuid', 'variants'].includes(name) ? `${level}_${name}` : name;
}

function propertyOf(target: TargetDescription): Property | null {
  const words = {
    title: target.label ?? target.path.replace('.{locale}', '').replaceAll('.', ' '),
    ...(target.description === undefined ? {} : { description: target.description }),
  };
  const value = valueOf(target);
  if (value === null) return null;
  if (!target.path.includes('{locale}')) return { ...words, ...value };
  const { enum: _options, ...plain } = value;
  const item = {
    type: 'object',
    properties: { locale: { type: 'string' }, value: plain },
    required: ['locale', 'value'],
  };
  return { ...words, type: 'array', items: item };
}

function valueOf({ type, items, options, maxLength }: TargetDescription): Property | null {
  switch (type) {
    case 'text':
      return {
        type: 'string',
        ...(maxLength === undefined ? {} : { maxLength }),
        ...(options === undefined || !options.every((each) => typeof each === 'string')
          ? {}
          : { enum: [...options] }),
      };
    case 'date':
    case 'dateTime':
      return { type: 'string', format: 'date-time' };
    case 'decimal':
    case 'integer':
    case 'number':
      return { type: 'number' };
    case 'boolean':
      return { type: 'boolean' };
    case 'list':
      return items === 'text' ? { type: 'array', items: { type: 'string' } } : null;
    case 'object':
    case 'any':
      return null;
  }
}
