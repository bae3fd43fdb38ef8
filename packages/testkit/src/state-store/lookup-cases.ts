import { assertEqual } from '../assert-equal.ts';
import { fingerprintOf, linkOf, longTime, peculiarKeys } from './samples.ts';
import type { StoreCase } from './store-case.ts';

const account = 'account';
const manyKeys = Array.from({ length: 5000 }, (_, index) => `sku-${index}`);

/** Links and fingerprints by key. */
export const lookupCases: readonly StoreCase[] = [
  {
    id: 'lookup.round-trip',
    title: 'Links and fingerprints come back as they were committed, and new ones take their place',
    async run(store) {
      const lease = await store.acquire('shop', longTime);
      const keys = ['shirt', 'unknown'];
      const changed = { ...linkOf('shirt'), remote: { id: 'changed' } };
      for (const [link, fingerprint] of [
        [linkOf('shirt'), fingerprintOf('shirt')],
        [changed, { ...fingerprintOf('shirt', 'source 2'), sections: {} }],
      ] as const) {
        const delta = {
          links: { account, set: [link] },
          fingerprints: { entity: 'product', set: [fingerprint] },
        } as const;
        // oxlint-disable-next-line no-await-in-loop
        await store.commit(lease, delta);
        // oxlint-disable-next-line no-await-in-loop
        const links = await store.links(account, 'product', keys);
        // oxlint-disable-next-line no-await-in-loop
        const fingerprints = await store.fingerprints('shop', 'product', keys);
        assertEqual([...links], [['shirt', link]], 'links() must give the newest link that was committed.');
        assertEqual(
          [...fingerprints],
          [['shirt', fingerprint]],
          'fingerprints() must give the newest fingerprint that was committed, and nothing for an unknown key.',
        );
      }
    },
  },
  {
    id: 'lookup.peculiar-keys',
    title: 'Keys are compared exactly: case, blanks, accents, digits and signs all count',
    async run(store) {
      const lease = await store.acquire('shop', longTime);
      for (const key of peculiarKeys) {
        // oxlint-disable-next-line no-await-in-loop
        await store.commit(lease, {
          links: { account, set: [{ ...linkOf(key), remote: { id: `remote ${key}` } }] },
          fingerprints: { entity: 'product', set: [fingerprintOf(key)] },
        });
      }
      const links = await store.links(account, 'product', peculiarKeys);
      const fingerprints = await store.fingerprints('shop', 'product', peculiarKeys);
      const advice = 'Two keys are the same only if all their characters are.';
      assertEqual(
        peculiarKeys.map((key) => links.get(key)?.remote.id),
        peculiarKeys.map((key) => `remote ${key}`),
        advice,
      );
      assertEqual(
        peculiarKeys.map((key) => fingerprints.get(key)),
        peculiarKeys.map((key) => fingerprintOf(key)),
        advice,
      );
      const [first = '', ...others] = peculiarKeys;
      await store.commit(lease, {
        links: { account, remove: others.map((key) => ({ entity: 'product', key })) },
        fingerprints: { entity: 'product', remove: others },
      });
      assertEqual([...(await store.links(account, 'product', peculiarKeys)).keys()], [first], advice);
      assertEqual([...(await store.fingerprints('shop', 'product', peculiarKeys)).keys()], [first], advice);
    },
  },
  {
    id: 'lookup.many',
    title: '5,000 keys can be committed and looked up at once, unknown and repeated ones among them',
    async run(store) {
      const lease = await store.acquire('shop', longTime);
      const known = manyKeys.filter((_, index) => index % 5 !== 0);
      await store.commit(lease, {
        links: { account, set: known.map((key) => ({ entity: 'product', key, remote: { id: key } })) },
        fingerprints: { entity: 'product', set: known.map((key) => fingerprintOf(key)) },
      });
      const keys = [...manyKeys, ...manyKeys.slice(0, 10)];
      const links = await store.links(account, 'product', keys);
      const fingerprints = await store.fingerprints('shop', 'product', keys);
      const advice =
        'A look-up gives exactly the known ones among its keys, however many; do not bind one parameter per key.';
      assertEqual([...links.keys()].toSorted(), known.toSorted(), advice);
      assertEqual([...fingerprints.keys()].toSorted(), known.toSorted(), advice);
    },
  },
  {
    id: 'lookup.none',
    title: 'Looking up no keys gives nothing',
    async run(store) {
      const lease = await store.acquire('shop', longTime);
      await store.commit(lease, {
        links: { account, set: [linkOf('shirt')] },
        fingerprints: { entity: 'product', set: [fingerprintOf('shirt')] },
      });
      const advice = 'An empty list of keys means none, not all.';
      assertEqual([...(await store.links(account, 'product', []))], [], advice);
      assertEqual([...(await store.fingerprints('shop', 'product', []))], [], advice);
    },
  },
  {
    id: 'lookup.holders',
    title: 'Which record a thing is, is told by the links of its account and entity',
    async run(store) {
      const shop = await store.acquire('shop', longTime);
      const category = { ...linkOf('hat'), entity: 'category' } as const;
      await store.commit(shop, { links: { account, set: [linkOf('shirt'), linkOf('socks'), category] } });
      const ids = ['remote socks', 'remote shirt', 'remote hat', 'of nobody', "'"];
      assertEqual(
        Object.fromEntries(await store.holders(account, 'product', ids)),
        { 'remote shirt': 'shirt', 'remote socks': 'socks' },
        'holders() gives the key of the record whose link leads to an id, and nothing for other ids.',
      );
      const others = await Promise.all([
        store.holders(account, 'product', []),
        store.holders(account, 'category', ['remote shirt']),
        store.holders('another account', 'product', ids),
      ]);
      assertEqual(
        others.map(({ size }) => size),
        [0, 0, 0],
        'holders() knows only what is asked for, of one entity and one account.',
      );
      await store.commit(shop, {
        links: {
          account,
          set: [{ ...linkOf('shirt'), remote: { id: 'remote coat' } }],
          remove: [{ entity: 'product', key: 'socks' }],
        },
      });
      assertEqual(
        [...(await store.holders(account, 'product', [...ids, 'remote coat']))],
        [['remote coat', 'shirt']],
        'Only links that are there now count.',
      );
    },
  },
  {
    id: 'lookup.shared-thing',
    title: 'Of several records that lead to one thing the first is told, and another one when that is gone',
    async run(store) {
      const lease = await store.acquire('shop', longTime);
      const { remote } = linkOf('shirt');
      const set = ['shirt', 'coat', 'dress'].map((key) => ({ ...linkOf(key), remote }));
      await store.commit(lease, { links: { account, set } });
      const holder = async () => (await store.holders(account, 'product', [remote.id])).get(remote.id);
      const first = await holder();
      await store.commit(lease, { links: { account, remove: [{ entity: 'product', key: 'coat' }] } });
      const second = await holder();
      await store.commit(lease, { links: { account, set: [linkOf('dress')] } });
      const third = await holder();
      assertEqual(
        [first, second, third],
        ['coat', 'dress', 'shirt'],
        'holders() gives the first key by its text of those whose links lead to an id now.',
      );
    },
  },
  {
    id: 'links.moved',
    title: 'A link that is taken away only if it leads to some id stays if it leads elsewhere by now',
    async run(store) {
      const lease = await store.acquire('shop', longTime);
      await store.commit(lease, {
        links: { account, set: [linkOf('shirt'), linkOf('shoes'), linkOf('hat')] },
      });
      const removed = (key: string, id: string) => ({ entity: 'product' as const, key, id });
      await store.commit(lease, {
        links: {
          account,
          remove: [
            removed('shirt', 'elsewhere'),
            removed('shoes', linkOf('shoes').remote.id),
            { entity: 'product', key: 'hat' },
          ],
        },
      });
      const left = await store.links(account, 'product', ['shirt', 'shoes', 'hat']);
      assertEqual(
        [...left.keys()],
        ['shirt'],
        'Compare the id of the link, within the transaction: another page may just have set it.',
      );
    },
  },
  {
    id: 'lookup.sharing',
    title: 'Links belong to the account and are shared by its pipelines; fingerprints belong to the pipeline',
    async run(store) {
      const shop = await store.acquire('shop', longTime);
      await store.commit(shop, {
        links: { account, set: [linkOf('shirt'), { ...linkOf('shirt'), entity: 'variant' }] },
        fingerprints: { entity: 'product', set: [fingerprintOf('shirt')] },
      });
      const stock = await store.acquire('stock', longTime);
      await store.commit(stock, {
        links: { account, remove: [{ entity: 'variant', key: 'shirt' }] },
        fingerprints: { entity: 'product', set: [fingerprintOf('shirt', 'other source')] },
      });
      const linkCounts = await Promise.all([
        store.links(account, 'product', ['shirt']),
        store.links(account, 'variant', ['shirt']),
        store.links(account, 'category', ['shirt']),
        store.links('another account', 'product', ['shirt']),
      ]);
      assertEqual(
        linkCounts.map(({ size }) => size),
        [1, 0, 0, 0],
        'A link is found by account, entity and key, whichever pipeline committed it.',
      );
      const [own, other, price] = await Promise.all([
        store.fingerprints('shop', 'product', ['shirt']),
        store.fingerprints('stock', 'product', ['shirt']),
        store.fingerprints('shop', 'price', ['shirt']),
      ]);
      assertEqual(
        [own.get('shirt')?.source, other.get('shirt')?.source, price.size],
        ['source 1', 'other source', 0],
        'A fingerprint is found by pipeline, entity and key.',
      );
    },
  },
];
