import { assertEqual, assertThat } from '../../assert-equal.ts';
import { readPass } from '../read-pass.ts';
import type { PassRead } from '../read-pass.ts';
import { sourcePages } from './source-case.ts';
import type { SourceCase, SourceWorld } from './source-case.ts';

const minute = 60_000;
// Milliseconds by which clocks of platforms differ in daily life.
const clockDifference = 2_000;

/** Changes a record that a page has given already, then one that comes later, and reads the pass to its end. */
async function changeBehind(world: SourceWorld, resume: boolean) {
  const { bench, context, entity, traffic } = world;
  const { source } = bench;
  const change = changeOf(world);
  const calm = await readPass(source, { entity, mode: 'full' }, context);
  const early = calm.pages[0]?.records[0]?.key ?? '';
  const late = calm.records.at(-1)?.key ?? '';
  traffic.clock.advance(minute);
  let pages = 0;
  let bookmark: string | undefined;
  let cursor: string | undefined;
  let again: readonly string[] = [];
  const read = async (from: string | undefined) => {
    const request = { entity, mode: 'full', ...(from === undefined ? {} : { cursor: from }) } as const;
    for await (const event of source.read(request, context)) {
      if (event.type === 'end') ({ bookmark } = event);
      if (event.type !== 'page') continue;
      pages += 1;
      if (pages !== 1) {
        again = [...again, ...event.records.map(({ key }) => key)];
        continue;
      }
      ({ cursor } = event);
      traffic.clock.advance(minute);
      await change(entity, early);
      traffic.clock.advance(minute);
      await change(entity, late);
      if (resume) return;
    }
  };
  await read(undefined);
  if (resume) {
    traffic.clock.advance(60 * minute);
    await read(cursor);
  }
  traffic.clock.advance(minute);
  return { early, late, bookmark, again, all: calm.records.length };
}

function assertGiven(keys: readonly string[], early: string, advice: string): void {
  assertThat(keys.includes(early), `${advice}\n  missing: ${early}`);
}

/** A full pass long after anything changed and long before, and what asks for the changes since. */
async function calmPass({ bench: { source }, context, entity, traffic }: SourceWorld) {
  traffic.clock.advance(60 * minute);
  const full = await readPass(source, { entity, mode: 'full' }, context);
  traffic.clock.advance(60 * minute);
  return { full, request: { entity, mode: 'incremental', bookmark: full.end?.bookmark ?? '' } as const };
}

/** @throws Error if the bench has none. */
function changeOf({ bench: { change } }: SourceWorld) {
  if (change === undefined) throw new Error('The bench needs `change`, since the source reads changes.');
  return change;
}

