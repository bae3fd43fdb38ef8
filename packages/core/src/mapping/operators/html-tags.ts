const attributes = {
  a: ['href', 'title'],
  abbr: ['title'],
  b: [],
  bdi: [],
  blockquote: [],
  br: [],
  caption: [],
  cite: [],
  code: [],
  dd: [],
  del: [],
  div: [],
  dl: [],
  dt: [],
  em: [],
  figcaption: [],
  figure: [],
  h1: [],
  h2: [],
  h3: [],
  h4: [],
  h5: [],
  h6: [],
  hr: [],
  i: [],
  img: ['src', 'alt', 'title', 'width', 'height'],
  ins: [],
  kbd: [],
  li: [],
  mark: [],
  ol: ['start'],
  p: [],
  pre: [],
  q: [],
  s: [],
  section: [],
  small: [],
  span: [],
  strong: [],
  sub: [],
  sup: [],
  table: [],
  tbody: [],
  td: ['colspan', 'rowspan'],
  tfoot: [],
  th: ['colspan', 'rowspan', 'scope'],
  thead: [],
  tr: [],
  u: [],
  ul: [],
} as const satisfies Record<string, readonly HtmlAttribute[]>;

/** An attribute that an element may keep, as far as its value is harmless. */
type HtmlAttribute =
  | 'alt'
  | 'colspan'
  | 'height'
  | 'href'
  | 'rowspan'
  | 'scope'
  | 'src'
  | 'start'
  | 'title'
  | 'width';

/** An element that HTML of a mapping may hold. */
export type HtmlTag = keyof typeof attributes;

/** All elements that HTML of a mapping may hold. */
export const knownTags = Object.keys(attributes) as [HtmlTag, ...HtmlTag[]];

/** Elements that stay unless a rule says otherwise: those that every shop can show. */
export const defaultTags: readonly HtmlTag[] = [
  'p',
  'br',
  'b',
  'strong',
  'i',
  'em',
  'u',
  's',
  'sub',
  'sup',
  'ul',
  'ol',
  'li',
  'a',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'blockquote',
  'table',
  'caption',
  'thead',
  'tbody',
  'tfoot',
  'tr',
  'th',
  'td',
];

/** The attributes of an element that may stay, with values that are harmless. */
export function safeAttributes(
  tag: string,
  given: Readonly<Record<string, string>>,
): readonly (readonly [name: HtmlAttribute, value: string])[] {
  const allowed: readonly HtmlAttribute[] = Object.hasOwn(attributes, tag) ? attributes[tag as HtmlTag] : [];
  return allowed.flatMap((name) => {
    const value = Object.hasOwn(given, name) ? safeValue(name, given[name] ?? '') : undefined;
    return value === undefined ? [] : [[name, value] as const];
  });
}

function safeValue(name: HtmlAttribute, value: string): string | undefined {
  switch (name) {
    case 'href':
      return safeAddress(value, /^(?:https?:\/\/[^/]|mailto:|tel:)/i);
    case 'src':
      return safeAddress(value, /^https?:\/\/[^/]/i);
    case 'alt':
    case 'title':
      return value;
    case 'scope':
      return /^(?:row|col|rowgroup|colgroup)$/.test(value) ? value : undefined;
    default:
      return /^\d{1,5}$/.test(value) ? value : undefined;
  }
}

// Browsers take tabs and line breaks out of an address, and controls and spaces off its ends, before they look at
// the scheme (https://url.spec.whatwg.org/#concept-basic-url-parser).
function safeAddress(value: string, schemes: RegExp): string | undefined {
  // oxlint-disable-next-line no-control-regex
  const address = value.replace(/[\u0000-\u001f\u007f]/g, '').trim();
  return schemes.test(address) ? address : undefined;
}
