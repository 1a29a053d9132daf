import { InputError } from '../../shared/model/errors.ts';

type Said = Error & { readonly code?: string; readonly errcode?: number };

/** What SQLite (11, 26) and LevelDB say of files that are not as they were written, not of a disk that is full or closed to this user. */
const isDamage = ({ code, errcode, message }: Said): boolean =>
  errcode === 11 ||
  errcode === 26 ||
  code === 'LEVEL_CORRUPTION' ||
  (code === 'LEVEL_IO_ERROR' && /no such file|a directory|invalid/i.test(message));

/** The error of a store that cannot be opened: where its files are damaged, what that means and what to do. */
export function storeError(error: unknown, path: string, remedy: string): unknown {
  const said = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (!(said instanceof Error && isDamage(said))) return error;
  return new InputError(`${path} is damaged (${said.message}): ${remedy}`, { cause: error });
}
