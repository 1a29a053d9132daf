import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Environment } from '../shared/model/environment.ts';
import type { InfraConfig } from './config.ts';
import type { FunctionName, QueueName } from './names.ts';
import type { Storage } from './storage.ts';

/** What every part of the stack is given. */
export type Ground = {
  readonly storage: Storage;
  readonly queues: Readonly<Record<QueueName, Queue>>;
  /** Calls that failed for good: schedules and asynchronous invocations. */
  readonly undelivered: Queue;
  readonly environment: Environment;
  readonly config: InfraConfig;
};

/** Functions that a part makes, by name. */
export type Made = Partial<Readonly<Record<FunctionName, IFunction>>>;
