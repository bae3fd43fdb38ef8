import { events, reading, records } from './spoil-source.ts';
import type { SourceMutant } from './spoil-source.ts';

/** Sources whose passes for changes, and the bookmarks of these, are wrong. */
export const incrementalMutants: Readonly<Record<string, SourceMutant>> = {
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
  'does not tell deletes': {
    spoil: records((list) => list.filter(({ op }) => op === 'upsert')),
    noticedBy: ['deletes.reported'],
  },
};
