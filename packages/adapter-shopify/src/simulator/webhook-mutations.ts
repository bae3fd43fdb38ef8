import { connection } from './graphql/connection.ts';
import type { PageArguments } from './graphql/connection.ts';
import type { Resolvers } from './graphql/resolver.ts';
import { userError } from './user-error.ts';
import { subscriptionProblem, takenProblem } from './webhook-rules.ts';
import type { SubscriptionInput } from './webhook-rules.ts';
import type { WebhookSubscriptionState } from './webhooks.ts';

/** Mutations of subscriptions, and what is told of them. */
export const webhookMutations: Resolvers = {
  Mutation: {
    webhookSubscriptionCreate: (
      _source,
      args: { readonly topic: string; readonly webhookSubscription: SubscriptionInput },
      { state, clock, webhooks },
    ) => {
      const { uri, filter = null, format, includeFields, name = null } = args.webhookSubscription;
      const known = [...webhooks.list.values()];
      const error =
        subscriptionProblem(args.webhookSubscription, args.topic) ??
        takenProblem(args.webhookSubscription, args.topic, known);
      if (error !== null || uri == null)
        return { webhookSubscription: null, userErrors: error === null ? [] : [error] };
      const now = clock.now();
      const webhookSubscription: WebhookSubscriptionState = {
        id: state.newId('WebhookSubscription'),
        topic: args.topic,
        uri,
        name,
        filter,
        format: format ?? 'JSON',
        includeFields: includeFields ?? [],
        createdAt: now,
        updatedAt: now,
      };
      webhooks.list.set(webhookSubscription.id, webhookSubscription);
      return { webhookSubscription, userErrors: [] };
    },
    webhookSubscriptionDelete: (_source, { id }: { readonly id: string }, { webhooks }) =>
      webhooks.list.delete(id)
        ? { deletedWebhookSubscriptionId: id, userErrors: [] }
        : {
            deletedWebhookSubscriptionId: null,
            userErrors: [userError('id', 'Webhook subscription does not exist')],
          },
  },
  Query: {
    webhookSubscriptions: (
      _source,
      args: PageArguments & { readonly topics?: readonly string[] | null; readonly uri?: string | null },
      { webhooks },
    ) =>
      connection(
        [...webhooks.list.values()].filter(
          ({ topic, uri }) =>
            args.topics?.includes(topic) !== false && (args.uri == null || uri === args.uri),
        ),
        args,
        ({ id }) => id,
      ),
  },
};
