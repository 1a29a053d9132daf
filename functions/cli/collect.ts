import { type Command, Option } from 'commander';
import { collectorQueue, readEnvironment } from '../../shared/model/configuration.ts';
import { InputError, UsageError } from '../../shared/model/errors.ts';
import type { Context } from '../../shared/model/ports.ts';
import type { RunNote } from '../../shared/model/run.ts';
import { opt, orEmpty } from '../../shared/model/values.ts';
import { collectElsewhere, type WorkedOff } from '../../shared/pipeline/collect/collect.ts';
import { openOwnQueue } from '../../shared/store/aws/queues.ts';
import { openDeployed, outputsOf } from './deployed.ts';
import { tellNoTranslation } from './instance.ts';
import { interruption } from './interruption.ts';
import { reply } from './output.ts';
import { progressLine } from './progress.ts';

type Options = { readonly stack: string; readonly egress?: string; readonly once?: true; readonly json?: true; readonly now?: string };

const reportedEvery = 50;

const saved = ['new', 'changed', 'same', 'withdrawn'] as const;
const countSaved = (): Record<(typeof saved)[number], number> => ({ new: 0, changed: 0, same: 0, withdrawn: 0 });

function chosen({ stack, egress }: Options, collectors: readonly string[]): string {
  if (collectors.length === 0)
    throw new InputError(
      `--stack ${stack}: its configuration has no collector; write "egress": { "home": { "collector": true } } and deploy`,
    );
  const [only = ''] = collectors;
  if (egress === undefined && collectors.length === 1) return only;
  if (egress !== undefined) return egress;
  throw new UsageError(`--egress: which one? the stack has ${collectors.join(', ').toLowerCase()}`);
}

function reportText({ done, failed, documents }: WorkedOff & { readonly documents: ReturnType<typeof countSaved> }): string {
  const back = failed > 0 ? `, ${failed} given back after a failure` : '';
  return `${done} tasks done${back}; documents: ${saved.map((each) => `${documents[each]} ${each}`).join(', ')}\n`;
}

const words = (error: unknown): string => (error instanceof Error ? `${error.name}: ${error.message}` : String(error));

function tellProgress() {
  const progress = progressLine('tasks done', reportedEvery);
  let lost = false;
  return {
    end: progress.end,
    failed: (error: unknown, id: string) => console.error(`task ${id} failed: ${words(error)}`),
    done(count: number) {
      if (lost) console.error('the instance answers again');
      lost = false;
      progress.count(count, undefined, 'Ctrl-C ends after those that are under way');
    },
    lost(error: unknown) {
      if (!lost) console.error(`the instance cannot be reached (${words(error)}); it is tried again until it answers`);
      lost = true;
    },
  };
}

function nameOf({ collectors }: Context, isMeant: (name: string) => boolean, { stack, egress = '' }: Options): string {
  const name = collectors.names.find(isMeant);
  if (name !== undefined) return name;
  const why =
    collectors.names.length === 0
      ? `--stack ${stack}: no round was made with its configuration yet; its schedule does that within five minutes`
      : `--egress ${egress}: the stack ${stack} has ${collectors.names.join(', ')}`;
  throw new UsageError(why);
}

async function collect(options: Options): Promise<void> {
  const environment = readEnvironment(await outputsOf(options.stack));
  const collector = chosen(options, Object.keys(environment.collectors ?? {}));
  const url = orEmpty(collectorQueue(environment, collector));
  const documents = countSaved();
  const note = ({ saved: outcome }: RunNote): void => {
    if (outcome) documents[outcome] += 1;
  };
  await openDeployed(
    options.stack,
    { collector, note, machineTrouble: tellNoTranslation, ...opt('now', options.now) },
    async ({ context }) => {
      const name = nameOf(context, (each) => collectorQueue(environment, each) === url, options);
      const sources = context.settings.sources.filter(({ egress }) => egress === name).length;
      const until = options.once ? 'until its queue is empty' : 'until Ctrl-C, and nothing is lost then';
      console.error(`collecting ${sources} sources for ${options.stack} as ${name} ${until}`);
      const startedAt = context.now().toISOString();
      const tell = tellProgress();
      const work = { name, once: options.once ?? false, signal: interruption(), ...tell };
      const worked = await collectElsewhere(openOwnQueue(url), context, work).finally(tell.end);
      const report = { startedAt, finishedAt: context.now().toISOString(), egress: name, sources, ...worked, documents };
      reply(options, report, () => reportText(report));
      if (worked.failed > 0) process.exitCode = 3;
    },
  );
}

export function define(command: Command): void {
  command
    .requiredOption('--stack <name>', 'the deployed instance (with AWS_PROFILE and AWS_REGION)')
    .option('--egress <name>', 'which collector of its configuration this machine is (default: the only one)')
    .option('--once', 'end when nothing waits any more')
    .option('--json', 'print what was done as one JSON document at the end')
    .addOption(new Option('--now <instant>', 'the only clock, as 2026-11-25T08:00:00+08:00').hideHelp())
    .action(collect);
}
