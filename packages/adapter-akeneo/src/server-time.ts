/** Milliseconds by which a zone is ahead of UTC at a moment. */
function offsetAt(moment: number, format: Intl.DateTimeFormat): number {
  const parts = Object.fromEntries(format.formatToParts(moment).map(({ type, value }) => [type, value]));
  const { year, month, day, hour, minute, second } = parts;
  const local = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return local - Math.floor(moment / 1000) * 1000;
}

const recent = 3 * 3_600_000;

/**
 * A moment as filters want it: `YYYY-MM-DD hh:mm:ss` in the time zone of the server. Where that hour came twice because
 * clocks were put back, or was about to, the earlier one is given, so that nothing is skipped.
 *
 * @param moment milliseconds since 1970.
 * @throws RangeError for a zone that does not exist.
 */
export function serverTime(moment: number, timeZone: string): string {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  const now = offsetAt(moment, format);
  // Whatever the server takes an hour that comes twice for, it must not be later than what is meant.
  const putBack = Math.max(
    0,
    offsetAt(moment - recent, format) - now,
    now - offsetAt(moment + recent, format),
  );
  return new Date(moment - putBack + now).toISOString().slice(0, 19).replace('T', ' ');
}
