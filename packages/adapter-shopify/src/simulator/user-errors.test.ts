import { getNamedType, isEnumType, isObjectType } from 'graphql';
import { describe, expect, test } from 'vitest';

import { adminApi } from './graphql/admin-api.ts';
import { allTriggers, runTrigger } from './testing/all-triggers.ts';

/** Codes that the list of a mutation has; `null`: its user errors have no codes. */
function codesOf(mutation: string): readonly string[] | null {
  const payload = adminApi('2026-10').schema.getMutationType()?.getFields()[mutation]?.type;
  const type = payload === undefined ? undefined : getNamedType(payload);
  const fields = isObjectType(type) ? type.getFields() : {};
  const error = (fields['userErrors'] ?? fields['mediaUserErrors'])?.type;
  const named = error === undefined ? undefined : getNamedType(error);
  const code = isObjectType(named) ? named.getFields()['code']?.type : undefined;
  const list = code === undefined ? undefined : getNamedType(code);
  return isEnumType(list) ? list.getValues().map(({ name }) => name) : null;
}

describe('user errors', async () => {
  const answers = await Promise.all(
    allTriggers.map(async (trigger, index) => ({
      mutation: trigger.mutation,
      name: `${trigger.mutation} ${index}: ${trigger.args.toString()}`,
      answer: await runTrigger(trigger),
    })),
  );

  test('come of every call that must be refused, and not as errors of the server', () => {
    expect(answers.filter(({ answer }) => answer.errors.length > 0)).toEqual([]);
    expect(answers.filter(({ answer }) => answer.userErrors.length === 0).map(({ name }) => name)).toEqual(
      [],
    );
  });

  test('have codes of their mutation’s list', () => {
    const wrong = answers.flatMap(({ mutation, answer }) => {
      const codes = codesOf(mutation);
      return answer.userErrors.filter(({ code }) => code != null && codes?.includes(code) !== true);
    });
    expect(wrong).toEqual([]);
  });

  test('come from every mutation that can be refused', () => {
    const tried = new Set(allTriggers.map(({ mutation }) => mutation));
    const all = Object.keys(adminApi('2026-10').schema.getMutationType()?.getFields() ?? {});
    expect(all.filter((name) => !tried.has(name))).toEqual([]);
  });
});
