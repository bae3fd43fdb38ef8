import { serve } from '@pim-connector/testkit';
import { expect, test } from 'vitest';

import { createAkeneoSimulator } from './create-akeneo-simulator.ts';
import { connect } from './testing/api-client.ts';

test('the simulator can be served on a port: links lead back to it, files go both ways, events arrive', async () => {
  const received: string[] = [];
  const hook = await serve(async (request) => {
    received.push(await request.text());
    return new Response();
  });
  const simulator = createAkeneoSimulator();
  const server = await serve(simulator.handler);
  try {
    const atPort = {
      connection: simulator.connection,
      handler: (request: Request) =>
        fetch(new Request(request.url.replace('http://pim.example', server.url), request)),
    };
    const client = await connect(atPort);
    const page = await client.get('/products-uuid?pagination_type=search_after&limit=5');
    const { next } = page.json()['_links'] as { readonly next: { readonly href: string } };
    expect(next.href).toContain(server.url);
    expect((await client.get(next.href)).items()).toHaveLength(5);

    const form = new FormData();
    form.set(
      'product',
      JSON.stringify({ identifier: 'LANTERN-1', attribute: 'picture', locale: null, scope: null }),
    );
    form.set('file', new File([new Uint8Array([0, 255, 10, 13])], 'light.png', { type: 'image/png' }));
    const uploaded = await client.send('POST', '/media-files', form);
    const download = await fetch(`${uploaded.headers.get('location') ?? ''}/download`, {
      headers: { authorization: `Bearer ${client.token}` },
    });
    expect(new Uint8Array(await download.arrayBuffer())).toEqual(new Uint8Array([0, 255, 10, 13]));

    const headers = { 'x-pim-token': client.token, 'x-pim-url': server.url };
    const subscribers = `${server.url}/api/v1/subscribers`;
    const made = await client.send(
      'POST',
      subscribers,
      { name: 'n', contact: { technical_email: 'a@example.com' } },
      headers,
    );
    const { id } = made.json() as { readonly id: string };
    const config = { url: `${hook.url}/in`, secret: { primary: 'secret' } };
    const events = ['com.akeneo.pim.v1.product.deleted'];
    await client.send(
      'POST',
      `${subscribers}/${id}/subscriptions`,
      { source: 'pim', type: 'https', events, config },
      headers,
    );
    simulator.user.deleteProduct('LOOSE-CORD');
    await simulator.events.settled();
    expect(received).toHaveLength(1);
  } finally {
    await server.close();
    await hook.close();
  }
});
