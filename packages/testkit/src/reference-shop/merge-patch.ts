type Plain = Readonly<Record<string, unknown>>;

/**
 * Lays what a request gives over what is there, as JSON Merge Patch does (RFC 7396): what is not given stays,
 * `null` takes away, objects are merged, all else, lists too, is replaced.
 */
export function mergePatch<Result extends object>(base: Partial<Result>, patch: object): Result {
  return merged(base, patch as Plain) as Result;
}

function merged(base: Plain, patch: Plain): Plain {
  const result: Record<string, unknown> = { ...base };
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) delete result[name];
    else if (isObject(value)) {
      const old = result[name];
      const inner = merged(isObject(old) ? old : {}, value);
      if (Object.keys(inner).length === 0) delete result[name];
      else result[name] = inner;
    } else result[name] = value;
  }
  return result;
}

function isObject(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
