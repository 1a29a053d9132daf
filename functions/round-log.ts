import { type Alarm, alarmPage, alarmSubject, type SentAlarm } from '../shared/model/alarm.ts';
import type { Context } from '../shared/model/ports.ts';
import type { HourLine, RunNote } from '../shared/model/run.ts';
import { opt } from '../shared/model/values.ts';
import { megabytes } from '../shared/pipeline/watch/stack-alarms.ts';
import { compareAlarms, look } from '../shared/pipeline/watch/watch.ts';
import { countOf } from '../shared/questions/question.ts';
import type { Level, LocalLog } from './local-log.ts';
import { toldError } from './told-error.ts';

const listed = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ');

export function hourText({ sources, counted, waiting, dead, unindexed, free, alarms }: HourLine): string {
  const parts = [
    `${countOf(sources, 'source')} asked`,
    listed(counted) || 'no page visited',
    Object.keys(waiting).length > 0 ? `waiting: ${listed(waiting)}` : 'nothing waits',
    ...(Object.keys(dead).length > 0 ? [`dead letters: ${listed(dead)}`] : []),
    ...(unindexed.length > 0 ? ['documents wait for the index'] : []),
    ...(free === undefined ? [] : [`${megabytes(free)} free on the disk`]),
    countOf(alarms, 'alarm'),
  ];
  return `in the last 60 minutes ${parts.join('; ')}`;
}

const causeOf = ({ failure, condition = 'ok', trouble }: RunNote): string | undefined =>
  failure?.kind ?? (condition === 'ok' || condition === 'quiet' ? undefined : (trouble?.kind ?? condition));

const counted = (names: readonly (string | undefined)[]): Readonly<Record<string, number>> =>
  Object.fromEntries([...Map.groupBy(names, (name) => name)].flatMap(([name, all]) => (name === undefined ? [] : [[name, all.length]])));

function roundOf(notes: readonly RunNote[], errors: number) {
  const asked = new Set(notes.flatMap(({ sourceId, condition }) => (condition === undefined ? [] : [sourceId])));
  const pages = notes.filter(({ saved, failure, condition }) => condition === undefined && (saved ?? failure) !== undefined).length;
  const failed = counted([...notes.map(causeOf), ...Array.from({ length: errors }, () => 'error')]);
  return { asked: asked.size, pages, new: 0, changed: 0, ...counted(notes.map(({ saved }) => saved)), failed };
}

function roundText({ asked, pages, failed, ...saved }: ReturnType<typeof roundOf>, waiting: number): string {
  const { same: _, ...news } = { same: 0, ...saved };
  const failures = Object.values(failed).reduce((sum, n) => sum + n, 0);
  const parts = [
    `${countOf(asked, 'source')} asked, ${countOf(pages, 'page')} visited`,
    listed(news),
    failures === 0 ? 'none failed' : `${failures} failed (${listed(failed)})`,
    ...(waiting > 0 ? [`${countOf(waiting, 'task')} left`] : []),
  ];
  return parts.join('; ');
}

const mostAlone = 5;

type LoggedAlarm = SentAlarm & Partial<Pick<Alarm, 'detail' | 'trouble' | 'remedy'>>;

function tellAlarms(log: LocalLog, level: Level, what: 'begins' | 'grows' | 'ends', alarms: readonly LoggedAlarm[]): void {
  const alike = Map.groupBy(alarms, (each) => [alarmPage(each), each.detail ?? each.trouble?.detail, each.remedy].join('\n'));
  for (const held of alike.values())
    for (const some of held.length > mostAlone ? [held] : held.map((each) => [each])) {
      const [{ state, since, detail, trouble, remedy }] = some as [LoggedAlarm];
      const page = some.map(alarmPage)[0];
      const subjects = some.map(alarmSubject);
      const why = detail ?? trouble?.detail;
      const words = [`${page?.split('#')[1]} ${what}: ${subjects.join(', ')}`, why, remedy && `what to do: ${remedy}`];
      const facts = { state, what, subjects, page, ...opt({ since, detail: why, remedy }) };
      log(level, 'alarm', words.filter(Boolean).join('; '), facts);
    }
}

export function openRoundLog(given: Context, log: LocalLog) {
  let notes: RunNote[] = [];
  let errors = 0;
  let standing: readonly SentAlarm[] = [];
  const context: Context = {
    ...given,
    note(note) {
      notes.push(note);
      given.note(note);
    },
    line: (what, facts) => log('debug', what, JSON.stringify(facts), facts),
  };
  const waiting = (): Promise<number> => context.deadLetters.waiting('tasks');
  const lookAt = async () => {
    const seen = await look(context);
    const news = compareAlarms(seen.standing, standing, context.now());
    standing = news.next;
    tellAlarms(log, 'warning', 'begins', news.new);
    tellAlarms(log, 'warning', 'grows', news.grown);
    tellAlarms(log, 'info', 'ends', news.cleared);
    return seen;
  };
  const tellRound = async (): Promise<void> => {
    const round = roundOf(notes, errors);
    const isQuiet = notes.length + errors === 0;
    [notes, errors] = [[], 0];
    if (isQuiet) return log('debug', 'round', 'nothing was due');
    const left = await waiting();
    const hasNone = Object.keys(round.failed).length > 0 && round.pages === 0 && round.new === 0;
    log(hasNone ? 'warning' : 'info', 'round', roundText(round, left), { ...round, left });
    await lookAt();
  };
  return {
    context,
    failed(error: unknown, id: string): void {
      errors += 1;
      log('error', 'task', `${id}: ${toldError(error)}`);
    },
    tellRound,
    async tellIfDone(ends = false): Promise<void> {
      if (notes.length + errors > 0 && (ends || (await waiting()) === 0)) await tellRound();
    },
    async tellHour(): Promise<void> {
      const { line } = await lookAt();
      log('info', 'hour', hourText(line), { ...line });
    },
  };
}
