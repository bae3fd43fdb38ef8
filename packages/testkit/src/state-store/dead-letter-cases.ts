import type { DeadLetterFilter } from '@pim-connector/core';

import { assertEqual } from '../assert-equal.ts';
import { allDeadLetters } from './contents.ts';
import { failedLetter, longTime, peculiarKeys, rejectedLetter } from './samples.ts';
import type { StoreCase } from './store-case.ts';

const filters: readonly { readonly filter: DeadLetterFilter; readonly keys: readonly string[] }[] = [
  { filter: {}, keys: ['gloves', 'hat', 'shirt', 'socks'] },
  { filter: { entity: 'product' }, keys: ['hat', 'shirt', 'socks'] },
  { filter: { entity: 'category' }, keys: [] },
  { filter: { status: 'rejected' }, keys: ['gloves', 'hat', 'shirt'] },
  { filter: { status: 'failed' }, keys: ['socks'] },
  { filter: { stage: 'map' }, keys: ['gloves', 'shirt'] },
  { filter: { stage: 'gate' }, keys: ['hat'] },
  { filter: { keys: ['gloves', 'socks', 'unknown'] }, keys: ['gloves', 'socks'] },
  { filter: { keys: [] }, keys: [] },
  { filter: { code: 'value.too_long' }, keys: ['gloves', 'hat', 'shirt'] },
  { filter: { code: 'connection.timeout' }, keys: ['socks'] },
  { filter: { code: 'connection' }, keys: [] },
  { filter: { entity: 'product', status: 'rejected', stage: 'map', code: 'value.missing' }, keys: ['shirt'] },
  { filter: { status: 'failed', keys: ['shirt'] }, keys: [] },
];

/** Records that need a person. */
export const deadLetterCases: readonly StoreCase[] = [
  {
    id: 'dead-letters.round-trip',
    title: 'Dead letters come back as they were committed, each under its own key',
    async run(store) {
      const lease = await store.acquire('shop', longTime);
      const keys = [...peculiarKeys, 'products.csv:17'];
      const letters = keys.map((key, index) => (index % 2 === 0 ? rejectedLetter(key) : failedLetter(key)));
      await store.commit(lease, { deadLetters: { entity: 'product', set: letters } });
      const found = await allDeadLetters(store, 'shop');
      const byKey = new Map(found.map((letter) => [letter.key, letter]));
      assertEqual(
        keys.map((key) => byKey.get(key)),
        letters,
        'deadLetters() must give what commit() was given.',
      );
      assertEqual(found.length, letters.length, 'Each dead letter must come once.');
      assertEqual(
        await allDeadLetters(store, 'other'),
        [],
        'Dead letters belong to the pipeline that committed them.',
      );
    },
  },
  {
    id: 'dead-letters.attempts',
    title: 'A record that fails again adds its attempts and keeps when it began',
    async run(store) {
      const lease = await store.acquire('shop', longTime);
      const [first, again] = [rejectedLetter('shirt'), failedLetter('shirt')];
      await store.commit(lease, { deadLetters: { entity: 'product', set: [first] } });
      await store.commit(lease, { deadLetters: { entity: 'product', set: [again, again] } });
      assertEqual(
        await allDeadLetters(store, 'shop'),
        [{ ...again, attempts: 9, firstAt: first.firstAt }],
        'Join a dead letter with the one that is kept already: joinDeadLetters() of @pim-connector/core.',
      );
    },
  },
  {
    id: 'dead-letters.remove',
    title: 'A dead letter that was removed is gone, and begins anew if it comes again',
    async run(store) {
      const lease = await store.acquire('shop', longTime);
      const letters = [rejectedLetter('hat'), rejectedLetter('shirt')];
      await store.commit(lease, { deadLetters: { entity: 'product', set: letters } });
      await store.commit(lease, { deadLetters: { entity: 'price', remove: ['hat'] } });
      await store.commit(lease, { deadLetters: { entity: 'product', remove: ['shirt', 'unknown'] } });
      assertEqual(
        await allDeadLetters(store, 'shop'),
        [rejectedLetter('hat')],
        'Exactly the dead letters with the removed keys of the entity must go.',
      );
      await store.commit(lease, { deadLetters: { entity: 'product', set: [failedLetter('shirt')] } });
      assertEqual(
        await allDeadLetters(store, 'shop', { keys: ['shirt'] }),
        [failedLetter('shirt')],
        'Nothing of a removed dead letter may be left.',
      );
    },
  },
  {
    id: 'dead-letters.filters',
    title: 'A filter gives the dead letters for which all of it holds',
    async run(store) {
      const lease = await store.acquire('shop', longTime);
      const products = [
        failedLetter('socks'),
        { ...rejectedLetter('hat'), stage: 'gate' } as const,
        rejectedLetter('shirt'),
      ];
      const prices = [{ ...rejectedLetter('gloves'), entity: 'price' } as const];
      await store.commit(lease, { deadLetters: { entity: 'product', set: products } });
      await store.commit(lease, { deadLetters: { entity: 'price', set: prices } });
      for (const { filter, keys } of filters) {
        // oxlint-disable-next-line no-await-in-loop
        const found = await allDeadLetters(store, 'shop', filter);
        assertEqual(
          found.map(({ key }) => key).toSorted(),
          keys,
          `deadLetters() must mean by ${JSON.stringify(filter)} what matchesDeadLetter() of @pim-connector/core means.`,
        );
      }
    },
  },
  {
    id: 'dead-letters.order',
    title: 'Many dead letters come by entity and key, each once, also while they are being removed',
    async run(store) {
      const lease = await store.acquire('shop', longTime);
      const keys = Array.from({ length: 1200 }, (_, index) => `sku-${String(index).padStart(4, '0')}`);
      for (const entity of ['product', 'price'] as const) {
        const set = keys.toReversed().map((key) => ({ ...rejectedLetter(key), entity }));
        // oxlint-disable-next-line no-await-in-loop
        await store.commit(lease, { deadLetters: { entity, set } });
      }
      const all = ['price', 'product'].flatMap((entity) => keys.map((key) => `${entity} ${key}`));
      const advice = 'Order by entity and key, and go on after the last key instead of counting rows.';
      const listed = await allDeadLetters(store, 'shop');
      assertEqual(
        listed.map(({ entity, key }) => `${entity} ${key}`),
        all,
        advice,
      );
      const seen: string[] = [];
      for await (const page of store.deadLetters('shop')) {
        seen.push(...page.map(({ entity, key }) => `${entity} ${key}`));
        for (const entity of ['product', 'price'] as const) {
          const remove = page.filter((letter) => letter.entity === entity).map(({ key }) => key);
          // oxlint-disable-next-line no-await-in-loop
          await store.commit(lease, { deadLetters: { entity, remove } });
        }
      }
      assertEqual(seen, all, advice);
      assertEqual(await allDeadLetters(store, 'shop'), [], 'All of them were removed.');
    },
  },
];
