import { type Command, Option } from 'commander';
import { InputError, UsageError } from '../../shared/model/errors.ts';
import { type ApiToken, type Scope, scopes } from '../../shared/model/reader.ts';
import { dayOf } from '../../shared/model/time.ts';
import { opt } from '../../shared/model/values.ts';
import { beijing } from '../../shared/pages/words/days.ts';
import { subscriberOf } from '../../shared/pipeline/mail/subscribers.ts';
import { hasExpired, issueToken } from '../../shared/pipeline/read/reader-links.ts';
import type { Column } from '../../shared/questions/question.ts';
import { dayOption } from './check.ts';
import { type Instance, onInstance, type StoreOptions, subcommand } from './instance.ts';
import { table } from './layout.ts';
import { reply } from './output.ts';

type TokenOptions = StoreOptions & { readonly scope: Scope; readonly expires?: string; readonly reader?: string };

const longestName = 60;

function checkName(name: string): string {
  const short = name.replace(/[\p{C}\p{Z}]+/gu, ' ').trim();
  if (short === '' || short.length > longestName)
    throw new UsageError(`NAME: give whom the token is for, in 1 to ${longestName} characters`);
  return short;
}

const columnsAt = (now: Date): readonly Column<ApiToken>[] => [
  { head: 'id', cell: ({ hash }) => hash.slice(0, 12) },
  { head: 'name', cell: ({ name }) => name, yields: 1, least: 16 },
  { head: 'may', cell: ({ scope = 'read' }) => scope },
  { head: 'since', cell: ({ since }) => beijing(since).slice(0, 10) },
  {
    head: 'good until',
    cell: ({ expires }) => expires && `${expires}${hasExpired({ expires }, now) ? ' (expired)' : ''}`,
    style: ({ expires }) => (expires !== undefined && hasExpired({ expires }, now) ? 'red' : undefined),
  },
];

async function create({ context }: Instance, options: TokenOptions, name: string): Promise<void> {
  const { scope, expires, reader } = options;
  if (expires !== undefined && expires < dayOf(context.now()))
    throw new UsageError(`--expires: ${expires} has passed; name the last day on which the token is good`);
  const of = reader === undefined ? undefined : await subscriberOf(reader, context);
  if (reader !== undefined && of?.state !== 'confirmed')
    throw new InputError(`--reader: ${reader} is no confirmed reader; "hongtou subscribers list" names them`);
  const until = opt('expires', expires);
  const token = await issueToken({ name, scope, ...until, ...opt('reader', of?.id) }, context);
  reply(options, { name, token, scope, ...until, ...opt('reader', reader) }, () => [token, 'keep it: it is not shown again']);
}

async function list({ context }: Instance, options: StoreOptions): Promise<void> {
  const all = await context.tokens.list();
  const shown = all.map(({ hash, scope = 'read', ...rest }) => ({ id: hash.slice(0, 12), ...rest, scope }));
  reply(options, shown, () => (all.length === 0 ? 'no tokens' : table(columnsAt(context.now()), all)));
}

async function revoke({ context }: Instance, options: StoreOptions, id: string): Promise<void> {
  const found = (await context.tokens.list()).filter(({ hash, name }) => hash.startsWith(id) || name === id);
  const [token] = found;
  if (!token || found.length > 1) throw new InputError(`"${id}" names ${found.length} tokens; "hongtou tokens list" shows their ids`);
  await context.tokens.remove(token.hash);
  reply(options, { revoked: token.name }, () => `revoked ${token.name}`);
}

export function define(command: Command): void {
  onInstance(
    subcommand(command, 'create', 'a new token, shown once')
      .argument('<name>', 'whom it is for; stands beside its labels', checkName)
      .addOption(new Option('--scope <scope>', 'read, also label, or also edit digests').choices(scopes).default('read'))
      .option('--reader <address>', 'a confirmed reader whose own it is: an assistant with it sets what that reader is told of')
      .option('--expires <date>', 'the last day on which it is good, as 2026-12-31', dayOption('--expires')),
    create,
    { fills: true },
  );
  onInstance(subcommand(command, 'list', 'names of the tokens, what they may do, and until when'), list);
  onInstance(
    subcommand(command, 'revoke', 'take a token back, with every session that it opened').argument('<id>', 'its id or name'),
    revoke,
  );
}
