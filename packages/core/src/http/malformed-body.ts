const shownBeginning = 60;
// Web pages are recognised by their beginning; the rest of a long one need not be searched.
const searchedLength = 20_000;

/** Says what a text is that should have been JSON, in words that follow “the answer”. */
export function describeMalformedJson(text: string): string {
  const start = text.trimStart();
  if (start === '') return 'is empty';
  if (/^<(?:!doctype html|html|head|body)/i.test(start))
    return describeWebPage(start.slice(0, searchedLength));
  if (start.startsWith('<')) return 'is XML or HTML';
  const close = { '{': '}', '[': ']' }[start.slice(0, 1)];
  if (close !== undefined && !start.trimEnd().endsWith(close))
    return `is cut off after ${text.length} characters`;
  const beginning = start.slice(0, shownBeginning);
  return `begins with “${beginning}${start.length > shownBeginning ? '…' : ''}”`;
}

function describeWebPage(page: string): string {
  const title =
    /<title[^>]{0,200}>([^<]{1,200})<\/title>/i.exec(page)?.[1]?.replaceAll(/\s+/g, ' ').trim() ?? '';
  const named = title === '' ? '' : ` with the title “${title}”`;
  return isLoginPage(page) ? `is a web page${named} that looks like a login page` : `is a web page${named}`;
}

function isLoginPage(page: string): boolean {
  return /type=["']?password/i.test(page) || /\b(?:log|sign)[ -]?in\b/i.test(page);
}
