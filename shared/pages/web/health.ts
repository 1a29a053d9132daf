import type { Answers } from '../../model/answers.ts';
import { RequestProblem } from '../../questions/question.ts';
import type { Route } from './route.ts';

const text = (body: string, status = 200, type = 'text/plain; charset=utf-8'): Response =>
  new Response(body, { status, headers: { 'content-type': type, 'cache-control': 'no-store' } });

/** No data, and no more than that: `lastHour` is one read of the store. */
const health = (answers: Answers): Promise<Response> =>
  answers.lastHour().then(
    () => text('ok\n'),
    () => text('the store does not answer\n', 503),
  );

type Metric = readonly [name: string, says: string, values: number | undefined | ReadonlyMap<string, number>, label?: string];

function lines([name, says, values, label]: Metric): string {
  const samples = values instanceof Map ? [...values].map(([key, value]) => `${name}{${label}="${key}"} ${value}`) : [`${name} ${values}`];
  return [`# HELP ${name} ${says}`, `# TYPE ${name} gauge`, ...samples, ''].join('\n');
}

async function metricsOf(answers: Answers): Promise<readonly Metric[]> {
  if (!answers.running) throw new RequestProblem(404, 'what is deployed is counted by CloudWatch');
  const [running, sources, hour] = await Promise.all([answers.running(), answers.sources(), answers.lastHour()]);
  const states = Map.groupBy(sources, ({ state }) => state?.condition ?? 'unread');
  const queues = (count: 'waiting' | 'dead') => new Map(running.queues.map((each) => [each.queue, each[count]]));
  const { pages = 0, failed = 0, mailsFailed = 0 } = hour?.counted ?? {};
  return [
    ['hongtou_documents', 'Documents that are held and relevant', running.documents],
    ['hongtou_sources', 'Sources by state', new Map([...states].map(([state, some]) => [state, some.length])), 'state'],
    ['hongtou_waiting', 'Tasks and mails that wait', queues('waiting'), 'queue'],
    ['hongtou_dead_letters', 'Tasks and mails that were given up', queues('dead'), 'queue'],
    ['hongtou_last_round_timestamp_seconds', 'When sources were last looked through', running.roundAt],
    ['hongtou_hour_pages', 'Pages visited in the last hour that was watched', pages],
    [
      'hongtou_hour_failures',
      'Pages and mails that failed in it',
      new Map([
        ['pages', failed],
        ['mails', mailsFailed],
      ]),
      'of',
    ],
    ['hongtou_alarms', 'Alarms that stood at its end', hour?.alarms],
    ['process_resident_memory_bytes', 'Memory of the process', process.memoryUsage.rss()],
  ];
}

export const healthRoutes: readonly Route[] = [
  { method: 'GET', path: '/healthz', open: true, answer: (_, answers) => health(answers) },
  {
    method: 'GET',
    path: '/metrics',
    async answer(_, answers) {
      const known = (await metricsOf(answers)).filter(([, , values]) => values !== undefined);
      return text(known.map(lines).join(''), 200, 'text/plain; version=0.0.4; charset=utf-8');
    },
  },
];
