import type { ConnectorContext } from './context.ts';
import type { ReadRequest } from './source.ts';

/** Where a pass of a source stands. */
export interface PassPosition {
  /** RFC 3339 moment for `end`: when the pass began, less the overlap. The same however often the pass is resumed. */
  readonly bookmark: string;
  /** What the platform gave to go on with; `null` at the beginning. */
  readonly after: string | null;
  /** The cursor of a page, to be given beside its records. @param after what the platform gives to go on with. */
  cursor(after: string): string;
}

/**
 * Where a pass stands that its request begins or resumes, for sources whose bookmarks are moments: the bookmark is taken
 * when the pass begins and travels in the cursors. A cursor that is none of these starts the pass over.
 *
 * @param overlap milliseconds by which the bookmark lies before the beginning: for clocks that differ, and for what is
 *   committed late.
 */
export function passPosition(
  { cursor }: Pick<ReadRequest, 'cursor'>,
  { clock }: Pick<ConnectorContext, 'clock'>,
  overlap: number,
): PassPosition {
  const [bookmark, after] = resumed(cursor) ?? [new Date(clock.now() - overlap).toISOString(), null];
  return { bookmark, after, cursor: (next) => JSON.stringify([bookmark, next]) };
}

function resumed(cursor: string | undefined): readonly [string, string] | null {
  if (cursor === undefined) return null;
  try {
    const parts: unknown = JSON.parse(cursor);
    if (!Array.isArray(parts) || parts.length !== 2) return null;
    const [bookmark, after] = parts as unknown[];
    return typeof bookmark === 'string' && typeof after === 'string' ? [bookmark, after] : null;
  } catch {
    return null;
  }
}
