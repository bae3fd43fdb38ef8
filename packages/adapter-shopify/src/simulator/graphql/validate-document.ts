import { specifiedRules, validate } from 'graphql';
import type { DocumentNode, GraphQLSchema } from 'graphql';

/** A mistake in a document, as the platform words it. */
export interface DocumentError {
  readonly message: string;
  readonly locations: readonly { readonly line: number; readonly column: number }[];
  readonly extensions: { readonly code: string };
}

/** Codes of the platform (those of graphql-ruby) by the rule that finds the mistake. */
const codes: Readonly<Record<string, string>> = {
  FieldsOnCorrectTypeRule: 'undefinedField',
  KnownArgumentNamesRule: 'argumentNotAccepted',
  KnownDirectivesRule: 'undefinedDirective',
  KnownTypeNamesRule: 'undefinedType',
  NoUndefinedVariablesRule: 'variableNotDefined',
  NoUnusedVariablesRule: 'variableNotUsed',
  ProvidedRequiredArgumentsRule: 'missingRequiredArguments',
  ScalarLeafsRule: 'selectionMismatch',
  ValuesOfCorrectTypeRule: 'argumentLiteralsIncompatible',
  VariablesInAllowedPositionRule: 'variableMismatch',
};

/** Looks whether a document fits the schema. */
export function validateDocument(schema: GraphQLSchema, document: DocumentNode): readonly DocumentError[] {
  // Rule by rule, because an error does not tell which rule found it.
  for (const rule of specifiedRules) {
    const errors = validate(schema, document, [rule]);
    if (errors.length > 0) {
      return errors.map(({ message, locations }) => ({
        message,
        locations: (locations ?? []).map(({ line, column }) => ({ line, column })),
        extensions: { code: codes[rule.name] ?? 'invalidDocument' },
      }));
    }
  }
  return [];
}
