import { spawnSync } from 'node:child_process';
import process from 'node:process';
import { Worker } from 'node:worker_threads';

import { expect, test } from 'vitest';

import { isDead, leaseOwner } from './lease-owner.ts';

const self = leaseOwner();
const otherPid = self.pid + 1;

test('this process lives', () => {
  expect(isDead(leaseOwner(), self)).toBe(false);
});

test('all threads of a process say that it began at the same moment', async () => {
  const startedAt = await new Promise((resolve) => {
    const code = `require('node:worker_threads').parentPort.postMessage(performance.timeOrigin)`;
    new Worker(code, { eval: true }).once('message', resolve);
  });
  expect(startedAt).toBe(self.startedAt);
});

test('an earlier process with the same id is dead, in this namespace or in that of a restarted container', () => {
  const earlier = { ...self, startedAt: self.startedAt - 1000 };
  expect(isDead(earlier, self)).toBe(true);
  expect(isDead({ ...earlier, pidNamespace: 'pid:[1]' }, self)).toBe(true);
});

test('a process that has ended is dead', () => {
  const { pid } = spawnSync(process.execPath, ['--version']);
  expect(isDead({ ...self, pid, startedAt: 0 }, self)).toBe(true);
});

test('another process that runs is not', () => {
  expect(isDead({ ...self, pid: process.ppid, startedAt: 0 }, self)).toBe(false);
});

test('of a process on another machine, or in another namespace, nothing is known', () => {
  const { pid } = spawnSync(process.execPath, ['--version']);
  expect(isDead({ ...self, pid, host: 'elsewhere' }, self)).toBe(false);
  expect(isDead({ ...self, pid, pidNamespace: 'pid:[1]' }, self)).toBe(false);
  expect(isDead({ ...self, startedAt: 0, host: 'elsewhere' }, self)).toBe(false);
  expect(isDead({ ...self, pid: otherPid, pidNamespace: 'pid:[1]' }, self)).toBe(false);
});
