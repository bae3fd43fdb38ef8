import { z } from 'zod';

import { connectionCost } from '../graphql/cost-formula.ts';
import { operation } from '../graphql/operation.ts';
import { pageInfoSchema, userErrorsSchema } from './user-errors.ts';

const definitionSchema = z.object({
  id: z.string(),
  type: z.string(),
  name: z.string(),
  displayNameKey: z.string().nullish(),
  capabilities: z.object({
    publishable: z.object({ enabled: z.boolean() }),
    translatable: z.object({ enabled: z.boolean() }),
  }),
  fieldDefinitions: z.array(
    z.object({
      key: z.string(),
      name: z.string(),
      required: z.boolean(),
      type: z.object({ name: z.string() }),
    }),
  ),
});

/** What the metaobjects of a type consist of. */
export type MetaobjectDefinition = z.output<typeof definitionSchema>;

const selection = /* GraphQL */ `
  id
  type
  name
  displayNameKey
  capabilities {
    publishable {
      enabled
    }
    translatable {
      enabled
    }
  }
  fieldDefinitions {
    key
    name
    required
    type {
      name
    }
  }
`;

/** The definition, its capabilities, both of them, its fields and their type. */
const definitionCost = 6;

const byTypeData = z.object({ metaobjectDefinitionByType: definitionSchema.nullish() });

/** The definition of a type. */
export const metaobjectDefinitionByType = operation<{ readonly type: string }, z.output<typeof byTypeData>>({
  name: 'MetaobjectDefinitionByType',
  field: 'metaobjectDefinitionByType',
  document: /* GraphQL */ `
    query MetaobjectDefinitionByType($type: String!) {
      metaobjectDefinitionByType(type: $type) {
        ${selection}
      }
    }
  `,
  cost: definitionCost,
  repeatable: true,
  data: byTypeData,
});

const definitionsData = z.object({
  metaobjectDefinitions: z.object({ nodes: z.array(definitionSchema), pageInfo: pageInfoSchema }),
});

/** The kinds of metaobjects that the shop has, and what they consist of. */
export const metaobjectDefinitions = operation<
  { readonly after: string | null },
  z.output<typeof definitionsData>
>({
  name: 'MetaobjectDefinitions',
  field: 'metaobjectDefinitions',
  document: /* GraphQL */ `
    query MetaobjectDefinitions($after: String) {
      metaobjectDefinitions(first: 50, after: $after) {
        nodes {
          ${selection}
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  `,
  cost: connectionCost(50, definitionCost - 1),
  repeatable: true,
  data: definitionsData,
});

const createData = z.object({
  metaobjectDefinitionCreate: z.object({
    metaobjectDefinition: z.object({ id: z.string() }).nullish(),
    userErrors: userErrorsSchema,
  }),
});

/** Makes a definition. A type that is there is refused, so twice is once. */
export const metaobjectDefinitionCreate = operation<
  { readonly definition: object },
  z.output<typeof createData>
>({
  name: 'MetaobjectDefinitionMake',
  field: 'metaobjectDefinitionCreate',
  document: /* GraphQL */ `
    mutation MetaobjectDefinitionMake($definition: MetaobjectDefinitionCreateInput!) {
      metaobjectDefinitionCreate(definition: $definition) {
        metaobjectDefinition {
          id
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
  data: createData,
});

const updateData = z.object({
  metaobjectDefinitionUpdate: z.object({
    metaobjectDefinition: z.object({ id: z.string() }).nullish(),
    userErrors: userErrorsSchema,
  }),
});

/** Changes a definition; what is not named stays. */
export const metaobjectDefinitionUpdate = operation<
  { readonly id: string; readonly definition: object },
  z.output<typeof updateData>
>({
  name: 'MetaobjectDefinitionPatch',
  field: 'metaobjectDefinitionUpdate',
  document: /* GraphQL */ `
    mutation MetaobjectDefinitionPatch($id: ID!, $definition: MetaobjectDefinitionUpdateInput!) {
      metaobjectDefinitionUpdate(id: $id, definition: $definition) {
        metaobjectDefinition {
          id
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
