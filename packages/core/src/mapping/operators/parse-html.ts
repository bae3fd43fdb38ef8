import { Parser } from 'htmlparser2';

import type { NodeTools } from '../node-tools.ts';

/** What is told of a piece of HTML, in its order. Every element that is opened is closed. */
export interface HtmlVisitor {
  open(tag: string, attributes: Readonly<Record<string, string>>): void;
  close(tag: string): void;
  text(text: string): void;
}

/** Elements that start a line of their own. */
export const blockElements: ReadonlySet<string> = new Set(
  'address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html li main menu nav ol optgroup option p pre search section summary table tbody tfoot thead tr ul'.split(
    ' ',
  ),
);

/** Elements without an end. */
export const voidElements: ReadonlySet<string> = new Set(
  'area base br col embed hr img input link meta param source track wbr'.split(' '),
);

// Elements whose content is not for readers, or is not parsed as HTML.
const droppedElements: ReadonlySet<string> = new Set(
  'applet audio canvas datalist embed frameset head iframe math noembed noframes noscript object plaintext script select style svg template textarea title video xmp'.split(
    ' ',
  ),
);

// Real texts have a few dozen levels; the parser takes quadratic time for hundreds of thousands.
const maxDepth = 512;
const maxLength = 1_000_000;

/** Reads HTML out of a value; refuses what is too long to be a text of a product. */
export function readHtml(value: unknown, { text, fail }: NodeTools): string {
  const html = text(value);
  if (html.length <= maxLength) return html;
  const message = `The HTML is too long: it has ${html.length} characters, and ${maxLength} is the limit`;
  throw fail(message, value, 'value.too_long');
}

/**
 * Walks through HTML as a browser would read it, without the elements that are not for readers, such as scripts,
 * styles and embedded pages. Entities come decoded.
 *
 * @throws ValueFailure for elements within elements beyond reason.
 */
export function parseHtml(html: string, { fail }: NodeTools, visitor: HtmlVisitor): void {
  let depth = 0;
  let dropped = 0;
  const parser = new Parser({
    onopentag(tag, attributes, isImplied) {
      depth += 1;
      if (depth > maxDepth) throw fail(`The HTML nests more than ${maxDepth} elements`, html);
      // An end tag without a beginning, for which a browser makes up an empty paragraph.
      const isMadeUp = isImplied && tag === 'p';
      if (dropped > 0 || isMadeUp || droppedElements.has(tag)) dropped += 1;
      else visitor.open(tag, attributes);
    },
    onclosetag(tag) {
      depth -= 1;
      if (dropped > 0) dropped -= 1;
      else visitor.close(tag);
    },
    ontext(data) {
      if (dropped === 0) visitor.text(data);
    },
  });
  parser.end(html);
}
