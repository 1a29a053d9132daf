import {
  DamagedError,
  diskAdvice,
  InputError,
  isDiskFull,
  messageOf,
  NotReadyError,
  SourceError,
  UsageError,
} from '../../shared/model/errors.ts';
import { RequestProblem } from '../../shared/questions/question.ts';
import rows from './system-errors.json' with { type: 'json' };

/** What to do about each error of the files, and why an address is not reached. */
const { files: remedies, network: ofNetwork }: Readonly<Record<keyof typeof rows, Readonly<Record<string, string>>>> = rows;

const ofSqlite: Readonly<Record<number, string>> = { 8: 'EROFS', 10: 'EIO', 13: 'ENOSPC', 14: 'EACCES' };
/** The file that SQLite shares between processes cannot grow: so a disk without any room shows first. */
const noRoomToShare = 4874;

const shortened = (path: string): string => (path.length > 80 ? `${path.slice(0, 40)}…${path.slice(-20)}` : path);
const fieldOf = (error: Error, name: string): unknown => (name in error ? error[name as keyof Error] : undefined);

export function networkTrouble(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const [code, hostname, address, port] = ['code', 'hostname', 'address', 'port'].map((name) => fieldOf(error, name));
  const why = ofNetwork[String(code)] ?? ofNetwork[error.name];
  if (why === undefined) return undefined;
  const place = hostname ?? (address === undefined ? 'what was asked' : `${address}:${port}`);
  return `${place} cannot be reached (${why}); is this machine online, the region spelt right, and no firewall between? Then run it again`;
}

const busyAtAws = /throttl|slowdown|toomanyrequests|limitexceeded/i;
const goneAtAws = /queuedoesnotexist|nonexistentqueue|resourcenotfound|nosuchbucket/i;
const madeAgain =
  'make it again under its name (CloudFormation console, Resources), or npx hongtou destroy, which keeps the data, and npx hongtou deploy';
const refusedByAws = /accessdenied|unauthorized|notauthorized|expiredtoken|unrecognizedclient|invalidclienttoken|signaturedoesnotmatch/i;

function awsTrouble(error: Error): string | undefined {
  const answer = fieldOf(error, '$metadata') as { readonly httpStatusCode?: number } | undefined;
  if (answer === undefined) return undefined;
  const { httpStatusCode: status = 0 } = answer;
  const said = `AWS answered ${status} (${error.name}: ${error.message.split('\n')[0]})`;
  if (status >= 500 || status === 429 || busyAtAws.test(error.name))
    return `${said}; that is trouble of its service, which passes: run the same again in some minutes`;
  if (status === 401 || status === 403 || refusedByAws.test(error.name))
    return `${said}; allow it to these credentials, or name others with AWS_PROFILE`;
  if (goneAtAws.test(error.name)) return `${said}; something that the stack names was deleted: ${madeAgain}`;
  return undefined;
}

export function systemTrouble(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const [code, errcode, path] = ['code', 'errcode', 'path'].map((name) => fieldOf(error, name));
  const short = errcode === noRoomToShare ? 13 : Number(errcode) % 256;
  const name = code === 'ERR_SQLITE_ERROR' ? ofSqlite[short] : code;
  const remedy = typeof name === 'string' ? remedies[name] : undefined;
  if (remedy !== undefined) return `${typeof path === 'string' ? shortened(path) : 'the data folder'}: ${remedy} (${name})`;
  return networkTrouble(error) ?? awsTrouble(error) ?? (error.cause === undefined ? undefined : systemTrouble(error.cause));
}

const told = [InputError, SourceError, NotReadyError, DamagedError, RequestProblem];

const toldTrouble = (error: unknown): string | undefined =>
  told.some((each) => error instanceof each) ? messageOf(error) : (systemTrouble(error) ?? (isDiskFull(error) ? diskAdvice : undefined));

/** Prints an error and returns the exit status of docs/contract.md 2: 1 failed, 2 wrong usage. A bug keeps its stack. */
export function exitStatus(error: unknown): 1 | 2 {
  const trouble = toldTrouble(error);
  console.error(trouble === undefined ? (error instanceof Error ? error.stack : error) : `hongtou: ${trouble}`);
  return error instanceof UsageError || (error instanceof RequestProblem && error.status === 400) ? 2 : 1;
}
