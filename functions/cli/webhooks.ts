import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import { SourceError, UsageError } from '../../shared/model/errors.ts';
import type { Context } from '../../shared/model/ports.ts';
import { opt } from '../../shared/model/values.ts';
import { testMessage, webhookMessage } from '../../shared/pages/feeds/webhook-message.ts';
import { beijing } from '../../shared/pages/words/days.ts';
import { type NamedWebhook, nameWebhooks, reviveWebhook } from '../../shared/pipeline/webhooks/named-webhooks.ts';
import { sendWebhooks } from '../../shared/pipeline/webhooks/send.ts';
import type { Column } from '../../shared/questions/question.ts';
import { type Instance, onInstance, type StoreOptions, subcommand } from './instance.ts';
import { table } from './layout.ts';
import { reply } from './output.ts';
import { paint } from './paint.ts';

function chosen(given: string | undefined, { settings }: Context): readonly NamedWebhook[] {
  const found = nameWebhooks(settings.webhooks).filter(
    ({ id, url }) => given === undefined || [id, url].includes(given) || url === URL.parse(given)?.href,
  );
  if (found.length === 0)
    throw new UsageError(
      given === undefined
        ? 'the configuration has no webhooks'
        : `"${given}" is no webhook of the configuration; "hongtou webhooks list" names them`,
    );
  return found;
}

async function stateOf({ id, name, wants, form, secretParameter }: NamedWebhook, context: Context) {
  const state = await context.webhooks.state(id);
  const dead = await context.webhooks.dead(id);
  const { v: _v, position, waiting = [], day: _day, ...rest } = state ?? {};
  const behind = position === undefined ? 0 : (await context.documents.newsEnd()) - position;
  return { id, name, wants, ...opt({ form, secretParameter }), ...rest, behind, waiting, dead };
}

type ShownWebhook = Awaited<ReturnType<typeof stateOf>>;

const wishOf = ({ wants }: ShownWebhook): string =>
  'document' in wants
    ? `document ${wants.document}`
    : Object.entries(wants.filters)
        .map((pair) => pair.join(' '))
        .join(', ') || 'everything';

const stateWords = ({ off, trouble, takenAt }: ShownWebhook): string =>
  off
    ? `switched off since ${beijing(off.since)}`
    : (trouble?.reason ?? (takenAt === undefined ? 'nothing sent yet' : `last taken ${beijing(takenAt)}`));

const columns: readonly Column<ShownWebhook>[] = [
  { head: 'webhook', cell: ({ name }) => name, yields: 2, least: 24, wraps: true },
  { head: 'wants', cell: wishOf, yields: 1, least: 16, wraps: true },
  { head: 'state', cell: stateWords, yields: 3, least: 20, wraps: true, style: ({ off, trouble }) => (off || trouble ? 'red' : undefined) },
  { head: 'behind', cell: ({ behind }) => behind, align: 'right' },
];

const underWebhook = ({ waiting, dead }: ShownWebhook): string[] => [
  ...waiting.map(({ position, tries, dueAt, reason }) => `waits: event ${position}, ${tries} tries, next at ${beijing(dueAt)}: ${reason}`),
  ...dead.map(({ position, tries, at, reason }) => `given up: event ${position}, ${tries} tries, ${beijing(at)}: ${reason}`),
];

async function list({ context }: Instance, options: StoreOptions): Promise<void> {
  const states = await Promise.all(nameWebhooks(context.settings.webhooks).map((webhook) => stateOf(webhook, context)));
  reply(options, states, () => (states.length === 0 ? 'no webhooks' : table(columns, states, { under: underWebhook })));
}

async function tryOne({ id, name, url, form, secretParameter }: NamedWebhook, context: Context) {
  const secret = secretParameter === undefined ? undefined : await context.webhooks.secrets.read(secretParameter);
  if (secretParameter !== undefined && secret === undefined)
    return { id, name, taken: false, said: `there is no secret ${secretParameter}; docs/webhooks.md says where to put it` };
  const sender = context.webhooks.openSender();
  try {
    const body = testMessage(context.now(), form);
    const { status, refused } = await sender.post({ url, id: `msg_${randomUUID()}`, body, ...opt({ form, secret }) });
    const said = refused === undefined ? `answered ${status}` : `answered ${status}, and says ${refused}`;
    return { id, name, taken: refused === undefined && status >= 200 && status < 300, said };
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    return { id, name, taken: false, said: error.detail };
  } finally {
    await sender.close();
  }
}

async function test({ context }: Instance, options: StoreOptions, given: string): Promise<void> {
  const tried: Awaited<ReturnType<typeof tryOne>>[] = [];
  for (const webhook of chosen(given, context)) tried.push(await tryOne(webhook, context));
  reply(options, tried, () =>
    tried.map(({ name, taken, said }) => `${paint(taken ? 'green' : 'red', taken ? 'ok  ' : 'fail')} ${name}: ${said}`),
  );
  if (tried.some(({ taken }) => !taken)) process.exitCode = 3;
}

async function retry({ context, deployed }: Instance, options: StoreOptions, given: string | undefined): Promise<void> {
  let again = 0;
  for (const webhook of chosen(given, context)) again += await reviveWebhook(webhook, context);
  const counts = deployed ? undefined : await sendWebhooks(context, webhookMessage);
  const said = counts ? `${counts.sent} messages taken, ${counts.failed} failed` : 'the stack sends them within five minutes';
  reply(options, { again, ...counts }, () => `${again} messages are due again; ${said}`);
  if (counts && counts.failed > 0) process.exitCode = 3;
}

export function define(command: Command): void {
  onInstance(subcommand(command, 'list', 'each webhook: what it wants, how far it is, what waits and what was given up'), list);
  onInstance(subcommand(command, 'test', 'send a signed message that tells nothing').argument('<url>', 'its address, or its id'), test);
  onInstance(
    subcommand(command, 'retry', 'send again what was given up or waits, and switch on what answered 410').argument(
      '[url]',
      'its address, or its id',
    ),
    retry,
  );
}
