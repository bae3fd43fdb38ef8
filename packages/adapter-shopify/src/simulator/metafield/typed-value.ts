/** A value in the form to which the platform brings it, or what is wrong with it. */
export type TypedValue =
  | { readonly value: string; readonly problem: null }
  | { readonly value: null; readonly problem: string };

/** Rules of a definition, by name. */
export type Validations = readonly { readonly name: string; readonly value: string }[];

/** A value that is right. */
export const good = (value: string): TypedValue => ({ value, problem: null });

/** A value that is not, and why. */
export const bad = (problem: string): TypedValue => ({ value: null, problem });

/** What a definition says under a name. */
export function ruleOf(validations: Validations, name: string): string | undefined {
  return validations.find((validation) => validation.name === name)?.value;
}
