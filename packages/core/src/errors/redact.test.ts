import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';

import { arbitraryText } from '../model/arbitrary-text.ts';
import { createRedactor, redactText, redactValue } from './redact.ts';

const mask = '[redacted]';

// Well-formed texts of any characters; a blank one is no secret.
const secrets = arbitraryText({ minLength: 4, maxLength: 60 }).filter(
  (secret) => secret.trim().length >= 4 && !mask.includes(secret),
);
const texts = arbitraryText({ maxLength: 40 });

/** Whether a secret stands anywhere in a text; masks count as one unbreakable sign each. */
function shows(text: string, secret: string): boolean {
  return text.split(mask).some((piece) => piece.includes(secret));
}

const spelled: Readonly<Record<string, (text: string) => string>> = {
  plain: (text) => text,
  'percent-encoded': encodeURIComponent,
  'percent-encoded in lower case': (text) =>
    encodeURIComponent(text).replaceAll(/%[0-9A-F]{2}/g, (hex) => hex.toLowerCase()),
  'percent-encoded as a path': encodeURI,
  'form-encoded': (text) => new URLSearchParams([['', text]]).toString().slice(1),
  'JSON-escaped': (text) => JSON.stringify(text).slice(1, -1),
  'JSON-escaped twice': (text) => JSON.stringify(JSON.stringify(text)).slice(3, -3),
  'JSON-escaped in ASCII with slashes escaped': (text) =>
    JSON.stringify(text)
      .slice(1, -1)
      .replaceAll(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .replaceAll('/', '\\/'),
  'XML-escaped': (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
};

describe('createRedactor', () => {
  for (const [name, spell] of Object.entries(spelled)) {
    test.prop([secrets, texts, texts])(`masks a secret that is ${name}`, (secret, before, after) => {
      const redacted = createRedactor([secret])(spell(before + secret + after));
      expect(shows(redacted, spell(secret))).toBe(false);
      expect(shows(redacted, secret)).toBe(false);
    });
  }

  test.prop([secrets, texts, texts, fc.constantFrom<BufferEncoding[]>('base64', 'base64url')])(
    'masks a secret in base64, wherever it stands in what was encoded',
    (secret, before, after, encoding) => {
      const encoded = Buffer.from(before + secret + after).toString(encoding);
      const redacted = createRedactor([secret])(`given: ${encoded}`);
      expect(redacted).toContain(mask);
      for (const piece of redacted.slice('given: '.length).split(mask)) {
        // What is left may start anywhere in a group of four, so it is read at each of them.
        for (const shift of ['', 'A', 'AA', 'AAA']) {
          expect(Buffer.from(shift + piece, 'base64').toString('latin1')).not.toContain(
            Buffer.from(secret).toString('latin1'),
          );
        }
      }
    },
  );

  test.prop([secrets])('masks a secret in a header, a query and an URL', (secret) => {
    const redact = createRedactor([secret]);
    const places = [
      `x-custom-header: ${secret}`,
      `authorization: Bearer ${secret}`,
      `Authorization: Basic ${Buffer.from(`client:${secret}`).toString('base64')}`,
      `GET /rest?${new URLSearchParams({ key: secret }).toString()}&page=2`,
      `https://client:${encodeURIComponent(secret)}@host.example/path`,
    ];
    for (const place of places) {
      const redacted = redact(place);
      for (const spell of Object.values(spelled)) expect(shows(redacted, spell(secret))).toBe(false);
      expect(redacted).not.toContain(Buffer.from(`client:${secret}`).toString('base64'));
    }
  });

  test.prop([secrets, texts, texts, texts])('masks a secret anywhere in details', (secret, a, b, key) => {
    const details = { [key]: [{ [b + secret]: a, deep: { list: [a + secret + b] } }], secret: { x: secret } };
    const redacted = redactValue(details, createRedactor([secret]));
    const everyText: string[] = [];
    JSON.stringify(redacted, (name, value: unknown) => {
      everyText.push(name, typeof value === 'string' ? value : '');
      return value;
    });
    expect(everyText.filter((text) => text !== key && shows(text, secret))).toEqual([]);
  });

  test('masks a secret that was given with blanks around it', () => {
    expect(createRedactor(['  hunter2222\n'])('it is hunter2222.')).toBe(`it is ${mask}.`);
  });

  test('leaves ordinary text alone where a secret is too short or blank', () => {
    expect(createRedactor(['abc', '', '     '])('abc and      blanks')).toBe('abc and      blanks');
  });

  test('masks the longer of two secrets of which one holds the other', () => {
    expect(createRedactor(['abcd', 'abcdefgh'])('abcdefgh')).toBe(mask);
  });

  test.prop([fc.array(secrets, { maxLength: 3 }), texts, texts])(
    'changes nothing when it is applied again',
    (list, before, after) => {
      const redact = createRedactor(list);
      for (const text of [before + list.join('') + after, `password=${list.join()}`, `"token":"${before}"`]) {
        const once = redact(text);
        expect(redact(once)).toBe(once);
      }
    },
  );
});

describe('redactText', () => {
  const unknown = 'Zx81kQ0pLw2';

  test.each([
    [`Authorization: Bearer ${unknown}`, `Authorization: ${mask}`],
    [`authorization: Digest username="u", response="${unknown}"`, `authorization: ${mask}`],
    [`Cookie: a=${unknown}; b=${unknown}\r\nAccept: json`, `Cookie: ${mask}\r\nAccept: json`],
    [`{"set-cookie":["a=${unknown}; Path=/"]}`, `{"set-cookie":${mask}}`],
    [`the header Bearer ${unknown} was sent`, `the header Bearer ${mask} was sent`],
    [`curl -u https://me:${unknown}@host/x`, `curl -u https://${mask}@host/x`],
    [`https://me:p@${unknown}@host/x`, `https://${mask}@host/x`],
    [`https://${unknown}@host/x`, `https://${mask}@host/x`],
    [`POST /x?access_token=${unknown}&page=2`, `POST /x?access_token=${mask}&page=2`],
    [`?sig=${unknown}&sign=${unknown}&signature=${unknown}`, `?sig=${mask}&sign=${mask}&signature=${mask}`],
    [`{"password":"a b \\" ${unknown}","x":1}`, `{"password":"${mask}","x":1}`],
    [`{'clientSecret': '${unknown}'}`, `{'clientSecret': '${mask}'}`],
    [`{"access_token":"${unknown}`, `{"access_token":"${mask}"`],
    [`{"tokens":1,"token":["${unknown}","${unknown}"],"x":1}`, `{"tokens":1,"token":${mask},"x":1}`],
    [`{"token":{"value":"${unknown}"},"x":1}`, `{"token":${mask},"x":1}`],
    [
      `body "{\\"client_secret\\":\\"${unknown}\\",\\"a\\":1}"`,
      `body "{\\"client_secret\\":\\"${mask}\\",\\"a\\":1}"`,
    ],
    [
      `api_key=${unknown} apiKey: ${unknown} X-Api-Key: ${unknown}`,
      `api_key=${mask} apiKey: ${mask} X-Api-Key: ${mask}`,
    ],
    [`password_hash=${unknown}`, `password_hash=${mask}`],
    [`passphrase = ${unknown}`, `passphrase = ${mask}`],
  ])('%s', (text, expected) => {
    expect(redactText(text)).toBe(expected);
    expect(redactText(expected)).toBe(expected);
  });

  test.each([
    'token expired',
    'The token signature is wrong, so the basic description cannot be read.',
    'Bearer authentication is required.',
    'the signature is wrong',
    'Your password must be changed.',
    'secret missing; token missing',
    'EAN 4006381333931 costs 12.50 EUR, 1,299.00 before',
    'Basic T-shirt, token gesture, cookie cutter, secretary desk: oak',
    'see https://host.example/a?b=1 or write to help@host.example',
    'see http://host.example:8080/@user',
    'design: modern, compass: yes, bypass: no, zodiac sign: Leo',
    'Unexpected token \'<\', "<!DOCTYPE "... is not valid JSON',
    'ratio 3:4, time 10:15:00, a=b, size = L',
  ])('leaves as it is: %s', (text) => {
    expect(redactText(text)).toBe(text);
  });
});

describe('redactValue', () => {
  test('masks values behind telling names whatever they are', () => {
    expect(
      redactValue({
        apiKey: 'x',
        nested: { 'X-Signature': ['y'], refreshToken: { z: 1 } },
        pass: 7,
        size: 'L',
      }),
    ).toEqual({ apiKey: mask, nested: { 'X-Signature': mask, refreshToken: mask }, pass: mask, size: 'L' });
  });

  test('says that a secret is missing', () => {
    expect(redactValue({ password: null, token: undefined })).toEqual({ password: null, token: undefined });
  });

  test('gives plain JSON for everything that details may hold', () => {
    const cycle: Record<string, unknown> = {};
    cycle['self'] = cycle;
    const details = {
      cycle,
      big: 12n,
      date: new Date(0),
      url: new URL('https://a:b1@host.example/'),
      bytes: new Uint8Array(3),
      headers: new Headers({ authorization: 'Bearer abc', accept: 'x' }),
      query: new URLSearchParams({ token: 'abc', page: '2' }),
      map: new Map([['password', 'abc']]),
      set: new Set(['a']),
      error: new RangeError('password=abc'),
      broken: Object.defineProperty({}, 'x', {
        enumerable: true,
        get: () => {
          throw new Error('no');
        },
      }),
    };
    expect(JSON.parse(JSON.stringify(redactValue(details)))).toEqual({
      cycle: { self: '[circular]' },
      big: '12',
      date: '1970-01-01T00:00:00.000Z',
      url: `https://${mask}@host.example/`,
      bytes: '[3 bytes]',
      headers: { authorization: mask, accept: 'x' },
      query: { token: mask, page: '2' },
      map: { password: mask },
      set: ['a'],
      error: { name: 'RangeError', message: `password=${mask}` },
      broken: '[not shown]',
    });
  });

  test('cuts off what is nested without end', () => {
    let deep: unknown = 'bottom';
    for (let level = 0; level < 100_000; level += 1) deep = [deep];
    const text = JSON.stringify(redactValue(deep));
    expect(text).toContain('[nested too deeply]');
    expect(text.length).toBeLessThan(200);
  });

  test('keeps a property named __proto__ as data', () => {
    const redacted = redactValue(JSON.parse('{"__proto__":{"polluted":1}}'));
    expect(JSON.stringify(redacted)).toBe('{"__proto__":{"polluted":1}}');
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });
});

test('masks everything rather than fail where a text is too large for a regular expression', () => {
  expect(redactText(`password="${'\\"'.repeat(8_000_000)}`)).toBe(mask);
});

// A regular expression that backtracks takes minutes for these; a linear one a few milliseconds.
describe('1 MB of text', () => {
  const size = 1_000_000;
  const redact = createRedactor(
    Array.from({ length: 68 }, (_, index) => `token-${index}-${'k7Q'.repeat(8)}`),
  );

  test.each(
    [
      'a',
      'a.',
      'a-',
      '=',
      '://',
      '://a',
      'a://',
      'a:',
      'token',
      'token ',
      'password=',
      'password="',
      '\\"',
      'token=[',
      'token={',
      "token='",
      'Bearer ',
      'Bearer\n\n',
      'cookie:',
      'sign',
      'key: ',
      '\\',
      'x@',
      '%41',
      'password\\\\',
      'token\t',
      'Zm9v',
      ' ',
      'api_',
      '-_',
      '"password":"\\\\',
      'token-',
      'authorization:\n',
    ].map((unit) => [JSON.stringify(unit), unit.repeat(size / unit.length)] as const),
  )('of %s is done in time', (_name, text) => {
    const started = process.threadCpuUsage();
    redact(text);
    // Of work, in microseconds: the time of day goes on while others have the processor.
    expect(process.threadCpuUsage(started).user).toBeLessThan(1_000_000);
  });
});
