import { safeAttributes } from './html-tags.ts';
import { blockElements, voidElements } from './parse-html.ts';
import type { HtmlVisitor } from './parse-html.ts';

/** Writes safe HTML; see {@link createHtmlWriter}. */
export interface HtmlWriter extends HtmlVisitor {
  html(): string;
  /** Whether there were elements that are not among those to be kept. */
  hasLeftOut(): boolean;
}

/**
 * Makes a writer that lets only some elements through, and of the others their text. Where a block is left out,
 * a line break (or a space, where `br` is not among the elements) keeps its text apart from that around it.
 *
 * @param tags only elements of {@link knownTags}.
 */
export function createHtmlWriter(tags: ReadonlySet<string>): HtmlWriter {
  const separator = tags.has('br') ? '<br>' : ' ';
  /** The end tag of every open element; empty for those that are left out. */
  const ends: string[] = [];
  let html = '';
  /** Whether the line at the end of `html` holds text. */
  let inLine = false;
  let separate = false;
  let leftOut = false;

  const writeInline = (text: string) => {
    if (separate) html += separator;
    separate = false;
    inLine = true;
    html += text;
  };
  const beginLine = () => {
    inLine = false;
    separate = false;
  };
  return {
    open(tag, given) {
      const written = tags.has(tag) ? startTag(tag, given) : '';
      ends.push(written === '' || voidElements.has(tag) ? '' : `</${tag}>`);
      if (written === '') {
        leftOut = true;
        if (startsLine(tag)) separate = inLine;
      } else if (startsLine(tag)) {
        beginLine();
        html += written;
      } else {
        writeInline(written);
      }
    },
    close(tag) {
      const end = ends.pop() ?? '';
      if (startsLine(tag)) {
        if (end === '') separate = inLine;
        else beginLine();
      }
      html += end;
    },
    text(text) {
      const written = escapeText(text);
      if (text.trim() === '') html += separate ? '' : written;
      else writeInline(written);
    },
    html: () => html,
    hasLeftOut: () => leftOut,
  };
}

function startsLine(tag: string): boolean {
  return blockElements.has(tag) || tag === 'br' || tag === 'td' || tag === 'th';
}

function startTag(tag: string, given: Readonly<Record<string, string>>): string {
  const attributes = safeAttributes(tag, given);
  const needed = neededAttribute(tag);
  if (needed !== undefined && !attributes.some(([name]) => name === needed)) return '';
  return `<${tag}${attributes.map(([name, value]) => ` ${name}="${escapeAttribute(value)}"`).join('')}>`;
}

// A link without an address, and a picture without a source, are nothing.
function neededAttribute(tag: string): string | undefined {
  if (tag === 'a') return 'href';
  return tag === 'img' ? 'src' : undefined;
}

function escapeAttribute(text: string): string {
  return escapeText(text).replaceAll('"', '&quot;');
}

function escapeText(text: string): string {
  return (
    text
      // oxlint-disable-next-line no-control-regex
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
  );
}
