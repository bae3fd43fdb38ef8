import { isInputObjectType, Kind, visit } from 'graphql';
import type {
  ArgumentNode,
  ASTNode,
  DocumentNode,
  GraphQLError,
  GraphQLSchema,
  ObjectFieldNode,
} from 'graphql';

/** A mistake in a document, as the platform words it. */
export interface DocumentError {
  readonly message: string;
  readonly locations: readonly { readonly line: number; readonly column: number }[];
  /** The operation, and the way from there. */
  readonly path?: readonly string[];
  readonly extensions: Readonly<Record<string, unknown>> & { readonly code: string };
}

/** What is told of a mistake, and which node it is about. */
interface Worded {
  readonly message: string;
  readonly extensions: DocumentError['extensions'];
  readonly node?: ASTNode | undefined;
}

type Wording = (
  found: GraphQLError,
  node: ASTNode,
  above: readonly ASTNode[],
  schema: GraphQLSchema,
) => Worded | null;

/** What a user is told who asks for what only the platform has: the words of the platform alone would mislead. */
const partOnly =
  'The simulator knows a part of the Admin API only: the platform may know this. See docs/adapters/shopify-simulator.md.';

const undefinedField: Wording = ({ message }, node) => {
  const typeName = /on type "(\w+)"/.exec(message)?.[1] ?? '';
  const fieldName = nameOf(node);
  return {
    message: `Field '${fieldName}' doesn't exist on type '${typeName}'`,
    extensions: {
      code: 'undefinedField',
      typeName,
      fieldName,
      simulator: partOnly,
    },
  };
};

const undefinedType: Wording = (_found, node, above) => {
  const typeName = nameOf(node);
  const definition = above.findLast((each) => each.kind === Kind.VARIABLE_DEFINITION);
  return definition === undefined
    ? {
        message: `No such type ${typeName}, so it can't be a fragment condition`,
        extensions: { code: 'undefinedType', typeName, simulator: partOnly },
      }
    : {
        message: `${typeName} isn't a defined input type (on $${definition.variable.name.value})`,
        extensions: {
          code: 'variableRequiresValidType',
          typeName,
          variableName: definition.variable.name.value,
          simulator: partOnly,
        },
        node: above[0],
      };
};

const selectionMismatch: Wording = ({ message }, node) => {
  const field = nameOf(node);
  const typeName = /type "\[?(\w+)/.exec(message)?.[1] ?? '';
  const missing = message.includes('must have a selection');
  return {
    message: missing
      ? `Field must have selections (field '${field}' returns ${typeName} but has no selections. Did you mean '${field} { ... }'?)`
      : `Selections can't be made on scalars (field '${field}' returns ${typeName} but has selections)`,
    extensions: { code: 'selectionMismatch', nodeName: `field '${field}'`, typeName },
  };
};

const missingArgument: Wording = ({ message }, node) => {
  const argument = /\((\w+):\)/.exec(message)?.[1] ?? /rgument "(\w+)"/.exec(message)?.[1] ?? '';
  const name = nameOf(node);
  const className = node.kind === Kind.DIRECTIVE ? 'Directive' : 'Field';
  return {
    message: `${className} '${name}' is missing required arguments: ${argument}`,
    extensions: { code: 'missingRequiredArguments', className, name, arguments: argument },
  };
};

const unknownArgument: Wording = (_found, node, above) => {
  const name = nameOf(above.at(-1));
  const argumentName = nameOf(node);
  return {
    message: `Field '${name}' doesn't accept argument '${argumentName}'`,
    extensions: { code: 'argumentNotAccepted', name, typeName: 'Field', argumentName },
  };
};

const unknownDirective: Wording = ({ message }, node, above) => {
  const directiveName = /"@(\w+)"/.exec(message)?.[1] ?? nameOf(node);
  return {
    message: `Directive @${directiveName} is not defined`,
    extensions: { code: 'undefinedDirective', directiveName },
    node: above.at(-1),
  };
};

