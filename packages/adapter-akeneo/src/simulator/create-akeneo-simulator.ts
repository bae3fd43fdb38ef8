import { systemClock } from '@pim-connector/core';
import type { Clock } from '@pim-connector/core';

import { Access } from './access.ts';
import { allRoutes } from './all-routes.ts';
import { answerRequest } from './answer-request.ts';
import type { SimulatorCatalogue } from './catalogue.ts';
import type { ConnectionCredentials, RegisteredApp } from './credentials.ts';
import { Drafts } from './drafts.ts';
import { featuresOf } from './edition.ts';
import type { Edition, Features } from './edition.ts';
import type { Product } from './entities.ts';
import type { Delivery } from './event-delivery.ts';
import { EventPlatform } from './event-platform.ts';
import type { EventOptions } from './event-platform.ts';
import { LimitCounter, defaultLimits } from './limits.ts';
import type { SimulatorLimits } from './limits.ts';
import { loadCatalogue } from './load-catalogue.ts';
import { PimUser } from './pim-user.ts';
import { createPim, notify } from './pim.ts';
import { RequestLog } from './request-log.ts';
import type { LoggedRequest } from './request-log.ts';
import { Router } from './router.ts';
import { seedCatalogue } from './seed-catalogue.ts';
import type { JobLaunch } from './system-routes.ts';
import { Tokens } from './tokens.ts';
import { ValueTexts } from './value-texts.ts';
import { createZonedTime } from './zoned-time.ts';

/** Stands before the PIM: may answer in its place, change what goes in and out, or break the connection. */
export type SimulatorInterceptor = (
  request: Request,
  next: (request: Request) => Promise<Response>,
) => Promise<Response>;

/** See {@link createAkeneoSimulator}. */
export interface AkeneoSimulatorOptions {
  /** Default `saas`: everything there is. */
  readonly edition?: Edition;
  /** For an edition that its user hosts: `6.0.80` has no uuids yet. Default: the newest. */
  readonly version?: string;
  /** What is in it. Default: a small shop for things to be outdoors with. */
  readonly catalogue?: SimulatorCatalogue;
  /** Tokens, dates, limits and events run on it. Default: that of the machine. */
  readonly clock?: Clock;
  /** Whose clocks it writes and reads dates by, as an IANA name. Default `UTC`, as where the PIM is a service. */
  readonly timeZone?: string;
  /** Default: the documented limits. `null`: none. */
  readonly limits?: Partial<SimulatorLimits> | null;
  /** Milliseconds that every answer takes. Default 0. */
  readonly latency?: number;
  /** What goes wrong. */
  readonly faults?: SimulatorInterceptor;
  readonly events?: EventOptions;
  /** What a connection signs in with. Default: something to try things out with. */
  readonly connection?: ConnectionCredentials;
  /** An app that can be connected. */
  readonly app?: RegisteredApp;
  /** Codes of the jobs that can be launched. */
  readonly jobs?: { readonly export?: readonly string[]; readonly import?: readonly string[] };
}

/** A PIM to try things out on, what people do in it, and what tests want to know of it. */
export interface AkeneoSimulator {
  readonly features: Features;
  /** Answers a request: to be handed to an HTTP client as `fetch`, or to a server. */
  readonly handler: (request: Request) => Promise<Response>;
  /** What a connection signs in with. */
  readonly connection: ConnectionCredentials;
  readonly app: RegisteredApp;
  /** A person who works in the PIM. */
  readonly user: PimUser;
  /** What the user behind the API may do and see; a person at the PIM always may everything. */
  readonly access: Access;
  /** Connects the app, as if a user had agreed; returns its token. */
  connectApp(scopes: readonly string[]): string;
  /**
   * Takes the app, or the connection, away: its tokens are invalid, its subscriptions revoked, and nobody signs in with the
   * connection again.
   */
  revoke(kind: 'app' | 'connection'): void;
  /** Lets the access tokens of connections expire now; they can be refreshed. */
  expireTokens(): void;
  readonly events: {
    /** The attempts to deliver, in their order. */
    deliveries(): readonly Delivery[];
    /** Resolves when nothing is on its way any more, retries included. */
    settled(): Promise<void>;
  };
  /** How much there is of everything that can be many. */
  sizes(): { readonly products: number; readonly productModels: number };
  /** A product as it is kept, by uuid or identifier. */
  readonly product: (name: string) => Product | undefined;
  /** The jobs that were launched. */
  launches(): readonly JobLaunch[];
  /** The last ten thousand requests. */
  requests(): readonly LoggedRequest[];
  /** How many requests were answered with a status. */
  count(status: number): number;
  resetLog(): void;
  setLimits(limits: Partial<SimulatorLimits> | null): void;
  /** Milliseconds. */
  setLatency(milliseconds: number): void;
  setFaults(faults: SimulatorInterceptor | null): void;
}

