import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';

import type { EvaluationContext } from './evaluation.ts';
import { createTrace } from './trace.ts';
import type { Trace } from './trace.ts';

const context: EvaluationContext = { record: {}, variant: null, item: undefined, position: 0 };

interface Node {
  readonly name: string;
  readonly fails: boolean;
  readonly below: readonly Node[];
}

const { node } = fc.letrec<{ node: Node }>((tie) => ({
  node: fc.record({
    name: fc.stringMatching(/^[a-z]{1,3}$/),
    fails: fc.boolean(),
    below: fc.oneof({ maxDepth: 4 }, fc.constant([]), fc.array(tie('node'), { maxLength: 3 })),
  }),
}));

/** Evaluates what is below; then gives the name, or throws it. */
function compile(trace: Trace, { name, fails, below }: Node): (context: EvaluationContext) => unknown {
  const children = below.map((child) => compile(trace, child));
  return trace.watch({ op: name }, `does ${name}`, (evaluation) => {
    for (const child of children) {
      try {
        child(evaluation);
      } catch {
        // A node may do without a value that failed.
      }
    }
    if (fails) throw new Error(name);
    return name;
  });
}

function account({ name, fails, below }: Node): object {
  return {
    op: name,
    description: `does ${name}`,
    ...(fails ? { failure: name } : { value: name }),
    inputs: below.map(account),
  };
}

test.prop([node])('has an entry for every node, below the one that asked for it', (root) => {
  const trace = createTrace();
  try {
    compile(trace, { ...root, fails: false })(context);
  } finally {
    expect(trace.entries).toEqual([account({ ...root, fails: false })]);
  }
});

test('a failure goes on to whoever asked, and every node on the way has it', () => {
  const trace = createTrace();
  const inner = trace.watch({ op: 'inner' }, 'inner', () => {
    throw new RangeError('too much');
  });
  const outer = trace.watch({ op: 'outer' }, 'outer', inner);
  expect(() => outer(context)).toThrow(new RangeError('too much'));
  expect(trace.entries).toEqual([
    {
      op: 'outer',
      description: 'outer',
      failure: 'too much',
      inputs: [{ op: 'inner', description: 'inner', failure: 'too much', inputs: [] }],
    },
  ]);
});

test('an origin belongs to the node that is being evaluated', () => {
  const trace = createTrace();
  const origin = { attribute: 'name', locale: 'en-US', scope: null, level: 'product' } as const;
  const inner = trace.watch({ op: 'inner' }, 'inner', () => {
    trace.foundAt(origin);
    return 'x';
  });
  trace.watch({ op: 'outer' }, 'outer', inner)(context);
  expect(trace.entries[0]).not.toHaveProperty('origin');
  expect(trace.entries[0]?.inputs[0]).toHaveProperty('origin', origin);
  trace.foundAt(origin);
  expect(trace.entries).toHaveLength(1);
});

test('a node without a value says so', () => {
  const trace = createTrace();
  trace.watch({ op: 'none' }, 'none', () => undefined)(context);
  expect(trace.entries).toEqual([{ op: 'none', description: 'none', value: undefined, inputs: [] }]);
});
