import { isConnectorError } from '@pim-connector/core';
import type { ConnectorError, ErrorCode } from '@pim-connector/core';

import type { FileTools } from './file-tools.ts';
interface FileProblem {
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint: string;
}

/** Turns what the file system threw into an error that says what happened to which file, and what to do. */
export function fileError(thrown: unknown, path: string, tools: FileTools): ConnectorError {
  if (isConnectorError(thrown)) return thrown;
  const { code, message, hint } = problemOf(thrown, path);
  return tools.error(code, message, { hint, operation: 'read', cause: thrown });
}

function problemOf(thrown: unknown, path: string): FileProblem {
  const reason = reasonOf(thrown);
  if (reason === 'ENOENT' || reason === 'ENOTDIR') {
    return {
      code: 'resource.missing',
      message: `There is no file or folder “${path}”`,
      hint: 'Check the option “path”; a relative path starts in the folder in which the program was started.',
    };
  }
  if (reason === 'EACCES' || reason === 'EPERM') {
    return {
      code: 'permission.denied',
      message: `“${path}” may not be read`,
      hint: 'Give the user that runs the program the right to read the file and its folder.',
    };
  }
  if (reason === 'EISDIR') {
    return {
      code: 'config.invalid',
      message: `“${path}” is a folder where a file is needed`,
      hint: 'Name the file itself.',
    };
  }
  if (reason.startsWith('Z_')) {
    return {
      code: 'source.incomplete',
      message: `“${path}” is cut off or is no gzip file`,
      hint: 'Write the file again; what could be read of it so far was read.',
    };
  }
  return {
    code: 'source.incomplete',
    message: `“${path}” could not be read`,
    hint: 'Check the disk or network drive, then run again: the pass resumes where it stopped.',
  };
}

function reasonOf(thrown: unknown): string {
  return thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
}
