import { asCode, other, throwing } from './spoil-source.ts';
import type { SourceMutant } from './spoil-source.ts';

/** Sources that fail wrongly, keep no limit or secret, or say something wrong of themselves. */
export const connectorMutants: Readonly<Record<string, SourceMutant>> = {
  'ends quietly when the platform fails': {
    spoil: throwing(() => ({ type: 'end', enumeratedAll: true })),
    noticedBy: [
      'read.throws-refused',
      'read.throws-forbidden',
      'read.throws-limited',
      'read.throws-down',
      'read.throws-broken',
      'read.throws-malformed',
    ],
  },
  'takes a wrong password for an outage': {
    spoil: asCode('auth.failed', 'platform.unavailable'),
    noticedBy: ['read.throws-refused'],
  },
  'takes a missing permission for a wrong password': {
    spoil: asCode('permission.denied', 'auth.failed'),
    noticedBy: ['read.throws-forbidden'],
  },
  'takes a limit for an outage': {
    spoil: asCode('rate.limited', 'platform.unavailable'),
    noticedBy: ['read.throws-limited'],
  },
  'throws errors of the runtime': {
    spoil: throwing((error) => new TypeError(String(error))),
    noticedBy: ['read.throws-down', 'read.throws-broken', 'read.throws-malformed'],
  },
  'does not repeat requests': {
    options: { attempts: 1 },
    noticedBy: [
      'read.retries-limited',
      'read.retries-unavailable',
      'read.retries-broken',
      'read.retries-malformed',
    ],
  },
  'has a limiter for each instance': {
    options: { sharedLimiter: false },
    noticedBy: ['limits.declared'],
  },
  'shows a token in its errors': {
    spoil: throwing((error, { secrets = [] }) => new Error(`Failed with ${secrets[0]}`, { cause: error })),
    noticedBy: ['secrets.errors'],
  },
  'keeps a secret in a field': {
    spoil: (source, { secrets = [] }) => Object.freeze({ ...source, password: secrets[0] }),
    noticedBy: ['source.frozen'],
  },
  'can be changed': { spoil: (source) => ({ ...source }), noticedBy: ['source.frozen'] },
  'is never well': {
    spoil: other(() => ({ check: async () => ({ ok: false, items: [] }) })),
    noticedBy: ['source.check'],
  },
  'is always well': {
    spoil: other(() => ({ check: async () => ({ ok: true, items: [] }) })),
    noticedBy: ['source.check-refused'],
  },
  'throws instead of saying what is wrong': {
    spoil: other(({ read }) => ({
      async check(context) {
        await read({ entity: 'product', mode: 'full' }, context)[Symbol.asyncIterator]().next();
        return { ok: true, items: [] };
      },
    })),
    noticedBy: ['source.check-refused'],
  },
  'describes attributes twice': {
    spoil: other((source) => ({
      async describe(context) {
        const description = await source.describe(context);
        return { ...description, attributes: [...description.attributes, ...description.attributes] };
      },
    })),
    noticedBy: ['source.describe'],
  },
};
