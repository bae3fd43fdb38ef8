import { Secret } from '../connector/index.ts';

/** The value of an `authorization` header for a user name and password (RFC 7617), in UTF-8. */
export function basicAuthorization(username: string, password: string | Secret): Secret {
  const revealed = password instanceof Secret ? password.reveal() : password;
  const bytes = new TextEncoder().encode(`${username}:${revealed}`);
  return new Secret(`Basic ${btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))}`);
}
