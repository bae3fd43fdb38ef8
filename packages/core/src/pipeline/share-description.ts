import type { SchemaDescription, Source } from '../connector/index.ts';

/**
 * Lets several ask a source to describe itself once. Who asks first asks for all; if that fails, it fails for him alone,
 * and the others ask for themselves.
 */
export function shareDescription(source: Pick<Source, 'describe'>): Source['describe'] {
  let asked: Promise<SchemaDescription> | null = null;
  return async (context) => {
    if (asked !== null) return asked.catch(() => source.describe(context));
    asked = source.describe(context);
    return asked;
  };
}
