import { ConnectorError } from '@pim-connector/core';
import type { SourceRecord } from '@pim-connector/core';

import { asCode, events, fetching, other, pages, reading, records, throwing } from './spoil-source.ts';
import type { SourceMutant } from './spoil-source.ts';
import { unencodedKey } from './unencoded-key.ts';

let seenCursor: string | undefined;
const hoard: unknown[] = [];

/** Spoils the prices of a product. */
function withPrices(record: SourceRecord, change: (amount: string) => string): SourceRecord {
  if (record.op === 'delete') return record;
  const data = JSON.stringify(record.data, (name, value: unknown) =>
    name === 'amount' && typeof value === 'string' ? change(value) : value,
  );
  return { ...record, data: JSON.parse(data) as never };
}

/** Defects that the suite for sources must notice; between them they make each of its cases fail. */
export const sourceMutants: Readonly<Record<string, SourceMutant>> = {
  'takes its bookmark from the newest record': {
    spoil: reading(
      (read) =>
        async function* spoiled(request, context) {
          let newest = '';
          for await (const event of read(request, context)) {
            if (event.type === 'page') {
              for (const { updatedAt = '' } of event.records) if (updatedAt > newest) newest = updatedAt;
            }
            yield event.type === 'end' ? { ...event, bookmark: newest } : event;
          }
        },
    ),
    noticedBy: ['bookmark.begin'],
  },
  'takes its bookmark when the pass ends': {
    spoil: events((event, _request, { clock }) =>
      event.type === 'end' ? { ...event, bookmark: new Date(clock.now()).toISOString() } : event,
    ),
    noticedBy: ['bookmark.begin', 'bookmark.resume'],
  },
  'takes its bookmark anew when it is resumed': {
    spoil: events((event, { cursor }, { clock }) =>
      event.type === 'end' && cursor !== undefined
        ? { ...event, bookmark: new Date(clock.now()).toISOString() }
        : event,
    ),
    noticedBy: ['bookmark.resume'],
  },
  'takes its bookmark without an overlap': {
    spoil: reading(
      (read) =>
        async function* spoiled(request, context) {
          const begun = new Date(context.clock.now()).toISOString();
          for await (const event of read(request, context))
            yield event.type === 'end' ? { ...event, bookmark: begun } : event;
        },
    ),
    noticedBy: ['bookmark.overlap'],
  },
  'asks only for its first page since the bookmark': {
    spoil: reading(
      (read) =>
        async function* spoiled(request, context) {
          for await (const event of read(request, context)) {
            yield event;
            if (event.type !== 'page' || event.cursor === undefined || request.mode === 'full') continue;
            yield* read({ entity: request.entity, mode: 'full', cursor: event.cursor }, context);
            return;
          }
        },
    ),
    noticedBy: ['bookmark.pages'],
  },
  'gives everything as changed': {
    spoil: reading(
      (read) =>
        ({ entity, cursor }, context) =>
          read({ entity, mode: 'full', ...(cursor === undefined ? {} : { cursor }) }, context),
    ),
    noticedBy: ['bookmark.quiet', 'deletes.reported'],
  },
  'says that an incremental pass gave all': {
    spoil: events((event) => (event.type === 'end' ? { ...event, enumeratedAll: true } : event)),
    noticedBy: ['bookmark.begin'],
  },
  'says of an incremental pass without changes that it gave all': {
    spoil: reading(
      (read) =>
        async function* spoiled(request, context) {
          let given = 0;
          for await (const event of read(request, context)) {
            if (event.type === 'page') given += event.records.length;
            yield event.type === 'end' && given === 0 ? { ...event, enumeratedAll: true } : event;
          }
        },
    ),
    noticedBy: ['bookmark.not-all'],
  },
  'says of an incremental pass that was resumed that it gave all': {
    spoil: events((event, { cursor }) =>
      event.type === 'end' && cursor !== undefined ? { ...event, enumeratedAll: true } : event,
    ),
    noticedBy: ['bookmark.not-all'],
  },
  'calculates with prices': {
    spoil: records((list) =>
      list.map((record) => withPrices(record, (amount) => String(Number(amount) * 1.1))),
    ),
    noticedBy: ['read.decimals'],
  },
  'takes prices for cents and cuts them off': {
    spoil: records((list) =>
      list.map((record) => withPrices(record, (amount) => String(Math.trunc(Number(amount) * 100) / 100))),
    ),
    noticedBy: ['read.decimals'],
  },
  'puts keys into addresses as they are': {
    spoil: (source) =>
      Object.freeze({
        ...source,
        fetch: (async ({ entity, keys }, context) => {
          const asked = keys.map((key) => [key, unencodedKey(key)] as const);
          const found = await source.fetch?.({ entity, keys: asked.map(([, cut]) => cut) }, context);
          return new Map(asked.map(([key, cut]) => [key, found?.get(cut) ?? null]));
        }) as NonNullable<typeof source.fetch>,
      }),
    noticedBy: ['read.peculiar-keys'],
  },
  'joins keys with commas': {
    spoil: (source) =>
      Object.freeze({
        ...source,
        fetch: (async ({ entity, keys }, context) =>
          source.fetch?.({ entity, keys: keys.join(',').split(',') }, context)) as NonNullable<
          typeof source.fetch
        >,
      }),
    noticedBy: ['read.peculiar-keys'],
  },
  'loses records whose keys are no plain words': {
    spoil: records((list) => list.filter(({ key }) => encodeURI(key) === key)),
    noticedBy: ['read.peculiar-keys'],
  },
  'does not tell deletes': {
    spoil: records((list) => list.filter(({ op }) => op === 'upsert')),
    noticedBy: ['deletes.reported'],
  },
  'gives the cursor before a page instead of the one after it': {
    spoil: reading(
      (read) =>
        async function* spoiled(request, context) {
          let before = request.cursor;
          for await (const event of read(request, context)) {
            if (event.type !== 'page') {
              yield event;
              continue;
            }
            const { cursor, ...page } = event;
            yield before === undefined
              ? { ...page, ...(cursor === undefined ? {} : { cursor }) }
              : { ...page, cursor: before };
            before = cursor;
          }
        },
    ),
    noticedBy: ['read.resume'],
  },
  'skips a page when it is resumed': {
    spoil: reading(
      (read) =>
        async function* spoiled(request, context) {
          let skip = request.cursor !== undefined;
          for await (const event of read(request, context)) {
            if (event.type === 'page' && skip) skip = false;
            else yield event;
          }
        },
    ),
    noticedBy: ['read.resume'],
  },
  'begins anew when it is resumed': {
    spoil: reading(
      (read) =>
        ({ cursor: _cursor, ...request }, context) =>
          read(request, context),
    ),
    noticedBy: ['read.resume'],
  },
  'keeps its place in a variable of the module': {
    spoil: reading((read) => {
      seenCursor = undefined;
      return async function* spoiled(request, context) {
        const cursor = request.cursor ?? seenCursor;
        for await (const event of read(
          { ...request, ...(cursor === undefined ? {} : { cursor }) },
          context,
        )) {
          if (event.type === 'page') seenCursor = event.cursor;
          yield event;
        }
      };
    }),
    noticedBy: ['read.independent'],
  },
  'drops rows that it cannot read': {
    spoil: pages(({ invalid: _invalid, ...page }) => page),
    noticedBy: ['read.invalid'],
  },
  'stops at a row that it cannot read': {
    spoil: pages((page) => {
      if ((page.invalid ?? []).length > 0) throw new ConnectorError('response.malformed', 'A row is broken');
      return page;
    }),
    noticedBy: ['read.invalid'],
  },
  'says nothing about rows that it cannot read': {
    spoil: pages(({ invalid = [], ...page }) => ({
      ...page,
      invalid: invalid.map((row) => ({ ...row, issues: [] })),
    })),
    noticedBy: ['read.invalid'],
  },
  'gives records twice': {
    spoil: records((list) => [...list, ...list.slice(0, 1)]),
    noticedBy: ['read.records'],
  },
  'changes keys': {
    spoil: records((list) => list.map((record) => ({ ...record, key: record.key.toUpperCase() }))),
    noticedBy: ['read.records', 'fetch.same'],
  },
  'gives data that is not canonical': {
    spoil: records((list) =>
      list.map((record) =>
        record.op === 'delete' ? record : { ...record, data: { ...record.data, price: 1.5 } },
      ),
    ),
    noticedBy: ['read.records'],
  },
  'does not say that it gave all': {
    spoil: events((event) => (event.type === 'end' ? { ...event, enumeratedAll: false } : event)),
    noticedBy: ['read.records'],
  },
  'forgets the end': {
    spoil: events((event) => (event.type === 'end' ? null : event)),
    noticedBy: ['read.records', 'bookmark.begin'],
  },
  'reads everything before it gives anything': {
    spoil: reading(
      (read) =>
        async function* spoiled(request, context) {
          yield* await Array.fromAsync(read(request, context));
        },
    ),
    noticedBy: ['read.pull', 'read.abort'],
  },
  'goes on after an abort': {
    spoil: reading(
      (read) => (request, context) => read(request, { ...context, signal: new AbortController().signal }),
    ),
    noticedBy: ['read.abort'],
  },
  'keeps all that it has read': {
    spoil: reading((read) => {
      hoard.length = 0;
      return async function* spoiled(request, context) {
        for await (const event of read(request, context)) {
          hoard.push(structuredClone(event));
          yield event;
        }
        hoard.length = 0;
      };
    }),
    noticedBy: ['read.memory'],
  },
  'leaves keys out that do not exist': {
    spoil: fetching((found) => new Map([...found].filter(([, record]) => record !== null))),
    noticedBy: ['fetch.missing'],
  },
  'fetches only the first ten records': {
    spoil: fetching((found, keys) => new Map([...found].filter(([key]) => keys.indexOf(key) < 10))),
    noticedBy: ['fetch.same'],
  },
  'does not repeat requests': {
    options: { attempts: 1 },
    noticedBy: [
      'read.retries-limited',
      'read.retries-unavailable',
      'read.retries-broken',
      'read.retries-malformed',
    ],
  },
  'ends quietly when the platform fails': {
    spoil: throwing(() => ({ type: 'end', enumeratedAll: true })),
    noticedBy: [
      'read.throws-refused',
      'read.throws-forbidden',
      'read.throws-limited',
      'read.throws-down',
      'read.throws-broken',
      'read.throws-malformed',
    ],
  },
  'takes a wrong password for an outage': {
    spoil: asCode('auth.failed', 'platform.unavailable'),
    noticedBy: ['read.throws-refused'],
  },
  'takes a missing permission for a wrong password': {
    spoil: asCode('permission.denied', 'auth.failed'),
    noticedBy: ['read.throws-forbidden'],
  },
  'takes a limit for an outage': {
    spoil: asCode('rate.limited', 'platform.unavailable'),
    noticedBy: ['read.throws-limited'],
  },
  'throws errors of the runtime': {
    spoil: throwing((error) => new TypeError(String(error))),
    noticedBy: ['read.throws-down', 'read.throws-broken', 'read.throws-malformed'],
  },
  'has a limiter for each instance': {
    options: { sharedLimiter: false },
    noticedBy: ['limits.declared'],
  },
  'shows a token in its errors': {
    spoil: throwing((error, { secrets = [] }) => new Error(`Failed with ${secrets[0]}`, { cause: error })),
    noticedBy: ['secrets.errors'],
  },
  'keeps a secret in a field': {
    spoil: (source, { secrets = [] }) => Object.freeze({ ...source, password: secrets[0] }),
    noticedBy: ['source.frozen'],
  },
  'can be changed': { spoil: (source) => ({ ...source }), noticedBy: ['source.frozen'] },
  'is never well': {
    spoil: other(() => ({ check: async () => ({ ok: false, items: [] }) })),
    noticedBy: ['source.check'],
  },
  'is always well': {
    spoil: other(() => ({ check: async () => ({ ok: true, items: [] }) })),
    noticedBy: ['source.check-refused'],
  },
  'throws instead of saying what is wrong': {
    spoil: other(({ read }) => ({
      async check(context) {
        await read({ entity: 'product', mode: 'full' }, context)[Symbol.asyncIterator]().next();
        return { ok: true, items: [] };
      },
    })),
    noticedBy: ['source.check-refused'],
  },
  'describes attributes twice': {
    spoil: other((source) => ({
      async describe(context) {
        const description = await source.describe(context);
        return { ...description, attributes: [...description.attributes, ...description.attributes] };
      },
    })),
    noticedBy: ['source.describe'],
  },
};
