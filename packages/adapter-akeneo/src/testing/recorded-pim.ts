import { serve } from '@pim-connector/testkit';
import type { RunningServer } from '@pim-connector/testkit';

type Item = Readonly<Record<string, unknown>>;

/** What a recorded PIM holds, in the form of the API. */
export interface RecordedCatalogue {
  readonly attributes?: readonly Item[];
  readonly options?: Readonly<Record<string, readonly Item[]>>;
  readonly families?: readonly Item[];
  readonly familyVariants?: Readonly<Record<string, readonly Item[]>>;
  readonly categories?: readonly Item[];
  readonly models?: readonly Item[];
  readonly products?: readonly Item[];
  readonly mediaFiles?: readonly Item[];
  readonly assetFamilies?: readonly Item[];
  readonly assetAttributes?: Readonly<Record<string, readonly Item[]>>;
  readonly assets?: Readonly<Record<string, readonly Item[]>>;
  readonly measurementFamilies?: readonly Item[];
  readonly version?: string;
  readonly edition?: string;
  /** Paths below `/api/rest/v1/` that the API does not have. */
  readonly without?: readonly string[];
  readonly pageSize?: number;
}

/** A PIM that answers as it was recorded. Not a simulator: it knows the few filters that reading needs. */
export interface RecordedPim extends RunningServer {
  /** `GET products-uuid?…` of every request that was answered. */
  readonly requests: readonly URL[];
}

/** Answers instead of the recorded PIM; `undefined`: it answers itself. */
export type Override = (url: URL, request: Request) => Response | undefined | Promise<Response | undefined>;

const routes = [
  'products',
  'products-uuid',
  'products-uuid/search',
  'product-models',
  'attributes',
  'families',
  'categories',
  'channels',
  'locales',
  'currencies',
  'media-files',
  'measurement-families',
  'asset-families',
  'reference-entities',
];

/** Serves a recorded PIM on a port of this machine. */
export async function recordedPim(catalogue: RecordedCatalogue, override?: Override): Promise<RecordedPim> {
  const requests: URL[] = [];
  const server = await serve(async (request) => {
    const url = new URL(request.url);
    requests.push(url);
    return (await override?.(url, request)) ?? (await answer(url, request, catalogue));
  });
  return { ...server, requests };
}

async function answer(url: URL, request: Request, catalogue: RecordedCatalogue): Promise<Response> {
  if (url.pathname === '/api/oauth/v1/token') {
    return json({
      access_token: 'token-1',
      expires_in: 3600,
      token_type: 'bearer',
      scope: null,
      refresh_token: 'refresh-1',
    });
  }
  const path = url.pathname.replace(/^\/api\/rest\/v1\/?/, '');
  if (path === '') {
    const there = routes.filter((route) => catalogue.without?.includes(route) !== true);
    return json({
      host: url.origin,
      routes: Object.fromEntries(
        there.map((route) => [route, { route: `/api/rest/v1/${route}`, methods: ['GET'] }]),
      ),
    });
  }
  if (request.headers.get('authorization') !== 'Bearer token-1')
    return json({ code: 401, message: 'Authentication is required' }, 401);
  if (path === 'system-information') {
    return json({ version: catalogue.version ?? '20261101', edition: catalogue.edition ?? 'Serenity' });
  }
  if (path === 'measurement-families') return json(catalogue.measurementFamilies ?? []);
  const body = request.method === 'POST' ? ((await request.json()) as Item) : {};
  for (const [name, value] of Object.entries(body)) url.searchParams.set(name, String(value));
  return (
    listed(path, url, catalogue) ?? single(path, catalogue) ?? json({ code: 404, message: 'Not found' }, 404)
  );
}

