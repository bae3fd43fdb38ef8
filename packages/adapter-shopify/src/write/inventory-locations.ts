import type { Issue } from '@pim-connector/core';

import { named } from './shop-facts.ts';
import type { Location } from './shop-facts.ts';

/** The location that is meant; without a name, the only one that is open. */
export function locationOf(name: string | undefined, locations: readonly Location[]): Location | undefined {
  if (name !== undefined) return named(locations, name);
  const open = locations.filter(({ isActive }) => isActive);
  return open.length === 1 ? open[0] : undefined;
}

/** What is wrong with the locations of a record. */
export function locationIssues(
  levels: readonly { readonly location?: string }[],
  locations: readonly Location[],
): readonly Issue[] {
  const seen = new Set<string>();
  return levels.flatMap(({ location }, index): Issue[] => {
    const path = `levels.${index}.location`;
    const found = locationOf(location, locations);
    const list = locations.filter(({ isActive }) => isActive).map(({ name }) => name);
    const hint = `Use one of: ${list.join(', ')}.`;
    if (location === undefined && found === undefined)
      return [
        {
          code: 'value.missing',
          severity: 'error',
          message: 'The shop has several locations, or none that is open: say which is meant',
          hint,
          path,
        },
      ];
    if (found === undefined)
      return [
        {
          code: 'value.unknown_option',
          severity: 'error',
          message: `The shop has no location “${location}”`,
          hint,
          path,
        },
      ];
    if (!found.isActive)
      return [
        {
          code: 'value.invalid',
          severity: 'error',
          message: `The location “${found.name}” is closed`,
          hint,
          path,
        },
      ];
    if (seen.has(found.id))
      return [
        {
          code: 'value.duplicate',
          severity: 'error',
          message: `The location “${found.name}” stands there twice`,
          path,
        },
      ];
    seen.add(found.id);
    return [];
  });
}
