import { expect, test } from 'vitest';

import { holdsMarkup, htmlProblem } from './shop-html.ts';

test.each([
  '',
  'plain text, 2 < 3 & 4 > 1',
  '<p>One<br>two<br/>three</p><ul><li><b>a</b></li></ul>',
  '<table><thead><tr><th scope="col" colspan=2>a</th></tr></thead></table>',
  '<a href="https://a.example/?q=1&gt;" title="A > B">link</a>',
  "<a href='mailto:a@b.example'>mail</a>",
  '<P>upper case</P>',
  '<ol start="3"><li>x</li></ol>',
])('takes %s', (html) => {
  expect(htmlProblem(html)).toBeNull();
});

test.each([
  ['<div>x</div>', 'holds <div>, which is not allowed'],
  ['<script>x</script>', 'holds <script>, which is not allowed'],
  ['</iframe>', 'holds <iframe>, which is not allowed'],
  ['<!-- note -->', 'holds <!-- note -->, which is not an element'],
  ['<?php x ?>', 'holds <?php x ?>, which is not an element'],
  ['<p onclick="x()">', 'holds <p onclick>, which is not allowed'],
  ['<p style=color:red>', 'holds <p style>, which is not allowed'],
  ['<a href="javascript:x()">', 'holds a link to javascript:x(), which is not allowed'],
  ['<a href>', 'holds a link to , which is not allowed'],
  ['<p', 'holds a <p> that is not closed'],
  ['<constructor>', 'holds <constructor>, which is not allowed'],
])('refuses %s', (html, problem) => {
  expect(htmlProblem(html)).toBe(problem);
});

test('finds markup in plain text', () => {
  expect(['<b>', '</b>', '<!doctype', 'a<br'].every(holdsMarkup)).toBe(true);
  expect(['a < b', 'I <3 tents', '<>'].some(holdsMarkup)).toBe(false);
});
