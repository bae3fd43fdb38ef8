import { expect, test } from 'vitest';
import { z } from 'zod';

import { innermostIssues } from './innermost-issues.ts';

/** Path and words of what is really wrong with a value. */
function complaints(schema: z.ZodType, value: unknown): string[] {
  const issues = schema.safeParse(value).error?.issues ?? [];
  return issues.flatMap(innermostIssues).map(({ path, message }) => `${path.join('.')}: ${message}`);
}

const small = z.string({ message: 'no text' }).max(2, { message: 'too long' });
const shape = z.strictObject({ kind: z.literal('a'), value: z.strictObject({ deep: small }) });

test('leaves a simple complaint as it is', () => {
  expect(complaints(small, 5)).toEqual([': no text']);
  expect(complaints(z.strictObject({ a: small, b: small }), { a: 'long', b: 1 })).toEqual([
    'a: too long',
    'b: no text',
  ]);
});

test('tells what is wrong with a name, where it stands', () => {
  expect(complaints(z.strictObject({ map: z.record(small, z.number()) }), { map: { long: 1 } })).toEqual([
    'map.long: too long',
  ]);
});

test('takes the alternative that came farthest', () => {
  const union = z.strictObject({
    either: z.union([z.number(), shape, z.strictObject({ kind: z.literal('b') })]),
  });
  expect(complaints(union, { either: { kind: 'a', value: { deep: 'long' } } })).toEqual([
    'either.value.deep: too long',
  ]);
});

test('goes through alternatives within alternatives and names within them', () => {
  const inner = z.union([z.boolean(), z.record(small, z.number())]);
  const outer = z.union([z.number(), z.strictObject({ list: z.array(inner) })]);
  expect(complaints(outer, { list: [true, { long: 1 }] })).toEqual(['list.1.long: too long']);
});

test('leaves the complaint of the whole where no alternative came anywhere', () => {
  expect(complaints(z.union([z.number(), z.boolean()], { message: 'neither' }), 'x')).toEqual([': neither']);
});
