import { maxJsonDepth } from './json.ts';
import { isPlainObject } from './plain-object.ts';

// Room for a record around the deepest JSON that one of its values may hold.
const deepest = 2 * maxJsonDepth;

/**
 * Writes a value as canonical JSON after RFC 8785 (JSON Canonicalization Scheme): property names in the order of
 * their UTF-16 code units, no white space, numbers and texts as `JSON.stringify` writes them. Two values that
 * say the same give the same text. Properties whose value is `undefined` count as absent.
 *
 * @throws TypeError for what JSON cannot hold: NaN, infinity, functions, symbols, bigints, dates and other class
 *   instances, lone surrogates, cycles and nesting beyond 128 levels.
 */
export function canonicalJson(value: unknown): string {
  return write(value, 0);
}

function write(value: unknown, depth: number): string {
  switch (typeof value) {
    case 'string':
      return quote(value);
    case 'number':
      if (value !== value || value === Infinity || value === -Infinity) throw notJson(`the number ${value}`);
      return `${value}`;
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
      if (value === null) return 'null';
      if (depth >= deepest) throw notJson(`nesting beyond ${deepest} levels, or a cycle`);
      return Array.isArray(value)
        ? writeList(value, depth)
        : writeObject(value as Record<string, unknown>, depth);
    default:
      throw notJson(`a value of type ${typeof value}`);
  }
}

function writeList(list: readonly unknown[], depth: number): string {
  if (list.length === 0) return '[]';
  let text = '[';
  for (let index = 0; index < list.length; index += 1) {
    if (index > 0) text += ',';
    const item = list[index];
    text += typeof item === 'string' ? quote(item) : write(item, depth + 1);
  }
  return `${text}]`;
}

function writeObject(object: Record<string, unknown>, depth: number): string {
  if (!isPlainObject(object)) throw notJson('an object that is not plain data');
  const names = Object.keys(object);
  sortNames(names);
  let text = '';
  for (let index = 0; index < names.length; index += 1) {
    const name = names[index] as string;
    const item = object[name];
    if (item === undefined) continue;
    text += text === '' ? '{' : ',';
    text += quote(name);
    text += ':';
    text += typeof item === 'string' ? quote(item) : write(item, depth + 1);
  }
  return text === '' ? '{}' : `${text}}`;
}

// Insertion sort: property names come few at a time and mostly in order already, where it beats Array.sort.
function sortNames(names: string[]): void {
  if (names.length > 64) {
    names.sort();
    return;
  }
  for (let index = 1; index < names.length; index += 1) {
    const name = names[index] as string;
    let place = index;
    while (place > 0 && (names[place - 1] as string) > name) {
      names[place] = names[place - 1] as string;
      place -= 1;
    }
    names[place] = name;
  }
}

// Everything that JSON.stringify would escape, and surrogates, of which only pairs may pass.
// oxlint-disable-next-line no-control-regex
const needsCare = /[\u0000-\u001f"\\\ud800-\udfff]/;

function quote(text: string): string {
  if (!needsCare.test(text)) return `"${text}"`;
  if (!text.isWellFormed()) throw notJson('half a character (a lone surrogate)');
  return JSON.stringify(text);
}

function notJson(what: string): TypeError {
  return new TypeError(`canonical JSON cannot hold ${what}`);
}
