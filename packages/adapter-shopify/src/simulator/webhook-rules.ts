import { userError } from './user-error.ts';
import type { UserErrorState } from './user-error.ts';
import type { WebhookSubscriptionState } from './webhooks.ts';

/** A subscription as mutations take it. */
export interface SubscriptionInput {
  readonly uri?: string | null;
  readonly name?: string | null;
  readonly filter?: string | null;
  readonly format?: 'JSON' | 'XML' | null;
  readonly includeFields?: readonly string[] | null;
}

const jsonOnly = new Set(['BULK_OPERATIONS_FINISH']);
const place = 'webhookSubscription';

/** What is wrong with a subscription; `null`: nothing. */
export function subscriptionProblem(
  { uri, name, filter, format }: SubscriptionInput,
  topic: string,
): UserErrorState | null {
  const address = addressProblem(uri ?? '', format ?? 'JSON');
  if (address !== null) return address;
  if (format === 'XML' && jsonOnly.has(topic))
    return userError(
      `${place}.format`,
      "Format 'xml' is invalid for this webhook topic. Allowed formats: json",
    );
  if (name === '') return userError(`${place}.name`, 'Name is too short (minimum is 1 character)');
  if (name != null && !/^[\w-]+$/.test(name))
    return userError(
      `${place}.name`,
      'Name name field can only contain alphanumeric characters, underscores, and hyphens',
    );
  if ((filter?.length ?? 0) > 65_535)
    return userError(place, 'The specified filter exceeds the maximum allowed size.');
  return filter != null && filter !== '' && !/[\w.]+:/.test(filter)
    ? userError(
        place,
        'The specified filter is invalid, please ensure you specify the field(s) you wish to filter on.',
      )
    : null;
}

/** Whether another subscription stands in the way of one; `null`: none. */
export function takenProblem(
  { uri, name }: SubscriptionInput,
  topic: string,
  known: readonly WebhookSubscriptionState[],
): UserErrorState | null {
  if (known.some((other) => other.topic === topic && other.uri === uri))
    return userError(`${place}.callbackUrl`, 'Address for this topic has already been taken');
  return name != null && known.some((other) => other.topic === topic && other.name === name)
    ? userError(`${place}.name`, 'Name already exists, no duplicate allowed')
    : null;
}

function addressProblem(uri: string, format: 'JSON' | 'XML'): UserErrorState | null {
  const wrong = (message: string) => userError(`${place}.callbackUrl`, message);
  if (uri === '') return wrong("Address can't be blank");
  if (uri.length > 65_535) return wrong('Address is too big (maximum is 64 KB)');
  if (uri.startsWith('arn:')) return arnProblem(uri, format);
  const protocol = /^([a-z][a-z0-9+.-]*:)\/\//i.exec(uri)?.[1]?.toLowerCase();
  if (protocol === 'pubsub:') return pubsubProblem(uri, format);
  if (protocol === 'kafka:') return wrong('Address protocol kafka:// is not supported');
  if (protocol === undefined || !URL.canParse(uri)) return wrong('Address is invalid');
  return protocol === 'https:' ? null : wrong(`Address protocol ${protocol}// is not supported`);
}

function pubsubProblem(uri: string, format: 'JSON' | 'XML'): UserErrorState | null {
  const wrong = (message: string) => userError(`${place}.callbackUrl`, message);
  const [, project, topic] = /^pubsub:\/\/([^:]*):(.*)$/i.exec(uri) ?? [];
  if (project === undefined || topic === undefined)
    return wrong('Address is not a valid GCP pub/sub format. Format should be pubsub://project:topic');
  if (!/^[a-z][a-z0-9-]{4,28}[a-z0-9]$/.test(project)) return wrong('Address is not a valid GCP project id.');
  if (!/^[a-z][\w.~+%-]{2,254}$/i.test(topic)) return wrong('Address is not a valid GCP topic id.');
  return formatProblem(format);
}

function arnProblem(uri: string, format: 'JSON' | 'XML'): UserErrorState | null {
  const wrong = (message: string) => userError(`${place}.callbackUrl`, message);
  const client =
    /^arn:aws:events:[a-z0-9-]+::event-source\/aws\.partner\/shopify\.com(?:\.test)?\/(\d+)\/\S+$/.exec(
      uri,
    )?.[1];
  if (client === undefined) return wrong('Address is not a valid AWS ARN');
  if (client !== ownClient)
    return wrong(`Address is an AWS ARN and includes api_client_id '${client}' instead of '${ownClient}'`);
  return formatProblem(format);
}

/** Number of the app. */
const ownClient = '1000001';

function formatProblem(format: 'JSON' | 'XML'): UserErrorState | null {
  return format === 'JSON'
    ? null
    : userError(`${place}.format`, "Format can only be used with format: 'json'");
}
