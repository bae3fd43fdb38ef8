// Seconds since 1970 began to be this many in 2001, milliseconds in 1970: what is less is a number of seconds from now.
const firstTimestamp = 1_000_000_000;
const firstMillisecondTimestamp = firstTimestamp * 1000;

const resetHeaders = [
  'ratelimit-reset',
  'x-ratelimit-retry-after',
  'x-ratelimit-reset',
  'x-rate-limit-reset',
  'x-rate-limit-reset-after',
];

/**
 * How long the platform asks to wait, in milliseconds. Moments are taken relative to the platform’s own `Date`
 * header, so that a wrong clock on either side does not matter; `now` stands in where there is none.
 *
 * `Retry-After` (RFC 9110) counts for every status; the headers of rate limits only for 429, since they tell when
 * a limit is renewed, whether or not it was reached.
 */
export function retryAfterOf(status: number, headers: Headers, now: number): number | undefined {
  const platformNow = httpDate(headers.get('date')) ?? now;
  const asked = waitOf(headers.get('retry-after'), platformNow);
  if (asked !== undefined || status !== 429) return asked;
  for (const name of resetHeaders) {
    const wait = waitOf(headers.get(name), platformNow);
    if (wait !== undefined) return wait;
  }
  return structuredWait(headers.get('ratelimit'));
}

function waitOf(value: string | null, platformNow: number): number | undefined {
  const text = value?.trim() ?? '';
  if (!/^\d{1,15}(?:\.\d+)?$/.test(text)) {
    const moment = httpDate(text);
    return moment === undefined ? undefined : Math.max(0, moment - platformNow);
  }
  const number = Number(text);
  if (number < firstTimestamp) return number * 1000;
  return Math.max(0, (number < firstMillisecondTimestamp ? number * 1000 : number) - platformNow);
}

// `RateLimit: "default";r=0;t=30`, as in the draft of the IETF: seconds until more is granted.
function structuredWait(value: string | null): number | undefined {
  const seconds = /;\s*t=(\d{1,9})\b/.exec(value ?? '')?.[1];
  return seconds === undefined ? undefined : Number(seconds) * 1000;
}

// Date.parse takes almost anything for a date; only the forms of HTTP that name their zone are meant here.
function httpDate(value: string | null): number | undefined {
  if (value === null || !/^[A-Z][a-z]{2,8}, .* GMT$/.test(value)) return undefined;
  const moment = Date.parse(value);
  return Number.isNaN(moment) ? undefined : moment;
}
