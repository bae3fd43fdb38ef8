import { entitySchemas, jsonDefect } from '@pim-connector/core';
import type { SourceRecord } from '@pim-connector/core';

import { assertEqual, assertThat } from '../../assert-equal.ts';
import { byKey, readPass } from '../read-pass.ts';
import { sourcePages } from './source-case.ts';
import type { SourceCase } from './source-case.ts';

/** Full passes, resuming, single records. */
export const readingCases: readonly SourceCase[] = [
  {
    id: 'read.records',
    title: 'A full pass gives valid records of the entity, each once, and says that it gave all',
    read: sourcePages.reading,
    async run({ bench: { source }, context, entity, capabilities }) {
      const { records, pages, end } = await readPass(source, { entity, mode: 'full' }, context);
      assertThat(
        pages.length >= 3,
        `The bench must hold three pages at least of “${entity}”; there are ${pages.length}.`,
      );
      for (const record of records) assertRecord(record, entity, capabilities.coverage);
      const keys = records.map(({ key }) => key);
      const repeated = keys.find((key, index) => keys.indexOf(key) !== index);
      assertEqual(repeated, undefined, 'A full pass must give each record once.');
      assertThat(
        end?.enumeratedAll === true,
        'A full pass that came to its end has enumerated all: say so in `end`.',
      );
    },
  },
  {
    id: 'read.resume',
    title: 'Reading on after each page gives what follows it, as if nothing had happened',
    read: sourcePages.resuming,
    applies: ({ capabilities }) => capabilities.resumable,
    async run({ bench: { source }, context, entity }) {
      const request = { entity, mode: 'full' } as const;
      const whole = await readPass(source, request, context);
      assertThat(
        whole.pages.slice(0, -1).every(({ cursor }) => cursor !== undefined),
        'Every page but the last needs a cursor, since the source says that it is resumable.',
      );
      for (const [index, { cursor }] of whole.pages.entries()) {
        if (cursor === undefined) continue;
        // oxlint-disable-next-line no-await-in-loop
        const rest = await readPass(source, { ...request, cursor }, context);
        const following = whole.pages.slice(index + 1).flatMap(({ records }) => records);
        assertEqual(
          rest.records,
          following,
          `Reading from the cursor of page ${index + 1} must give exactly what follows that page: the cursor of a page is the place after it.`,
        );
        assertEqual(
          rest.end?.enumeratedAll,
          whole.end?.enumeratedAll,
          'A pass that was resumed has enumerated all as much as one that was not.',
        );
      }
    },
  },
  {
    id: 'read.independent',
    title: 'Passes do not disturb each other: not one that was left, nor two at the same time',
    read: sourcePages.reading,
    async run({ bench: { source }, context, entity }) {
      const request = { entity, mode: 'full' } as const;
      const alone = await readPass(source, request, context);
      const left = await readPass(source, request, context, 1);
      const [one, other] = await Promise.all([
        readPass(source, request, context),
        readPass(source, request, context),
      ]);
      const advice =
        'What a pass needs to know must be kept in the pass: cursors in variables of read(), not of the source.';
      assertEqual(left.records, alone.pages[0]?.records, advice);
      assertEqual(one.records, alone.records, advice);
      assertEqual(other.records, alone.records, advice);
    },
  },
  {
    id: 'read.pull',
    title: 'The next page is only fetched when it is wanted',
    read: sourcePages.reading,
    applies: ({ usesHttp }) => usesHttp,
    async run({ bench: { source }, context, entity, traffic }) {
      // The very first pass may fetch a token too.
      await readPass(source, { entity, mode: 'full' }, context, 1);
      const begun = traffic.requests.length;
      await readPass(source, { entity, mode: 'full' }, context);
      const whole = traffic.requests.length - begun;
      await readPass(source, { entity, mode: 'full' }, context, 1);
      const first = traffic.requests.length - begun - whole;
      await new Promise((resolve) => {
        setTimeout(resolve, 5);
      });
      const later = traffic.requests.length - begun - whole;
      const advice = `read() must not fetch ahead of what is wanted, or memory grows with the catalogue: yield each page before the next request.`;
      assertThat(
        first < whole && later === first,
        `${advice}\n  requests for the first page: ${later}, for the whole pass: ${whole}`,
      );
    },
  },
  {
    id: 'read.abort',
    title: 'A pass that is aborted ends within one request, and without an end',
    read: sourcePages.reading,
    async run({ bench: { source }, context, entity, traffic }) {
      const controller = new AbortController();
      const events = source.read({ entity, mode: 'full' }, { ...context, signal: controller.signal });
      const iterator = events[Symbol.asyncIterator]();
      let next = await iterator.next();
      while (next.done !== true && next.value.type !== 'page') {
        // oxlint-disable-next-line no-await-in-loop
        next = await iterator.next();
      }
      const before = traffic.requests.length;
      controller.abort();
      let pages = 0;
      try {
        for (;;) {
          // oxlint-disable-next-line no-await-in-loop
          const event = await iterator.next();
          if (event.done === true) break;
          assertThat(
            event.value.type !== 'end',
            'A pass that was aborted must not say `end`: it is not complete.',
          );
          if (event.value.type === 'page') pages += 1;
        }
      } catch (error) {
        if (error instanceof Error && error.message.includes('must not say')) throw error;
      }
      assertThat(
        traffic.requests.length - before <= 1 && pages <= 1,
        'read() goes on after the abort: hand context.signal to every request, and call signal.throwIfAborted() before each page.',
      );
    },
  },
  {
    id: 'read.invalid',
    title: 'What is no record is told as an invalid row, and everything else is given all the same',
    read: sourcePages.reading,
    async run({ bench: { source, corrupt }, context, entity }) {
      if (corrupt === undefined) return;
      const before = await readPass(source, { entity, mode: 'full' }, context);
      await corrupt(entity);
      const after = await readPass(source, { entity, mode: 'full' }, context).catch((error: unknown) => {
        throw new Error(
          `A row that is no record must not stop the pass: give it in \`invalid\`. read() threw: ${String(error)}`,
        );
      });
      assertThat(
        after.invalid.length === before.invalid.length + 1,
        `A row that is no record must be given in \`invalid\`, neither dropped nor guessed: there are ${after.invalid.length}.`,
      );
      const row = after.invalid.at(-1);
      assertThat(
        row !== undefined && row.issues.length > 0 && row.place !== '',
        'An invalid row needs its place and its issues, for the person who has to correct it.',
      );
      assertEqual(
        byKey(after.records),
        byKey(before.records),
        'A row that is no record must not change the others.',
      );
    },
  },
  {
    id: 'fetch.same',
    title: 'fetch() gives the same records as a pass, for any number of keys',
    read: sourcePages.fetch,
    applies: ({ fetches }) => fetches,
    async run({ bench: { source }, context, entity }) {
      const { records } = await readPass(source, { entity, mode: 'full' }, context);
      const keys = records.map(({ key }) => key);
      const found = await source.fetch?.({ entity, keys }, context);
      assertThat(found !== undefined, 'The source has no fetch(): say so with `fetches: false`.');
      assertEqual(
        Object.fromEntries(found ?? []),
        byKey(records),
        'fetch() must give each record as a pass gives it. Ask the platform in portions, if it takes only so many keys.',
      );
    },
  },
  {
    id: 'fetch.missing',
    title: 'fetch() says null for what does not exist',
    read: sourcePages.fetch,
    applies: ({ fetches }) => fetches,
    async run({ bench: { source }, context, entity }) {
      const { records } = await readPass(source, { entity, mode: 'full' }, context, 1);
      const key = records[0]?.key ?? '';
      const found = await source.fetch?.({ entity, keys: ['no-such-record', key] }, context);
      assertEqual(
        [found?.size, found?.get('no-such-record'), found?.get(key)?.key],
        [2, null, key],
        'fetch() must have an entry for each key: the record, or null where there is none.',
      );
    },
  },
];

function assertRecord(record: SourceRecord, entity: string, coverage: string): void {
  assertEqual(record.entity, entity, 'read() must give records of the entity it was asked for.');
  if (record.op === 'delete') return;
  assertEqual(record.key, record.data.key, 'The key of a record must be the key in its data.');
  assertThat(
    record.coverage === coverage || coverage === 'partial',
    `The record “${record.key}” says “${record.coverage}”, but the capabilities promise “${coverage}” records.`,
  );
  const parsed = entitySchemas[record.entity].safeParse(record.data);
  assertThat(
    parsed.success,
    `The record “${record.key}” is not valid: ${parsed.error?.issues.map(({ path, message }) => `${path.join('.')} ${message}`).join('; ') ?? ''}. Give it in \`invalid\`, or correct the translation.`,
  );
  assertEqual(jsonDefect(record), null, `The record “${record.key}” must be plain JSON.`);
}