/** Passes that give what changed. */
export const incrementalCases: readonly SourceCase[] = [
  {
    id: 'bookmark.begin',
    title: 'What changed behind a pass is given by the next one',
    read: sourcePages.resuming,
    applies: ({ capabilities }) => capabilities.modes.includes('incremental'),
    async run(world) {
      const { bench, context, entity } = world;
      const { early, late, bookmark, all } = await changeBehind(world, false);
      assertThat(bookmark !== undefined, '`end` needs a bookmark, since the source reads changes.');
      const next = await readPass(
        bench.source,
        { entity, mode: 'incremental', bookmark: bookmark ?? '' },
        context,
      );
      const keys = next.records.map(({ key }) => key);
      assertGiven(
        keys,
        early,
        'The bookmark must be the moment at which its pass began, less an overlap: neither the moment at which it ended, nor that of the newest record it gave.',
      );
      assertGiven(keys, late, 'An incremental pass must give every record that changed since its bookmark.');
      assertThat(next.end?.bookmark !== undefined, '`end` of an incremental pass needs a bookmark too.');
      assertThat(
        keys.length === all || next.end?.enumeratedAll === false,
        'A pass that gave only what changed has not enumerated all: say `enumeratedAll: false`, or everything else is deleted.',
      );
    },
  },
  {
    id: 'bookmark.resume',
    title: 'A pass that was interrupted ends with the bookmark of its own beginning',
    read: sourcePages.resuming,
    applies: ({ capabilities }) => capabilities.modes.includes('incremental') && capabilities.resumable,
    async run(world) {
      const { bench, context, entity } = world;
      const { early, bookmark, again } = await changeBehind(world, true);
      // A file that was replaced meanwhile is read from its beginning.
      if (again.includes(early)) return;
      const next = await readPass(
        bench.source,
        { entity, mode: 'incremental', bookmark: bookmark ?? '' },
        context,
      );
      assertGiven(
        next.records.map(({ key }) => key),
        early,
        'The bookmark of a pass that was resumed must be that of its beginning: let it travel in the cursor.',
      );
    },
  },
  {
    id: 'bookmark.quiet',
    title: 'When nothing changes, incremental passes stop giving records',
    read: sourcePages.resuming,
    applies: ({ capabilities }) => capabilities.modes.includes('incremental'),
    async run(world) {
      const { request } = await calmPass(world);
      const first = await readPass(world.bench.source, request, world.context);
      assertEqual(first.records, [], 'An incremental pass must give only what changed since its bookmark.');
    },
  },
  {
    id: 'bookmark.not-all',
    title:
      'An incremental pass that gave only what changed says so: when nothing did, when something did, when it is resumed',
    read: sourcePages.resuming,
    applies: ({ capabilities }) => capabilities.modes.includes('incremental'),
    async run(world) {
      const { bench, context, entity, traffic } = world;
      const { source } = bench;
      const change = changeOf(world);
      const { full, request } = await calmPass(world);
      const all = full.records.map(({ key }) => key);
      const assertNotAll = ({ records, end }: PassRead, before: PassRead['records'] = []) => {
        const given = new Set([...before, ...records].map(({ key }) => key));
        assertThat(
          end?.enumeratedAll !== true || all.every((key) => given.has(key)),
          `An incremental pass gave ${given.size} of ${all.length} records and says that it gave all: say \`enumeratedAll: false\`, or everything else is deleted.`,
        );
      };
      assertNotAll(await readPass(source, request, context));
      for (const key of all.slice(0, 2)) {
        // oxlint-disable-next-line no-await-in-loop
        await change(entity, key);
      }
      traffic.clock.advance(minute);
      const next = await readPass(source, request, context);
      assertNotAll(next);
      const [first] = next.pages;
      if (first?.cursor === undefined) return;
      assertNotAll(await readPass(source, { ...request, cursor: first.cursor }, context), first.records);
    },
  },
  {
    id: 'bookmark.overlap',
    title: 'What changed when a pass began, by a clock that is a little behind, is given by the next one',
    read: sourcePages.resuming,
    applies: ({ capabilities }) => capabilities.modes.includes('incremental'),
    async run(world) {
      const { bench, context, entity, traffic } = world;
      const { source } = bench;
      const change = changeOf(world);
      const calm = await readPass(source, { entity, mode: 'full' }, context);
      const early = calm.pages[0]?.records[0]?.key ?? '';
      traffic.clock.advance(60 * minute);
      let bookmark: string | undefined;
      let pages = 0;
      for await (const event of source.read({ entity, mode: 'full' }, context)) {
        if (event.type === 'end') ({ bookmark } = event);
        if (event.type !== 'page') continue;
        pages += 1;
        if (pages !== 1) continue;
        traffic.clock.advance(-clockDifference);
        await change(entity, early);
        traffic.clock.advance(clockDifference);
      }
      traffic.clock.advance(minute);
      const request = { entity, mode: 'incremental', bookmark: bookmark ?? '' } as const;
      const next = await readPass(source, request, context);
      assertGiven(
        next.records.map(({ key }) => key),
        early,
        'The bookmark needs an overlap: clocks differ by seconds, and transactions commit late. What is read twice because of it costs nothing.',
      );
    },
  },
  {
    id: 'bookmark.pages',
    title: 'An incremental pass of several pages gives what changed on each of them, also when it is resumed',
    read: sourcePages.resuming,
    applies: ({ capabilities }) => capabilities.modes.includes('incremental'),
    async run(world) {
      const { bench, context, entity, traffic } = world;
      const { source } = bench;
      const change = changeOf(world);
      const { full, request } = await calmPass(world);
      const keys = full.pages.slice(0, 2).flatMap(({ records }) => records.map(({ key }) => key));
      for (const key of keys) {
        // oxlint-disable-next-line no-await-in-loop
        await change(entity, key);
      }
      traffic.clock.advance(minute);
      const next = await readPass(source, request, context);
      const assertChanges = (records: readonly { readonly key: string }[]) => {
        const given = new Set(records.map(({ key }) => key));
        for (const key of keys)
          assertGiven([...given], key, 'An incremental pass must give every record that changed.');
        // Where several records stand in one file, they change together; of a larger catalogue not all do.
        assertThat(
          given.size < full.records.length || full.records.length <= 2 * keys.length,
          'The pages after the first, and those after a cursor, must be of the same incremental pass: ask each of them for what changed since the bookmark. It gave everything.',
        );
      };
      assertChanges(next.records);
      const [first] = next.pages;
      if (first?.cursor === undefined || next.pages.length < 2) return;
      const rest = await readPass(source, { ...request, cursor: first.cursor }, context);
      assertChanges([...first.records, ...rest.records]);
    },
  },
  {
    id: 'deletes.reported',
    title: 'What was deleted is told by an incremental pass',
    read: sourcePages.resuming,
    applies: ({ capabilities }) =>
      capabilities.deletes === 'reported' && capabilities.modes.includes('incremental'),
    async run({ bench: { source, remove }, context, entity, traffic }) {
      if (remove === undefined)
        throw new Error('The bench needs `remove`, since the source reports deletes.');
      const full = await readPass(source, { entity, mode: 'full' }, context);
      const key = full.records[1]?.key ?? '';
      traffic.clock.advance(minute);
      await remove(entity, key);
      const next = await readPass(
        source,
        { entity, mode: 'incremental', bookmark: full.end?.bookmark ?? '' },
        context,
      );
      const told = next.records.filter((record) => record.key === key);
      assertEqual(
        told.map(({ op }) => op),
        ['delete'],
        'What was deleted at the platform must come as a record with `op: delete`, since the capabilities say that deletes are reported.',
      );
      const after = await readPass(source, { entity, mode: 'full' }, context);
      assertThat(
        !after.records.some((record) => record.key === key && record.op === 'upsert'),
        'What was deleted must not be given as a record.',
      );
    },
  },
];
