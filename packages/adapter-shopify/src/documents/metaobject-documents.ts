import { z } from 'zod';

import { operation } from '../graphql/operation.ts';
import { userErrorsSchema } from './user-errors.ts';

const foundData = z.object({ metaobjectByHandle: z.object({ id: z.string() }).nullish() });

/** Finds a metaobject by its type and handle. Fresh. */
export const metaobjectByHandle = operation<
  { readonly metaobject: { readonly type: string; readonly handle: string } },
  z.output<typeof foundData>
>({
  name: 'MetaobjectByHandle',
  field: 'metaobjectByHandle',
  document: /* GraphQL */ `
    query MetaobjectByHandle($metaobject: MetaobjectHandleInput!) {
      metaobjectByHandle(handle: $metaobject) {
        id
      }
    }
  `,
  cost: 1,
  repeatable: true,
  data: foundData,
});

const metaobjectSchema = z.object({ id: z.string(), handle: z.string() }).nullish();

const upsertData = z.object({
  metaobjectUpsert: z.object({ metaobject: metaobjectSchema, userErrors: userErrorsSchema }),
});

/** Makes a metaobject, or changes the one with the handle; fields that are not named stay. */
export const metaobjectUpsert = operation<
  {
    readonly handle: { readonly type: string; readonly handle: string };
    readonly metaobject: object;
  },
  z.output<typeof upsertData>
>({
  name: 'MetaobjectPut',
  field: 'metaobjectUpsert',
  document: /* GraphQL */ `
    mutation MetaobjectPut($handle: MetaobjectHandleInput!, $metaobject: MetaobjectUpsertInput!) {
      metaobjectUpsert(handle: $handle, metaobject: $metaobject) {
        metaobject {
          id
          handle
        }
        userErrors {
          field
          message
          code
        }
      }
    }
  `,
  cost: 10,
  repeatable: true,
  data: upsertData,
});

const updateData = z.object({
  metaobjectUpdate: z.object({ metaobject: metaobjectSchema, userErrors: userErrorsSchema }),
});

/** Changes a metaobject; fields that are not named stay. */
export const metaobjectUpdate = operation<
  { readonly id: string; readonly metaobject: object },
  z.output<typeof updateData>
>({
  name: 'MetaobjectPatch',
  field: 'metaobjectUpdate',
  document: /* GraphQL */ `
    mutation MetaobjectPatch($id: ID!, $metaobject: MetaobjectUpdateInput!) {
      metaobjectUpdate(id: $id, metaobject: $metaobject) {
        metaobject {
          id
          handle
        }
        userErrors {
          field
          message
          code
        }
      }
    }
  `,
  cost: 10,
  repeatable: true,
  data: updateData,
});

const deleteData = z.object({ metaobjectDelete: z.object({ userErrors: userErrorsSchema }) });

/** Deletes a metaobject. */
export const metaobjectDelete = operation<{ readonly id: string }, z.output<typeof deleteData>>({
  name: 'MetaobjectRemove',
  field: 'metaobjectDelete',
  document: /* GraphQL */ `
    mutation MetaobjectRemove($id: ID!) {
      metaobjectDelete(id: $id) {
        userErrors {
          field
          message
          code
        }
      }
    }
  `,
  cost: 10,
  repeatable: true,
  data: deleteData,
});
