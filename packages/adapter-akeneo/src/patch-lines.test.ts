import { expect, test } from 'vitest';

import { issuesOfAnswer } from './patch-lines.ts';

test('what the PIM says is wrong with a line keeps its place and its words', () => {
  const answer = {
    status_code: 422,
    message: 'Validation failed.',
    errors: [
      {
        property: 'values',
        attribute: 'name',
        locale: 'en_US',
        scope: 'ecommerce',
        message: 'The value is too long.',
      },
      { property: 'family', message: 'The family "lamps" does not exist in your PIM.' },
    ],
  };
  expect(issuesOfAnswer(answer)).toEqual([
    {
      code: 'platform.rejected',
      severity: 'error',
      message: 'The PIM says: The value is too long.',
      hint: 'Read the PIM’s own words and correct the value they name.',
      path: 'values',
      attribute: 'name',
      locale: 'en-US',
      scope: 'ecommerce',
      platform: { code: '422', message: 'The value is too long.' },
    },
    {
      code: 'platform.rejected',
      severity: 'error',
      message: 'The PIM says: The family "lamps" does not exist in your PIM.',
      hint: 'It does not exist in the PIM, or the connection may not see it.',
      path: 'family',
      platform: { code: '422', message: 'The family "lamps" does not exist in your PIM.' },
    },
  ]);
});

test('an answer without a list of errors is one error', () => {
  expect(issuesOfAnswer({ code: 404, message: 'Not found.' })).toMatchObject([
    { message: 'The PIM says: Not found.', platform: { code: '404' } },
  ]);
  expect(issuesOfAnswer({})).toMatchObject([{ message: 'The PIM says: no reason was given' }]);
});
