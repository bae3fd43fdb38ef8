import { z } from 'zod';

import { operation } from '../graphql/operation.ts';
import { userErrorsSchema } from './user-errors.ts';

const fileErrorsSchema = z.array(z.object({ code: z.string(), message: z.string() }));

const createData = z.object({
  fileCreate: z.object({
    files: z.array(z.object({ id: z.string() })).nullish(),
    userErrors: userErrorsSchema,
  }),
});

/** Takes files from their addresses, all or none. Sent with names that replace what has them, so twice is once. */
export const filesCreate = operation<{ readonly files: readonly object[] }, z.output<typeof createData>>({
  name: 'FilesCreate',
  field: 'fileCreate',
  document: /* GraphQL */ `
    mutation FilesCreate($files: [FileCreateInput!]!) {
      fileCreate(files: $files) {
        files {
          id
        }
        userErrors {
          code
          field
          message
        }
      }
    }
  `,
  cost: 20,
  repeatable: true,
  data: createData,
});

const statusData = z.object({
  nodes: z.array(
    z
      .object({
        id: z.string(),
        fileStatus: z.enum(['UPLOADED', 'PROCESSING', 'READY', 'FAILED']).optional(),
        fileErrors: fileErrorsSchema.optional(),
      })
      .nullable(),
  ),
});

/** How far files are. */
export const filesStatus = operation<{ readonly ids: readonly string[] }, z.output<typeof statusData>>({
  name: 'FilesStatus',
  field: 'nodes',
  document: /* GraphQL */ `
    query FilesStatus($ids: [ID!]!) {
      nodes(ids: $ids) {
        id
        ... on File {
          fileStatus
          fileErrors {
            code
            message
          }
        }
      }
    }
  `,
  cost: 2,
  repeatable: true,
  data: statusData,
});

const updateData = z.object({ fileUpdate: z.object({ userErrors: userErrorsSchema }) });

/** Changes files, and which products show them. */
export const filesUpdate = operation<{ readonly files: readonly object[] }, z.output<typeof updateData>>({
  name: 'FilesUpdate',
  field: 'fileUpdate',
  document: /* GraphQL */ `
    mutation FilesUpdate($files: [FileUpdateInput!]!) {
      fileUpdate(files: $files) {
        userErrors {
          code
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
