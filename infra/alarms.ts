import { Duration, type Stack } from 'aws-cdk-lib';
import { CfnBudget } from 'aws-cdk-lib/aws-budgets';
import { Alarm, ComparisonOperator, type IMetric, Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { InfraConfig } from './config.ts';
import { deadLetterId, queueIds } from './names.ts';
import type { PartFunctions, SharedResources } from './shared-resources.ts';

type AlarmShape = {
  readonly id: string;
  readonly metric: IMetric;
  /** What is wrong, and what to do about it. */
  readonly says: string;
  readonly above?: number;
  readonly below?: number;
  readonly periods?: number;
  /** A heartbeat: silence is the fault. */
  readonly missingIsTrouble?: boolean;
};

/** The topic of the alarms, with the address of the configuration. `watch` itself publishes new and cleared alarms of sources and deliveries here. */
export function alarmTopic(stack: Stack, { alarmEmail }: InfraConfig): Topic {
  const topic = new Topic(stack, 'AlarmTopic', { displayName: 'Hongtou alarms', enforceSSL: true });
  // A policy of its own (for TLS) replaces the one that lets alarms of the account publish.
  topic.grantPublish(new ServicePrincipal('cloudwatch.amazonaws.com'));
  if (alarmEmail) topic.addSubscription(new EmailSubscription(alarmEmail));
  return topic;
}

/** Alarms for failures that nobody would notice, and a budget. */
export function alarms(stack: Stack, ground: SharedResources, made: PartFunctions): void {
  const shapes = [...deadLetterAlarms(ground, stack), ...functionAlarms(made), ...heartbeats(made), ...loadAlarms(ground, made)];
  for (const shape of shapes) raise(stack, ground.topic, shape);
  budget(stack, ground.topic, ground.config.budgetUsd);
}

function raise(stack: Stack, topic: Topic, shape: AlarmShape): void {
  const alarm = new Alarm(stack, shape.id, {
    metric: shape.metric,
    alarmDescription: shape.says,
    threshold: shape.below ?? shape.above ?? 0,
    comparisonOperator: shape.below === undefined ? ComparisonOperator.GREATER_THAN_THRESHOLD : ComparisonOperator.LESS_THAN_THRESHOLD,
    evaluationPeriods: shape.periods ?? 1,
    treatMissingData: shape.missingIsTrouble ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
  });
  alarm.addAlarmAction(new SnsAction(topic));
  alarm.addOkAction(new SnsAction(topic));
}

function deadLetterAlarms({ undelivered }: SharedResources, stack: Stack): readonly AlarmShape[] {
  const queues = Object.values(queueIds).map((id): readonly [string, IQueue] => [
    id,
    stack.node.findChild(deadLetterId(id)) as unknown as IQueue,
  ]);
  return [...queues, ['Undelivered', undelivered] as const].map(([id, queue]) => ({
    id: `${id}DeadLettersAlarm`,
    metric: queue.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(5), statistic: Stats.MAXIMUM }),
    says: `Messages failed for good behind ${id}. Read the function's log for the reason, deploy the repair, then redrive (docs/runbook.md).`,
  }));
}

const functionAlarms = (made: PartFunctions): readonly AlarmShape[] =>
  Object.entries(made).map(([name, of]) => ({
    id: `${name}ErrorsAlarm`,
    metric: of.metricErrors({ period: Duration.minutes(5), statistic: Stats.SUM }),
    above: 2,
    says: `The function ${name} failed more than twice in five minutes. Its log holds the error; messages are retried by themselves.`,
  }));

function heartbeats({ schedule, watch, index }: PartFunctions): readonly AlarmShape[] {
  const beat = (id: string, of: IFunction | undefined, minutes: number, periods: number): readonly AlarmShape[] =>
    of
      ? [
          {
            id: `${id}HeartbeatAlarm`,
            metric: of.metricInvocations({ period: Duration.minutes(minutes), statistic: Stats.SUM }),
            below: 1,
            periods,
            missingIsTrouble: true,
            says: `The function ${id} has not been called for ${minutes * periods} minutes. Is its schedule enabled? Look into UndeliveredDeadLetters.`,
          },
        ]
      : [];
  return [...beat('schedule', schedule, 5, 2), ...beat('watch', watch, 60, 2), ...beat('index', index, 10, 3)];
}

/** Waiting work, and calls that AWS refused: a new account may run ten functions at a time. */
function loadAlarms({ queues }: SharedResources, { api }: PartFunctions): readonly AlarmShape[] {
  const throttled = api ? [api.metricThrottles({ period: Duration.minutes(5), statistic: Stats.SUM })] : [];
  return [
    {
      id: 'TasksWaitAlarm',
      metric: queues.tasks.metricApproximateAgeOfOldestMessage({ period: Duration.minutes(15), statistic: Stats.MAXIMUM }),
      above: Duration.hours(6).toSeconds(),
      says: 'A task has waited for six hours. One host may be very slow, or collect fails: see its log and its errors.',
    },
    ...throttled.map((metric) => ({
      id: 'ApiThrottlesAlarm',
      metric,
      says: 'Pages were refused because the account runs no more functions at once. Ask AWS for a higher quota of concurrent executions.',
    })),
  ];
}

function budget(stack: Stack, topic: Topic, usd: number): void {
  topic.grantPublish(new ServicePrincipal('budgets.amazonaws.com'));
  const to = [{ subscriptionType: 'SNS', address: topic.topicArn }];
  new CfnBudget(stack, 'Budget', {
    budget: { budgetType: 'COST', timeUnit: 'MONTHLY', budgetLimit: { amount: usd, unit: 'USD' } },
    notificationsWithSubscribers: [
      { notification: { notificationType: 'ACTUAL', comparisonOperator: 'GREATER_THAN', threshold: 80 }, subscribers: to },
      { notification: { notificationType: 'FORECASTED', comparisonOperator: 'GREATER_THAN', threshold: 100 }, subscribers: to },
    ],
  });
}
