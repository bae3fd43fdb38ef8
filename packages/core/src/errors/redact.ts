import { secretSpellings } from './secret-spellings.ts';

/** Replaces secrets in a text. */
export type Redact = (text: string) => string;

const mask = '[redacted]';

/** Names of fields, headers and query parameters whose value is a secret wherever it stands. */
const secretName =
  /pass(word|wd|phrase)?$|password|secret|token|api[-_]?key|access[-_]?key|private[-_]?key|authorization|credential|cookie|signature|^sig$|^sign$/i;

// No text makes these expressions backtrack: each can be read in one way only, and none starts with a repetition.

// `https://user:password@host`; the password may hold an @ that should have been encoded.
const urlCredentials = /:\/\/[^\s/?#"'<>]*@/g;

// `Bearer x`, `Basic x` in any text, unless an ordinary word follows, as in “token signature is wrong”.
const authScheme =
  /\b(Bearer|Basic|OAuth|Token)(\s+)([A-Za-z0-9+/=._~-]*\[redacted\][A-Za-z0-9+/=._~-]*|[A-Za-z0-9+/=._~-]{8,})/gi;
const ordinaryWord = /^(?=.{1,20}$)(?:[A-Z]?[a-z]+(?:-[a-z]+)*|[A-Z]+)\.?$/;

// A value in quotes (also escaped or cut off ones), a list or an object.
const enclosed = String.raw`\\+"[^"\\]*(?:\\+")?|"[^"\\]*(?:\\.[^"\\]*)*"?|'[^'\\]*(?:\\.[^'\\]*)*'?|\[[^\]]*\]?|\{[^}]*\}?`;
// A value without quotes; a secret in it may be masked already.
const bare = String.raw`(?:\[redacted\]|[^\s&,;"'}\]\\[{])[^\s&,;"'}\]\\[]*(?:\[(?:redacted\])?[^\s&,;"'}\]\\[]*)*`;
const colon = String.raw`["'\\]{0,4}[ \t]*:[ \t]*`;
const colonOrEquals = String.raw`["'\\]{0,4}[ \t]*[=:][ \t]*`;

// Headers whose value is several words: everything up to the end of the line.
const headerLine = new RegExp(
  String.raw`((?:authorization|cookie)${colon})(\[redacted\](?:;[^\r\n]*)?|${enclosed}|[^\r\n]+)`,
  'gi',
);
// `name=value`, `name: value`, `"name":"value"` with a name that tells a secret.
const namedValue = new RegExp(
  String.raw`((?:pass(?:word|wd|phrase)s?|secrets?|token|(?:api|access|private|secret)[-_]?key|authorization|credentials?|cookie|[-_]signature)(?:[-_]\w{1,30})?${colonOrEquals})(${bare}|${enclosed})`,
  'gi',
);
// The same for names that are ordinary words too: only as a parameter or as the name of a JSON member.
const parameterValue = new RegExp(
  String.raw`((?<![a-z0-9])(?:pass|sig|sign|signature)(?:=|["'\\]{1,4}[ \t]*:[ \t]*))(${bare}|${enclosed})`,
  'gi',
);

/** Masks what looks like a secret: authorization values, URL credentials, and values behind telling names. */
export const redactText: Redact = (text) => {
  try {
    return text
      .replace(urlCredentials, `://${mask}@`)
      .replace(headerLine, maskValue)
      .replace(authScheme, maskCredentials)
      .replace(namedValue, maskValue)
      .replace(parameterValue, maskValue);
  } catch {
    // Many megabytes of nothing but quotes or brackets are more than a regular expression can hold.
    return mask;
  }
};

/**
 * Makes a redactor that knows the very values of a connector’s secrets besides the general patterns of
 * {@link redactText}, also where they are encoded for a URL, a form, JSON, XML or in base64. Values shorter than
 * four characters are not masked: they would blank out ordinary text.
 */
export function createRedactor(secrets: Iterable<string>): Redact {
  const spellings = [...new Set(secrets)]
    .filter((secret) => secret.length >= 4 && secret.trim() !== '')
    .map(secretSpellings);
  const texts = longestFirst(spellings.flatMap((spelling) => spelling.texts));
  const base64 = longestFirst(spellings.flatMap((spelling) => spelling.base64));
  if (texts.length + base64.length === 0) return redactText;
  return (text) => redactText(base64.reduce(maskBase64, texts.reduce(maskText, text)));
}

/**
 * Masks secrets in structured data: the values of telling names entirely, every other text by `redact`. Returns
 * a copy that is plain JSON (texts for dates, errors and other objects); cycles become a note.
 */
export function redactValue(value: unknown, redact: Redact = redactText): unknown {
  return redactInto(value, redact, []);
}

const deepest = 32;

function redactInto(value: unknown, redact: Redact, ancestors: readonly object[]): unknown {
  if (typeof value === 'string') return redact(value);
  if (typeof value === 'bigint') return String(value);
  if (typeof value !== 'object' || value === null) return value;
  if (ancestors.includes(value)) return '[circular]';
  if (ancestors.length >= deepest) return '[nested too deeply]';
  try {
    return redactObject(value, redact, [...ancestors, value]);
  } catch {
    // A getter that throws must not keep an error from being built.
    return '[not shown]';
  }
}

function redactObject(value: object, redact: Redact, ancestors: readonly object[]): unknown {
  if (Array.isArray(value)) return value.map((item) => redactInto(item, redact, ancestors));
  if (value instanceof Set) return [...value].map((item) => redactInto(item, redact, ancestors));
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (hasToJson(value)) return redactInto(value.toJSON(), redact, ancestors);
  return Object.fromEntries(
    namedItems(value).map(([name, item]) => [
      redact(name),
      secretName.test(name) && item !== null && item !== undefined
        ? mask
        : redactInto(item, redact, ancestors),
    ]),
  );
}

function hasToJson(value: object): value is { toJSON(): unknown } {
  return 'toJSON' in value && typeof value.toJSON === 'function';
}

function namedItems(value: object): [string, unknown][] {
  if (value instanceof Error) return Object.entries({ name: value.name, message: value.message });
  if (value instanceof Map || value instanceof Headers || value instanceof URLSearchParams) {
    return [...value].map(([name, item]) => [String(name), item]);
  }
  return Object.entries(value);
}

function maskCredentials(whole: string, scheme: string, blank: string, credentials: string): string {
  return ordinaryWord.test(credentials) ? whole : scheme + blank + mask;
}

function maskValue(_whole: string, name: string, value: string): string {
  // Only the scheme stands here: what followed it is masked already.
  if (/^(?:Bearer|Basic|OAuth|Token)$/i.test(value)) return name + value;
  const quote = /^\\*["']/.exec(value)?.[0] ?? '';
  return name + quote + mask + quote;
}

function maskText(text: string, secret: string): string {
  return text.replaceAll(secret, mask);
}

// The signs next to the core hold the rest of its bits.
function maskBase64(text: string, core: string): string {
  if (!text.includes(core)) return text;
  const literal = core.replaceAll('+', String.raw`\+`);
  return text.replaceAll(new RegExp(`[A-Za-z0-9+/_-]?${literal}[A-Za-z0-9+/_-]?={0,2}`, 'g'), mask);
}

// A text that is part of the mask itself is left alone: masking it again would never end.
function longestFirst(texts: readonly string[]): string[] {
  return [...new Set(texts)]
    .filter((text) => text.length >= 4 && !mask.includes(text))
    .toSorted((a, b) => b.length - a.length);
}
