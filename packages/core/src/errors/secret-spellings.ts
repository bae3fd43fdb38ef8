/** How a secret may look in a text. */
export interface SecretSpellings {
  /** The secret as it is and as URLs, forms, JSON and XML write it. */
  readonly texts: readonly string[];
  /** The part of its base64 form that does not depend on what was encoded before and after it. */
  readonly base64: readonly string[];
}

/** All spellings of a secret, in no order; see {@link SecretSpellings}. */
export function secretSpellings(secret: string): SecretSpellings {
  const wellFormed = secret.toWellFormed();
  const base64 = base64Cores(new TextEncoder().encode(wellFormed));
  const written = [
    secret,
    secret.trim(),
    ...percentForms(wellFormed),
    ...jsonForms(secret),
    ...xmlForms(secret),
    ...base64.flatMap((core) => [encodeURIComponent(core), core.replaceAll('/', '\\/')]),
  ];
  return { texts: [...new Set(written)].filter((text) => !base64.includes(text)), base64 };
}

// URL paths, URL components, forms, and RFC 3986 to the letter, each with both cases of hexadecimal digits.
function percentForms(text: string): string[] {
  const component = encodeURIComponent(text);
  const forms = [
    encodeURI(text),
    component,
    component.replaceAll(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`),
    new URLSearchParams([['', text]]).toString().slice(1),
  ];
  return forms.flatMap((form) => [form, form.replaceAll(/%[0-9A-F]{2}/g, (hex) => hex.toLowerCase())]);
}

// JSON leaves writers free to escape slashes and everything beyond ASCII; JSON in JSON escapes twice.
function jsonForms(text: string): string[] {
  const json = JSON.stringify(text).slice(1, -1);
  const ascii = json.replaceAll(
    /[\u0080-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  const forms = [json, ascii, json.replaceAll('/', '\\/'), ascii.replaceAll('/', '\\/')];
  return [...forms, ...forms.map((form) => JSON.stringify(form).slice(1, -1))];
}

function xmlForms(text: string): string[] {
  const content = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return [content, content.replaceAll('"', '&quot;').replaceAll("'", '&#39;')];
}

/**
 * Base64 writes three bytes as four signs, so the signs of a secret depend on its place in what was encoded, as
 * in `client:secret`. For each of the three places: the signs that hold bits of the secret only, in both alphabets.
 */
function base64Cores(secret: Uint8Array): string[] {
  const cores = [0, 1, 2].map((offset) => {
    const signs = toBase64([...new Uint8Array(offset), ...secret]);
    return signs.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + secret.length) * 8) / 6));
  });
  return [...new Set(cores.flatMap((core) => [core, core.replaceAll('+', '-').replaceAll('/', '_')]))];
}

function toBase64(bytes: readonly number[]): string {
  return btoa(bytes.map((byte) => String.fromCharCode(byte)).join(''));
}
