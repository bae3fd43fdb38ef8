import type { z } from 'zod';

import { valueAt } from './value-at.ts';

/**
 * Names of the properties that a schema takes at a place, for a hint at what a misspelt one was meant to be. Of
 * several alternatives, those that the data names by their discriminator, else all.
 */
export function knownProperties(
  schema: z.core.$ZodType,
  path: readonly PropertyKey[],
  data: unknown,
): readonly string[] {
  const [name, ...rest] = path;
  const names = objectsIn(schema, data).flatMap((shape) => {
    if (name === undefined) return Object.keys(shape);
    const property = shape[String(name)];
    return property === undefined ? [] : knownProperties(property, rest, valueAt(data, [name]));
  });
  const items = name === undefined ? [] : itemsIn(schema);
  return [...names, ...items.flatMap((item) => knownProperties(item, rest, valueAt(data, path.slice(0, 1))))];
}

type Shape = Readonly<Record<string, z.core.$ZodType>>;

/** The objects that data of a schema may be. */
function objectsIn(schema: z.core.$ZodType, data: unknown): readonly Shape[] {
  const def = definitionOf(schema);
  if (def.type === 'object') return [def.shape];
  if (def.type !== 'union') return innerOf(schema).flatMap((inner) => objectsIn(inner, data));
  const shapes = def.options.flatMap((option) => objectsIn(option, data));
  const named = shapes.filter((shape) => isNamedBy(data, shape));
  return named.length > 0 ? named : shapes;
}

/** Whether the data has the very word that tells an object from its alternatives. */
function isNamedBy(data: unknown, shape: Shape): boolean {
  return Object.entries(shape).some(([name, property]) => {
    const def = definitionOf(property);
    return def.type === 'literal' && (def.values as readonly unknown[]).includes(valueAt(data, [name]));
  });
}

/** The elements of lists, and the values of records, that data of a schema may have. */
function itemsIn(schema: z.core.$ZodType): readonly z.core.$ZodType[] {
  const def = definitionOf(schema);
  if (def.type === 'array') return [def.element];
  if (def.type === 'record') return [def.valueType];
  return (def.type === 'union' ? def.options : innerOf(schema)).flatMap(itemsIn);
}

/** What a schema adds something to, such as a default or a transform. */
function innerOf(schema: z.core.$ZodType): readonly z.core.$ZodType[] {
  const def = definitionOf(schema);
  if (def.type === 'lazy') return [def.getter()];
  if (def.type === 'pipe') return [def.in];
  return 'innerType' in def ? [def.innerType] : [];
}

function definitionOf(schema: z.core.$ZodType): z.core.$ZodTypes['_zod']['def'] {
  const { _zod: internals } = schema as z.core.$ZodTypes;
  return internals.def;
}
