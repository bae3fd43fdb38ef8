/** Reads and writes moments on the clocks of one time zone. */
export interface ZonedTime {
  /** A moment as the API writes it, to the second: `2026-06-23T18:24:44+02:00`. */
  format(time: number): string;
  /** Reads `2026-06-23 18:24:44`, or a day; undefined when the text is none such. Milliseconds since 1970. */
  parse(text: string): number | undefined;
}

/** @param timeZone name in the IANA database, such as `Europe/Paris` */
export function createZonedTime(timeZone: string): ZonedTime {
  const offsetAt = timeZone === 'UTC' ? () => 0 : offsetsOf(timeZone);
  return {
    format(time) {
      const offset = offsetAt(time);
      const minutes = Math.abs(offset) / 60_000;
      const local = new Date(time + offset).toISOString().slice(0, 19);
      return `${local}${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
    },
    parse(text) {
      const match = /^(\d{4})-(\d\d)-(\d\d)(?: (\d\d):(\d\d):(\d\d))?$/u.exec(text);
      if (match === null) return undefined;
      const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = match
        .slice(1)
        .map((part) => Number(part ?? 0));
      const asUtc = Date.UTC(year, month - 1, day, hour, minute, second);
      // The offset at a first guess: right, unless the clocks are changed between the two.
      return asUtc - offsetAt(asUtc - offsetAt(asUtc));
    },
  };
}

/** Reads `2026-06-23T18:24:44Z` or `2026-06-23T18:24:44+02:00`; undefined when the text is none such. */
export function parseIsoTime(text: string): number | undefined {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)$/u.test(text)) return undefined;
  const time = Date.parse(text);
  return Number.isNaN(time) ? undefined : time;
}

/** How far the clocks of a time zone are ahead of UTC at a moment, in milliseconds. */
function offsetsOf(timeZone: string): (time: number) => number {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  return (time) => {
    const parts = format.formatToParts(time).map(({ type, value }) => [type, Number(value)] as const);
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = Object.fromEntries(parts);
    return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(time / 1000) * 1000;
  };
}

const two = (value: number): string => String(value).padStart(2, '0');
