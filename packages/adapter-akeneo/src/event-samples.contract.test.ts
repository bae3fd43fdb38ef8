import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { Secret, signHmac } from '@pim-connector/core';
import type { ChangeHint, Webhooks } from '@pim-connector/core';
import { describe, expect, test } from 'vitest';

import { akeneo } from './akeneo-source.ts';
import { testContext } from './testing/read-all.ts';

const secret = 'a-secret-of-sixteen-characters';

interface Sample {
  readonly id: string;
  readonly type: string;
  readonly time: string;
  readonly data: { readonly author: { readonly identifier: string } };
}

const folder = process.env['PIM_CONTRACTS'] ?? '';
const contract = JSON.parse(readFileSync(join(folder, 'akeneo/event-platform-samples.json'), 'utf8')) as {
  readonly samples: readonly Sample[];
  readonly types_seen: readonly string[];
  readonly types_prefix: string;
};

const source = akeneo({ url: 'https://pim.example', accessToken: 'any-app-token', webhookSecrets: [secret] });
const webhooks = source.webhooks as Webhooks;

/** Delivers an event as the platform does: signed over its bytes. */
async function delivered(event: object) {
  const body = new TextEncoder().encode(JSON.stringify(event));
  const headers = new Headers({
    'x-akeneo-signature-primary': await signHmac(body, new Secret(secret)),
    'x-akeneo-signature-algorithm': 'HmacSHA256',
  });
  const verified = await webhooks.verify(
    { method: 'POST', url: 'https://us.example/hook', headers, body },
    testContext(),
  );
  return { verified, hints: webhooks.parse(verified) };
}

const uuid = '6a9f8486-2c36-4680-b87f-6f5f8f01b6cf';

/** What each sample must leave us to read anew. */
const expected: Readonly<Record<string, Omit<ChangeHint, 'origin'>>> = {
  'product.created': { entity: 'product', key: uuid, kind: 'changed' },
  'product.updated': { entity: 'product', key: 'only-if-send_product_identifier', kind: 'changed' },
  'product.updated.delta': { entity: 'product', key: uuid, kind: 'changed' },
  'product.deleted': { entity: 'product', key: uuid, kind: 'deleted' },
  'product-model.updated': { entity: 'product', key: 'a-product-model-code', kind: 'changed' },
  'asset.updated': { entity: 'asset', key: 'family1:asset1', kind: 'changed' },
  'attribute-option.updated': { entity: 'attribute', key: 'an_attribute', kind: 'changed' },
};

describe('the samples of events', () => {
  test('are all looked at', () => {
    const types = contract.samples.map(({ type }) => type.slice(contract.types_prefix.length));
    expect(types.toSorted()).toEqual(Object.keys(expected).toSorted());
  });

  test.each(contract.samples.map((sample) => [sample.type, sample] as const))('%s', async (type, sample) => {
    const topic = type.slice(contract.types_prefix.length);
    const { verified, hints } = await delivered(sample);
    expect(verified).toMatchObject({ id: sample.id, topic, occurredAt: sample.time });
    expect(hints).toEqual([{ ...expected[topic], origin: sample.data.author.identifier }]);
    expect(webhooks.tellsOfGap?.(verified)).toBe(false);
  });
});

/** `asset.created|updated` names two types. */
function typesOf(pattern: string): readonly string[] {
  const [, subject = '', changes = ''] = /^([\w-]+)\.(.*)$/.exec(pattern) ?? [];
  return changes.split('|').map((change) => `${subject}.${change}`);
}

// The subject of an event stands in its data under this name, with this in it.
const subjects: Readonly<Record<string, object>> = {
  asset: { code: 'a', asset_family: { code: 'f' } },
  attribute: { code: 'a' },
  'attribute-option': { code: 'o', attribute: { code: 'a' } },
  category: { code: 'c' },
  family: { code: 'f' },
  product: { uuid },
  'product-model': { code: 'm' },
};

// There is no record of ours that these are about.
const others = new Set(['app', 'connection', 'attribute-group', 'reference-entity-record']);

test.each(contract.types_seen.flatMap(typesOf))('the type %s is known', async (topic) => {
  const [subject = ''] = topic.split('.');
  const { hints } = await delivered({
    specversion: '1.0',
    id: topic,
    type: `${contract.types_prefix}${topic}`,
    source: 'pim',
    data: {
      [subject.replaceAll('-', '_')]: subjects[subject] ?? { code: 'x' },
      author: { identifier: 'julia' },
    },
  });
  expect(hints).toHaveLength(others.has(subject) ? 0 : 1);
});
