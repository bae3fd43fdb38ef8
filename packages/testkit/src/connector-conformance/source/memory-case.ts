import { assertThat } from '../../assert-equal.ts';
import { sourcePages } from './source-case.ts';
import type { SourceCase } from './source-case.ts';

/** Bytes that the memory in use may grow from the first third of a pass to the last. */
const tolerated = 48 * 1024 * 1024;

interface Measuring {
  readonly process?: { memoryUsage?(): { readonly heapUsed: number } };
}

/** A long pass takes no more memory than a short one. */
export const memoryCase: SourceCase = {
  id: 'read.memory',
  title: 'Memory does not grow with the length of a pass',
  read: sourcePages.reading,
  async run({ bench: { source }, context, entity }) {
    const used = () => (globalThis as Measuring).process?.memoryUsage?.().heapUsed ?? 0;
    const samples: number[] = [];
    let records = 0;
    for await (const event of source.read({ entity, mode: 'full' }, context)) {
      if (event.type !== 'page') continue;
      records += event.records.length;
      samples.push(used());
    }
    assertThat(records >= 100_000, `The large bench must hold 100,000 records; the pass gave ${records}.`);
    const third = Math.floor(samples.length / 3);
    // The least that was in use over a while is what the garbage collector could not take away.
    const growth = Math.min(...samples.slice(-third)) - Math.min(...samples.slice(0, third));
    assertThat(
      growth <= tolerated,
      `The memory in use grew by ${Math.round(growth / 1024 / 1024)} MB over a pass: keep nothing of a page once it is given, such as lists of keys or answers.`,
    );
  },
};
