import { dateTimeSchema, entities, entitySchemas, recordKeySchema } from '@pim-connector/core';
import type { Entity } from '@pim-connector/core';
import { z } from 'zod';

const described = {
  version: z.string().min(1).optional().describe('Whatever tells one state of the record from another.'),
  updatedAt: dateTimeSchema.optional().describe('Moment of the last change, RFC 3339.'),
};

/**
 * JSON Schema (draft 2020-12) of one line.
 *
 * @param entity of a file that is named after its entity, such as `products.jsonl`; without it of a file with
 *   lines of all entities.
 */
export function jsonLinesSchema(entity?: Entity): z.core.JSONSchema.BaseSchema {
  const line =
    entity === undefined
      ? z.union(entities.flatMap((each) => envelopes(each, z.literal(each))))
      : z.union([entitySchemas[entity], ...envelopes(entity, z.literal(entity).optional())]);
  return z.toJSONSchema(line, { io: 'input', unrepresentable: 'any', reused: 'ref' });
}

function envelopes(entity: Entity, name: z.ZodType): z.ZodType[] {
  return [
    z.strictObject({
      entity: name,
      op: z.literal('upsert').optional(),
      data: entitySchemas[entity],
      ...described,
    }),
    z.strictObject({ entity: name, op: z.literal('delete'), key: recordKeySchema, ...described }),
  ];
}
