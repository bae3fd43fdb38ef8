import { unprocessable } from './api-error.ts';
import { isObject } from './json.ts';
import type { Json } from './json.ts';
import type { PimEvent } from './pim.ts';

const maxLength = 500;
const maxOperators = 10;
const names = new Set(['user', 'user_type', 'attribute', 'scope', 'channel', 'locale']);

type Test = (event: PimEvent) => boolean;

/**
 * Compiles the filter of a subscription: `user="x"`, `attribute in ("a", "b")`, joined by `and`, `or` and `not`
 * (Akeneo Event Platform, available filters).
 *
 * @throws ApiError 422
 */
export function compileFilter(text: string): Test {
  if (text.length > maxLength) throw unprocessable(`A filter has at most ${maxLength} characters.`);
  const tokens = text.match(/"(?:[^"\\]|\\.)*"|[()=,]|!=|\w+/gu) ?? [];
  const operators = tokens.filter((token) => ['and', 'or', 'not', 'in'].includes(token.toLowerCase()));
  if (operators.length > maxOperators) throw unprocessable(`A filter has at most ${maxOperators} operators.`);
  const parser = new FilterParser(tokens);
  return parser.parse();
}

class FilterParser {
  readonly #tokens: readonly string[];
  #index = 0;

  constructor(tokens: readonly string[]) {
    this.#tokens = tokens;
  }

  parse(): Test {
    const test = this.#either();
    if (this.#index < this.#tokens.length) throw this.#unexpected();
    return test;
  }

  #either(): Test {
    let test = this.#both();
    while (this.#accept('or')) {
      const [left, right] = [test, this.#both()];
      test = (event) => left(event) || right(event);
    }
    return test;
  }

  #both(): Test {
    let test = this.#single();
    while (this.#accept('and')) {
      const [left, right] = [test, this.#single()];
      test = (event) => left(event) && right(event);
    }
    return test;
  }

  #single(): Test {
    if (this.#accept('not')) {
      const test = this.#single();
      return (event) => !test(event);
    }
    if (this.#accept('(')) {
      const test = this.#either();
      this.#expect(')');
      return test;
    }
    const name = this.#next();
    if (!names.has(name)) throw this.#unexpected();
    if (this.#accept('=')) {
      const value = this.#text();
      return (event) => valuesOf(event, name).has(value);
    }
    this.#expect('in');
    this.#expect('(');
    const values = [this.#text()];
    while (this.#accept(',')) values.push(this.#text());
    this.#expect(')');
    return (event) => values.some((value) => valuesOf(event, name).has(value));
  }

  #text(): string {
    const token = this.#next();
    if (!token.startsWith('"')) throw this.#unexpected();
    return token.slice(1, -1).replaceAll('\\"', '"');
  }

  #next(): string {
    this.#index += 1;
    return this.#tokens[this.#index - 1] ?? '';
  }

  #accept(token: string): boolean {
    if (this.#tokens[this.#index]?.toLowerCase() !== token) return false;
    this.#index += 1;
    return true;
  }

  #expect(token: string): void {
    if (!this.#accept(token)) throw this.#unexpected();
  }

  #unexpected() {
    return unprocessable(`The filter is not valid near part ${this.#index + 1}.`);
  }
}

/** What an event has to do with: the user who caused it, and in a delta the places that changed. */
function valuesOf({ author, data }: PimEvent, name: string): ReadonlySet<string> {
  if (name === 'user') return new Set(author === null ? [] : [author.identifier]);
  if (name === 'user_type') return new Set(author === null ? [] : [author.type]);
  const entity = data['product'] ?? data['product_model'];
  const changes = isObject(entity) ? entity['changes'] : undefined;
  const values = isObject(changes) && isObject(changes['values']) ? changes['values'] : {};
  if (name === 'attribute') return new Set(Object.keys(values));
  const property = name === 'channel' ? 'scope' : name;
  const places = Object.values(values).flatMap((list) =>
    Array.isArray(list) ? (list as readonly Json[]) : [],
  );
  return new Set(
    places.flatMap((place) =>
      isObject(place) && typeof place[property] === 'string' ? [place[property]] : [],
    ),
  );
}
