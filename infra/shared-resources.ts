import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { InfraConfig } from './config.ts';
import type { FunctionEnvironment } from './handler.ts';
import type { FunctionName, QueueName } from './names.ts';
import type { Storage } from './storage.ts';

/** What every part of the stack gets. */
export type SharedResources = {
  readonly storage: Storage;
  readonly queues: Readonly<Record<QueueName, Queue>>;
  /** The queue of each collector of the configuration, by its name. */
  readonly collectors: Readonly<Record<string, Queue>>;
  /** Calls that failed for good: schedules and asynchronous invocations. */
  readonly undelivered: Queue;
  /** Created before the functions, which need its address (`BASE_URL`) for the links in mails. */
  readonly api: HttpApi;
  /** The topic for alarms. */
  readonly topic: Topic;
  readonly environment: FunctionEnvironment;
  readonly config: InfraConfig;
};

/** Functions that a part makes, by name. */
export type PartFunctions = Partial<Readonly<Record<FunctionName, LambdaFunction>>>;
