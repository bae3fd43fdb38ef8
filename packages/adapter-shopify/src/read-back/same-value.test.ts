import { expect, test } from 'vitest';

import { digitsOf, sameAmount, sameHandle, sameHtml, sameMetafield } from './same-value.ts';

test.each<[string, string, string, boolean]>([
  ['number_decimal', '2.5', '2.50', true],
  ['number_decimal', '2.5', '2.51', false],
  ['number_integer', '7', '007', true],
  ['date_time', '2026-01-02T03:04:05+00:00', '2026-01-02T03:04:05', true],
  ['date_time', '2026-01-02T03:04:05+00:00', '2026-01-02T04:04:05+01:00', true],
  ['date_time', '2026-01-02T03:04:05+00:00', '2026-01-02T03:04:06Z', false],
  ['dimension', '{"value":1.2,"unit":"METERS"}', '{"unit":"m","value":"1.20"}', true],
  ['dimension', '{"value":1.2,"unit":"METERS"}', '{"unit":"cm","value":1.2}', false],
  ['json', '{"a":[1,2],"b":1}', '{ "b": 1.0, "a": [1, 2] }', true],
  ['json', '{"a":[1,2]}', '{"a":[2,1]}', false],
  ['list.number_decimal', '["1.5","2.0"]', '[1.5, 2]', true],
  ['list.single_line_text_field', '["a","b"]', '["b","a"]', false],
  ['list.color', '["#ffaa00"]', '["#FFAA00"]', true],
  ['color', '#ffaa00', '#FFAA00', true],
  ['single_line_text_field', '1.0', '1', false],
  ['json', 'no json', 'another', false],
  // Texts are what they are, whatever number they look like.
  ['json', '{"code":"10"}', '{"code":"0010"}', false],
  ['json', '{"code":10}', '{"code":"10"}', false],
  ['json', '{"unit":"KG"}', '{"unit":"kg"}', false],
  ['link', '{"text":"1","url":"https://a.example"}', '{"text":"1.0","url":"https://a.example"}', false],
  ['rich_text_field', '{"type":"text","value":"1"}', '{"type":"text","value":"1.0"}', false],
  ['rating', '{"scale_min":"1.0","value":"4.5"}', '{"value":"4.50","scale_min":"1"}', true],
  ['rating', '{"value":"4.5"}', '{"value":"4.4"}', false],
  ['money', '{"amount":"5.99","currency_code":"EUR"}', '{"currency_code":"EUR","amount":5.994}', true],
  ['money', '{"amount":"5.99","currency_code":"EUR"}', '{"amount":"5.98","currency_code":"EUR"}', false],
  ['money', '{"amount":"5.99","currency_code":"EUR"}', '{"amount":"5.99","currency_code":"CHF"}', false],
])('metafields of type %s: %s is %s: %s', (type, live, wanted, expected) => {
  expect(sameMetafield(type, live, wanted)).toBe(expected);
});

test.each<[string, string, boolean]>([
  ['<p>a &amp; b</p>', '<P>a &#38; b</P>', true],
  ['<p>a</p><p>b</p>', '<p>a</p>\n  <p>b</p>', true],
  ['<br>', '<br />', true],
  ['<p class="x">a</p>', "<p  class='x'>a</p>", true],
  ['<p>a</p>', '<p>b</p>', false],
  ['<p>a</p>', '<div>a</div>', false],
  ['<b>a</b> <i>b</i>', '<b>a</b><i>b</i>', false],
  ['&lt;b&gt;', '<b>', false],
  ['&amp;lt;', '&lt;', false],
])('HTML: %s is %s: %s', (live, wanted, expected) => {
  expect(sameHtml(live, wanted)).toBe(expected);
});

test.each<[string | null, string | null, boolean]>([
  ['19.90', '19.9', true],
  ['19.91', '19.905', true],
  ['19.90', '19.91', false],
  ['1500', '1499.6', true],
  ['0.00', null, false],
  [null, null, true],
])('amounts: %s is %s: %s', (live, wanted, expected) => {
  expect(sameAmount(live, wanted, digitsOf(live ?? '0.00'))).toBe(expected);
});

test('handles: how they are written does not count, what they say does', () => {
  expect(sameHandle('tent-für-zwei', ' Tent, für zwei! ')).toBe(true);
  expect(sameHandle('tent', 'tent-1')).toBe(false);
});
