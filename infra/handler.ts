import { Duration, RemovalPolicy, Size, type Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Function as LambdaFunction, LoggingFormat, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Variables } from '../shared/model/environment.ts';
import { codeOf } from './code.ts';
import { type FunctionName, functionId } from './names.ts';
import { pin } from './pin.ts';

/** Environment of every function. `BASE_URL` is where readers find the pages. */
export type FunctionEnvironment = Variables & {
  readonly BASE_URL: string;
  /** What a site is told, and what packs and pages say. */
  readonly HONGTOU_VERSION?: string;
  readonly ALARM_TOPIC_ARN?: string;
  readonly MAIL_CONFIGURATION_SET?: string;
  readonly [collectorQueue: `COLLECTOR_QUEUE_URL_${string}`]: string;
};

export type HandlerShape = {
  readonly name: FunctionName;
  readonly timeout: Duration;
  readonly memoryMb: number;
  readonly environment: FunctionEnvironment;
  readonly allow: readonly PolicyStatement[];
  readonly configFile?: string;
  /** Where asynchronous invocations go that failed twice. Absent for functions that only queues or requests invoke. */
  readonly undelivered?: IQueue;
  /** Temporary storage; 512 when absent. */
  readonly diskMb?: number;
};

/** The function of functions/<name>.ts with its own role, log group and bundle. It may do what `allow` says, and write its log. */
export function handler(stack: Stack, shape: HandlerShape): LambdaFunction {
  const id = functionId(shape.name);
  const logGroup = new LogGroup(stack, `${id}Logs`, { retention: RetentionDays.ONE_MONTH, removalPolicy: RemovalPolicy.DESTROY });
  const role = new Role(stack, `${id}Role`, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
  for (const statement of shape.allow) role.addToPolicy(statement);
  role.addToPolicy(allow(['logs:CreateLogStream', 'logs:PutLogEvents'], [logGroup.logGroupArn]));
  const made = new LambdaFunction(stack, id, {
    code: codeOf(stack, shape.name, shape.configFile),
    handler: 'index.handler',
    role,
    runtime: Runtime.NODEJS_24_X,
    architecture: Architecture.ARM_64,
    timeout: shape.timeout,
    memorySize: shape.memoryMb,
    environment: shape.environment,
    logGroup,
    loggingFormat: LoggingFormat.JSON,
    ...(shape.undelivered ? { deadLetterQueue: shape.undelivered, retryAttempts: 1, maxEventAge: Duration.hours(1) } : {}),
    ...(shape.diskMb ? { ephemeralStorageSize: Size.mebibytes(shape.diskMb) } : {}),
  });
  return pin(made, id);
}

/** One statement of a policy. */
export function allow(actions: readonly string[], resources: readonly string[], conditions?: Record<string, unknown>): PolicyStatement {
  return new PolicyStatement({ actions: [...actions], resources: [...resources], ...(conditions ? { conditions } : {}) });
}
