/** What a person can do about an error of the operating system, by its code. */
const remedies: Readonly<Record<string, string>> = {
  ENAMETOOLONG: 'the name is too long; choose a shorter one',
  ENOENT: 'there is no such file or folder, and it cannot be made there; name another',
  ENOTDIR: 'a part of it is a file and no folder; name a folder',
  EEXIST: 'a file of this name is there; name a folder',
  EISDIR: 'this is a folder; name a file',
  EACCES: 'this user may not open it; change its permissions, or name another',
  EPERM: 'this user may not do that there; change its permissions, or name another',
  EROFS: 'that disk can be read alone; name a place on another one',
  ENOSPC: 'the disk is full; make room and run it again: nothing that was stored is lost',
  EDQUOT: 'the quota of this user is used up; make room and run it again: nothing that was stored is lost',
  ELOOP: 'its links lead in a circle; name the place itself',
  EMFILE: 'too many files are open; close other programs, or raise the limit (ulimit -n)',
  ENFILE: 'too many files are open on this machine; close other programs',
  EIO: 'the disk does not answer as it should; look at its health before going on',
};

/** The same for the numbers of SQLite, which keeps the queues and the lock of a data folder. */
const ofSqlite: Readonly<Record<number, string>> = { 8: 'EROFS', 10: 'EIO', 13: 'ENOSPC', 14: 'EACCES' };

const shortened = (path: string): string => (path.length > 80 ? `${path.slice(0, 40)}…${path.slice(-20)}` : path);
const fieldOf = (error: Error, name: string): unknown => (name in error ? error[name as keyof Error] : undefined);

/** An error of files and folders in plain words; undefined for any other. */
export function systemTrouble(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const [code, errcode, path] = ['code', 'errcode', 'path'].map((name) => fieldOf(error, name));
  const name = code === 'ERR_SQLITE_ERROR' ? ofSqlite[Number(errcode) % 256] : code;
  const remedy = typeof name === 'string' ? remedies[name] : undefined;
  if (remedy !== undefined) return `${typeof path === 'string' ? shortened(path) : 'the data folder'}: ${remedy} (${name})`;
  return error.cause === undefined ? undefined : systemTrouble(error.cause);
}
