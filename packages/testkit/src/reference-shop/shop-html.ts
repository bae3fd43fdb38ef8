/** Elements that a description may hold, with the attributes that they may have. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  a: ['href', 'title'],
  b: [],
  br: [],
  em: [],
  h2: [],
  h3: [],
  i: [],
  li: [],
  ol: ['start'],
  p: [],
  strong: [],
  table: [],
  tbody: [],
  td: ['colspan', 'rowspan'],
  th: ['colspan', 'rowspan', 'scope'],
  thead: [],
  tr: [],
  u: [],
  ul: [],
};

// A `<` that no name follows is text.
const markup = /<([!?]|\/?)([a-z][a-z0-9-]*)?((?:"[^"]*"|'[^']*'|[^"'<>])*)(>?)/gi;
const attribute = /([^\s"'=/]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"']+))?/g;

/** What is wrong with the HTML of a description; `null` if nothing is. */
export function htmlProblem(html: string): string | null {
  for (const [whole, mark = '', name = '', attributes = '', end] of html.matchAll(markup)) {
    if (mark === '!' || mark === '?') return `holds ${whole.slice(0, 20)}, which is not an element`;
    if (name === '') continue;
    const tag = name.toLowerCase();
    if (!Object.hasOwn(allowed, tag)) return `holds <${tag}>, which is not allowed`;
    if (end !== '>') return `holds a <${tag}> that is not closed`;
    const problem = mark === '/' ? null : attributeProblem(tag, attributes);
    if (problem !== null) return problem;
  }
  return null;
}

/** Whether a text that must be plain holds markup. */
export function holdsMarkup(text: string): boolean {
  return /<[!?/]?[a-z]/i.test(text);
}

function attributeProblem(tag: string, attributes: string): string | null {
  for (const [, given = '', quoted = ''] of attributes.matchAll(attribute)) {
    const name = given.toLowerCase();
    if (allowed[tag]?.includes(name) !== true) return `holds <${tag} ${name}>, which is not allowed`;
    const value = quoted.replace(/^(["'])(.*)\1$/s, '$2');
    if (name === 'href' && !/^(?:https?:\/\/|mailto:|tel:)/i.test(value)) {
      return `holds a link to ${value.slice(0, 40)}, which is not allowed`;
    }
  }
  return null;
}
