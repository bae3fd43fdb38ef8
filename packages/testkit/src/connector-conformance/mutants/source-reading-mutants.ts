import { ConnectorError } from '@pim-connector/core';

import { events, fetching, pages, reading, records } from './spoil-source.ts';
import type { SourceMutant } from './spoil-source.ts';

let seenCursor: string | undefined;
const hoard: unknown[] = [];

/** Sources that read wrongly. */
export const readingMutants: Readonly<Record<string, SourceMutant>> = {
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
};
