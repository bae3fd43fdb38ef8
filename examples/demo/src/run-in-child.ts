// A run in a process of its own, to be killed: node run-in-child.ts <revision> <file of the store>
import process from 'node:process';

import { sqliteStore } from '@pim-connector/store-sqlite';

import { revisions } from './demo-catalogue.ts';
import { demoPipeline } from './demo-pipeline.ts';

const [wanted, path = ''] = process.argv.slice(2);
const revision = revisions.find((each) => each === wanted) ?? 'first';
const { DEMO_SHOP_URL: url = '', DEMO_SHOP_TOKEN: token = '' } = process.env;
const store = sqliteStore(path);
await demoPipeline(revision, { url, token }, store).run({ mode: 'full' });
await store.close();
