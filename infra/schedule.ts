import { type Duration, type Stack, TimeZone } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Schedule, ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { allow } from './handler.ts';
import { pin } from './pin.ts';

export type ScheduleShape = {
  readonly id: string;
  readonly description: string;
  /** Cron of AWS: minutes hours day-of-month month day-of-week year. */
  readonly cron: string;
  /** An IANA name; Beijing when absent. */
  readonly timeZone?: string;
  readonly target: IFunction;
  readonly undelivered: IQueue;
  /** After this an undelivered call is useless: the next slot has come. */
  readonly maxAge: Duration;
};

/** Calls a function at fixed times. The default zone of CDK is Etc/UTC, so the zone is always named. */
export function schedule(stack: Stack, shape: ScheduleShape): Schedule {
  const role = new Role(stack, `${shape.id}Role`, { assumedBy: new ServicePrincipal('scheduler.amazonaws.com') });
  role.addToPolicy(allow(['lambda:InvokeFunction'], [shape.target.functionArn]));
  role.addToPolicy(allow(['sqs:SendMessage'], [shape.undelivered.queueArn]));
  const zone = shape.timeZone && shape.timeZone !== 'Asia/Shanghai' ? TimeZone.of(shape.timeZone) : TimeZone.ASIA_SHANGHAI;
  const made = new Schedule(stack, shape.id, {
    description: shape.description,
    schedule: ScheduleExpression.expression(`cron(${shape.cron})`, zone),
    target: new LambdaInvoke(shape.target, {
      // What the construct would add by itself allows every version and alias of the function.
      role: role.withoutPolicyUpdates(),
      deadLetterQueue: shape.undelivered,
      maxEventAge: shape.maxAge,
      retryAttempts: 2,
    }),
  });
  // The laptop keeps its last calls by this id.
  return pin(made, shape.id);
}
