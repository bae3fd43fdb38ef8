import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

import { ConnectorError } from '@pim-connector/core';
import type { ConnectorErrorJson, PageResult, PageTask, RunTicket } from '@pim-connector/core';

/** What a worker is handed. */
export interface PageOrder {
  readonly id: number;
  readonly task: PageTask;
  readonly ticket: RunTicket;
}

/** What it gives back. */
export type PageAnswer =
  | { readonly id: number; readonly result: PageResult }
  | { readonly id: number; readonly error: ConnectorErrorJson };

interface OpenOrder {
  readonly worker: number;
  readonly order: PageOrder;
  readonly settle: (answer: PageAnswer) => void;
}

/** Processes that process pages. */
export interface PageWorkers {
  readonly processPage: (task: PageTask, ticket: RunTicket) => Promise<PageResult>;
  /** How many pages each has been handed. */
  readonly handed: readonly number[];
  /** How many pages were handed to another one because the first had died. */
  handedAgain(): number;
  /** Kills one at once, if it has a page under way. */
  kill(worker: number): boolean;
  close(): Promise<void>;
}

/** Starts workers; each gets every so-manieth page, and those of one that has died. */
export function startPageWorkers(count: number, args: readonly string[]): PageWorkers {
  const program = fileURLToPath(new URL('./page-worker.ts', import.meta.url));
  const execArgv = ['--conditions=@pim-connector/source', '--disable-warning=ExperimentalWarning'];
  const alive = new Map<number, ChildProcess>();
  const open = new Map<number, OpenOrder>();
  const handed = Array.from({ length: count }, () => 0);
  let again = 0;
  let orders = 0;

  const hand = (order: PageOrder, settle: OpenOrder['settle']) => {
    const [worker] = [...alive.keys()].toSorted((a, b) => loadOf(a) - loadOf(b));
    const child = worker === undefined ? undefined : alive.get(worker);
    if (worker === undefined || child === undefined) throw new Error('No worker is left');
    handed[worker] = (handed[worker] ?? 0) + 1;
    open.set(order.id, { worker, order, settle });
    child.send(order);
  };
  const loadOf = (worker: number) => [...open.values()].filter((order) => order.worker === worker).length;

  for (let worker = 0; worker < count; worker += 1) {
    const child = fork(program, args, { execArgv });
    alive.set(worker, child);
    child.on('message', (answer: PageAnswer) => {
      const order = open.get(answer.id);
      open.delete(answer.id);
      order?.settle(answer);
    });
    child.once('exit', () => {
      alive.delete(worker);
      for (const { order, settle, worker: of } of open.values()) {
        if (of !== worker) continue;
        again += 1;
        hand({ ...order, task: { ...order.task, uncertain: true } }, settle);
      }
    });
  }

  return {
    handed,
    handedAgain: () => again,
    async processPage(task, ticket) {
      orders += 1;
      const order = { id: orders, task, ticket };
      const answer = await new Promise<PageAnswer>((resolve) => {
        hand(order, resolve);
      });
      if ('result' in answer) return answer.result;
      throw new ConnectorError(answer.error.code, answer.error.message, answer.error);
    },
    kill(worker) {
      if (loadOf(worker) === 0) return false;
      return alive.get(worker)?.kill('SIGKILL') ?? false;
    },
    async close() {
      await Promise.all(
        [...alive.values()].map(async (child) => {
          const ended = once(child, 'exit');
          child.disconnect();
          await ended;
        }),
      );
    },
  };
}
