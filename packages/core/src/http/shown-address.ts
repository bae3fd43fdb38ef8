/** The path of a request for people: without its query. */
export function shownPath(path: string): string {
  const [shown = ''] = path.split(/[?#]/, 1);
  return isFullAddress(shown) ? (URL.parse(shown)?.pathname ?? '') : shown.replace(/^\/*/, '/');
}

/** An address for people: without user, query and fragment, which may hold secrets. */
export function shownUrl(url: URL): string {
  return `${url.origin}${url.pathname}`;
}

/** Whether a path is a whole address. */
export function isFullAddress(path: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(path);
}
