import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { adminApi } from './graphql/admin-api.ts';
import { allTriggers, runTrigger } from './testing/all-triggers.ts';
import { leftOut } from './testing/left-out-errors.ts';
import type { GivenError } from './testing/scene.ts';

interface ObservedError {
  readonly code: string | null;
  readonly field: string | null;
  readonly message: string;
}

const root = new URL('../../../../', import.meta.url);
const file = join(process.env['PIM_CONTRACTS'] ?? '', 'shopify', 'observed-errors.json');
const { userErrors } = JSON.parse(readFileSync(file, 'utf8')) as {
  readonly userErrors: Readonly<Record<string, readonly ObservedError[]>>;
};
const known = Object.keys(adminApi('2026-10').schema.getMutationType()?.getFields() ?? {});
const observed = known.flatMap((mutation) =>
  (userErrors[mutation] ?? []).map((error) => ({ ...error, mutation })),
);

/** The recordings have placeholders, and long messages are cut in them. */
const cutAt = 250;

function isSameMessage(recorded: string, given: string): boolean {
  const escaped = recorded.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`);
  const pattern = escaped.replaceAll(/<(?:n|id|i)>?/g, '[\\w.-]+');
  return new RegExp(`^${pattern}${recorded.length >= cutAt ? '' : '$'}`, 'u').test(given);
}

function isSame({ code, field, message }: ObservedError, given: GivenError): boolean {
  const place = given.field === null ? null : given.field.join('.').replaceAll(/\b\d+\b/g, '<i>');
  return (
    place === field &&
    (code === '(not selected)' || (given.code ?? null) === code) &&
    isSameMessage(message, given.message)
  );
}

const nameOf = ({ mutation, field, message }: ObservedError & { readonly mutation: string }) =>
  `${mutation} ${field ?? '-'}: ${message}`;

describe('errors that real shops gave', async () => {
  const answers = await Promise.all(
    allTriggers.map(async (trigger) => ({ ...(await runTrigger(trigger)), mutation: trigger.mutation })),
  );
  const given = answers.flatMap((answer) =>
    answer.userErrors.map((error) => ({ ...error, mutation: answer.mutation })),
  );
  const missing = observed.filter(
    (error) => !given.some((each) => each.mutation === error.mutation && isSame(error, each)),
  );

  test('most of them the simulator gives as well: the same words at the same place with the same code', () => {
    const count = observed.length - missing.length;
    const share = Math.round((100 * count) / observed.length);
    console.info(`Shopify: ${count} of ${observed.length} recorded user errors (${share} %)`);
    expect(count / observed.length).toBeGreaterThan(0.8);
    const page = readFileSync(new URL('docs/adapters/shopify-simulator.md', root), 'utf8');
    expect(page).toContain(`Of ${observed.length} user errors`);
    expect(page).toContain(`${count} are given`);
  });

  test('the others are known, each with a reason', () => {
    const unexplained = missing.map(nameOf).filter((name) => leftOut[name] === undefined);
    expect(unexplained).toEqual([]);
    expect(Object.keys(leftOut).filter((name) => !missing.map(nameOf).includes(name))).toEqual([]);
  });

  test('a changed word is noticed', () => {
    const [first] = given;
    if (first === undefined) throw new Error('nothing was given');
    const { field, message, code = null } = first;
    const record = { field: field?.join('.').replaceAll(/\b\d+\b/g, '<i>') ?? null, message, code };
    expect(isSame(record, first)).toBe(true);
    expect(isSame({ ...record, message: `${message}!` }, first)).toBe(false);
    expect(isSame({ ...record, code: 'OTHER' }, first)).toBe(false);
    expect(isSame({ ...record, field: 'elsewhere' }, first)).toBe(false);
  });
});
