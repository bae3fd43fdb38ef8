import { fc, test } from '@fast-check/vitest';
import { Parser } from 'htmlparser2';
import { describe, expect } from 'vitest';

import { evaluateExpression, input, inputRecord } from './evaluate-expression.ts';
import { defaultTags, knownTags } from './html-tags.ts';

const rich = (value: unknown, args: object = {}) =>
  evaluateExpression({ op: 'richText', of: input, ...args }, inputRecord(value));

const html = (value: unknown, args: object = {}) => {
  const result = rich(value, args);
  return 'value' in result ? String(result.value) : result.issue.message;
};

/** Says what in a piece of HTML is not allowed. */
function violations(text: string, tags: readonly string[]): string[] {
  const found: string[] = [];
  const open: string[] = [];
  const voids = new Set(['br', 'hr', 'img']);
  const parser = new Parser({
    onopentag(tag, attributes, isImplied) {
      if (!tags.includes(tag) || isImplied) found.push(`<${tag}>`);
      if (!voids.has(tag)) open.push(tag);
      for (const [name, value] of Object.entries(attributes)) {
        if (!/^(?:href|src|title|alt|width|height|start|colspan|rowspan|scope)$/.test(name)) found.push(name);
        if (/^(?:href|src)$/.test(name) && !/^(?:https?:\/\/|mailto:|tel:)/i.test(value)) found.push(value);
      }
    },
    onclosetag(tag) {
      if (!voids.has(tag) && open.pop() !== tag) found.push(`</${tag}>`);
    },
    oncomment: (data) => found.push(`<!--${data}`),
    onprocessinginstruction: (_name, data) => found.push(`<${data}>`),
    oncdatastart: () => found.push('CDATA'),
  });
  parser.end(text);
  return found;
}

const nasty = [
  '<script>alert(1)</script>',
  '<SCRIPT SRC=//x.test/x.js></SCRIPT>',
  '<scr<script>ipt>alert(1)</scr</script>ipt>',
  '<img src=x onerror=alert(1)>',
  '<img src="https://x.test/a.png" onload="alert(1)" style="x:y" srcset="javascript:x 1x">',
  '<svg/onload=alert(1)>',
  '<svg><script>alert(1)</script></svg>',
  '<svg><style><img src=x onerror=alert(1)></style></svg>',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
  '<a href="javascript:alert(1)">x</a>',
  '<a href="jav&#x09;ascript:alert(1)">x</a>',
  '<a href=" \u0001javascript:alert(1)">x</a>',
  '<a href="JaVaScRiPt&colon;alert(1)">x</a>',
  '<a href="data:text/html,<script>alert(1)</script>">x</a>',
  '<a href="vbscript:x">x</a>',
  '<a href="//x.test">x</a>',
  '<a href="https://x.test/?a=1&b=%22" target=_blank onclick=x()>x</a>',
  `<a href='https://x.test/"onmouseover="alert(1)'>x</a>`,
  '<p title="a"title=\'"><script>\'>x',
  '<b style="background:url(javascript:x)">x',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  '<object data="data:text/html,x"></object><embed src=x>',
  '<form action=javascript:x><input autofocus onfocus=alert(1)><button>b</button></form>',
  '<base href="javascript:/a/"><meta http-equiv=refresh content="0;url=javascript:x"><link rel=stylesheet href=x>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
  '<textarea><script>alert(1)</script></textarea>',
  '<title><img src=x onerror=alert(1)></title>',
  '<xmp><script>alert(1)</script></xmp><plaintext><script>',
  '<!--><script>alert(1)</script>-->',
  '<![CDATA[<script>alert(1)</script>]]>',
  '<?php echo 1 ?><!DOCTYPE html>',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  '&amp;lt;img src=x onerror=alert(1)&amp;gt;',
  '<<b>script>alert(1)<</b>/script>',
  '<p><table><p><a href="https://x.test"><table><a>',
  '</p></b><li><td></ul>',
  '<a\u0000 href="javascript:x">',
  '<constructor><__proto__ href=x>',
];

