import { expect, test } from 'vitest';
import { z } from 'zod';

import { innermostIssues } from './innermost-issues.ts';
import { schemaComplaint } from './schema-complaint.ts';

const limits = z.strictObject({ perSecond: z.int().min(2).max(50), hosts: z.array(z.string()).min(1) });
const schema = z
  .strictObject({
    url: z.url(),
    clientId: z.string().min(1).max(5),
    edition: z.enum(['small', 'large']),
    limits: limits.default({ perSecond: 2, hosts: ['a'] }),
    retry: z.union([z.literal(false), z.strictObject({ attempts: z.int() })]).optional(),
    ratio: z.number().positive().lt(1).optional(),
    when: z.string({ message: 'must be a moment' }),
    pairs: z.array(z.strictObject({ from: z.string() })),
    auth: z.discriminatedUnion('by', [
      z.strictObject({ by: z.literal('key'), key: z.string() }),
      z.strictObject({ by: z.literal('password'), password: z.string(), userName: z.string() }),
    ]),
  })
  .refine(({ url }) => !url.endsWith('x'), { message: 'must not end so' })
  .refine(({ url, retry }) => !url.endsWith('y') || retry !== undefined, {
    path: ['retry'],
    message: 'is needed here',
  });

const good = {
  url: 'https://shop.example',
  clientId: 'abc',
  edition: 'small',
  when: 'now',
  pairs: [{ from: 'a' }],
  auth: { by: 'key', key: 'k' },
};

function complaints(data: unknown): string[] {
  const { error } = schema.safeParse(data);
  return (error?.issues ?? [])
    .flatMap(innermostIssues)
    .map((issue) => `${issue.path.join('.')} ${schemaComplaint(issue, { schema, data })}`);
}

test.each<[object, string]>([
  [{ url: undefined }, 'url is missing'],
  [{ url: 'shop.example' }, 'url must be an address such as https://shop.example'],
  [{ clientId: '' }, 'clientId must not be empty'],
  [{ clientId: 'abcdef' }, 'clientId must have at most 5 characters'],
  [{ clientId: 5 }, 'clientId must be a text, and is a number'],
  [{ clientId: null }, 'clientId must be a text, and is null'],
  [{ edition: 'huge' }, 'edition must be “small” or “large”'],
  [{ limits: { perSecond: 1, hosts: ['a'] } }, 'limits.perSecond must be at least 2'],
  [{ limits: { perSecond: 51, hosts: ['a'] } }, 'limits.perSecond must be at most 50'],
  [{ limits: { perSecond: Number.NaN, hosts: ['a'] } }, 'limits.perSecond must be a number, and is NaN'],
  [{ limits: { perSecond: 2, hosts: [] } }, 'limits.hosts must not be empty'],
  [{ ratio: 0 }, 'ratio must be more than 0'],
  [{ ratio: 1 }, 'ratio must be less than 1'],
  [{ when: 3 }, 'when must be a moment'],
  [{ when: undefined }, 'when is missing'],
  [{ url: 'https://x' }, ' must not end so'],
  [{ url: 'https://y' }, 'retry is needed here'],
])('%o is told in plain words', (change, complaint) => {
  expect(complaints({ ...good, ...change })).toEqual([complaint]);
});

test.each<[object, string]>([
  [{ clientID: 'a' }, ' there is no “clientID”; did you mean “clientId”?'],
  [
    { password: 'x' },
    ' there is no “password”; known are url, clientId, edition, limits, retry, ratio, when, pairs, auth',
  ],
  [{ limits: { perSecond: 2, hosts: ['a'], host: 'a' } }, 'limits has no “host”; did you mean “hosts”?'],
  [{ pairs: [{ from: 'a', form: 'b' }] }, 'pairs.0 has no “form”; did you mean “from”?'],
  [{ auth: { by: 'key', key: 'k', userNam: 'u' } }, 'auth has no “userNam”; known are by, key'],
])('of %o the name that was meant is told, if one is near', (change, complaint) => {
  expect(complaints({ ...good, ...change })).toEqual([complaint]);
});

test('no value is repeated, since it may be a secret', () => {
  const secret = 'canary-7c1';
  const told = complaints({ ...good, url: secret, edition: secret, clientId: secret, pairs: secret });
  expect(told).toHaveLength(4);
  expect(told.join()).not.toContain(secret);
});
