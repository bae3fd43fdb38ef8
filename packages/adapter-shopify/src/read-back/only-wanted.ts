/** Of what was read back what the record speaks of; all where nobody says. */
export function onlyWanted(
  all: Readonly<Record<string, unknown>>,
  wanted: object | undefined,
): Readonly<Record<string, unknown>> {
  if (wanted === undefined) return all;
  return Object.fromEntries(Object.entries(all).filter(([name]) => Object.hasOwn(wanted, name)));
}
