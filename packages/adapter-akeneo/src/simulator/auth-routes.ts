import { ApiError, unprocessable } from './api-error.ts';
import { parseJson } from './call.ts';
import type { Reply } from './call.ts';
import type { ConnectionCredentials, RegisteredApp } from './credentials.ts';
import { isObject } from './json.ts';
import { sha256Hex } from './signature.ts';
import type { Tokens } from './tokens.ts';

/** Who may ask for tokens. */
export interface Clients {
  readonly connections: readonly ConnectionCredentials[];
  readonly apps: readonly RegisteredApp[];
}

/**
 * Answers `POST /api/oauth/v1/token`: the password grant of a connection, and the refresh of its tokens.
 *
 * @throws ApiError 400, 415, 422
 */
export async function connectionToken(
  request: Request,
  { connections }: Clients,
  tokens: Tokens,
): Promise<Reply> {
  const form = await credentialForm(request);
  const [clientId, secret] = basicCredentials(request, form);
  const client = connections.find((each) => each.clientId === clientId && each.secret === secret);
  if (client === undefined) {
    throw unprocessable(
      'Parameter "client_id" is missing or does not match any client, or secret is invalid',
    );
  }
  const { grant_type: grant = '', username = '', password = '', refresh_token: refresh = '' } = form;
  if (grant === 'refresh_token') {
    const pair = tokens.refresh(refresh, client.clientId);
    if (pair === undefined) throw unprocessable('No user found for the given username and password');
    return { status: 200, body: { ...pair } };
  }
  if (grant !== 'password' || username === '' || password === '') {
    throw unprocessable('Parameter "grant_type", "username" or "password" is missing, empty or invalid');
  }
  if (username !== client.username || password !== client.password) {
    throw unprocessable('No user found for the given username and password');
  }
  return { status: 200, body: { ...tokens.issue(client) } };
}

async function credentialForm(request: Request): Promise<Record<string, string>> {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim() ?? '';
  const text = await request.text();
  if (type === 'application/x-www-form-urlencoded') return Object.fromEntries(new URLSearchParams(text));
  if (type !== 'application/json') {
    throw new ApiError(
      415,
      `‘${type}’ in ‘Content-type’ header is not valid. Only ‘application/json’ or ‘application/x-www-form-urlencoded’ are allowed.`,
    );
  }
  const body = parseJson(text);
  if (!isObject(body)) throw new ApiError(400, 'Invalid json message received');
  return Object.fromEntries(
    Object.entries(body).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

function basicCredentials(request: Request, form: Record<string, string>): [string, string] {
  const header = /^Basic (.+)$/u.exec(request.headers.get('authorization') ?? '')?.[1];
  if (header === undefined) return [form['client_id'] ?? '', form['client_secret'] ?? ''];
  try {
    const [id = '', ...secret] = atob(header).split(':');
    return [id, secret.join(':')];
  } catch {
    return ['', ''];
  }
}

/**
 * Answers `GET /connect/apps/v1/authorize`, as if the user had agreed at once: sends him back with a code.
 *
 * @throws ApiError 400
 */
export function authorizeApp(url: URL, { apps }: Clients, tokens: Tokens): Reply {
  const query = url.searchParams;
  const app = apps.find(({ clientId }) => clientId === query.get('client_id'));
  if (app === undefined || query.get('response_type') !== 'code')
    throw new ApiError(400, 'The app is unknown.');
  const target = new URL(app.callbackUrl);
  target.searchParams.set(
    'code',
    tokens.issueCode(app, (query.get('scope') ?? '').split(' ').filter(Boolean)),
  );
  const state = query.get('state');
  if (state !== null) target.searchParams.set('state', state);
  return { status: 302, headers: { location: target.href } };
}

/** Answers `POST /connect/apps/v1/oauth2/token`: changes a code for a token that does not expire. */
export async function appToken(request: Request, { apps }: Clients, tokens: Tokens): Promise<Reply> {
  const form = Object.fromEntries(new URLSearchParams(await request.text()));
  const {
    client_id: clientId,
    code = '',
    grant_type: grant,
    code_identifier: identifier = '',
    code_challenge: challenge,
  } = form;
  const refuse = (error: string): Reply => ({ status: 400, body: { error } });
  if (grant !== 'authorization_code') return refuse('unsupported_grant_type');
  const app = apps.find((each) => each.clientId === clientId);
  if (app === undefined || identifier === '') return refuse('invalid_client');
  if (challenge !== (await sha256Hex(`${identifier}${app.secret}`))) return refuse('invalid_client');
  const token = tokens.redeemCode(code, app.clientId);
  if (token === undefined) return refuse('invalid_grant');
  return {
    status: 200,
    body: { access_token: token.access_token, token_type: 'bearer', scope: token.scope },
  };
}
