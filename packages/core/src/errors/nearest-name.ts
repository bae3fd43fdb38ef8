import { closestMatch } from 'leven';

/** The name that was probably meant, for a hint: the one with the fewest differing letters, if they are few. */
export function nearestName(name: string, candidates: readonly string[]): string | undefined {
  return closestMatch(name, candidates, { maxDistance: Math.max(2, Math.floor(name.length / 3)) });
}