describe('richText', () => {
  test('keeps what is harmless as it is', () => {
    const text =
      '<h2>Care</h2><p>Wash <strong>cold</strong>,<br>dry <em>flat</em> &amp; “cool”.</p><ul><li>a &lt; b</li></ul><table><tbody><tr><th scope="row">Wool</th><td colspan="2">100 %</td></tr></tbody></table><a href="https://x.test/?a=1&amp;b=2" title="&quot;x&quot;">x</a>';
    expect(rich(text)).toEqual({ value: text });
  });

  test.each([
    ['<script>alert(1)</script><STYLE>p{}</STYLE>x', 'x'],
    ['<img src=x onerror=alert(1)>x', 'x'],
    ['<p onclick="x()" style="x" class="y" id="z">x</p>', '<p>x</p>'],
    ['<a href="jav&#x09;ascript:alert(1)">x</a>', 'x'],
    ['<a href=" HTTPS://x.test\t/a ">x</a>', '<a href="HTTPS://x.test/a">x</a>'],
    [
      '<a href="tel:+4930">call</a> <a href="mailto:a@x.test">mail</a>',
      '<a href="tel:+4930">call</a> <a href="mailto:a@x.test">mail</a>',
    ],
    ['<a href="/pages/care">x</a>', 'x'],
    ['&lt;script&gt;alert(1)&lt;/script&gt;', '&lt;script&gt;alert(1)&lt;/script&gt;'],
    ['3 < 4 & 5 > 2', '3 &lt; 4 &amp; 5 &gt; 2'],
    ['a<!-- x -->b<?x ?>c\u0000d\ufffd', 'abcd\ufffd'],
    ['<svg><p>x</p></svg>y', 'y'],
    ['<ol start="3"><li>x</ol><ol start="x"></ol>', '<ol start="3"><li>x</li></ol><ol></ol>'],
  ])('makes %j safe', (given, expected) => {
    expect(rich(given)).toEqual({ value: expected });
  });

  test('closes what is open, and drops ends that belong to nothing', () => {
    expect(rich('<p>a <b>b <i>c</b> d')).toEqual({ value: '<p>a <b>b <i>c</i></b> d</p>' });
    expect(rich('x</b></ul>')).toEqual({ value: 'x' });
    expect(rich('<p>a<p>b')).toEqual({ value: '<p>a</p><p>b</p>' });
    expect(rich('<p>a<span><p>b</span>')).toEqual({ value: '<p>a</p><p>b</p>' });
  });

  test('keeps the text of blocks apart that it leaves out', () => {
    expect(rich('<div>a</div><div>b<div>c</div></div>d')).toEqual({ value: 'a<br>b<br>c<br>d' });
    expect(rich('<p>a</p><ul><li>b</li></ul>', { tags: [] })).toEqual({ value: 'a b' });
    expect(rich('<ul><li><div>a</div></li><li><div>b</div></li></ul>')).toEqual({
      value: '<ul><li>a</li><li>b</li></ul>',
    });
    expect(rich('a<br>b', { tags: ['b'] })).toEqual({ value: 'a b' });
  });

  test('keeps only the tags that are named', () => {
    expect(
      rich('<p>a <b>b</b></p><img src="https://x.test/a.png" alt="a" width="10" onerror=x>', {
        tags: ['b', 'img'],
      }),
    ).toEqual({
      value: 'a <b>b</b> <img src="https://x.test/a.png" alt="a" width="10">',
    });
    expect(() => rich('x', { tags: ['script'] })).toThrow(/tags/);
  });

  test('refuses nesting beyond reason at once', () => {
    expect(html('<i>'.repeat(300_000))).toBe('The HTML nests more than 512 elements');
  });

  test.each(nasty)('lets nothing bad out of %s', (text) => {
    expect(violations(html(text), defaultTags)).toEqual([]);
    expect(violations(html(text, { tags: knownTags }), knownTags)).toEqual([]);
    expect(html(text, { tags: knownTags })).not.toMatch(/<script|<svg|<style|<iframe/i);
  });

  const pieces = fc.oneof(
    fc.constantFrom(...nasty),
    fc.constantFrom(
      '<p>',
      '</p>',
      '<b>',
      '</b>',
      '<a href=',
      '"',
      "'",
      '>',
      '<',
      '</',
      '/>',
      '&',
      '<!--',
      '-->',
      '<li>',
      '<ul>',
      '</ul>',
      '<td>',
      '<div>',
      ' ',
      '=',
      '`',
    ),
    fc.string({ unit: 'binary', maxLength: 8 }),
  );

  test.prop([fc.array(pieces, { maxLength: 12 }).map((list) => list.join(''))])(
    'is safe, well-formed and stays as it is, whatever goes in',
    (text) => {
      expect(violations(html(text), defaultTags)).toEqual([]);
      expect(violations(html(text, { tags: knownTags }), knownTags)).toEqual([]);
      expect(html(text, { tags: [] })).not.toMatch(/[<>]/);
      expect(html(html(text))).toBe(html(text));
    },
  );
});
