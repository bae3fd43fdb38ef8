import { measurementUnits, otherMeasurements } from '../metafield/measurement-units.ts';
import { typedValue } from '../metafield/metafield-types.ts';
import { isRecord } from '../metafield/structured-values.ts';
import type { TypedValue } from '../metafield/typed-value.ts';
import { ruleOf } from '../metafield/typed-value.ts';
import type { MetaobjectDefinitionState, ShopState } from '../shop-state.ts';
import { userError } from '../user-error.ts';
import type { UserErrorState } from '../user-error.ts';

/** A field as it is given. */
export interface FieldInput {
  readonly key: string;
  readonly value: string;
}

type FieldState = MetaobjectDefinitionState['fields'][number];

/** Words for references that lead nowhere. Source: answers of real shops; of metafields there are others. */
const referenceWords: Readonly<Record<string, string>> = {
  product_reference: 'Value must be a valid product reference.',
  variant_reference: 'Value must be a valid product variant reference.',
  collection_reference: 'Value must be a valid collection reference.',
  file_reference: 'Value must be a file reference string.',
  metaobject_reference: 'Value require that you select a metaobject.',
  mixed_reference: 'Value must belong to one of the specified metaobject definitions.',
};

/**
 * The fields of a metaobject with what is written to them; an empty text empties one.
 *
 * @param before what it has; fields that are not named stay.
 */
export function writtenFields(
  definition: MetaobjectDefinitionState,
  before: ReadonlyMap<string, string>,
  inputs: readonly FieldInput[],
  state: ShopState,
): { readonly fields: Map<string, string>; readonly errors: readonly UserErrorState[] } {
  const fields = new Map(before);
  const errors: UserErrorState[] = [];
  const seen = new Set<string>();
  for (const [index, { key, value }] of inputs.entries()) {
    const at = `metaobject.fields.${index}`;
    const refuse = (message: string, code: string) =>
      errors.push({ ...userError(at, message, code), elementKey: key });
    const field = definition.fields.find((each) => each.key === key);
    const isAgain = seen.has(key);
    seen.add(key);
    if (field === undefined) refuse(`Field definition "${key}" does not exist`, 'UNDEFINED_OBJECT_FIELD');
    else if (isAgain) {
      refuse(`Field "${key}" duplicates other inputs`, 'DUPLICATE_FIELD_INPUT');
      // What is given twice is not there at all.
      if (field.required) refuse(`${field.name} can't be blank`, 'OBJECT_FIELD_REQUIRED');
    } else if (value === '') fields.delete(key);
    else {
      const { value: kept, problem } = fieldValue(field, value, state);
      if (problem === null) fields.set(key, kept);
      else refuse(problem, 'INVALID_VALUE');
    }
  }
  if (errors.length > 0) return { fields, errors };
  const missing = definition.fields.find(({ key, required }) => required && !fields.has(key));
  if (missing === undefined) return { fields, errors };
  const blank = userError('metaobject', `${missing.name} can't be blank`, 'OBJECT_FIELD_REQUIRED');
  return { fields, errors: [{ ...blank, elementKey: missing.key }] };
}

function fieldValue({ type, validations }: FieldState, text: string, state: ShopState): TypedValue {
  const given = typedValue(type, text, validations, state);
  const inner = type.replace(/^list\./, '');
  const isMeasured = Object.hasOwn(measurementUnits, inner) || otherMeasurements.includes(inner);
  if (isMeasured && !type.startsWith('list.') && !saysAmountAndUnit(text))
    return { value: null, problem: unmeasured(inner) };
  const value =
    given.problem === null && inner === 'mixed_reference' ? ofOneOf(given, text, validations, state) : given;
  if (value.problem === null) return value;
  return { value: null, problem: wordsFor(inner, value.problem) };
}

/** A reference to metaobjects of several types. */
function ofOneOf(
  given: TypedValue,
  text: string,
  validations: FieldState['validations'],
  state: ShopState,
): TypedValue {
  const allowed = ruleOf(validations, 'metaobject_definition_ids');
  if (allowed === undefined) return given;
  const ids = JSON.parse(allowed) as readonly string[];
  const named = text.startsWith('[') ? (JSON.parse(text) as readonly string[]) : [text];
  const isAllowed = (id: string) =>
    ids.includes(state.metaobjectDefinitions.get(state.metaobjects.get(id)?.type ?? '')?.id ?? '');
  return named.every(isAllowed) ? given : { value: null, problem: referenceWords['mixed_reference'] ?? '' };
}

/** What real shops say of fields where they have other words for metafields. */
function wordsFor(type: string, problem: string): string {
  if (problem.includes('references non-existent resource')) return referenceWords[type] ?? problem;
  return type === 'number_decimal' && problem === 'Value must be a number.'
    ? 'Value must be a decimal.'
    : problem;
}

function saysAmountAndUnit(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) && value['value'] !== undefined && typeof value['unit'] === 'string';
  } catch {
    return false;
  }
}

/** The oldest three measurements have words of their own. */
function unmeasured(type: string): string {
  return Object.hasOwn(measurementUnits, type)
    ? 'Value must contain unit and value.'
    : 'Value must be a stringified JSON object with a value (numeric) and unit (string from one the supported measurement units) fields.';
}
