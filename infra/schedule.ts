import { type Duration, type Stack, TimeZone } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Schedule, ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { type Scheduled, schedulesOf } from '../shared/model/schedules.ts';
import type { InfraConfig } from './config.ts';
import { allow } from './handler.ts';
import { pin } from './pin.ts';

/** Cron of AWS (minutes hours day-of-month month day-of-week year): minutes at one distance over the whole hour are said as such. */
function cronOf(minutes: readonly number[]): string {
  const [first = 0, second = first + 60] = minutes;
  const step = second - first;
  const even = minutes.length > 2 && minutes.length * step === 60 && minutes.every((minute, n) => minute === first + n * step);
  return `${even ? `${first}/${step}` : minutes.join(',')} * * * ? *`;
}

export type ScheduleShape = {
  readonly name: Scheduled;
  readonly config: InfraConfig;
  readonly target: IFunction;
  readonly undelivered: IQueue;
  /** After this an undelivered call is useless: the next slot has come. */
  readonly maxAge: Duration;
};

/** Calls a function at the times of the one table (shared/model/schedules.ts). The default zone of CDK is Etc/UTC, so the zone is always named. */
export function schedule(stack: Stack, shape: ScheduleShape): Schedule {
  const { id, says, minutes, zone: given } = schedulesOf(shape.config)[shape.name];
  const role = new Role(stack, `${id}Role`, { assumedBy: new ServicePrincipal('scheduler.amazonaws.com') });
  role.addToPolicy(allow(['lambda:InvokeFunction'], [shape.target.functionArn]));
  role.addToPolicy(allow(['sqs:SendMessage'], [shape.undelivered.queueArn]));
  const zone = given !== undefined && given !== 'Asia/Shanghai' ? TimeZone.of(given) : TimeZone.ASIA_SHANGHAI;
  const made = new Schedule(stack, id, {
    description: says,
    schedule: ScheduleExpression.expression(`cron(${cronOf(minutes)})`, zone),
    target: new LambdaInvoke(shape.target, {
      // What the construct would add by itself allows every version and alias of the function.
      role: role.withoutPolicyUpdates(),
      deadLetterQueue: shape.undelivered,
      maxEventAge: shape.maxAge,
      retryAttempts: 2,
    }),
  });
  return pin(made, id);
}
