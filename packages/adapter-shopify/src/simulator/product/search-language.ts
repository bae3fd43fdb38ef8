/** A condition of a search: a word or `field:value`. */
export interface SearchTerm {
  /** `null`: the value may stand in any of some fields. */
  readonly field: string | null;
  readonly value: string;
}

/** A search taken apart. */
export type SearchNode =
  | { readonly kind: 'term'; readonly term: SearchTerm }
  | { readonly kind: 'not'; readonly node: SearchNode }
  | { readonly kind: 'all' | 'any'; readonly nodes: readonly SearchNode[] };

const tokenForm =
  /\s*(?:(-?)(\()|(\))|(-?)((?:[\w.$-]+:)?(?:>=|<=|>|<)?(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[^\s)]+)))/gy;

type Token = '(' | '-(' | ')' | 'AND' | 'OR' | 'NOT' | SearchNode;

/**
 * Takes a search apart: `field:value` and words, with quotes; joined by `AND` or a blank, and by `OR`, which binds less;
 * struck out by `NOT` or a minus; brackets. It forgives, as the platform was seen to: a bracket that is never closed
 * and an `OR` with nothing behind it are as if they were not there.
 */
export function parseSearch(text: string): SearchNode {
  const tokens = [...text.matchAll(tokenForm)].map(tokenOf);
  let place = 0;

  const any = (): SearchNode => {
    const nodes = [all()];
    while (tokens[place] === 'OR') {
      place += 1;
      nodes.push(all());
    }
    const filled = nodes.filter((node) => node.kind !== 'all' || node.nodes.length > 0);
    return filled.length === 1 && filled[0] !== undefined ? filled[0] : { kind: 'any', nodes: filled };
  };

  const all = (): SearchNode => {
    const nodes: SearchNode[] = [];
    for (
      let token = tokens[place];
      token !== undefined && token !== ')' && token !== 'OR';
      token = tokens[place]
    ) {
      const node = one();
      if (node !== null) nodes.push(node);
    }
    return { kind: 'all', nodes };
  };

  const one = (): SearchNode | null => {
    const token = tokens[place];
    place += 1;
    if (token === undefined || token === 'AND' || token === 'OR' || token === ')') return null;
    if (token === 'NOT') {
      const node = one();
      return node === null ? null : { kind: 'not', node };
    }
    if (token !== '(' && token !== '-(') return token;
    const node = any();
    if (tokens[place] === ')') place += 1;
    return token === '(' ? node : { kind: 'not', node };
  };

  const found = [any()];
  // A bracket that was never opened ends nothing.
  while (place < tokens.length) {
    place += 1;
    found.push(any());
  }
  return { kind: 'all', nodes: found.filter((node) => node.kind !== 'any' || node.nodes.length > 0) };
}

/** All conditions in a search. */
export function termsOf(node: SearchNode): readonly SearchTerm[] {
  if (node.kind === 'term') return [node.term];
  return node.kind === 'not' ? termsOf(node.node) : node.nodes.flatMap(termsOf);
}

/** Whether a search means something of which single conditions are known to hold or not. */
export function meets(node: SearchNode, holds: (term: SearchTerm) => boolean): boolean {
  switch (node.kind) {
    case 'term':
      return holds(node.term);
    case 'not':
      return !meets(node.node, holds);
    case 'all':
      return node.nodes.every((each) => meets(each, holds));
    case 'any':
      return node.nodes.some((each) => meets(each, holds));
  }
}

function tokenOf([, minus, open, close, struck, text = '']: RegExpMatchArray): Token {
  if (open !== undefined) return minus === '-' ? '-(' : '(';
  if (close !== undefined) return ')';
  if (text === 'AND' || text === 'OR' || text === 'NOT') return text;
  const [, field, value = ''] = /^(?:([\w.$-]+):)?(.*)$/s.exec(text) ?? [];
  // A backslash takes its meaning from what follows it.
  const term = { field: field ?? null, value: value.replaceAll(/\\(.)|["']/g, '$1') };
  return struck === '-' ? { kind: 'not', node: { kind: 'term', term } } : { kind: 'term', term };
}
