import { readFileSync } from 'node:fs';

import { expect, test } from 'vitest';

import { destinationPages } from './destination/destination-case.ts';
import { sourcePages } from './source/source-case.ts';
import { webhookCases } from './webhook/webhook-cases.ts';

const top = new URL('../../../../', import.meta.url);

test.each([
  ...new Set([
    ...Object.values(sourcePages),
    ...Object.values(destinationPages),
    ...webhookCases.map(({ read }) => read),
  ]),
])('a case that fails leads to a chapter that exists: %s', (read) => {
  const [, page = '', heading = ''] = /^(.*), “(.*)”$/.exec(read) ?? [];
  expect(readFileSync(new URL(page, top), 'utf8').split('\n')).toContain(`## ${heading}`);
});
