import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

import {
  buildSchema,
  extendSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isScalarType,
  isUnionType,
  parse,
} from 'graphql';
import type { GraphQLNamedType, GraphQLSchema } from 'graphql';
import { describe, expect, test } from 'vitest';

import { accessScopes } from './graphql/access-scopes.ts';
import { schemaTexts } from './graphql/create-schema.ts';
import { globalIdTypes } from './graphql/global-id-types.ts';

const folder = join(process.env['PIM_CONTRACTS'] ?? '', 'shopify');

const built = new Map<string, GraphQLSchema>();

function officialSchema(version: string): GraphQLSchema {
  const schema = built.get(version) ?? readSchema(version);
  built.set(version, schema);
  return schema;
}

function readSchema(version: string): GraphQLSchema {
  const text = gunzipSync(readFileSync(join(folder, `admin_${version}.graphql.gz`))).toString();
  const schema = buildSchema(text, { assumeValidSDL: true });
  const overlay = parse(readFileSync(join(folder, 'admin_2026-10.overlay.graphql'), 'utf8'));
  return version === '2026-10' ? extendSchema(schema, overlay, { assumeValidSDL: true }) : schema;
}

/** What of ours the official schema does not have, or has otherwise; and how much was compared. */
function compare(ours: GraphQLSchema, theirs: GraphQLSchema) {
  const differences: string[] = [];
  let compared = 0;
  const same = (place: string, a: unknown, b: unknown) => {
    compared += 1;
    if (String(a) !== String(b)) differences.push(`${place}: ${String(a)} instead of ${String(b)}`);
  };
  for (const type of Object.values(ours.getTypeMap())) {
    if (type.name.startsWith('__')) continue;
    const other = officialType(type, ours, theirs);
    if (other === undefined) {
      differences.push(`${type.name}: there is no such type`);
      continue;
    }
    if (isEnumType(type) && isEnumType(other)) {
      for (const { name } of type.getValues()) same(`${type.name}.${name}`, name, other.getValue(name)?.name);
    } else if (isUnionType(type) && isUnionType(other)) {
      const names = new Set(other.getTypes().map(({ name }) => name));
      for (const { name } of type.getTypes()) same(`${type.name} | ${name}`, true, names.has(name));
    } else if (isInputObjectType(type) && isInputObjectType(other)) {
      same(`${type.name} @oneOf`, type.isOneOf, other.isOneOf);
      const fields = other.getFields();
      for (const field of Object.values(type.getFields()))
        same(`${type.name}.${field.name}`, field.type, fields[field.name]?.type);
      for (const field of Object.values(fields)) {
        if (String(field.type).endsWith('!') && field.default === undefined)
          same(`${type.name}.${field.name}`, type.getFields()[field.name]?.type, field.type);
      }
    } else if (
      (isObjectType(type) || isInterfaceType(type)) &&
      (isObjectType(other) || isInterfaceType(other))
    ) {
      const fields = other.getFields();
      for (const field of Object.values(type.getFields())) {
        same(`${type.name}.${field.name}`, field.type, fields[field.name]?.type);
        const args = new Map(fields[field.name]?.args.map((argument) => [argument.name, argument]));
        for (const argument of field.args)
          same(`${type.name}.${field.name}(${argument.name})`, argument.type, args.get(argument.name)?.type);
      }
    } else {
      same(type.name, isScalarType(type), isScalarType(other));
    }
  }
  return { differences, compared };
}

function officialType(type: GraphQLNamedType, ours: GraphQLSchema, theirs: GraphQLSchema) {
  if (type === ours.getQueryType()) return theirs.getQueryType() ?? undefined;
  if (type === ours.getMutationType()) return theirs.getMutationType() ?? undefined;
  return theirs.getType(type.name);
}

describe('the schema of the simulator', () => {
  const ours = buildSchema(schemaTexts['2026-10']);

  test('is a true part of the official one of 2026-10', () => {
    const { differences, compared } = compare(ours, officialSchema('2026-10'));
    console.info(
      `Shopify 2026-10: ${Object.keys(ours.getTypeMap()).length} types, ${compared} facts compared`,
    );
    expect(differences).toEqual([]);
    expect(compared).toBeGreaterThan(1_500);
  });

  test('is a true part of the official one of 2026-07, without what came later', () => {
    const older = buildSchema(schemaTexts['2026-07']);
    expect(compare(older, officialSchema('2026-07')).differences).toEqual([]);
    expect(compare(ours, officialSchema('2026-07')).differences).not.toEqual([]);
  });

  test('is noticed when it drifts', () => {
    const spoiled = buildSchema(schemaTexts['2026-10'].replace('handle: String!', 'handle: String'));
    expect(compare(spoiled, officialSchema('2026-10')).differences).not.toEqual([]);
  });
});

interface Meta {
  readonly scopes: Readonly<Record<string, readonly string[]>>;
  readonly gidTypes: Readonly<Record<string, readonly string[]>>;
}

describe('what the schema does not say', () => {
  const meta = JSON.parse(gunzipSync(readFileSync(join(folder, 'meta_2026-10.json.gz'))).toString()) as Meta;
  const official = (name: string) => [`QueryRoot.${name}`, `Mutation.${name}`];

  test('every scope that the platform names for a field is asked for', () => {
    const ours = buildSchema(schemaTexts['2026-10']);
    const fields = [ours.getQueryType(), ours.getMutationType()].flatMap((type) =>
      Object.keys(type?.getFields() ?? {}),
    );
    const differences = fields.flatMap((name) => {
      const named = official(name).flatMap((place) => meta.scopes[place] ?? []);
      const asked = accessScopes[name] ?? [];
      return named.length === 0 || asked.join(' ') === named.join(' ') ? [] : [`${name}: ${named.join(' ')}`];
    });
    expect(differences).toEqual([]);
  });

  test('ids have the types that the platform takes', () => {
    const differences = Object.entries(globalIdTypes).flatMap(([place, types]) => {
      const named = official(place).flatMap((each) => meta.gidTypes[each] ?? []);
      const allowed = named.flatMap((type) => {
        const found = officialSchema('2026-10').getType(type);
        return isInterfaceType(found)
          ? officialSchema('2026-10')
              .getPossibleTypes(found)
              .map(({ name }) => name)
          : [type];
      });
      return types.every((type) => allowed.includes(type)) ? [] : [`${place}: ${named.join(' ')}`];
    });
    expect(differences).toEqual([]);
  });
});
