import { isSafePropertyName } from '../model/index.ts';

/** Stands for the locale in the path of a localized rule. */
export const localeSegment = '{locale}';

/** Deepest target path. */
const maxSegments = 16;

/**
 * Splits a target path such as `metafields.custom.weight` at its dots; `\.` is a dot within a name. Returns a
 * text that says what is wrong for a path that cannot be used.
 */
export function parseTargetPath(path: string): readonly string[] | string {
  const segments = path.includes('\\')
    ? path.split(/(?<!\\)\./).map((segment) => segment.replaceAll('\\.', '.'))
    : path.split('.');
  if (segments.includes('')) return 'has an empty name between its dots';
  if (segments.length > maxSegments) return `has more than ${maxSegments} parts`;
  for (const segment of segments) {
    if (!isSafePropertyName(segment) || segment in Object.prototype)
      return `uses the name "${segment}", which JavaScript itself uses`;
  }
  if (!path.includes(localeSegment)) return segments;
  const mixed = segments.find((segment) => segment.includes(localeSegment) && segment !== localeSegment);
  if (mixed !== undefined) return `has {locale} within the name "${mixed}"; it must stand between dots`;
  if (segments.filter((segment) => segment === localeSegment).length > 1) return 'names {locale} twice';
  return segments;
}

/** The reverse of {@link parseTargetPath}: a dot within a name becomes `\.`. */
export function formatTargetPath(segments: readonly PropertyKey[]): string {
  return segments.map((segment) => String(segment).replaceAll('.', '\\.')).join('.');
}
