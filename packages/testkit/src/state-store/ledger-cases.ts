import type { LedgerFilter } from '@pim-connector/core';

import { assertEqual } from '../assert-equal.ts';
import { assertRejects } from '../assert-rejects.ts';
import { allEntries } from './contents.ts';
import { changeOf, longTime, peculiarKeys, unreadable } from './samples.ts';
import type { StoreCase } from './store-case.ts';

const filters: readonly { readonly filter: LedgerFilter; readonly keys: readonly string[] }[] = [
  { filter: {}, keys: ['gloves', 'hat', 'hat 2', 'shirt'] },
  { filter: { entity: 'product' }, keys: ['hat', 'hat 2', 'shirt'] },
  { filter: { entity: 'category' }, keys: [] },
  { filter: { keys: ['gloves', 'shirt', 'unknown'] }, keys: ['gloves', 'shirt'] },
  { filter: { entity: 'product', keys: ['gloves', 'shirt', 'shirt'] }, keys: ['shirt'] },
  { filter: { entity: 'product', keys: [] }, keys: [] },
  { filter: { keys: [] }, keys: [] },
  { filter: { entity: 'product', prefix: 'hat' }, keys: ['hat', 'hat 2'] },
  { filter: { prefix: 'hat ' }, keys: ['hat 2'] },
  { filter: { prefix: 'ha_' }, keys: [] },
  { filter: { entity: 'product', keys: ['hat', 'shirt'], prefix: 's' }, keys: ['shirt'] },
  { filter: { group: 'warm' }, keys: ['gloves', 'hat', 'hat 2'] },
  { filter: { entity: 'product', group: 'warm' }, keys: ['hat', 'hat 2'] },
  { filter: { group: 'warm', prefix: 'hat ' }, keys: ['hat 2'] },
  { filter: { entity: 'product', keys: ['hat', 'shirt'], group: 'warm' }, keys: ['hat'] },
  { filter: { group: null }, keys: ['shirt'] },
  { filter: { entity: 'product', keys: ['hat', 'shirt'], group: null }, keys: ['shirt'] },
  { filter: { group: '' }, keys: [] },
  { filter: { group: 'cold' }, keys: [] },
  { filter: { since: '2026-03-01T06:00:00Z' }, keys: ['gloves', 'hat', 'shirt'] },
  { filter: { entity: 'product', prefix: 'hat', since: '2026-03-01T06:00:00Z' }, keys: ['hat'] },
  { filter: { entity: 'product', keys: ['hat 2'], since: '2026-03-01T06:00:00Z' }, keys: [] },
  { filter: { since: '2026-03-01T06:00:00.001Z' }, keys: [] },
];

