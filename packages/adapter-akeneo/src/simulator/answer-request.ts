import type { Access } from './access.ts';
import { ApiError } from './api-error.ts';
import { checkScopes } from './app-scopes.ts';
import { appToken, authorizeApp, connectionToken } from './auth-routes.ts';
import type { Clients } from './auth-routes.ts';
import type { Caller, Reply } from './call.ts';
import type { LimitCounter } from './limits.ts';
import type { Route } from './route.ts';
import type { Router } from './router.ts';
import type { Tokens } from './tokens.ts';

/** What answering requests needs. */
export interface Answering {
  readonly access: Access;
  readonly clients: Clients;
  readonly tokens: Tokens;
  readonly router: Router;
  readonly limits: () => LimitCounter | null;
  /** Lets the time pass that an answer takes. */
  readonly wait: (signal: AbortSignal) => Promise<void>;
}

/** An answer, and who got it. */
export interface Answered {
  readonly response: Response;
  readonly clientId: string | null;
}

const openPaths = new Set(['/api/rest/v1/system-information']);

/** Answers a request. */
export async function answerRequest(answering: Answering, request: Request): Promise<Answered> {
  const url = new URL(request.url);
  let clientId: string | null = null;
  try {
    const { pathname } = url;
    const auth = await authReply(answering, request, url);
    if (auth !== undefined) return { response: toResponse(auth), clientId };
    if (pathname === '/api/rest/v1') {
      checkAccept(request, undefined);
      return { response: toResponse(listing(answering, url)), clientId };
    }
    const { route, params } = answering.router.find(request.method, pathname);
    const caller = openPaths.has(pathname)
      ? anybody
      : answering.tokens.authenticate(tokenOf(request, pathname));
    ({ clientId } = caller);
    const reply = await limited(answering, caller, route, request, async () => {
      checkAccept(request, route);
      if (route.permission !== undefined) {
        const [action, area] = route.permission;
        checkScopes(caller.scopes, action, area);
        answering.access.check(action, area);
      }
      checkContentType(request, route);
      const bytes = new Uint8Array(await request.arrayBuffer());
      answering.limits()?.checkSize(bytes.length);
      return route.run({ request, url, params, query: url.searchParams, caller, bytes });
    });
    return { response: toResponse(reply), clientId };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return {
      response: Response.json(error.body, { status: error.status, headers: error.headers }),
      clientId,
    };
  }
}

const anybody: Caller = {
  kind: 'connection',
  clientId: '',
  author: { identifier: '', type: 'system' },
  scopes: null,
};

async function authReply(
  { clients, tokens }: Answering,
  request: Request,
  url: URL,
): Promise<Reply | undefined> {
  const { pathname } = url;
  const { method } = request;
  if (pathname === '/api/oauth/v1/token' && method === 'POST')
    return connectionToken(request, clients, tokens);
  if (pathname === '/connect/apps/v1/authorize' && method === 'GET')
    return authorizeApp(url, clients, tokens);
  if (pathname === '/connect/apps/v1/oauth2/token' && method === 'POST')
    return appToken(request, clients, tokens);
  return undefined;
}

function listing({ router }: Answering, { origin }: URL): Reply {
  const authentication = { fos_oauth_server_token: { route: '/api/oauth/v1/token', methods: ['POST'] } };
  return { status: 200, body: { host: origin, authentication, routes: router.listing() } };
}

/** The token of a request; the Event Platform takes it in a header of its own. */
function tokenOf({ headers }: Request, pathname: string): string | null {
  if (pathname.startsWith('/api/v1/')) return headers.get('x-pim-token');
  return /^Bearer (.+)$/iu.exec(headers.get('authorization') ?? '')?.[1] ?? null;
}

async function limited(
  { limits, wait }: Answering,
  caller: Caller,
  route: Route,
  request: Request,
  run: () => Promise<Reply>,
): Promise<Reply> {
  const counter = limits();
  const leave = counter?.enter(caller.clientId);
  try {
    if (route.permission?.[1] === 'attribute options' && route.method !== 'GET') counter?.enterOptionWrite();
    await wait(request.signal);
    return await run();
  } finally {
    leave?.();
  }
}

function checkAccept(request: Request, route: Route | undefined): void {
  const accept = request.headers.get('accept');
  if (request.method !== 'GET' || accept === null || route?.name.endsWith('_download') === true) return;
  const types = accept.split(',').map((type) => type.split(';')[0]?.trim() ?? '');
  if (types.some((type) => ['application/json', 'application/*', '*/*', ''].includes(type))) return;
  throw new ApiError(406, `‘${accept}’ in ‘Accept‘ header is not valid. Only ‘application/json‘ is allowed.`);
}

const mediaTypes = {
  json: 'application/json',
  collection: 'application/vnd.akeneo.collection+json',
  multipart: 'multipart/form-data',
};

function checkContentType(request: Request, { body }: Route): void {
  if (body === undefined) return;
  const wanted = mediaTypes[body];
  const given = request.headers.get('content-type');
  if (given === null) {
    throw new ApiError(415, `The ‘Content-type’ header is missing. ‘${wanted}’ has to specified as value.`);
  }
  if (given.split(';')[0]?.trim().toLowerCase() === wanted) return;
  throw new ApiError(415, `‘${given}’ in ‘Content-type’ header is not valid. Only ‘${wanted}’ is allowed.`);
}

function toResponse({ status, body, headers = {} }: Reply): Response {
  if (body === undefined) return new Response(null, { status, headers });
  const text = typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body);
  return new Response(text, { status, headers: { 'content-type': 'application/json', ...headers } });
}
