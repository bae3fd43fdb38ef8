import { z } from 'zod';

/** Where in the content of a file a pass goes on. */
export interface PassPlace<Position> {
  readonly position: Position;
  /** Whether something before it could not be read. */
  readonly flawed: boolean;
}

/** Writes a cursor. It only holds for the content that `identity` stands for. */
export function writeCursor<Position>(identity: string, { position, flawed }: PassPlace<Position>): string {
  return JSON.stringify([identity, position, flawed]);
}

/** Reads a cursor; `null` if it is of another content, or none of ours. */
export function readCursor<Position>(
  cursor: string,
  identity: string,
  positionSchema: z.ZodType<Position>,
): PassPlace<Position> | null {
  const schema = z.tuple([z.literal(identity), positionSchema, z.boolean()]);
  const result = schema.safeParse(parsed(cursor));
  return result.success ? { position: result.data[1], flawed: result.data[2] } : null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