function listed(path: string, url: URL, catalogue: RecordedCatalogue): Response | null {
  const items = itemsOf(path, catalogue);
  if (items === null) return null;
  if (path.endsWith('/attributes')) return json(items);
  const search = JSON.parse(url.searchParams.get('search') ?? '{}') as Record<
    string,
    { operator: string; value: unknown }[]
  >;
  const found = items.filter((item) =>
    Object.entries(search).every(([property, conditions]) =>
      conditions.every((each) => fits(item, property, each, catalogue)),
    ),
  );
  const size = catalogue.pageSize ?? 100;
  const byCursor = url.searchParams.get('pagination_type') === 'search_after';
  const page = Number(url.searchParams.get('page') ?? 1);
  const start = byCursor ? Number(url.searchParams.get('search_after') ?? 0) : (page - 1) * size;
  const next = new URL(url);
  if (byCursor) next.searchParams.set('search_after', String(start + size));
  else next.searchParams.set('page', String(page + 1));
  return json({
    _links: {
      self: { href: url.href },
      ...(start + size < found.length ? { next: { href: next.href } } : {}),
    },
    _embedded: { items: found.slice(start, start + size) },
  });
}

function itemsOf(path: string, catalogue: RecordedCatalogue): readonly Item[] | null {
  const [list, key = '', part] = path.split('/');
  if (part === 'options') return catalogue.options?.[key] ?? [];
  if (part === 'variants') return catalogue.familyVariants?.[key] ?? [];
  if (list === 'asset-families' && part === 'attributes') return catalogue.assetAttributes?.[key] ?? [];
  if (part === 'assets' && path.split('/').length === 3) return catalogue.assets?.[key] ?? [];
  switch (path) {
    case 'products':
    case 'products-uuid':
    case 'products-uuid/search':
      return catalogue.products ?? [];
    case 'product-models':
      return catalogue.models ?? [];
    case 'attributes':
      return catalogue.attributes ?? [];
    case 'families':
      return catalogue.families ?? [];
    case 'categories':
      return catalogue.categories ?? [];
    case 'media-files':
      return catalogue.mediaFiles ?? [];
    case 'asset-families':
      return catalogue.assetFamilies ?? [];
    case 'reference-entities':
      return [];
    case 'channels':
      return [
        {
          code: 'ecommerce',
          locales: ['en_US', 'de_DE'],
          currencies: ['EUR'],
          category_tree: 'master',
          labels: {},
        },
      ];
    case 'locales':
      return ['en_US', 'de_DE', 'fr_FR'].map((code) => ({ code, enabled: code !== 'fr_FR' }));
    case 'currencies':
      return [
        { code: 'EUR', enabled: true },
        { code: 'USD', enabled: false },
      ];
    default:
      return null;
  }
}

function single(path: string, catalogue: RecordedCatalogue): Response | null {
  const [list = '', ...rest] = path.split('/').map(decodeURIComponent);
  const key = rest.join('/').toLowerCase();
  const item = itemsOf(list, catalogue)?.find(({ code }) => String(code).toLowerCase() === key);
  return item === undefined ? null : json(item);
}

function fits(
  item: Item,
  property: string,
  { operator, value }: { operator: string; value: unknown },
  catalogue: RecordedCatalogue,
): boolean {
  const parent = ((item['parent'] as string | null | undefined) ?? '').toLowerCase();
  const list = Array.isArray(value) ? value.map((each) => String(each).toLowerCase()) : [];
  switch (`${property} ${operator}`) {
    case 'parent EMPTY':
      return parent === '';
    case 'parent IN':
      return list.includes(parent);
    case 'parent =': {
      const above = catalogue.models?.find(({ code }) => String(code).toLowerCase() === parent);
      return [parent, ((above?.['parent'] as string | null | undefined) ?? '').toLowerCase()].includes(
        String(value).toLowerCase(),
      );
    }
    case 'uuid IN':
      return list.includes(String(item['uuid']));
    case 'enabled =':
      return item['enabled'] === value;
    case 'updated >':
      return String(item['updated']).replace('T', ' ').slice(0, 19) > String(value);
    case 'sku IN': {
      const [sku] = ((item['values'] as Item | undefined)?.['sku'] ?? []) as readonly Item[];
      return list.includes(String(sku?.['data'] ?? item['identifier']).toLowerCase());
    }
    default:
      throw new Error(`the recorded PIM does not know the filter ${property} ${operator}`);
  }
}

function json(value: unknown, status = 200): Response {
  return new Response(JSON.stringify(value), { status, headers: { 'content-type': 'application/json' } });
}
