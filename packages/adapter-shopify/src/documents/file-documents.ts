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

const createDocument = (name: string) => /* GraphQL */ `
    mutation ${name}($files: [FileCreateInput!]!) {
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
  `;

interface FilesVariables {
  readonly files: readonly object[];
}

/** Takes files from their addresses, all or none. Twice makes two of each. */
export const filesCreate = operation<FilesVariables, z.output<typeof createData>>({
  name: 'FilesCreate',
  field: 'fileCreate',
  document: createDocument('FilesCreate'),
  cost: 20,
  repeatable: false,
  data: createData,
});

/** The same of images, whose names replace what has them, so twice is once. */
export const filesReplace = operation<FilesVariables, z.output<typeof createData>>({
  ...filesCreate,
  name: 'FilesReplace',
  document: createDocument('FilesReplace'),
  repeatable: true,
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
export const filesUpdate = operation<FilesVariables, z.output<typeof updateData>>({
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

const acknowledgeData = z.object({
  fileAcknowledgeUpdateFailed: z.object({ userErrors: userErrorsSchema }),
});

/** Makes files ready again that could not be changed: they have the content that they had before. */
export const filesAcknowledge = operation<
  { readonly ids: readonly string[] },
  z.output<typeof acknowledgeData>
>({
  name: 'FilesAcknowledge',
  field: 'fileAcknowledgeUpdateFailed',
  document: /* GraphQL */ `
    mutation FilesAcknowledge($ids: [ID!]!) {
      fileAcknowledgeUpdateFailed(fileIds: $ids) {
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
  data: acknowledgeData,
});

const stagedData = z.object({
  stagedUploadsCreate: z.object({
    stagedTargets: z
      .array(
        z.object({
          url: z.string(),
          resourceUrl: z.string().nullish(),
          parameters: z.array(z.object({ name: z.string(), value: z.string() })),
        }),
      )
      .nullish(),
    userErrors: userErrorsSchema,
  }),
});

/** Asks for an address that a file may be uploaded to. Twice gives two; one that is not used expires. */
export const stagedUploadCreate = operation<
  { readonly input: readonly object[] },
  z.output<typeof stagedData>
>({
  name: 'StagedUploadCreate',
  field: 'stagedUploadsCreate',
  document: /* GraphQL */ `
    mutation StagedUploadCreate($input: [StagedUploadInput!]!) {
      stagedUploadsCreate(input: $input) {
        stagedTargets {
          url
          resourceUrl
          parameters {
            name
            value
          }
        }
        userErrors {
          field
          message
        }
      }
    }
  `,
  cost: 11,
  repeatable: true,
  data: stagedData,
});
