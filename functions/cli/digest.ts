import { type Command, Option } from 'commander';
import type { Digest, Ledger } from '../../shared/model/digest.ts';
import { messageOf, UsageError } from '../../shared/model/errors.ts';
import type { Context } from '../../shared/model/ports.ts';
import { lastWeek } from '../../shared/model/time.ts';
import { digestMail } from '../../shared/pages/mail/digest-mail.ts';
import { digestText } from '../../shared/pages/mail/digest-text.ts';
import { deliverBatch, listId } from '../../shared/pipeline/mail/deliver.ts';
import { mailFor, readersFor, sendTo, sendToAll, takeBack } from '../../shared/pipeline/mail/due.ts';
import { asEdited, checkWeek, currentWeek, keptWeek, periodOf } from '../../shared/pipeline/read/digest.ts';
import { emlOf } from '../../shared/store/sqlite/mail.ts';
import { renderFor } from '../render.ts';
import { type Instance, type StoreOptions, withInstance, withStore } from './instance.ts';
import { interruption } from './interruption.ts';
import { printJson } from './output.ts';

type Options = StoreOptions & {
  readonly week?: string;
  readonly to?: string;
  readonly all?: boolean;
  readonly format: 'text' | 'html' | 'eml' | 'json';
  readonly dryRun?: boolean;
  readonly notArrived?: boolean;
};

async function printDigest(digest: Digest, options: Options, context: Context): Promise<void> {
  const { language, from } = context.settings.digest;
  if (options.json || options.format === 'json') return printJson(digest);
  if (options.format === 'text') return void process.stdout.write(digestText(digest, language));
  const { subject, html, text } = digestMail(digest, { language, baseUrl: context.baseUrl });
  if (options.format === 'html') return void process.stdout.write(html);
  const letter = { from, to: 'reader@example.org', subject, html, text, headers: listId(from) };
  process.stdout.write(await emlOf(letter, `digest-${digest.week}`, new Date(digest.composedAt)));
}

/** Mails that are on their way at a time; a kill leaves at most so many uncertain. A mail server has one connection. */
const atOnce = ({ mailer }: Context): number => (mailer.ready ? 1 : 10);

type State = Ledger['state'];

async function outcomes(periods: readonly string[], context: Context): Promise<(state: State) => number> {
  const ledgers: Ledger[] = [];
  for (const period of periods) ledgers.push(...(await context.digests.ledgers(period)));
  return (state) => ledgers.filter((entry) => entry.state === state).length;
}

async function rehearse(week: string, { to, json, week: named }: Options, context: Context): Promise<void> {
  const readers: string[] = [];
  for (const reader of await readersFor(to, context)) {
    const known = await context.digests.ledger(mailFor(reader, named, context).period, reader.id);
    if (!known || known.state === 'failed' || known.unasked) readers.push(reader.address);
  }
  if (json) return printJson({ week, period: periodOf(week, context.now()), dryRun: true, readers: readers.toSorted() });
  console.error(`nothing sent: ${week} would go to ${readers.length} reader(s)`);
}

async function send(week: string, options: Options, { context, drain }: Instance): Promise<void> {
  if (options.dryRun) return rehearse(week, options, context);
  const interrupted = interruption();
  await keptWeek(week, context);
  const period = periodOf(week, context.now());
  const readers = await readersFor(options.to, context);
  const periods = [...new Set([period, ...readers.map((reader) => mailFor(reader, options.week, context).period)])];
  const before = await outcomes(periods, context);
  if (options.to !== undefined && options.notArrived) await takeBack(options.to, options.week, context);
  const requested = await (options.to === undefined ? sendToAll(options.week, context) : sendTo(options.to, options.week, context));
  const failures: string[] = [];
  const report = (error: unknown) => failures.push(messageOf(error));
  const timeLeft = () => (interrupted.aborted ? 0 : Number.POSITIVE_INFINITY);
  await drain('mail', (event) => deliverBatch(renderFor(context))(event, context, report, timeLeft), atOnce(context), interrupted);
  const now = await outcomes(periods, context);
  const [failed, uncertain, begun] = [now('failed'), now('uncertain'), now('claimed') + now('asked')];
  const sent = now('sent') - before('sent');
  if (options.json) printJson({ week, period, asked: requested.length, sent, failed, uncertain, begun });
  console.error(
    `${week}: asked for ${requested.length}, sent now ${sent}, failed ${failed}, uncertain ${uncertain}${begun > 0 ? `, begun and not reported ${begun}` : ''}`,
  );
  if (interrupted.aborted) console.error('interrupted: the mails that are left wait, and the same command sends them');
  if (interrupted.aborted || failures.length > 0 || failed + uncertain + begun > 0) process.exitCode = 3;
}

export function define(command: Command): void {
  withStore(command)
    .option('--week <week>', 'as 2026-W47 (default: the last finished one)')
    .option('--to <address>', 'send to this reader')
    .option('--all', 'send to every confirmed reader')
    .addOption(new Option('--format <format>').choices(['text', 'html', 'eml', 'json']).default('text'))
    .option('--dry-run', 'say what would be sent')
    .option('--not-arrived', 'with --to: mails that may have been sent did not arrive; what they told is sent again')
    .action(async (options: Options) => {
      if (options.week !== undefined) checkWeek(options.week);
      if (options.notArrived && (options.to === undefined || options.dryRun))
        throw new UsageError('--not-arrived: goes with --to ADDRESS, and has no --dry-run');
      if (options.to !== undefined && options.all) throw new UsageError('--to and --all exclude each other');
      await withInstance(options, {}, async (instance) => {
        const { now } = instance.context;
        const week = options.week ?? lastWeek(now());
        if (week > currentWeek(now())) throw new UsageError(`--week: ${week} has not begun; it is ${currentWeek(now())}`);
        if (options.to !== undefined || options.all) await send(week, options, instance);
        else await printDigest(await asEdited(await keptWeek(week, instance.context), instance.context), options, instance.context);
      });
    });
}