const defaultConnection: ConnectionCredentials = {
  clientId: 'simulated-client',
  secret: 'simulated-secret',
  username: 'simulated-user',
  password: 'simulated-password',
};

const defaultApp: RegisteredApp = {
  clientId: 'simulated-app',
  secret: 'simulated-app-secret',
  callbackUrl: 'http://localhost/callback',
};

/**
 * Makes a simulator of Akeneo PIM: its REST API with state, searches, paging, limits and the messages of the real
 * one, its sign-in, its Event Platform, and the catalogs of apps. It needs nothing and calls nobody, but the
 * subscribers of its events.
 */
export function createAkeneoSimulator(options: AkeneoSimulatorOptions = {}): AkeneoSimulator {
  const {
    clock = systemClock,
    catalogue = seedCatalogue,
    connection = defaultConnection,
    app = defaultApp,
  } = options;
  const features = featuresOf(options.edition ?? 'saas', options.version);
  const time = createZonedTime(options.timeZone ?? 'UTC');
  const pim = createPim({ features, clock, time }, catalogue.series);
  loadCatalogue(pim, catalogue);
  const access = new Access();
  const drafts = new Drafts();
  const catalogs = new Map();
  const published = new Map<string, Product>();
  const launches: JobLaunch[] = [];
  const tokens = new Tokens(clock);
  const log = new RequestLog();
  const platform = new EventPlatform(clock, options.events ?? {});
  if (features.saas) pim.listeners.push((event) => platform.publish(event));
  const newUuid = () => crypto.randomUUID();
  const desk = { pim, access, drafts, newUuid, texts: new ValueTexts(pim, access) };
  const jobs = {
    export: options.jobs?.export ?? ['csv_product_export'],
    import: options.jobs?.import ?? ['csv_product_import'],
  };
  const router = new Router(allRoutes({ desk, catalogs, published, platform, jobs, launches }), features);
  const counterOf = (limits: Partial<SimulatorLimits> | null | undefined) =>
    limits === null ? null : new LimitCounter({ ...defaultLimits, ...limits }, clock);
  let limits = counterOf(options.limits);
  let latency = options.latency ?? 0;
  let faults = options.faults ?? null;
  let connections = [connection];
  const answering = {
    access,
    clients: {
      get connections() {
        return connections;
      },
      apps: [app],
    },
    tokens,
    router,
    limits: () => limits,
    wait: async (signal: AbortSignal) => {
      if (latency > 0) await clock.sleep(latency, signal);
    },
  };

  async function serveOne(request: Request): Promise<Response> {
    const { response, clientId } = await answerRequest(answering, request);
    const { pathname, search } = new URL(request.url);
    log.add({
      method: request.method,
      path: `${pathname}${search}`,
      status: response.status,
      clientId,
      at: clock.now(),
    });
    // Every server says what its clock shows; ours is that of the simulator.
    response.headers.set('date', new Date(clock.now()).toUTCString());
    return response;
  }

  return {
    features,
    connection,
    app,
    access,
    user: new PimUser({ pim, everything: new Access(), drafts, catalogs, published, newUuid }),
    handler: (request) => (faults === null ? serveOne(request) : faults(request, serveOne)),
    connectApp: (scopes) => tokens.issueForApp(app, scopes),
    revoke(kind) {
      const { clientId } = kind === 'app' ? app : connection;
      tokens.revoke(clientId);
      // Nobody signs in any more with a connection that was deleted.
      if (kind === 'connection') connections = [];
      notify(pim, { type: `${kind}.deleted`, data: { [kind]: { client_id: clientId } }, author: null });
      for (const id of platform.subscriptionsOf(clientId))
        platform.setStatus(id, 'revoked', 'system', `The ${kind} was deleted`);
    },
    expireTokens: () => tokens.expireAll(),
    events: { deliveries: () => platform.deliveries(), settled: () => platform.settled() },
    sizes: () => ({ products: pim.products.size, productModels: pim.models.size }),
    product: (name) => pim.products.get(name) ?? pim.products.byIdentifier(name),
    launches: () => launches,
    requests: () => log.requests(),
    count: (status) => log.count(status),
    resetLog: () => log.reset(),
    setLimits(next) {
      limits = counterOf(next);
    },
    setLatency(milliseconds) {
      latency = milliseconds;
    },
    setFaults(next) {
      faults = next;
    },
  };
}
