import type { AkeneoSimulator } from '../create-akeneo-simulator.ts';
import type { Json, JsonObject } from '../json.ts';
import { textOf } from '../json.ts';

/** An answer of the API. */
export interface ApiAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as JSON. */
  readonly json: () => JsonObject;
  /** The objects of a collection, one per line. */
  readonly lines: () => JsonObject[];
  /** The things on a page. */
  readonly items: () => JsonObject[];
}

/** Talks to the API of a simulator, as a connection or as an app. */
export interface ApiClient {
  readonly token: string;
  send(
    method: string,
    path: string,
    body?: Json | FormData,
    headers?: Record<string, string>,
  ): Promise<ApiAnswer>;
  get(path: string): Promise<ApiAnswer>;
  /** Sends lines, one object each. */
  patchLines(path: string, lines: readonly JsonObject[]): Promise<ApiAnswer>;
}

/** Where the simulator pretends to be. */
export const pimUrl = 'http://pim.example';

/** Signs in with what a connection signs in with. */
export async function signIn({
  handler,
  connection,
}: Pick<AkeneoSimulator, 'handler' | 'connection'>): Promise<JsonObject> {
  const { clientId, secret, username, password } = connection;
  const response = await handler(
    new Request(`${pimUrl}/api/oauth/v1/token`, {
      method: 'POST',
      headers: {
        authorization: `Basic ${btoa(`${clientId}:${secret}`)}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({ grant_type: 'password', username, password }),
    }),
  );
  return (await response.json()) as JsonObject;
}

/** A client that is signed in. */
export async function connect(
  simulator: Pick<AkeneoSimulator, 'handler' | 'connection'>,
  appToken?: string,
): Promise<ApiClient> {
  const token = appToken ?? textOf((await signIn(simulator))['access_token']);
  const send: ApiClient['send'] = async (method, path, body, headers = {}) => {
    const isForm = body instanceof FormData;
    const text = body === undefined || isForm ? body : typeof body === 'string' ? body : JSON.stringify(body);
    const response = await simulator.handler(
      new Request(path.startsWith('http') ? path : `${pimUrl}/api/rest/v1${path}`, {
        method,
        headers: {
          authorization: `Bearer ${token}`,
          ...(body === undefined || isForm ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(text === undefined ? {} : { body: text }),
      }),
    );
    return answerOf(response);
  };
  return {
    token,
    send,
    get: (path) => send('GET', path),
    patchLines: (path, lines) =>
      send('PATCH', path, lines.map((line) => JSON.stringify(line)).join('\n'), {
        'content-type': 'application/vnd.akeneo.collection+json',
      }),
  };
}

async function answerOf(response: Response): Promise<ApiAnswer> {
  const text = await response.text();
  const json = () => JSON.parse(text) as JsonObject;
  return {
    status: response.status,
    headers: response.headers,
    text,
    json,
    lines: () => text.split('\n').map((line) => JSON.parse(line) as JsonObject),
    items: () => (json()['_embedded'] as { readonly items: JsonObject[] }).items,
  };
}
