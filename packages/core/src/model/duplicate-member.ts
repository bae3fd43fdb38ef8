/**
 * The first member name that comes a second time in one object of a JSON text, or `null`. `JSON.parse` keeps the
 * last of two such members and loses the other without a word, so a reader of files refuses such a row. Names are
 * compared as they are read, after escapes are resolved.
 *
 * One pass over the text, whatever its depth. For text that is not JSON the answer means nothing; it never throws.
 */
export function duplicateMember(text: string): string | null {
  const objects: Set<string>[] = [];
  const sign = /[{}"]/g;
  for (let found = sign.exec(text); found !== null; found = sign.exec(text)) {
    if (found[0] === '{') objects.push(new Set());
    else if (found[0] === '}') objects.pop();
    else {
      const end = endOfString(text, found.index);
      sign.lastIndex = end;
      const names = objects.at(-1);
      if (names === undefined || !isFollowedByColon(text, end)) continue;
      const name = unescape(text.slice(found.index, end));
      if (names.has(name)) return name;
      names.add(name);
    }
  }
  return null;
}

const quote = 0x22;
const backslash = 0x5c;
const colon = 0x3a;

/** Index after the closing quote of the string that opens at `start`; the end of the text where there is none. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit === quote) return at + 1;
    if (unit === backslash) at += 1;
  }
  return text.length;
}

// In JSON only the name of a member is followed by a colon.
function isFollowedByColon(text: string, start: number): boolean {
  let at = start;
  while (' \t\r\n'.includes(text.charAt(at)) && at < text.length) at += 1;
  return text.charCodeAt(at) === colon;
}

function unescape(literal: string): string {
  const plain = literal.slice(1, -1);
  if (!plain.includes('\\')) return plain;
  try {
    return JSON.parse(literal) as string;
  } catch {
    return plain;
  }
}
