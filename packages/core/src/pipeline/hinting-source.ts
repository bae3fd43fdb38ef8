import { Secret, signHmac, verifiedWebhook, verifyHmac } from '../connector/index.ts';
import type { ChangeHint, Source, SourceRecord } from '../connector/index.ts';
import { ConnectorError } from '../errors/index.ts';
import { memorySource, testMapping } from './memory-connectors.ts';

/** A mapping for products with a name alone, to the shop in memory. */
export const titleMapping = {
  ...testMapping,
  rules: [{ to: 'title', required: true, from: { op: 'attribute', code: 'name' } }],
};

const secret = new Secret('a secret of the source that nobody knows');
const longestAge = 300_000;

/** What is sent in a webhook of {@link hintingSource}; values are there to be distrusted. */
export interface HintBody {
  readonly at: number;
  readonly events: readonly (Omit<ChangeHint, 'entity'> & { readonly data?: unknown })[];
}

/** A source in memory with webhooks, for tests; it counts what is asked of it. */
export interface HintingSource {
  readonly source: Source;
  /** Records by key, as they are now. */
  readonly records: Map<string, SourceRecord>;
  /** The keys of each call of `fetch`. */
  readonly fetched: (readonly string[])[];
  /** Takes the place of the source’s own `fetch`. */
  onFetch: (keys: readonly string[]) => Promise<void>;
}

/** Makes a source over records that can be changed. */
export function hintingSource(initial: readonly SourceRecord[], origin?: string): HintingSource {
  const records = new Map(initial.map((record) => [record.key, record]));
  const fetched: (readonly string[])[] = [];
  const made: HintingSource = {
    records,
    fetched,
    onFetch: async () => undefined,
    source: {
      ...memorySource(() => [...records.values()]),
      async fetch({ keys }) {
        fetched.push(keys);
        await made.onFetch(keys);
        return new Map(keys.map((key) => [key, records.get(key) ?? null])) as never;
      },
      webhooks: {
        ...(origin === undefined ? {} : { origin }),
        async verify({ headers, body }, { clock }) {
          const right = await verifyHmac(body, headers.get('x-signature') ?? '', [secret]);
          if (!right) throw new ConnectorError('webhook.refused', 'The signature is wrong');
          const { at } = JSON.parse(new TextDecoder().decode(body)) as HintBody;
          if (clock.now() - at > longestAge)
            throw new ConnectorError('webhook.refused', 'The webhook is too old');
          return verifiedWebhook({
            id: headers.get('x-delivery') ?? 'none',
            topic: 'changed',
            headers,
            body,
          });
        },
        parse: ({ body }) =>
          (JSON.parse(new TextDecoder().decode(body)) as HintBody).events.map(({ data: _data, ...hint }) => ({
            entity: 'product',
            ...hint,
          })),
      },
    },
  };
  return made;
}

/** A webhook of {@link hintingSource}, signed as it should be. */
export async function hintRequest(
  body: HintBody | string,
  delivery: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Request> {
  const bytes = new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body));
  return new Request('https://app.example/hooks', {
    method: 'POST',
    body: bytes,
    headers: {
      'content-type': 'application/json',
      'x-delivery': delivery,
      'x-signature': await signHmac(bytes, secret),
      ...headers,
    },
  });
}
