import type { Issue } from '../errors/index.ts';

/** What is wrong with a mapping, and where in it; an empty path is the mapping as a whole. */
export function problem(path: string, message: string): Issue {
  return { code: 'value.invalid', severity: 'error', message, ...(path === '' ? {} : { path }) };
}
