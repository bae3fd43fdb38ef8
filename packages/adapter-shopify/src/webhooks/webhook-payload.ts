import { z } from 'zod';

/** What a webhook says of which object it is about; its values are never used. */
export const webhookPayloadSchema = z
  .object({
    id: z.union([z.string(), z.number()]).optional().catch(undefined),
    admin_graphql_api_id: z.string().optional().catch(undefined),
    handle: z.string().optional().catch(undefined),
    type: z.string().optional().catch(undefined),
    inventory_item_id: z.union([z.string(), z.number()]).optional().catch(undefined),
  })
  .catch({});

/** See {@link webhookPayloadSchema}. */
export type WebhookPayload = z.output<typeof webhookPayloadSchema>;
