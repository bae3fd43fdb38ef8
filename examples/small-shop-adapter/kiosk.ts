import { systemClock } from '@pim-connector/core';
import type { Clock } from '@pim-connector/core';
import { Refusal, createRouter, createTable } from '@pim-connector/testkit';
import type { RoutedRequest } from '@pim-connector/testkit';
import { z } from 'zod';

/*
 * The platform, made up for this example; it is no part of the adapter. Requests carry the key in `x-kiosk-key`.
 *
 *   GET    /status                             { name }
 *   GET    /articles?after=&max=&since=        { articles, next }, by code; with `since` what changed, and what is gone
 *   PUT    /articles/:code                     { name?, price?, stock? }: { isNew }, or 422 { problem }
 *   DELETE /articles/:code                     {}, or 404 { problem }
 */

/** What the kiosk sells. */
export interface KioskArticle {
  readonly code: string;
  readonly name: string;
  /** In cents. */
  readonly price: number | null;
  readonly stock: number;
}

type Row = KioskArticle & { readonly at: number; readonly gone: boolean };

const putSchema = z.strictObject({
  name: z.string().min(1).max(60).optional(),
  price: z.int().min(0).max(1_000_000, 'nothing here costs more than 10,000').nullable().optional(),
  stock: z.int().optional(),
});

/** A kiosk to try the adapter on. */
export function createKiosk({ key, clock = systemClock }: { readonly key: string; readonly clock?: Clock }) {
  const rows = createTable<Row>();
  const articles = () => rows.values().filter(({ gone }) => !gone);

  function put(article: KioskArticle): void {
    rows.set(article.code, { ...article, at: clock.now(), gone: false });
  }

  function remove(code: string): boolean {
    const row = rows.get(code);
    if (row === undefined || row.gone) return false;
    rows.set(code, { ...row, at: clock.now(), gone: true });
    return true;
  }

  function list({ url: { searchParams } }: RoutedRequest): Response {
    const since = searchParams.get('since');
    const after = searchParams.get('after') ?? '';
    const max = Number(searchParams.get('max') ?? 50);
    const candidates =
      since === null ? articles() : rows.values().filter(({ at }) => at >= Date.parse(since));
    const listed = candidates.filter(({ code }) => code > after);
    const page = listed.slice(0, max);
    return Response.json({
      articles: page.map(({ at: _at, gone, ...article }) => (gone ? { code: article.code, gone } : article)),
      next: listed.length > max ? (page.at(-1)?.code ?? null) : null,
    });
  }

  async function write({ request, parameters: { code = '' } }: RoutedRequest): Promise<Response> {
    const read = putSchema.safeParse(await request.json());
    if (!read.success) throw new Refusal(422, { problem: z.prettifyError(read.error) });
    const row = rows.get(code);
    const isNew = row === undefined || row.gone;
    const { name, price = null, stock = 0 } = { ...(isNew ? {} : row), ...read.data };
    if (name === undefined) throw new Refusal(422, { problem: 'an article needs a name' });
    put({ code, name, price, stock });
    return Response.json({ isNew });
  }

  const routes = createRouter({
    'GET /status': () => Response.json({ name: 'Kiosk at the corner' }),
    'GET /articles': list,
    'PUT /articles/:code': write,
    'DELETE /articles/:code': ({ parameters: { code = '' } }) => {
      if (!remove(code)) throw new Refusal(404, { problem: 'there is no such article' });
      return Response.json({});
    },
  });

  return {
    put,
    remove,
    articles: () => articles().map(({ at: _at, gone: _gone, ...article }) => article),
    handler: async (request: Request): Promise<Response> =>
      request.headers.get('x-kiosk-key') === key
        ? routes(request)
        : Response.json({ problem: 'who are you?' }, { status: 401 }),
  };
}
