import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

import {
  buildSchema,
  extendSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isNonNullType,
  isObjectType,
  parse,
  print,
} from 'graphql';
import type { GraphQLArgument, GraphQLInputField, GraphQLNamedType, GraphQLSchema } from 'graphql';
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

type Input = GraphQLArgument | GraphQLInputField;

const typeOf = (input: Input | undefined) => input?.type;
const defaultOf = ({ default: value }: Input) =>
  value === undefined
    ? 'none'
    : value.literal === undefined
      ? JSON.stringify(value.value)
      : print(value.literal);
const isRequired = ({ type, default: value }: Input) => isNonNullType(type) && value === undefined;
const isOld = ({ deprecationReason }: { readonly deprecationReason?: string | null | undefined }) =>
  deprecationReason != null;

/** What of ours the official schema does not have, or has otherwise; and how much was compared. */
function compare(ours: GraphQLSchema, theirs: GraphQLSchema) {
  const differences: string[] = [];
  let compared = 0;
  const same = (place: string, a: unknown, b: unknown) => {
    compared += 1;
    if (String(a) !== String(b)) differences.push(`${place}: ${String(a)} instead of ${String(b)}`);
  };
  /** Arguments, or fields of an input: those of ours, and those that theirs demands. */
  const sameInputs = (place: string, own: readonly Input[], official: readonly Input[]) => {
    const named = new Map(official.map((each) => [each.name, each]));
    for (const each of own) {
      const other = named.get(each.name);
      same(`${place}.${each.name}`, each.type, typeOf(other));
      if (other === undefined) continue;
      same(`${place}.${each.name} =`, defaultOf(each), defaultOf(other));
      same(`${place}.${each.name} @deprecated`, isOld(each), isOld(other));
    }
    for (const each of official.filter(isRequired))
      same(`${place}.${each.name}`, typeOf(own.find(({ name }) => name === each.name)), each.type);
  };
  for (const type of Object.values(ours.getTypeMap())) {
    if (type.name.startsWith('__')) continue;
    const other = officialType(type, ours, theirs);
    if (other === undefined) {
      differences.push(`${type.name}: there is no such type`);
      continue;
    }
    same(`kind of ${type.name}`, type.constructor.name, other.constructor.name);
    if (isEnumType(type) && isEnumType(other)) {
      for (const value of type.getValues()) {
        same(`${type.name}.${value.name}`, value.name, other.getValue(value.name)?.name);
        same(`${type.name}.${value.name} @deprecated`, isOld(value), isOld(other.getValue(value.name) ?? {}));
      }
    } else if (isInputObjectType(type) && isInputObjectType(other)) {
      same(`${type.name} @oneOf`, type.isOneOf, other.isOneOf);
      sameInputs(type.name, Object.values(type.getFields()), Object.values(other.getFields()));
    } else if (
      (isObjectType(type) || isInterfaceType(type)) &&
      (isObjectType(other) || isInterfaceType(other))
    ) {
      const interfaces = new Set(other.getInterfaces().map(({ name }) => name));
      for (const { name } of type.getInterfaces())
        same(`${type.name} implements ${name}`, true, interfaces.has(name));
      const fields = other.getFields();
      for (const field of Object.values(type.getFields())) {
        const place = `${type.name}.${field.name}`;
        const official = fields[field.name];
        same(place, field.type, official?.type);
        if (official === undefined) continue;
        same(`${place} @deprecated`, isOld(field), isOld(official));
        sameInputs(place, field.args, official.args);
      }
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

  test.each<readonly [what: string, from: RegExp, to: string]>([
    ['a type of a field', /handle: String!/, 'handle: ID!'],
    ['whether a field is nullable', /handle: String!/, 'handle: String'],
    ['a field that there is not', /handle: String!/, 'handle: String! nickname: String'],
    [
      'the type of an argument',
      /\bproductByIdentifier\(identifier: \w+!\)/,
      'productByIdentifier(identifier: String!)',
    ],
    ['an argument that there is not', /\bproduct\(id: ID!\)/, 'product(id: ID!, name: String)'],
    ['an argument that is missing', /\bproduct\(id: ID!\)/, 'product'],
    ['a default value', /synchronous: Boolean = true/, 'synchronous: Boolean = false'],
    ['a field of an input', /input ProductSetInput \{/, 'input ProductSetInput { nickname: String'],
    ['a value of an enum', /enum ProductStatus \{/, 'enum ProductStatus { SOLD'],
    ['an interface', /type Shop implements /, 'type Shop implements Publishable & '],
    ['what is deprecated', / @deprecated/, ''],
    ['that an input takes one of its fields', / @oneOf/, ''],
    ['the kind of a type', /enum ProductStatus \{[^}]*\}/, 'scalar ProductStatus'],
  ])('is noticed when it drifts: %s', (_what, from, to) => {
    const text = schemaTexts['2026-10'];
    expect(text).toMatch(from);
    const spoiled = buildSchema(text.replace(from, to), { assumeValidSDL: true });
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
