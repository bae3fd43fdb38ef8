import { getNamedType, isObjectType } from 'graphql';

import { adminApi } from '../graphql/admin-api.ts';

/** The document of a call of one mutation: arguments become variables, and user errors are asked for with their codes. */
export function mutationDocument(
  name: string,
  args: object,
  selection: string,
): { readonly text: string; readonly variables: object } {
  const field = adminApi('2026-10').schema.getMutationType()?.getFields()[name];
  if (field === undefined) throw new Error(`there is no mutation ${name}`);
  const payload = getNamedType(field.type);
  const fields = isObjectType(payload) ? payload.getFields() : {};
  // Mutations of media name them otherwise.
  const errorField = fields['userErrors'] ?? fields['mediaUserErrors'];
  const errors = `userErrors: ${errorField?.name ?? 'userErrors'}`;
  const error = errorField === undefined ? undefined : getNamedType(errorField.type);
  const code = isObjectType(error) && error.getFields()['code'] !== undefined ? ' code' : '';
  const { idempotencyKey, ...given } = { idempotencyKey: undefined, ...args };
  const directive = idempotencyKey === undefined ? '' : ` @idempotent(key: "${String(idempotencyKey)}")`;
  const used = field.args.filter((argument) => Object.hasOwn(given, argument.name));
  const declared = used.map((argument) => `$${argument.name}: ${String(argument.type)}`).join(', ');
  const passed = used.map((argument) => `${argument.name}: $${argument.name}`).join(', ');
  const text = `mutation Call(${declared}) { ${name}(${passed})${directive} { ${selection} ${errors} { field message${code} } } }`;
  return { text, variables: given };
}
