// A server that answers as a shop does whose bulk mutations are done at once, and keeps nothing of what is uploaded but
// the number of its lines. Tells its port to the process that started it, and the lines of all files when it is asked.
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import process from 'node:process';

const lineFeed = 0x0a;
const lines = new Map<string, number>();
const operations: { readonly path: string; readonly query: string }[] = [];
let total = 0;
let port = 0;

interface Call {
  readonly operationName: string;
  readonly variables: Readonly<Record<string, string>>;
}

function answerCall({ operationName, variables }: Call): object {
  switch (operationName) {
    case 'StagedUploadCreate': {
      const path = `tmp/${lines.size}`;
      lines.set(path, 0);
      const parameters = [{ name: 'key', value: path }];
      const url = `http://127.0.0.1:${port}/upload/${path}`;
      return { stagedUploadsCreate: { stagedTargets: [{ url, parameters }], userErrors: [] } };
    }
    case 'BulkMutationStart': {
      const { path = '', mutation = '' } = variables;
      operations.push({ path, query: mutation });
      const id = `gid://shopify/BulkOperation/${operations.length - 1}`;
      return { bulkOperationRunMutation: { bulkOperation: { id }, userErrors: [] } };
    }
    case 'BulkMutationState': {
      const number = Number(variables['id']?.split('/').at(-1));
      const objectCount = lines.get(operations[number]?.path ?? '') ?? 0;
      const url = `http://127.0.0.1:${port}/result/${number}`;
      const state = { id: variables['id'], status: 'COMPLETED', errorCode: null, objectCount, url };
      return { bulkOperation: { ...state, partialDataUrl: null } };
    }
    case 'MetafieldDefinitionCreate':
      return { metafieldDefinitionCreate: { createdDefinition: { id: 'x' }, userErrors: [] } };
    default:
      throw new Error(`No answer to ${operationName}`);
  }
}

function call(request: IncomingMessage, response: ServerResponse): void {
  const chunks: Buffer[] = [];
  request
    .on('data', (chunk: Buffer) => chunks.push(chunk))
    .on('end', () => {
      const data = answerCall(JSON.parse(Buffer.concat(chunks).toString()) as Call);
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ data }));
    });
}

// Lines of a form end with CR LF, those of the file do not.
function upload(request: IncomingMessage, response: ServerResponse, path: string): void {
  let count = 0;
  let before = 0;
  request
    .on('data', (chunk: Buffer) => {
      for (let at = chunk.indexOf(lineFeed); at !== -1; at = chunk.indexOf(lineFeed, at + 1))
        if ((at === 0 ? before : chunk[at - 1]) !== 0x0d) count += 1;
      before = chunk.at(-1) ?? before;
    })
    .on('end', () => {
      lines.set(path, count);
      total += count;
      response.writeHead(201).end();
    });
}

function result(response: ServerResponse, number: number): void {
  const count = lines.get(operations[number]?.path ?? '') ?? 0;
  response.setHeader('content-type', 'application/jsonl');
  let line = 0;
  const write = () => {
    while (line < count) {
      const id = `${number}${String(line).padStart(6, '0')}`;
      const variant = { id: `gid://shopify/ProductVariant/${id}`, sku: null };
      const nodes = [1, 2, 3].map((item) => ({
        ...variant,
        inventoryItem: { id: `gid://shopify/InventoryItem/${id}${item}` },
      }));
      const product = {
        id: `gid://shopify/Product/${id}`,
        handle: id,
        variants: { nodes, pageInfo: { hasNextPage: false, endCursor: null } },
      };
      const row = { data: { productSet: { product, userErrors: [] } }, __lineNumber: line };
      line += 1;
      if (!response.write(`${JSON.stringify(row)}\n`)) {
        response.once('drain', write);
        return;
      }
    }
    response.end();
  };
  write();
}

const server = createServer((request, response) => {
  const path = request.url ?? '';
  if (path.startsWith('/upload/')) upload(request, response, path.slice('/upload/'.length));
  else if (path.startsWith('/result/')) result(response, Number(path.slice('/result/'.length)));
  else call(request, response);
});
server.listen(0, '127.0.0.1', () => {
  ({ port } = server.address() as AddressInfo);
  process.send?.(port);
});
process.on('message', () => process.send?.(total));
process.on('disconnect', () => process.exit());
