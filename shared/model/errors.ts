import type { Page } from './article.ts';
import type { Fixed } from './fixed.ts';
import { withoutUser } from './secrets.ts';
import type { Key } from './table.ts';
import { opt } from './values.ts';

/** What can be wrong with a page or a source. Closed: a new trouble is a change of docs/contract.md 3.1. */
const troubles = [
  'unreachable',
  'refused',
  'unrecognised',
  'truncated',
  'too-large',
  'too-complex',
  'forbidden-address',
  'off-site',
  'robots',
  'suspect',
] as const;
export type Trouble = (typeof troubles)[number];

/** The one operational error: something outside is not as it should be. Any other error is a bug. Passwords in addresses are struck out. */
export class SourceError extends Error {
  override readonly name = 'SourceError';
  readonly trouble: Trouble;
  readonly url: string;
  readonly detail: string;
  /** HTTP status when one was received; `retryAfter` in seconds when the server said so. */
  readonly status?: number;
  readonly retryAfter?: number;
  readonly page?: Page;
  /** Requests made and bytes received in vain, robots.txt included. */
  readonly requests?: number;
  readonly wireBytes?: number;
  readonly proxy?: string;
  readonly cut?: string;

  constructor(trouble: Trouble, url: string, detail: string, { cause, ...more }: ErrorOptions & SourceErrorMore = {}) {
    super(withoutUser(`${trouble}: ${detail} (${url})`), opt({ cause }));
    Object.assign(this, opt(more));
    this.trouble = trouble;
    this.url = withoutUser(url);
    this.detail = withoutUser(detail);
  }
}
type SourceErrorMore = Pick<SourceError, 'status' | 'retryAfter' | 'page' | 'requests' | 'wireBytes' | 'proxy' | 'cut'>;

/** What is asked for is being rebuilt and cannot be answered yet; the message says what to wait for. */
export class NotReadyError extends Error {
  override readonly name = 'NotReadyError';
}

/** A person's input cannot be used: the message says what, where, and the remedy. */
export class InputError extends Error {
  override readonly name = 'InputError';

  constructor(message: string, options?: ErrorOptions) {
    super(withoutUser(message), options);
  }
}

/** What was typed, or stands in the configuration: exit 2 in place of 1. */
export class UsageError extends InputError {}

/** For `catch`: nothing, where the error is of one of these classes; any other goes on. */
export const noneOn =
  (...kinds: readonly (abstract new (...given: never) => Error)[]) =>
  (error: unknown): undefined => {
    if (!kinds.some((kind) => error instanceof kind)) throw error;
  };

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Stored bytes are not those that were written, or are gone: `key` names them, `item` where they are those of an item of the table. */
export class DamagedError extends Error {
  override readonly name = 'DamagedError';
  readonly key: string;
  readonly item?: Key;

  constructor(key: string, { item, gone = false, ...options }: ErrorOptions & { readonly item?: Key; readonly gone?: boolean } = {}) {
    const why = gone ? 'is gone from the store' : 'is damaged: its bytes are not those that were written';
    super(`${key} ${why}; "hongtou rebuild" mends what can be mended, "hongtou verify" says what else is damaged`, options);
    this.key = key;
    if (item) this.item = item;
  }
}

export class RemovedError extends Error {
  override readonly name = 'RemovedError';

  constructor(id: string) {
    super(`${id} was taken out ("hongtou remove"), and stays out`);
  }
}

/** The mail service surely refused a mail. `bounced`: for good, since its reader has no mailbox there. */
export class MailRefused extends Error {
  override readonly name = 'MailRefused';
  readonly bounced: boolean;

  constructor(message: string, { bounced = false, ...options }: ErrorOptions & { readonly bounced?: boolean } = {}) {
    super(bounced ? `${bounce}${message}` : message, options);
    this.bounced = bounced;
  }
}
const bounce = 'bounced: ';
export const isBounce = (detail: string | undefined): boolean => detail?.startsWith(bounce) === true;

/** No mail can be sent now; the message says why, and what to do. What is to be sent waits. */
export class MailAway extends NotReadyError {}

const full = /ENOSPC|EDQUOT|EFBIG|no space left|file too large|quota exceeded|disk is full|disk I\/O error/i;

export function isDiskFull(error: unknown): boolean {
  for (let each = error, depth = 0; each instanceof Error && depth < 8; each = each.cause, depth += 1) {
    const code = 'code' in each ? String(each.code) : '';
    if (full.test(`${each.name} ${code} ${each.message}`)) return true;
  }
  return false;
}

/** Whether nothing else fares better now: no message of a queue counts as tried. */
export const isForAll = (error: unknown): boolean => isDiskFull(error) || error instanceof MailAway;

export const diskAdvice = 'the disk is full, or a file may not grow any more; make room and run it again: nothing that was stored is lost';

/** An error as plain data that can cross threads: a trouble of the outside world, or a bug with its stack. */
export type FailureData = Fixed<
  | { kind: 'trouble'; trouble: Trouble; url: string; detail: string; status?: number }
  | { kind: 'bug'; name: string; message: string; stack?: string }
>;

export function failureOf(error: unknown): FailureData {
  if (error instanceof SourceError) {
    const { trouble, url, detail, status } = error;
    return { kind: 'trouble', trouble, url, detail, ...opt({ status }) };
  }
  if (!(error instanceof Error)) return { kind: 'bug', name: 'Error', message: String(error) };
  const { name, message, stack } = error;
  return { kind: 'bug', name, message, ...opt({ stack }) };
}

export function errorOf(failure: FailureData): Error {
  if (failure.kind === 'trouble') {
    const { trouble, url, detail, status } = failure;
    return new SourceError(trouble, url, detail, status === undefined ? {} : { status });
  }
  const error = new Error(failure.message);
  error.name = failure.name;
  if (failure.stack !== undefined) error.stack = failure.stack;
  return error;
}
