import { Duration, type Stack } from 'aws-cdk-lib';
import { CfnBudget } from 'aws-cdk-lib/aws-budgets';
import {
  Alarm,
  ComparisonOperator,
  Dashboard,
  GraphWidget,
  type IMetric,
  Metric,
  Stats,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { cloudAlarmPages } from '../shared/model/alarm.ts';
import { alarmsMetric, type dashboardMetrics } from '../shared/model/run.ts';
import { allow } from './code.ts';
import { deadLettersOf } from './collection.ts';
import { budgetType, type InfraConfig, instanceTag, queueIds } from './config.ts';
import { hasMail } from './mail.ts';
import type { PartFunctions, SharedResources } from './stack.ts';

const half = 12;
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
 * What `alarms.dashboard` adds: one page of graphs, and alarms that tell within minutes what `watch` tells within the hour. Returns their
 * shapes. With the metrics that `watch` writes into its line this costs money: `hongtou cost` says how much.
 */
function dashboard(stack: Stack, shared: SharedResources, made: PartFunctions): readonly AlarmShape[] {
  const functions = Object.values(made);
  const page = new Dashboard(stack, 'Dashboard', {});
  const metricsOf = (names: readonly (keyof typeof dashboardMetrics)[]): readonly IMetric[] => names.map((name) => own(stack, name));
  const alarms = own(stack, alarmsMetric);
  page.addWidgets(graph('Alarms, dead letters, messages that wait', [alarms, ...metricsOf(['DeadLetters', 'MessagesWaiting'])]));
  page.addWidgets(graph('Sources and pages', metricsOf(['Sources', 'Pages', 'PagesFailed'])));
  page.addWidgets(graph('Documents and mails', metricsOf(['DocumentsNew', 'DocumentsChanged', 'Mails'])));
  const calls = functions.map((of) => of.metricInvocations(minutes(60)));
  const errors = functions.map((of) => of.metricErrors(minutes(60)));
  page.addWidgets(graph('Calls of functions', calls), graph('Calls that failed', errors));
  page.addWidgets(graph('Requests of readers', [shared.api.metricCount(minutes(60)), shared.api.metricServerError(minutes(60))]));
  return [...deadLetterAlarms(stack, shared), ...functionAlarms(made), ...loadAlarms(shared, made)];
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

/**
 * Called again at once, and often, by queues and readers. What a schedule or an event calls is tried once more a minute later, and then not
 * until its next time.
 */
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

type AlarmShape = {
  readonly id: string;
  readonly metric: IMetric;
  /** Its section of docs/alarms.md, where it is not told by `watch` too. */
  readonly page: (typeof cloudAlarmPages)[number] | `${string}-${string}`;
  readonly says: string;
  readonly above?: number;
  readonly silent?: true;
  readonly periods?: number;
};

/** The topic of the alarms, with the address of the configuration. `watch` itself publishes what is new and what has cleared here. */
export function alarmTopic(stack: Stack, { alarmEmail }: InfraConfig): Topic {
  const topic = new Topic(stack, 'AlarmTopic', { displayName: 'Hongtou alarms', enforceSSL: true });
  // A policy of its own (for TLS) replaces the one that lets alarms of the account publish.
  topic.grantPublish(new ServicePrincipal('cloudwatch.amazonaws.com'));
  if (alarmEmail) topic.addSubscription(new EmailSubscription(alarmEmail));
  return topic;
}

/**
 * What `watch` cannot tell (its own silence, and that of the schedule between its hours), what it may ask AWS, a budget; and the dashboard,
 * where it is switched on. Returns what is asked, for whoever asks from a command line.
 */
export function alarms(stack: Stack, shared: SharedResources, made: PartFunctions): Readonly<Record<string, string>> {
  for (const shape of ownDeath(made)) raise(stack, shared.topic, shape);
  const rights = askAws(stack, shared, made);
  if (!shared.config.lacks?.includes(budgetType)) budget(stack, shared.topic, shared.config.budgetUsd);
  if (shared.config.dashboard) for (const shape of dashboard(stack, shared, made)) raise(stack, shared.topic, shape);
  return rights;
}

/**
 * A heartbeat goes from OK to INSUFFICIENT_DATA when nothing is measured any more, and that is what it tells: an alarm that counts what is
 * missing as a fault is red from its creation until the first call. It never says OK: `watch` names what has cleared.
 */
function raise(stack: Stack, topic: Topic, shape: AlarmShape): void {
  const alarm = new Alarm(stack, shape.id, {
    metric: shape.metric,
    alarmDescription: `${shape.says} docs/alarms.md#${shape.page}`,
    threshold: shape.silent ? 1 : (shape.above ?? 0),
    comparisonOperator: shape.silent ? ComparisonOperator.LESS_THAN_THRESHOLD : ComparisonOperator.GREATER_THAN_THRESHOLD,
    evaluationPeriods: shape.periods ?? 1,
    treatMissingData: shape.silent ? TreatMissingData.MISSING : TreatMissingData.NOT_BREACHING,
  });
  alarm.addAlarmAction(new SnsAction(topic));
  if (shape.silent) alarm.addInsufficientDataAction(new SnsAction(topic));
}

function ownDeath({ schedule, watch }: PartFunctions): readonly AlarmShape[] {
  if (!schedule || !watch) return [];
  return [
    {
      id: 'watchHeartbeatAlarm',
      page: 'watch-silent',
      metric: watch.metricInvocations(minutes(60)),
      silent: true,
      periods: 2,
      says: 'The function watch is not called any more, so no other alarm would reach you. Is its schedule WatchSources enabled?',
    },
    {
      id: 'watchErrorsAlarm',
      page: 'watch-failing',
      metric: watch.metricErrors(minutes(60)),
      // A call that fails is tried once more; both failed.
      above: 1,
      says: 'The function watch fails, so no other alarm would reach you. Its log group holds the error.',
    },
    {
      id: 'scheduleHeartbeatAlarm',
      page: 'schedule-silent',
      metric: schedule.metricInvocations(minutes(5)),
      silent: true,
      periods: 3,
      says: 'The function schedule is not called any more, so nothing new is read. Is its schedule ScheduleSources enabled?',
    },
  ];
}

/**
 * `watch` asks the services once an hour how the stack is: CloudWatch for a few sums, SES for the standing of the account. Neither names
 * resources.
 */
function askAws(stack: Stack, { api, config }: SharedResources, { watch, ...watched }: PartFunctions): Readonly<Record<string, string>> {
  if (!watch) return {};
  const names = Object.entries(watched).map(([name, made]) => `${name}=${made.functionName}`);
  const mail = hasMail(config);
  const variables = { WATCHED_FUNCTIONS: names.join(' '), WATCHED_API: api.apiId, ...(mail ? {} : { WATCHED_MAIL: 'none' }) };
  for (const [name, value] of Object.entries({ ...variables, STACK_NAME: stack.stackName })) watch.addEnvironment(name, value);
  watch.role?.addToPrincipalPolicy(allow(['cloudwatch:GetMetricData', ...(mail ? ['ses:GetAccount'] : [])], ['*']));
  return variables;
}

/** Of this instance alone; it counts nothing until the tag is active for cost allocation, which `deploy` sees to. */
function budget(stack: Stack, topic: Topic, usd: number): void {
  topic.grantPublish(new ServicePrincipal('budgets.amazonaws.com'));
  const to = [{ subscriptionType: 'SNS', address: topic.topicArn }];
  new CfnBudget(stack, 'Budget', {
    budget: {
      budgetType: 'COST',
      timeUnit: 'MONTHLY',
      budgetLimit: { amount: usd, unit: 'USD' },
      costFilters: { TagKeyValue: [`user:${instanceTag}$${stack.stackName}`] },
    },
    notificationsWithSubscribers: [
      { notification: { notificationType: 'ACTUAL', comparisonOperator: 'GREATER_THAN', threshold: 80 }, subscribers: to },
      { notification: { notificationType: 'FORECASTED', comparisonOperator: 'GREATER_THAN', threshold: 100 }, subscribers: to },
    ],
  });
}
