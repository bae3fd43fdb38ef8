import { long, triggersOf } from './triggers.ts';
import type { Trigger } from './triggers.ts';

const place = 'https://app.example/webhooks';
const subscribe =
  (more: object, topic = 'PRODUCTS_UPDATE') =>
  () => ({ topic, webhookSubscription: { uri: place, ...more } });
const arn = (client: string) =>
  `arn:aws:events:us-east-1::event-source/aws.partner/shopify.com/${client}/source`;

/** Calls of the mutations of subscriptions. */
export const webhookTriggers: readonly Trigger[] = [
  ...triggersOf('webhookSubscriptionCreate', [
    ...[
      'app.example',
      'pubsub://valid-project:1',
      'ftp://app.example',
      'ws://app.example',
      'pubsub://nothing',
      'pubsub://1:topic',
      'arn:nothing',
      arn('1'),
      'kafka://app.example',
      '',
      `${place}/${long(65_536)}`,
    ].map((uri) => subscribe({ uri })),
    subscribe({ filter: 'nothing' }),
    subscribe({ filter: `title:${long(65_536)}` }),
    subscribe({ uri: 'pubsub://valid-project:topic', format: 'XML' }),
    subscribe({ name: 'not valid' }),
    subscribe({ name: '' }),
    subscribe({ format: 'XML' }, 'BULK_OPERATIONS_FINISH'),
    [(s) => s.mutate('webhookSubscriptionCreate', subscribe({})()), subscribe({})],
    [
      (s) => s.mutate('webhookSubscriptionCreate', subscribe({ name: 'one' })()),
      subscribe({ name: 'one', uri: `${place}/2` }),
    ],
  ]),
  ...triggersOf('webhookSubscriptionDelete', [({ staticId }) => ({ id: staticId('WebhookSubscription') })]),
];
