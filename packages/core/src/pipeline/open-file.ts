import type { ConnectorContext, FileContent, Source } from '../connector/index.ts';
import { ConnectorError } from '../errors/index.ts';
import { fileDownloader } from '../http/index.ts';
import type { RecordKey } from '../model/index.ts';
import type { PipelineOptions } from './pipeline-options.ts';

/**
 * Makes what destinations open files of assets with: as the source gives them, or else by the address that the asset record
 * of the source has.
 */
export function fileOpener(
  source: Pick<Source, 'type' | 'fetch' | 'openFile'>,
  { files = {} }: Pick<PipelineOptions, 'files'>,
  context: ConnectorContext,
): (key: RecordKey) => Promise<FileContent> {
  const download = fileDownloader({ connector: source.type, clock: context.clock, ...files });
  return async (key) => {
    const given = await source.openFile?.(key, context);
    if (given) return given;
    const url = await addressOf(key, source, context);
    return download(url, context.signal);
  };
}

async function addressOf(
  key: RecordKey,
  { type, fetch }: Pick<Source, 'type' | 'fetch'>,
  context: ConnectorContext,
): Promise<string> {
  const found = await fetch?.({ entity: 'asset', keys: [key] }, context);
  const record = found?.get(key);
  if (!record || record.op === 'delete') {
    throw new ConnectorError(
      'resource.missing',
      `The source ${type} does not give the file of the asset “${key}”`,
      {
        connector: type,
        entity: 'asset',
        key,
        hint:
          fetch === undefined
            ? 'The source cannot read single assets: have the mapping set the address of the file.'
            : 'Look whether the asset is still there, and whether the connection may see it.',
      },
    );
  }
  const { url, urlKind } = record.data;
  if (urlKind !== 'private') return url;
  throw new ConnectorError(
    'resource.missing',
    `The file of the asset “${key}” is private, and the source ${type} does not open it`,
    {
      connector: type,
      entity: 'asset',
      key,
      hint: 'Make the file public, or ask the author of the source for `openFile`.',
    },
  );
}
