/**
 * A record without what the platform does not give back.
 *
 * @param unreadable dotted paths, as `lookup` gives them.
 */
export function readablePart(
  record: object,
  unreadable: readonly string[],
): Readonly<Record<string, unknown>> {
  const part = structuredClone(record) as Record<string, unknown>;
  for (const path of unreadable) {
    const names = path.split('.');
    const last = names.pop() ?? '';
    let place: unknown = part;
    for (const name of names) place = isObject(place) ? place[name] : undefined;
    if (isObject(place)) delete place[last];
  }
  return part;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
