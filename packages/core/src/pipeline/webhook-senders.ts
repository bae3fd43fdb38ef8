import type { Destination, Source, Webhooks } from '../connector/index.ts';
import { ConnectorError } from '../errors/index.ts';
import type { PipelineOptions } from './pipeline-options.ts';

/** Who may send webhooks. */
export interface WebhookSender {
  readonly connector: Pick<Source | Destination, 'type' | 'account' | 'redact'>;
  readonly webhooks: Webhooks;
}

/** Names the account of a connector. */
export function accountOf({ type, account }: Pick<Source | Destination, 'type' | 'account'>): string {
  return `${type} ${account}`;
}

/**
 * The source, and destinations that tell of outcomes, each account once.
 *
 * @throws ConnectorError `config.invalid` where nobody is, or for pipelines of different sources.
 */
export function sendersOf(
  pipelines: readonly { readonly options: Pick<PipelineOptions, 'source' | 'destination'> }[],
): {
  readonly source: Source;
  readonly senders: readonly WebhookSender[];
} {
  const source = pipelines[0]?.options.source;
  if (
    source === undefined ||
    pipelines.some(({ options }) => accountOf(options.source) !== accountOf(source))
  ) {
    throw new ConnectorError(
      'config.invalid',
      'A webhook serves pipelines that read the same source; these do not',
      { hint: 'Make a receiver for each source.' },
    );
  }
  const byAccount = new Map(
    pipelines.flatMap(({ options: { destination } }): [string, WebhookSender][] => {
      const { webhooks } = destination;
      return webhooks?.tellsOfOutcomes === undefined
        ? []
        : [[accountOf(destination), { connector: destination, webhooks }]];
    }),
  );
  const destinations = [...byAccount.values()];
  const { type: connector, webhooks } = source;
  if (webhooks !== undefined && source.fetch !== undefined)
    return { source, senders: [{ connector: source, webhooks }, ...destinations] };
  if (destinations.length > 0) return { source, senders: destinations };
  if (webhooks === undefined)
    throw new ConnectorError('config.invalid', `${connector} has no webhooks`, { connector });
  throw new ConnectorError(
    'config.invalid',
    `${connector} cannot read the single records that webhooks name`,
    { connector, hint: 'Run the pipeline on a schedule instead.' },
  );
}
