/** Where two JSON values differ first, as a path in them; empty if the values themselves differ. */
export function firstDifference(actual: unknown, expected: unknown): readonly string[] {
  if (!isComposite(actual) || !isComposite(expected) || Array.isArray(actual) !== Array.isArray(expected))
    return [];
  const names = new Set([...Object.keys(expected), ...Object.keys(actual)]);
  for (const name of names) {
    const [one, other] = [actual[name], expected[name]];
    if (!isSame(one, other)) return [name, ...firstDifference(one, other)];
  }
  return [];
}

function isComposite(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function isSame(one: unknown, other: unknown): boolean {
  if (!isComposite(one) || !isComposite(other)) return Object.is(one, other);
  const names = Object.keys(one).filter((name) => one[name] !== undefined);
  const others = Object.keys(other).filter((name) => other[name] !== undefined);
  return (
    Array.isArray(one) === Array.isArray(other) &&
    names.length === others.length &&
    names.every((name) => isSame(one[name], other[name]))
  );
}