/** What pipelines keep beside records. */
export const ledgerCases: readonly StoreCase[] = [
  {
    id: 'ledger.round-trip',
    title: 'Entries come back as they were committed, each under its own kind and key',
    async run(store) {
      const lease = await store.acquire('shop', longTime);
      const entries = peculiarKeys.map((key) => changeOf(key));
      await store.commit(lease, { ledger: [{ kind: 'change', set: entries }] });
      const byKey = new Map((await allEntries(store, 'shop', 'change')).map((entry) => [entry.key, entry]));
      assertEqual(
        peculiarKeys.map((key) => byKey.get(key)),
        entries,
        'entries() must give what commit() was given.',
      );
      assertEqual(await allEntries(store, 'shop', 'parked'), [], 'Each kind has entries of its own.');
      assertEqual(await allEntries(store, 'other', 'change'), [], 'Entries belong to the pipeline.');
    },
  },
  {
    id: 'ledger.replace',
    title: 'An entry of the same entity and key is replaced; another entity has its own',
    async run(store) {
      const lease = await store.acquire('shop', longTime);
      const newer = changeOf('shirt', '2026-03-02T06:00:00.000Z');
      const price = { ...changeOf('shirt'), entity: 'price' as const };
      await store.commit(lease, { ledger: [{ kind: 'change', set: [changeOf('shirt'), price] }] });
      await store.commit(lease, { ledger: [{ kind: 'change', set: [newer] }] });
      assertEqual(
        await allEntries(store, 'shop', 'change'),
        [price, newer],
        'There is one entry per kind, entity and key: the newest.',
      );
    },
  },
  {
    id: 'ledger.remove',
    title: 'Entries are removed by key, and with a moment only if they are still of that moment',
    async run(store) {
      const lease = await store.acquire('shop', longTime);
      const keys = ['gloves', 'hat', 'shirt', 'socks'];
      await store.commit(lease, { ledger: [{ kind: 'change', set: keys.map((key) => changeOf(key)) }] });
      const remove = [
        { entity: 'product', key: 'gloves' },
        { entity: 'product', key: 'hat', at: changeOf('hat').at },
        { entity: 'product', key: 'shirt', at: '2026-03-02T06:00:00.000Z' },
        { entity: 'price', key: 'socks' },
      ];
      await store.commit(lease, { ledger: [{ kind: 'change', remove }] });
      assertEqual(
        (await allEntries(store, 'shop', 'change')).map(({ key }) => key),
        ['shirt', 'socks'],
        'An entry that was replaced since must stay: compare its moment with the one given.',
      );
    },
  },
  {
    id: 'ledger.remove-before',
    title: 'Entries are removed by age, as moments and not as texts',
    async run(store) {
      const lease = await store.acquire('shop', longTime);
      const set = [
        changeOf('before', '2026-03-01T07:59:59.999+02:00'),
        changeOf('at', '2026-03-01T06:00:00Z'),
        changeOf('after', '2026-03-01T06:00:00.001Z'),
      ];
      await store.commit(lease, { ledger: [{ kind: 'change', set }] });
      await store.commit(lease, { ledger: [{ kind: 'audit', removeBefore: '2027-01-01T00:00:00Z' }] });
      await store.commit(lease, { ledger: [{ kind: 'change', removeBefore: '2026-03-01T06:00:00.000Z' }] });
      assertEqual(
        (await allEntries(store, 'shop', 'change')).map(({ key }) => key),
        ['after', 'at'],
        'Exactly the entries of the kind that were made before the moment must go.',
      );
    },
  },
  {
    id: 'ledger.filters',
    title: 'A filter gives the entries for which all of it holds',
    async run(store) {
      const lease = await store.acquire('shop', longTime);
      const group = 'warm';
      // The earliest of them, however it is written.
      const early = changeOf('hat 2', '2026-03-01T07:00:00.000+02:00');
      const set = [
        changeOf('shirt'),
        { ...early, group },
        { ...changeOf('hat'), group: 'cold' },
        { ...changeOf('gloves'), entity: 'price' as const, group },
      ];
      await store.commit(lease, { ledger: [{ kind: 'change', set }] });
      // The newest entry says of which group it is.
      await store.commit(lease, { ledger: [{ kind: 'change', set: [{ ...changeOf('hat'), group }] }] });
      for (const { filter, keys } of filters) {
        // oxlint-disable-next-line no-await-in-loop
        const found = await allEntries(store, 'shop', 'change', filter);
        assertEqual(
          found.map(({ key }) => key),
          keys,
          `entries() must mean by ${JSON.stringify(filter)} what matchesLedgerFilter() of @pim-connector/core means, by entity and key.`,
        );
      }
    },
  },
  {
    id: 'ledger.order',
    title: 'Many entries come by entity and key, each once, also while they are being removed',
    async run(store) {
      const lease = await store.acquire('shop', longTime);
      const keys = Array.from({ length: 1200 }, (_, index) => `sku-${String(index).padStart(4, '0')}`);
      const set = keys.toReversed().map((key) => changeOf(key));
      await store.commit(lease, { ledger: [{ kind: 'change', set }] });
      const seen: string[] = [];
      for await (const page of store.entries('shop', 'change')) {
        seen.push(...page.map(({ key }) => key));
        const remove = page.map(({ entity, key }) => ({ entity, key }));
        // oxlint-disable-next-line no-await-in-loop
        await store.commit(lease, { ledger: [{ kind: 'change', remove }] });
      }
      assertEqual(
        seen,
        keys,
        'Order by entity and key, and go on after the last key instead of counting rows.',
      );
      assertEqual(await allEntries(store, 'shop', 'change'), [], 'All of them were removed.');
    },
  },
  {
    id: 'ledger.group',
    title: 'Many entries of a group come by entity and key, each once, also while they are being removed',
    async run(store) {
      const lease = await store.acquire('shop', longTime);
      const keys = Array.from({ length: 1200 }, (_, index) => `sku-${String(index).padStart(4, '0')}`);
      const isOdd = (key: string) => Number(key.at(-1)) % 2 === 1;
      const set = keys.map((key) => (isOdd(key) ? { ...changeOf(key), group: 'odd' } : changeOf(key)));
      await store.commit(lease, { ledger: [{ kind: 'change', set }] });
      for (const group of ['odd', null]) {
        const seen: string[] = [];
        // oxlint-disable-next-line no-await-in-loop
        for await (const page of store.entries('shop', 'change', { entity: 'product', group })) {
          seen.push(...page.map(({ key }) => key));
          const remove = page.map(({ entity, key }) => ({ entity, key }));
          // oxlint-disable-next-line no-await-in-loop
          await store.commit(lease, { ledger: [{ kind: 'change', remove }] });
        }
        assertEqual(
          seen,
          keys.filter((key) => isOdd(key) === (group !== null)),
          'Order the entries of a group, and of none, by entity and key, and go on after the last key.',
        );
      }
    },
  },
  {
    id: 'ledger.append',
    title: 'Entries are appended while somebody else holds the lease, and tell what they replaced',
    async run(store) {
      const lease = await store.acquire('shop', longTime);
      const [older, newer] = [changeOf('shirt'), changeOf('shirt', '2026-03-02T06:00:00.000Z')];
      assertEqual(
        await store.append('shop', 'change', [older, changeOf('hat')]),
        [],
        'append() must give the entries that were replaced, and no others.',
      );
      assertEqual(
        await store.append('shop', 'change', [newer]),
        [older],
        'append() must give the replaced entry as it was.',
      );
      assertEqual(
        await allEntries(store, 'shop', 'change'),
        [changeOf('hat'), newer],
        'What was appended must be listed like what was committed.',
      );
      await store.commit(lease, {
        run: { id: 'a', startedAt: newer.at, endedAt: null, status: null, error: null, report: null },
      });
      await store.release(lease);
      await assertRejects('lease.lost', () => store.commit(lease, {}), 'append() must not touch the lease.');
    },
  },
  {
    id: 'ledger.append-later',
    title:
      'An appended entry is of a later moment than the one it replaces, so that removing that one leaves it',
    async run(store) {
      const lease = await store.acquire('shop', longTime);
      const first = changeOf('shirt', '2026-03-02T06:00:00.000Z');
      await store.append('shop', 'change', [first]);
      const [seen] = await allEntries(store, 'shop', 'change');
      const advice =
        'Apply laterThan() of @pim-connector/core to what append() replaces, in one transaction.';
      for (const at of [first.at, '2026-03-02T05:59:59.000Z', first.at]) {
        // oxlint-disable-next-line no-await-in-loop
        await store.append('shop', 'change', [changeOf('shirt', at)]);
        // oxlint-disable-next-line no-await-in-loop
        await store.commit(lease, { ledger: [{ kind: 'change', remove: seen === undefined ? [] : [seen] }] });
      }
      assertEqual(
        await allEntries(store, 'shop', 'change'),
        [changeOf('shirt', '2026-03-02T06:00:00.003Z')],
        advice,
      );
      const later = changeOf('shirt', '2026-03-02T07:00:00.000Z');
      await store.append('shop', 'change', [later]);
      assertEqual(
        await allEntries(store, 'shop', 'change'),
        [later],
        'A moment that is later already stays as it is.',
      );
    },
  },
  {
    id: 'ledger.append-beside',
    title: 'What is to be changed beside appended entries is changed with them, all or none',
    async run(store) {
      const lease = await store.acquire('shop', longTime);
      const delivery = (key: string) => ({ entity: 'webhook', key, at: '2026-03-01T06:00:00.000Z' });
      await store.commit(lease, { ledger: [{ kind: 'delivery', set: [delivery('d1')] }] });
      const failing = { ...delivery('d2'), record: unreadable };
      const failure = await store
        .append('shop', 'change', [changeOf('cap')], [{ kind: 'delivery', set: [failing] }])
        .then(
          () => null,
          (error: unknown) => error,
        );
      if (failure !== null) {
        assertEqual(
          await allEntries(store, 'shop', 'change'),
          [],
          'When append() throws, nothing may have been added: use a transaction.',
        );
      }
      await store.append(
        'shop',
        'change',
        [changeOf('shirt')],
        [{ kind: 'delivery', set: [delivery('d2')], remove: [delivery('d1')] }],
      );
      assertEqual(
        await allEntries(store, 'shop', 'change', { keys: ['shirt'] }),
        [changeOf('shirt')],
        'The entries themselves must be there.',
      );
      assertEqual(
        await allEntries(store, 'shop', 'delivery'),
        [delivery('d2')],
        'append() must also make the changes beside the entries.',
      );
    },
  },
];
