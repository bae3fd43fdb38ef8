const requestIdName = /^(?:.*-)?(?:request|correlation|trace)-?id$/i;
const longestId = 200;

/** The platform’s own id of a request, from whichever header tells it. */
export function requestIdOf(headers: Headers): string | undefined {
  for (const [name, value] of headers) {
    if (value !== '' && requestIdName.test(name)) return value.slice(0, longestId);
  }
  return undefined;
}
