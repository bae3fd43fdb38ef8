import { assertThat } from '../../assert-equal.ts';
import { sourcePages } from './source-case.ts';
import type { SourceCase } from './source-case.ts';

/** Bytes that the memory in use may grow from the first third of a pass to its end. */
const tolerated = 24 * 1024 * 1024;

/** Records between two looks at the memory. */
const distance = 10_000;

interface Measuring {
  readonly process?: {
    memoryUsage?(): { readonly heapUsed: number };
    getBuiltinModule?(id: string): object | undefined;
  };
}

interface V8 {
  setFlagsFromString(flag: string): void;
}

interface Vm {
  runInNewContext(code: string): unknown;
}

/** A long pass takes no more memory than a short one. */
export const memoryCase: SourceCase = {
  id: 'read.memory',
  title: 'Memory does not grow with the length of a pass',
  read: sourcePages.reading,
  async run({ bench: { source }, context, entity }) {
    const { process } = globalThis as Measuring;
    const collect = collector();
    const samples: number[] = [];
    let records = 0;
    for await (const event of source.read({ entity, mode: 'full' }, context)) {
      if (event.type !== 'page') continue;
      records += event.records.length;
      if (records < (samples.length + 1) * distance) continue;
      collect();
      samples.push(process?.memoryUsage?.().heapUsed ?? 0);
    }
    assertThat(records >= 100_000, `The large bench must hold 100,000 records; the pass gave ${records}.`);
    const growth = (samples.at(-1) ?? 0) - (samples[2] ?? 0);
    assertThat(
      growth <= tolerated,
      `The memory in use grew by ${Math.round(growth / 1024 / 1024)} MB over a pass: keep nothing of a page once it is given, such as lists of keys or answers.`,
    );
  },
};

/** Collects garbage, where the runtime can be told to: what is left is what somebody keeps. */
function collector(): () => void {
  const { process } = globalThis as Measuring;
  const v8 = process?.getBuiltinModule?.('node:v8') as V8 | undefined;
  const vm = process?.getBuiltinModule?.('node:vm') as Vm | undefined;
  try {
    v8?.setFlagsFromString('--expose-gc');
    const collect = vm?.runInNewContext('gc');
    if (typeof collect === 'function') return collect as () => void;
  } catch {
    // Not every runtime has these; then memory is looked at as it is.
  }
  return () => undefined;
}