const wrongValue: Wording = ({ message }, node, above, schema) => {
  const type = /type "([^"]+)"/.exec(message)?.[1] ?? '';
  const argumentName = /to include required field "(\w+)"/.exec(message)?.[1];
  if (argumentName !== undefined) {
    const inner = schema.getType(type);
    const argumentType = isInputObjectType(inner) ? String(inner.getFields()[argumentName]?.type) : '';
    return {
      message: `Argument '${argumentName}' on InputObject '${type}' is required. Expected type ${argumentType}`,
      extensions: {
        code: 'missingRequiredInputObjectAttribute',
        argumentName,
        argumentType,
        inputObjectType: type,
      },
    };
  }
  const unknown = /not to include unknown field "(\w+)"/.exec(message)?.[1];
  if (unknown !== undefined)
    return {
      message: `InputObject '${type}' doesn't accept argument '${unknown}'`,
      extensions: {
        code: 'argumentNotAccepted',
        name: type,
        typeName: 'InputObject',
        argumentName: unknown,
      },
    };
  if (message.includes('OneOf Input Object'))
    return {
      message: `OneOf Input Object '${type}' must specify exactly one key.`,
      extensions: { code: 'invalidOneOfInputObject', inputObjectType: type },
    };
  const holder = above.findLast(
    (each): each is ArgumentNode | ObjectFieldNode =>
      each.kind === Kind.ARGUMENT || each.kind === Kind.OBJECT_FIELD,
  );
  if (holder === undefined) return null;
  const typeName = holder.kind === Kind.ARGUMENT ? 'Field' : 'InputObject';
  const owner = nameOf(above.findLast((each) => each.kind === Kind.FIELD));
  return {
    message: `Argument '${holder.name.value}' on ${typeName} '${owner}' has an invalid value (${textOf(node)}). Expected type '${type}'.`,
    extensions: { code: 'argumentLiteralsIncompatible', typeName, argumentName: holder.name.value },
    node: holder,
  };
};

/** By the rule of `graphql` that finds the mistake; the codes and words are those of graphql-ruby. */
const wordings: Readonly<Record<string, Wording>> = {
  FieldsOnCorrectTypeRule: undefinedField,
  KnownTypeNamesRule: undefinedType,
  ScalarLeafsRule: selectionMismatch,
  ProvidedRequiredArgumentsRule: missingArgument,
  KnownArgumentNamesRule: unknownArgument,
  KnownDirectivesRule: unknownDirective,
  ValuesOfCorrectTypeRule: wrongValue,
};

/** Codes of mistakes whose words are left as `graphql` says them. */
const codes: Readonly<Record<string, string>> = {
  NoUndefinedVariablesRule: 'variableNotDefined',
  NoUnusedVariablesRule: 'variableNotUsed',
  VariablesInAllowedPositionRule: 'variableMismatch',
  ValuesOfCorrectTypeRule: 'argumentLiteralsIncompatible',
};

/** Words a mistake as the platform does. @param rule name of the rule that found it. */
export function documentError(
  found: GraphQLError,
  rule: string,
  document: DocumentNode,
  schema: GraphQLSchema,
): DocumentError {
  const locations = (found.locations ?? []).map(({ line, column }) => ({ line, column }));
  const node = found.nodes?.[0];
  const above = node === undefined ? [] : ancestorsOf(node, document);
  const worded = node === undefined ? null : (wordings[rule]?.(found, node, above, schema) ?? null);
  if (worded === null)
    return { message: found.message, locations, extensions: { code: codes[rule] ?? 'invalidDocument' } };
  const { message, extensions, node: about = node } = worded;
  const way = about === undefined || about === node ? above : ancestorsOf(about, document);
  const path = [...way, ...(about === undefined ? [] : [about])].flatMap(stepOf);
  // What an input lacks is looked for where it would stand.
  const lacking = extensions['argumentType'] === undefined ? [] : [String(extensions['argumentName'])];
  return { message, locations, path: [...path, ...lacking], extensions };
}

function ancestorsOf(wanted: ASTNode, document: DocumentNode): readonly ASTNode[] {
  let found: readonly ASTNode[] = [];
  visit(document, {
    enter(node, _key, parent, _path, ancestors) {
      if (node !== wanted) return;
      const all = parent === undefined ? ancestors : [...ancestors, parent];
      found = all.flatMap((each) => ('kind' in each ? [each] : []));
    },
  });
  return found;
}

function stepOf(node: ASTNode): readonly string[] {
  switch (node.kind) {
    case Kind.OPERATION_DEFINITION:
      return [node.name === undefined ? node.operation : `${node.operation} ${node.name.value}`];
    case Kind.FRAGMENT_DEFINITION:
      return [`fragment ${node.name.value}`];
    case Kind.INLINE_FRAGMENT:
      return [node.typeCondition === undefined ? '...' : `... on ${node.typeCondition.name.value}`];
    case Kind.FIELD:
      return [node.alias?.value ?? node.name.value];
    case Kind.ARGUMENT:
    case Kind.OBJECT_FIELD:
      return [node.name.value];
    default:
      return [];
  }
}

function nameOf(node: ASTNode | undefined): string {
  return node !== undefined && 'name' in node && node.name !== undefined ? node.name.value : '';
}

/** A value as it stands in the document. */
function textOf({ loc }: ASTNode): string {
  return loc === undefined ? '' : loc.source.body.slice(loc.start, loc.end);
}
