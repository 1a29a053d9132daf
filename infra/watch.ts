import { Duration, type Stack } from 'aws-cdk-lib';
import { CfnBudget } from 'aws-cdk-lib/aws-budgets';
import { Alarm, ComparisonOperator, type IMetric, Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { cloudAlarmPages } from '../shared/model/alarm.ts';
import { allow } from './code.ts';
import { budgetType, type InfraConfig, instanceTag } from './config.ts';
import { hasMail } from './mail.ts';
import type { PartFunctions, SharedResources } from './stack.ts';

type AlarmShape = {
  readonly id: string;
  readonly metric: IMetric;
  readonly page: (typeof cloudAlarmPages)[number];
  readonly says: string;
  /** Periods in a row; of a heartbeat, in which nothing was measured. */
  readonly silentFor?: number;
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
 * What `watch` cannot tell (its own silence, and that of the schedule between its hours), what it may ask AWS, and a budget. Returns what is
 * asked, for whoever asks from a command line.
 */
export function alarms(stack: Stack, shared: SharedResources, made: PartFunctions): Readonly<Record<string, string>> {
  for (const shape of ownDeath(made)) raise(stack, shared.topic, shape);
  const rights = askAws(shared, made);
  if (!shared.config.lacks?.includes(budgetType)) budget(stack, shared.topic, shared.config.budgetUsd);
  return rights;
}

/**
 * A heartbeat goes from OK to INSUFFICIENT_DATA when nothing is measured any more, and that is what it tells: an alarm that counts what is
 * missing as a fault is red from its creation until the first call. It never says OK: `watch` names what has cleared.
 */
function raise(stack: Stack, topic: Topic, { id, metric, page, says, silentFor }: AlarmShape): void {
  const isHeartbeat = silentFor !== undefined;
  const alarm = new Alarm(stack, id, {
    metric,
    alarmDescription: `${says} docs/alarms.md#${page}`,
    threshold: 1,
    comparisonOperator: isHeartbeat ? ComparisonOperator.LESS_THAN_THRESHOLD : ComparisonOperator.GREATER_THAN_THRESHOLD,
    evaluationPeriods: silentFor ?? 1,
    treatMissingData: isHeartbeat ? TreatMissingData.MISSING : TreatMissingData.NOT_BREACHING,
  });
  alarm.addAlarmAction(new SnsAction(topic));
  if (isHeartbeat) alarm.addInsufficientDataAction(new SnsAction(topic));
}

function ownDeath({ schedule, watch }: PartFunctions): readonly AlarmShape[] {
  if (!schedule || !watch) return [];
  const each = (minutes: number) => ({ period: Duration.minutes(minutes), statistic: Stats.SUM });
  return [
    {
      id: 'watchHeartbeatAlarm',
      page: 'watch-silent',
      metric: watch.metricInvocations(each(60)),
      silentFor: 2,
      says: 'The function watch is not called any more, so no other alarm would reach you. Is its schedule WatchSources enabled?',
    },
    {
      id: 'watchErrorsAlarm',
      page: 'watch-failing',
      // A call that fails is tried once more; both failed.
      metric: watch.metricErrors(each(60)),
      says: 'The function watch fails, so no other alarm would reach you. Its log group holds the error.',
    },
    {
      id: 'scheduleHeartbeatAlarm',
      page: 'schedule-silent',
      metric: schedule.metricInvocations(each(5)),
      silentFor: 3,
      says: 'The function schedule is not called any more, so nothing new is read. Is its schedule ScheduleSources enabled?',
    },
  ];
}

/**
 * `watch` asks the services once an hour how the stack is: CloudWatch for a few sums, SES for the standing of the account. Neither names
 * resources.
 */
function askAws({ api, config }: SharedResources, { watch, ...watched }: PartFunctions): Readonly<Record<string, string>> {
  if (!watch) return {};
  const names = Object.entries(watched).map(([name, made]) => `${name}=${made.functionName}`);
  const mail = hasMail(config);
  const variables = { WATCHED_FUNCTIONS: names.join(' '), WATCHED_API: api.apiId, ...(mail ? {} : { WATCHED_MAIL: 'none' }) };
  for (const [name, value] of Object.entries(variables)) watch.addEnvironment(name, value);
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
