import { type Command, Option } from 'commander';
import { type DeadLetterQueue, type DeadMessage, deadLetterQueues } from '../../shared/model/alarm.ts';
import { InputError } from '../../shared/model/errors.ts';
import type { Context } from '../../shared/model/ports.ts';
import { beijing } from '../../shared/pages/words/days.ts';
import { type Redriven, redrive } from '../../shared/pipeline/watch/redrive.ts';
import { describeDead } from '../../shared/pipeline/watch/stack-alarms.ts';
import { type Column, countOf } from '../../shared/questions/question.ts';
import { type Instance, onInstance, type StoreOptions, withStore } from './instance.ts';
import { heading, table } from './layout.ts';
import { reply } from './output.ts';

type Options = StoreOptions & { readonly queue?: DeadLetterQueue; readonly list?: true };

const mostShown = 10;

type ListedQueue = { readonly queue: DeadLetterQueue; readonly count: number; readonly messages: readonly ListedMessage[] };
type ListedMessage = Omit<DeadMessage, 'body' | 'queue'> & { readonly asks: string };

async function listed(queue: DeadLetterQueue, { deadLetters }: Context): Promise<ListedQueue> {
  const count = await deadLetters.count(queue);
  const shown = count === 0 ? [] : await deadLetters.peek(queue, mostShown);
  const messages = shown.map(({ body, queue: _queue, ...message }) => ({ ...message, asks: describeDead({ body }) }));
  return { queue, count, messages };
}

/** In place of an instant: some services, as emulators of SQS, keep none. */
const unsent = 'nobody knows since when';
const unsaid = 'it did not say why: it was stopped, or its log has expired';

function listText({ queue, count, messages }: ListedQueue): string {
  const columns: readonly Column<ListedMessage>[] = [
    { head: 'since', cell: ({ at }) => (at === undefined ? unsent : beijing(at)) },
    { head: 'asks', cell: ({ asks }) => asks, yields: 1, least: 30, wraps: true },
    { head: 'sent again', cell: ({ redrives }) => redrives, align: 'right' },
  ];
  const under = ({ reason, id }: ListedMessage): string[] => [reason ?? unsaid, `message ${id}`];
  const more = count > messages.length && messages.length > 0 ? `, the first ${messages.length} are` : '';
  const head = heading(`${queue}: ${count === 0 ? 'no dead letters' : `${countOf(count, 'dead letter')}${more}`}`);
  return `${head}\n${table(columns, messages, { under })}`;
}

const redrivenText = ({ queue, sent, read, cleared, left }: Redriven): string =>
  [
    `${queue}: ${sent} sent again`,
    ...(read > 0 ? [`${read} read now`] : []),
    ...(cleared > 0 ? [`${cleared} cleared, since the next call did their work`] : []),
    ...(left > 0 ? [`${left} left: held by another process, or nothing knows them`] : []),
  ].join(', ');

async function chosen({ queue, stack }: Options, { deadLetters }: Context): Promise<readonly DeadLetterQueue[]> {
  const queues = await deadLetters.queues();
  if (queues.length === 0) throw new InputError(`--stack ${stack}: its version names no dead letters; deploy this one`);
  if (queue !== undefined && !queues.includes(queue)) throw new InputError(`--queue ${queue}: this instance has ${queues.join(', ')}`);
  return queue === undefined ? queues : [queue];
}

/** A command works no queue off but its own: in a folder nobody does until one of these is called. */
const waits =
  'what was sent again is worked off by "hongtou start", where it runs, else by the next "hongtou run", mails by "hongtou digest --all"';

async function run({ context, deployed }: Instance, options: Options): Promise<void> {
  const queues = await chosen(options, context);
  if (options.list) {
    const all: ListedQueue[] = [];
    for (const queue of queues) all.push(await listed(queue, context));
    return reply(options, all, () => all.map(listText).join(''));
  }
  const done: Redriven[] = [];
  for (const queue of queues) done.push(await redrive(queue, context));
  const told = !deployed && done.some(({ sent }) => sent > 0) ? [waits] : [];
  reply(options, done, () => [...done.map(redrivenText), ...told]);
  if (done.some(({ left }) => left > 0)) process.exitCode = 3;
}

export const define = (command: Command): Command =>
  onInstance(
    withStore(command)
      .addOption(new Option('--queue <name>', 'dead letters of one queue alone').choices(deadLetterQueues))
      .option('--list', 'show what waits, since when and why; change nothing'),
    run,
  );
