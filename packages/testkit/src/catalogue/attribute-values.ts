import type { AttributeData, AttributeType, AttributeValues, Locale } from '@pim-connector/core';

/** A value that depends neither on locale nor on scope. */
export function plainValue<Type extends AttributeType>(
  type: Type,
  data: AttributeData<Type>,
): AttributeValues {
  return { type, values: [{ locale: null, scope: null, data }] } as AttributeValues;
}

/** A value by locale. Without any there is no attribute. */
export function localizedValues<Type extends AttributeType>(
  type: Type,
  values: readonly (readonly [locale: Locale, data: AttributeData<Type>])[],
): AttributeValues {
  return { type, values: values.map(([locale, data]) => ({ locale, scope: null, data })) } as AttributeValues;
}
