import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';

import { evaluateExpression, input, inputRecord } from './evaluate-expression.ts';

const plain = (value: unknown, args: object = {}) =>
  evaluateExpression({ op: 'plainText', of: input, ...args }, inputRecord(value));

describe('plainText', () => {
  test('puts blocks on lines of their own, without empty lines', () => {
    expect(plain('<h2>Care</h2><p>Wash <b>cold</b>.</p>\n\n<div><div>Dry<br/>flat</div></div>')).toEqual({
      value: 'Care\nWash cold.\nDry\nflat',
    });
    expect(plain('a<p></p><br><br>b')).toEqual({ value: 'a\nb' });
  });

  test('writes lists with their marks, within each other too', () => {
    expect(
      plain(
        '<ul><li>Wool<li><p>Silk</p><ol start="3"><li>raw</li><li>spun</li></ol></li><li></li></ul>After',
      ),
    ).toEqual({ value: '- Wool\n- Silk\n  3. raw\n  4. spun\nAfter' });
    expect(plain('<li>alone</li>')).toEqual({ value: '- alone' });
  });

  test('keeps the cells of a table apart', () => {
    expect(
      plain('<table><tr><th>Material</th><td>Wool</td></tr><tr><th>Weight</th><td>310 g</td></tr></table>'),
    ).toEqual({
      value: 'Material Wool\nWeight 310 g',
    });
  });

  test('decodes entities and collapses white space as a browser does', () => {
    expect(plain('10&nbsp;kg &amp;  &lt;b&gt; &#x20AC;&euro; &copy\n  &bogus;')).toEqual({
      value: '10 kg & <b> €€ © &bogus;',
    });
    expect(plain('Wash <b> cold</b> , dry <i>flat</i>.')).toEqual({ value: 'Wash cold , dry flat.' });
  });

  test('keeps the lines of preformatted text', () => {
    expect(plain('<p>Size</p><pre>S   38\n  M 40</pre>')).toEqual({ value: 'Size\nS   38\n  M 40' });
  });

  test('leaves out what is not for readers', () => {
    expect(
      plain(
        '<head><title>t</title></head><style>p{}</style><script>if (a < b) "<p>"</script>x<!-- c --><svg><text>s</text></svg><iframe src=x>i</iframe><template><p>y</p></template><noscript>n</noscript>',
      ),
    ).toEqual({ value: 'x' });
  });

  test('reads text without any HTML, and lone signs', () => {
    expect(plain('3 < 4 and 5 > 2 & more')).toEqual({ value: '3 < 4 and 5 > 2 & more' });
    expect(plain('')).toEqual({ value: '' });
    expect(plain('<p> </p>')).toEqual({ value: '' });
  });

  test('can put all on one line', () => {
    expect(plain('<p>Wash</p><ul><li>cold</li><li>flat</li></ul>', { oneLine: true })).toEqual({
      value: 'Wash - cold - flat',
    });
  });

  test('refuses HTML that is nested or long beyond reason, at once', () => {
    expect(plain('<b>'.repeat(200_000))).toMatchObject({
      issue: { code: 'value.invalid', message: 'The HTML nests more than 512 elements' },
    });
    expect(plain('x'.repeat(1_000_001))).toMatchObject({
      issue: {
        code: 'value.too_long',
        message: 'The HTML is too long: it has 1000001 characters, and 1000000 is the limit',
      },
    });
    expect(plain('<p>x'.repeat(200_000))).toEqual({ value: 'x\n'.repeat(200_000).trimEnd() });
  });

  test.prop([
    fc.array(fc.string({ unit: fc.constantFrom(...Array.from('ab<>&"\'é😀-.')) }), { maxLength: 5 }),
  ])('gives the words of any text back that was escaped', (words) => {
    const html = words
      .map((word) => `<p>${word.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</p>`)
      .join('');
    expect(plain(html)).toEqual({ value: words.filter((word) => word !== '').join('\n') });
  });
});
