import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CfnElement, Duration, RemovalPolicy, Size, type Stack, Stage } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Code, Function as LambdaFunction, LoggingFormat, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { IConstruct } from 'constructs';
import type { Variables } from '../shared/model/configuration.ts';
import { opt } from '../shared/model/values.ts';
import { sources } from '../shared/sources/index.ts';
import { readSettings } from '../shared/stages/watch/configuration.ts';
import { type FunctionName, functionId } from './config.ts';

/** Where a package brings the functions bundled; a clone has none, and bundles them itself. */
const brought = fileURLToPath(new URL('./functions/', import.meta.url));
const writeCode = existsSync(brought)
  ? (name: FunctionName, folder: string): void => cpSync(join(brought, name), folder, { recursive: true })
  : (await import('./bundle.ts')).writeBundle;

/**
 * What a function is given of the configuration: the settings, checked here, since checking takes a library and time at every start. A
 * laptop's options are refused. Throws InputError that names the key.
 */
export function shippedSettings(file: string | undefined): string {
  const configuration: unknown = file === undefined ? {} : JSON.parse(readFileSync(file, 'utf8'));
  const settings = readSettings(configuration, sources, { deployed: true });
  return JSON.stringify({ configuration, settings });
}

/**
 * The code of a function: functions/<name>.ts bundled by esbuild on this machine, or as the package brings it, with the settings that were
 * checked here. Source maps of what is bundled here lie in `maps/<name>` beside the template. When bundling is off (the local instance,
 * which runs functions/ itself) the code is a stand-in that is never deployed.
 */
function codeOf(stack: Stack, name: FunctionName, configFile: string | undefined): Code {
  if (!stack.bundlingRequired) return Code.fromInline('throw new Error("synthesised without its code");');
  const out = Stage.of(stack)?.outdir ?? 'cdk.out';
  const folder = join(out, 'code', name);
  // What an earlier version left there would go up with it.
  rmSync(folder, { recursive: true, force: true });
  writeCode(name, folder, join(out, 'maps', name));
  writeFileSync(join(folder, 'settings.json'), shippedSettings(configFile));
  return Code.fromAsset(folder);
}

/** Fixes the logical id of a construct's own resource, so that a renamed or moved construct never replaces what it made. */
export function pin<T extends IConstruct>(construct: T, logicalId: string): T {
  const resource = construct.node.defaultChild;
  if (!CfnElement.isCfnElement(resource)) throw new Error(`${logicalId} has no resource of its own`);
  resource.overrideLogicalId(logicalId);
  return construct;
}

export type FunctionEnvironment = Variables & {
  readonly BASE_URL: string;
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
  readonly diskMb?: number;
};

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
    ...(shape.undelivered && { deadLetterQueue: shape.undelivered, retryAttempts: 1, maxEventAge: Duration.hours(1) }),
    ...(shape.diskMb && { ephemeralStorageSize: Size.mebibytes(shape.diskMb) }),
  });
  return pin(made, id);
}

export function allow(actions: readonly string[], resources: readonly string[], conditions?: Record<string, unknown>): PolicyStatement {
  return new PolicyStatement({ actions: [...actions], resources: [...resources], ...opt('conditions', conditions) });
}

/** Timeouts of the functions that read queues: a queue's visibility is six times its reader's. */
/**
 * A batch of pages of one slow host, each with its files or further pages, has to fit: a batch that takes longer comes again as a whole.
 */
export const collectTimeout = Duration.minutes(14);
export const deliverTimeout = Duration.seconds(60);
