import { z } from 'zod';

import { isSafePropertyName } from '../model/index.ts';

/** Dotted path of own properties; a number picks an entry of a list, from 0, and `\.` is a dot within a name. */
export const fieldPathSchema = z
  .string()
  .min(1)
  .max(500)
  .refine((path) => namesOf(path).every((name) => name !== '' && isSafePropertyName(name)), {
    message: 'is not a path such as "family" or "extensions.erp.plant"',
  });

/** Makes the function that reads a path. What is not there, at any step, gives `undefined`. */
export function fieldReader(path: string): (value: unknown) => unknown {
  const [first = '', ...rest] = namesOf(path);
  if (rest.length === 0) return (value) => readProperty(value, first);
  return (value) => rest.reduce(readProperty, readProperty(value, first));
}

function namesOf(path: string): string[] {
  return path.split(/(?<!\\)\./).map((name) => name.replaceAll('\\.', '.'));
}

function readProperty(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Record<string, unknown>)[name];
}
