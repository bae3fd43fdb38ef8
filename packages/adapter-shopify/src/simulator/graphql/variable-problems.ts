import {
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isScalarType,
  print,
  typeFromAST,
} from 'graphql';
import type {
  GraphQLEnumType,
  GraphQLInputType,
  GraphQLScalarType,
  GraphQLSchema,
  OperationDefinitionNode,
} from 'graphql';

import { parseGid } from '../gid.ts';

/** What is wrong with a part of a variable. */
export interface VariableProblem {
  readonly path: readonly (string | number)[];
  readonly explanation: string;
}

/** What is told of a variable that does not fit its type. */
export interface VariableError {
  readonly message: string;
  readonly locations: readonly { readonly line: number; readonly column: number }[];
  readonly extensions: {
    readonly code: 'INVALID_VARIABLE';
    readonly value: unknown;
    readonly problems: readonly VariableProblem[];
  };
}

/** Looks whether variables fit their types, as the platform (graphql-ruby) does and in its words. */
export function variableErrors(
  schema: GraphQLSchema,
  { variableDefinitions = [] }: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): readonly VariableError[] {
  return variableDefinitions.flatMap((definition) => {
    const name = definition.variable.name.value;
    const type = typeFromAST(schema, definition.type) as GraphQLInputType | undefined;
    const given = variables[name];
    if (type === undefined || (given === undefined && definition.defaultValue !== undefined)) return [];
    const problems = problemsOf(type, given, []);
    if (problems.length === 0) return [];
    const parts = problems.flatMap(({ path, explanation }) =>
      path.length === 0 ? [] : [`${path.join('.')} (${explanation})`],
    );
    const where = parts.length === 0 ? '' : ` for ${parts.join(', ')}`;
    const { line = 1, column = 1 } = definition.loc?.startToken ?? {};
    return [
      {
        message: `Variable $${name} of type ${print(definition.type)} was provided invalid value${where}`,
        locations: [{ line, column }],
        extensions: { code: 'INVALID_VARIABLE' as const, value: given ?? null, problems },
      },
    ];
  });
}

function problemsOf(
  type: GraphQLInputType,
  value: unknown,
  path: readonly (string | number)[],
): readonly VariableProblem[] {
  if (value === undefined || value === null)
    return isNonNullType(type) ? [{ path, explanation: 'Expected value to not be null' }] : [];
  const inner = getNullableType(type);
  if (isListType(inner)) {
    // One thing stands for a list of it.
    const items: readonly unknown[] = Array.isArray(value) ? value : [value];
    return items.flatMap((item, index) => problemsOf(inner.ofType, item, [...path, index]));
  }
  if (isEnumType(inner) || isScalarType(inner)) return leafProblem(inner, value, path);
  if (!isInputObjectType(inner)) return [];
  if (typeof value !== 'object' || Array.isArray(value))
    return [{ path, explanation: `Expected ${JSON.stringify(value)} to be a key-value object.` }];
  const fields = inner.getFields();
  const given = new Map(Object.entries(value));
  const unknown = [...given.keys()].filter((name) => fields[name] === undefined);
  const problems = [
    ...unknown.map((name) => ({
      path: [...path, name],
      explanation: `Field is not defined on ${inner.name}`,
    })),
    ...Object.values(fields).flatMap((field) =>
      given.get(field.name) === undefined && field.default !== undefined
        ? []
        : problemsOf(field.type, given.get(field.name), [...path, field.name]),
    ),
  ];
  const named = [...given.values()].filter((part) => part != null).length;
  if (inner.isOneOf && problems.length === 0 && (named !== 1 || given.size !== 1))
    return [
      {
        path,
        explanation: `'${inner.name}' requires exactly one argument, but ${given.size} were provided.`,
      },
    ];
  return problems;
}

function leafProblem(
  type: GraphQLEnumType | GraphQLScalarType,
  value: unknown,
  path: readonly (string | number)[],
): readonly VariableProblem[] {
  const shown = JSON.stringify(value);
  if (isEnumType(type)) {
    const names = type.getValues().map(({ name }) => name);
    return typeof value === 'string' && names.includes(value)
      ? []
      : [{ path, explanation: `Expected ${shown} to be one of: ${names.join(', ')}` }];
  }
  if (type.name === 'ID' && typeof value === 'string')
    return parseGid(value) === null ? [{ path, explanation: `Invalid global id '${value}'` }] : [];
  try {
    if (type.coerceInputValue(value) !== undefined) return [];
  } catch (error) {
    // Scalars of the platform say what they lack; those of GraphQL do not.
    if (!standardScalars.has(type.name) && error instanceof Error)
      return [{ path, explanation: error.message }];
  }
  return [{ path, explanation: `Could not coerce value ${shown} to ${type.name}` }];
}

const standardScalars: ReadonlySet<string> = new Set(['ID', 'Int', 'Float', 'String', 'Boolean']);
