import { z } from 'zod';

import { operation } from '../graphql/operation.ts';

const nodeSchema = z.object({
  id: z.string(),
  type: z.string(),
  handle: z.string(),
  capabilities: z.object({ publishable: z.object({ status: z.string() }).nullish() }),
  fields: z.array(z.object({ key: z.string(), type: z.string(), value: z.string().nullish() })),
});

/** A metaobject as it is. */
export type MetaobjectNode = z.output<typeof nodeSchema>;

const selection = /* GraphQL */ `
  id
  type
  handle
  capabilities {
    publishable {
      status
    }
  }
  fields {
    key
    type
    value
  }
`;

/** The metaobject, its capabilities, the one that is read of them, and its fields. */
const nodeCost = 4;

/** How many metaobjects one call reads or finds. */
export const metaobjectsPerCall = 20;

const places = [...Array(metaobjectsPerCall).keys()];

const byIdsData = z.object({ nodes: z.array(nodeSchema.partial().nullable()) });

/** Some metaobjects as they are. */
export const metaobjectsByIds = operation<{ readonly ids: readonly string[] }, z.output<typeof byIdsData>>({
  name: 'ReadMetaobjectsByIds',
  field: 'nodes',
  document: /* GraphQL */ `
    query ReadMetaobjectsByIds($ids: [ID!]!) {
      nodes(ids: $ids) {
        ... on Metaobject {
          ${selection}
        }
      }
    }
  `,
  cost: nodeCost,
  repeatable: true,
  data: byIdsData,
});

const foundData = z.record(z.string(), nodeSchema.nullish());

/**
 * Finds metaobjects by type and handle, a whole list of them; fresh. Fewer than {@link metaobjectsPerCall}: the last one is
 * asked for again.
 */
export const findMetaobjects = operation<Readonly<Record<string, object>>, z.output<typeof foundData>>({
  name: 'FindMetaobjects',
  field: 'metaobjectByHandle',
  document: /* GraphQL */ `
    query FindMetaobjects(${places.map((place) => `$h${place}: MetaobjectHandleInput!`).join(', ')}) {
      ${places.map((place) => `m${place}: metaobjectByHandle(handle: $h${place}) { ${selection} }`).join('\n      ')}
    }
  `,
  cost: metaobjectsPerCall * nodeCost,
  repeatable: true,
  data: foundData,
});
