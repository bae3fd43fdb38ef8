// A run in a process of its own, to be killed: DEMO_ACCESS=… node run-in-child.ts <file of the store>
import process from 'node:process';

import { sqliteStore } from '@pim-connector/store-sqlite';

import { demoPipelines } from './demo-pipelines.ts';
import type { DemoAccess } from './demo-pipelines.ts';

const [path = ''] = process.argv.slice(2);
const access = JSON.parse(process.env['DEMO_ACCESS'] ?? '') as DemoAccess;
const store = sqliteStore(path);
const pipelines = demoPipelines(access, store);
await pipelines.fanOut.run();
await pipelines.close();
await store.close();
