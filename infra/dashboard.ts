import { Duration, type Stack } from 'aws-cdk-lib';
import { Dashboard, GraphWidget, type IMetric, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { alarmsMetric, type dashboardMetrics } from '../shared/model/hour.ts';
import type { AlarmShape } from './alarms.ts';
import { queueIds } from './names.ts';
import { deadLettersOf } from './queue.ts';
import type { PartFunctions, SharedResources } from './shared-resources.ts';

const half = 12;
const eachHour = { period: Duration.hours(1), statistic: Stats.SUM };
const minutes = (count: number, statistic: string = Stats.SUM) => ({ period: Duration.minutes(count), statistic });

const own = (stack: Stack, metricName: string): IMetric =>
  new Metric({
    namespace: 'Hongtou',
    metricName,
    dimensionsMap: { stack: stack.stackName },
    period: Duration.hours(1),
    statistic: Stats.MAXIMUM,
  });

const graph = (title: string, left: readonly IMetric[]): GraphWidget => new GraphWidget({ title, left: [...left], width: half });

/**
 * What `alarms.dashboard` adds: one page of graphs, and alarms that tell within minutes what `watch` tells within the hour. Returns their shapes. With the metrics
 * that `watch` writes into its line this costs money: `hongtou cost` says how much.
 */
export function dashboard(stack: Stack, ground: SharedResources, made: PartFunctions): readonly AlarmShape[] {
  const functions = Object.values(made);
  const page = new Dashboard(stack, 'Dashboard', {});
  const metricsOf = (names: readonly (keyof typeof dashboardMetrics)[]): readonly IMetric[] => names.map((name) => own(stack, name));
  const alarms = own(stack, alarmsMetric);
  page.addWidgets(graph('Alarms, dead letters, messages that wait', [alarms, ...metricsOf(['DeadLetters', 'MessagesWaiting'])]));
  page.addWidgets(graph('Sources and pages', metricsOf(['Sources', 'Pages', 'PagesFailed'])));
  page.addWidgets(graph('Documents and mails', metricsOf(['DocumentsNew', 'DocumentsChanged', 'Mails'])));
  const calls = functions.map((of) => of.metricInvocations(eachHour));
  const errors = functions.map((of) => of.metricErrors(eachHour));
  page.addWidgets(graph('Calls of functions', calls), graph('Calls that failed', errors));
  page.addWidgets(graph('Requests of readers', [ground.api.metricCount(eachHour), ground.api.metricServerError(eachHour)]));
  return [...deadLetterAlarms(stack, ground), ...functionAlarms(made), ...loadAlarms(ground, made)];
}

const deadLetterAlarms = (stack: Stack, { undelivered }: SharedResources): readonly AlarmShape[] => {
  const queues = Object.values(queueIds).map((id) => [id, deadLettersOf(stack, id)] as const);
  return [...queues, ['Undelivered', undelivered] as const].map(([id, queue]) => ({
    id: `${id}DeadLettersAlarm`,
    page: 'queue-dead',
    metric: queue.metricApproximateNumberOfMessagesVisible(minutes(5, Stats.MAXIMUM)),
    says: `Messages failed for good behind ${id}: "hongtou redrive --list" says what they are and why.`,
  }));
};

/** Called again at once, and often, by queues and readers. What a schedule or an event calls is tried once more a minute later, and then not until its next time. */
const oftenCalled = new Set(['collect', 'deliver', 'api']);

const functionAlarms = (made: PartFunctions): readonly AlarmShape[] =>
  Object.entries(made)
    .filter(([name]) => name !== 'watch')
    .map(([name, of]) => ({
      id: `${name}ErrorsAlarm`,
      page: 'functions-failing',
      ...(oftenCalled.has(name)
        ? {
            metric: of.metricErrors(minutes(5)),
            above: 2,
            says: `The function ${name} failed more than twice in five minutes. Its log holds the error; messages are retried by themselves.`,
          }
        : {
            metric: of.metricErrors(minutes(15)),
            above: 1,
            says: `The function ${name} failed twice or more in a quarter of an hour: a call and its second try. Its log holds the error; its next call makes up for them.`,
          }),
    }));

/** Waiting work, and calls that AWS refused: a new account may run ten functions at a time. */
const loadAlarms = ({ queues, api: pages }: SharedResources, { api }: PartFunctions): readonly AlarmShape[] => [
  {
    id: 'TasksWaitAlarm',
    page: 'source-late',
    metric: queues.tasks.metricApproximateAgeOfOldestMessage(minutes(15, Stats.MAXIMUM)),
    above: Duration.hours(6).toSeconds(),
    says: 'A task has waited for six hours. One host may be very slow, or collect fails: see its log and its errors.',
  },
  {
    id: 'ApiFailuresAlarm',
    page: 'pages-failing',
    metric: pages.metricServerError(minutes(5)),
    above: 2,
    says: 'More than two requests were answered with 5xx in five minutes. The log of the function api holds each error with its request.',
  },
  ...(api
    ? [
        {
          id: 'ApiThrottlesAlarm',
          page: 'functions-throttled' as const,
          metric: api.metricThrottles(minutes(5)),
          says: 'Pages were refused because the account runs no more functions at once. Ask AWS for a higher quota of concurrent executions.',
        },
      ]
    : []),
];
