import { expect, test } from 'vitest';

import { linkAbort } from './link-abort.ts';

test('a linked signal is aborted with the outer one, for its reason', () => {
  const outer = new AbortController();
  const { signal } = linkAbort(outer.signal);
  expect(signal.aborted).toBe(false);
  outer.abort(new Error('the application ends'));
  expect(signal.reason).toEqual(new Error('the application ends'));
});

test('an outer signal that is aborted already aborts at once', () => {
  expect(linkAbort(AbortSignal.abort('over')).signal.reason).toBe('over');
});

test('aborting the linked signal leaves the outer one alone; the first reason counts', () => {
  const outer = new AbortController();
  const { signal, abort } = linkAbort(outer.signal);
  abort('lost');
  outer.abort('over');
  expect(signal.reason).toBe('lost');
  expect(linkAbort(undefined).signal.aborted).toBe(false);
});

test('once it is let go, the outer signal keeps nothing of it', () => {
  const outer = new AbortController();
  const listeners = new Set<unknown>();
  const { signal: watched } = outer;
  const add = watched.addEventListener.bind(watched);
  const remove = watched.removeEventListener.bind(watched);
  watched.addEventListener = (...args: Parameters<typeof add>) => {
    listeners.add(args[1]);
    add(...args);
  };
  watched.removeEventListener = (...args: Parameters<typeof remove>) => {
    listeners.delete(args[1]);
    remove(...args);
  };
  const { signal, unlink } = linkAbort(watched);
  expect(listeners.size).toBe(1);
  unlink();
  expect(listeners.size).toBe(0);
  outer.abort();
  expect(signal.aborted).toBe(false);
});
