import { documented, unknownProperty } from './api-error.ts';
import { isObject, phpType } from './json.ts';
import type { Json, JsonObject } from './json.ts';

/**
 * Applies a PATCH to a resource: objects are merged, scalars and lists replaced, what is not named stays, and a
 * label that is empty or null goes (Akeneo REST API, Update behavior).
 *
 * @param shape every property that the resource has, with a value of the right kind
 * @throws ApiError 422 for a property that the resource does not have, or of the wrong kind
 */
export function mergePatch(shape: JsonObject, previous: JsonObject, patch: JsonObject): JsonObject {
  const merged: Record<string, Json | undefined> = { ...previous };
  for (const [name, value] of Object.entries(patch)) {
    if (name === '_links') continue;
    if (!Object.hasOwn(shape, name)) throw unknownProperty(name);
    checkKind(name, shape[name], value);
    const before = previous[name];
    // An empty object, as PHP writes it.
    if (isObject(before) && Array.isArray(value)) continue;
    merged[name] = isObject(value) && isObject(before) ? mergeObject(name, before, value) : value;
    if (name === 'labels' && isObject(merged[name])) merged[name] = withoutEmpty(merged[name]);
  }
  return merged;
}

function checkKind(name: string, expected: Json | undefined, value: Json | undefined): void {
  if (isObject(expected) && !isObject(value) && !(Array.isArray(value) && value.length === 0)) {
    throw documented(`Property "${name}" expects an array as data, "${phpType(value)}" given.`);
  }
  if (Array.isArray(expected) && !Array.isArray(value)) {
    throw documented(`Property "${name}" expects an array as data, "${phpType(value)}" given.`);
  }
  if (expected === undefined || typeof expected === 'object' || value === null) return;
  if (typeof value === 'object') {
    throw documented(`Property "${name}" expects a scalar as data, "${phpType(value)}" given.`);
  }
  if (typeof expected === 'boolean' && typeof value !== 'boolean') {
    throw documented(`Property "${name}" expects a boolean as data, "${phpType(value)}" given.`);
  }
}

function mergeObject(name: string, before: JsonObject, patch: JsonObject): JsonObject {
  const merged: Record<string, Json | undefined> = { ...before };
  for (const [key, value] of Object.entries(patch)) {
    const inner = before[key];
    if (name === 'labels' && value !== null && typeof value !== 'string') {
      throw documented(
        `Property "labels" expects an array with scalar values as data, one of the values is not scalar.`,
      );
    }
    merged[key] = isObject(value) && isObject(inner) ? mergeObject(key, inner, value) : value;
  }
  return merged;
}

const withoutEmpty = (labels: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(labels).filter(([, label]) => label !== null && label !== ''));
