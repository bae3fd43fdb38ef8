import { assertEqual, assertThat } from '../../assert-equal.ts';
import { awkwardDecimals, roundingErrorsIn } from '../exact-decimals.ts';
import { peculiarKeys } from '../peculiar-keys.ts';
import { readPass } from '../read-pass.ts';
import { sourcePages } from './source-case.ts';
import type { SourceCase } from './source-case.ts';

const keyAdvice =
  'Keys may hold any character: encode them wherever they stand in an address or a query (encodeURIComponent), and never join them with a separator.';

/** Values and keys that are easily damaged on the way. */
export const valueCases: readonly SourceCase[] = [
  {
    id: 'read.decimals',
    title: 'Decimals are given digit by digit: no price is calculated with in floating point',
    read: sourcePages.reading,
    async run({ bench: { source, setPrice }, context, entity }) {
      const advice =
        'take decimals as the text that they are, and multiplyDecimals() where the platform has another unit.';
      const full = { entity, mode: 'full' } as const;
      const { records } = await readPass(source, full, context);
      assertEqual(
        records.flatMap((record) => roundingErrorsIn(JSON.stringify(record))),
        [],
        `A decimal was calculated with in floating point: ${advice}`,
      );
      const key = records[0]?.key ?? '';
      for (const price of awkwardDecimals) {
        // oxlint-disable-next-line no-await-in-loop
        if (setPrice === undefined || (await setPrice(entity, key, price)) === false) return;
        // oxlint-disable-next-line no-await-in-loop
        const read = await readPass(source, full, context);
        const record = read.records.find((each) => each.key === key);
        assertThat(
          JSON.stringify(record ?? null).includes(`"${price}"`),
          `The price of “${key}” is ${price} at the platform, and must be exactly that in the record: ${advice}`,
        );
      }
    },
  },
  {
    id: 'read.peculiar-keys',
    title: 'Records whose keys hold / ? # % + and the like are read, and fetched, under just these keys',
    read: sourcePages.reading,
    async run({ bench: { source, add }, context, entity }) {
      const keys: string[] = [];
      for (const key of peculiarKeys) {
        // oxlint-disable-next-line no-await-in-loop
        if (add !== undefined && (await add(entity, key)) !== false) keys.push(key);
      }
      if (keys.length === 0) return;
      const { records } = await readPass(source, { entity, mode: 'full' }, context);
      const given = records.map(({ key }) => key);
      assertEqual(
        keys.filter((key) => !given.includes(key)),
        [],
        `A pass must give each record under its key, also where a page begins or ends with it. ${keyAdvice}`,
      );
      if (source.fetch === undefined) return;
      const [left = '', ...others] = keys;
      const found = await source.fetch({ entity, keys }, context);
      assertEqual(
        keys.map((key) => [key, found.get(key)?.key]),
        keys.map((key) => [key, key]),
        `fetch() must give each record under its key. ${keyAdvice}`,
      );
      // What they would be cut to is asked for beside them, or alone.
      const single = await source.fetch({ entity, keys: others.slice(0, 1) }, context);
      assertEqual(
        [single.size, single.has(left)],
        [Math.min(1, others.length), false],
        `fetch() must give what was asked for, and nothing else. ${keyAdvice}`,
      );
    },
  },
];
