import { z } from 'zod';

import { operation } from '../graphql/operation.ts';
import { userErrorsSchema } from './user-errors.ts';

const foundData = z.object({
  collectionByIdentifier: z
    .object({
      id: z.string(),
      handle: z.string(),
      title: z.string(),
      /** The key that it carries, if it is a category already. */
      appKey: z.object({ value: z.string() }).nullish(),
    })
    .nullish(),
});

/** Finds a collection by its id, its handle, or a value that only it has. Fresh. */
export const collectionByIdentifier = operation<{ readonly identifier: object }, z.output<typeof foundData>>({
  name: 'CollectionByIdentifier',
  field: 'collectionByIdentifier',
  document: /* GraphQL */ `
    query CollectionByIdentifier($identifier: CollectionIdentifierInput!) {
      collectionByIdentifier(identifier: $identifier) {
        id
        handle
        title
        appKey: metafield(namespace: "$app", key: "pim_id") {
          value
        }
      }
    }
  `,
  cost: 2,
  repeatable: true,
  data: foundData,
});

const collectionSchema = z.object({ id: z.string(), handle: z.string() }).nullish();

const createData = z.object({
  collectionCreate: z.object({ collection: collectionSchema, userErrors: userErrorsSchema }),
});

/** Makes a collection. It has no identifier: twice could be two. */
export const collectionCreate = operation<{ readonly collection: object }, z.output<typeof createData>>({
  name: 'CollectionMake',
  field: 'collectionCreate',
  document: /* GraphQL */ `
    mutation CollectionMake($collection: CollectionCreateInput!) {
      collectionCreate(collection: $collection) {
        collection {
          id
          handle
        }
        userErrors {
          field
          message
        }
      }
    }
  `,
  cost: 10,
  repeatable: false,
  data: createData,
});

const updateData = z.object({
  collectionUpdate: z.object({ collection: collectionSchema, userErrors: userErrorsSchema }),
});

/** Sets fields of a collection. */
export const collectionUpdate = operation<{ readonly collection: object }, z.output<typeof updateData>>({
  name: 'CollectionPatch',
  field: 'collectionUpdate',
  document: /* GraphQL */ `
    mutation CollectionPatch($collection: CollectionUpdateInput!) {
      collectionUpdate(collection: $collection) {
        collection {
          id
          handle
        }
        userErrors {
          field
          message
        }
      }
    }
  `,
  cost: 10,
  repeatable: true,
  data: updateData,
});

const deleteData = z.object({ collectionDelete: z.object({ userErrors: userErrorsSchema }) });

/** Deletes a collection; its products stay. */
export const collectionDelete = operation<{ readonly id: string }, z.output<typeof deleteData>>({
  name: 'CollectionRemove',
  field: 'collectionDelete',
  document: /* GraphQL */ `
    mutation CollectionRemove($id: ID!) {
      collectionDelete(input: { id: $id }) {
        userErrors {
          field
          message
        }
      }
    }
  `,
  cost: 10,
  repeatable: true,
  data: deleteData,
});
