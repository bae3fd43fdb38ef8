import { expect, test } from 'vitest';

import { memoryStore } from '../state/index.ts';
import { createPipeline } from './create-pipeline.ts';
import { memoryShop, memorySource } from './memory-connectors.ts';

// Whoever calls from JavaScript, or builds the options from data, is told by no compiler.
const good = {
  name: 'test',
  source: memorySource(() => []),
  destination: memoryShop().destination,
  store: memoryStore(),
};

test.each<[string, object, RegExp]>([
  ['no name', { name: undefined }, /“name” must be/],
  ['no source', { source: undefined }, /“source” must be a source/],
  [
    'source and destination the wrong way round',
    { destination: good.source },
    /“destination” must be a dest/,
  ],
  ['no store', { store: undefined }, /“store” must be a state store/],
  [
    'a path in the place of a store',
    { store: 'sync.db' },
    /“store” must be a state store, such as sqliteStore/,
  ],
  ['no concurrency', { concurrency: 0 }, /“concurrency” must be/],
])('%s is told when the pipeline is made', (_what, change, message) => {
  expect(() => createPipeline({ ...good, ...change })).toThrow(
    expect.objectContaining({
      code: 'config.invalid',
      message: expect.stringMatching(message) as string,
    }) as Error,
  );
});
