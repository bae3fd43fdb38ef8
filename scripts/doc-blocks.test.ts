import { expect, test } from 'vitest';

import { docBlocks } from './doc-blocks.ts';

const document = (...lines: string[]): string => lines.join('\n');

test('a block stands on its own line of the document', () => {
  const { files, compiled, unchecked } = docBlocks(
    document('# Title', '```ts', 'a;', 'b;', '```', 'text'),
    'a.md',
  );
  expect(files).toEqual([{ line: 3, source: '\n\na;\nb;' }]);
  expect([compiled, unchecked]).toEqual([1, 0]);
});

test('each block is a file, unless it continues the one before', () => {
  const text = document(
    '```ts',
    'a;',
    '```',
    '',
    '```ts continue',
    'b;',
    '```',
    '```typescript',
    'c;',
    '```',
  );
  const { files, compiled } = docBlocks(text, 'a.md');
  expect(files).toEqual([
    { line: 2, source: '\na;\n\n\n\nb;' },
    { line: 9, source: '\n\n\n\n\n\n\n\nc;' },
  ]);
  expect(compiled).toBe(3);
});

test('a block that is not to be checked is counted, other languages are not', () => {
  const text = document('```ts no-check', 'x', '```', '```sh', 'y', '```', '````ts', '```', '````');
  expect(docBlocks(text, 'a.md')).toEqual({
    files: [{ line: 8, source: `${'\n'.repeat(7)}\`\`\`` }],
    compiled: 1,
    unchecked: 1,
  });
});

test.each(['```ts nocheck', '```ts continue'])('refuses %s where it means nothing', (fence) => {
  expect(() => docBlocks(document(fence, 'x', '```'), 'a.md')).toThrow(/^a\.md, line 1: “ts /);
});
