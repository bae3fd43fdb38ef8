import { expression } from '@pim-connector/core';
import type { Expression, SchemaDescription } from '@pim-connector/core';

/** Makes the expression that reads the first of some attributes that has a value, as text. */
export type TextReader = (...codes: readonly string[]) => Expression | null;

/** Makes a reader that gives `null` where the source has none of the attributes. */
export function createTextReader({ attributes }: SchemaDescription): TextReader {
  const types = new Map(attributes.map(({ key, type }) => [key, type]));
  return (...codes) => {
    // A source that says nothing of its attributes may have all of them.
    const known = attributes.length === 0 ? codes : codes.filter((code) => types.has(code));
    const [first, ...more] = known.map((code) =>
      types.get(code) === 'option'
        ? expression.optionLabel({ attribute: code })
        : expression.attribute({ code }),
    );
    if (first === undefined) return null;
    return more.length === 0 ? first : expression.coalesce({ of: [first, ...more] });
  };
}
