import { Duration, RemovalPolicy, type Stack } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import { HttpRoute, HttpRouteKey, HttpStage, LogGroupLogDestination } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { indexAccess, objectsRead, readersRead, recordAccess, tablePartitions } from './access.ts';
import { allow, handler } from './handler.ts';
import { openSearchAccess } from './open-search.ts';
import type { PartFunctions, SharedResources } from './shared-resources.ts';

// No address, user agent or query: the log of a private instance does not say who reads what.
const accessLog = {
  requestId: '$context.requestId',
  // `function_request_id` of the lines of the function api about it.
  function: '$context.integration.requestId',
  failure: '$context.integrationErrorMessage',
  time: '$context.requestTime',
  method: '$context.httpMethod',
  status: '$context.status',
  bytes: '$context.responseLength',
  milliseconds: '$context.responseLatency',
};

/** What the function may do: it reads, and writes what readers and persons say. */
const rights = (stack: Stack, { storage, queues, config }: SharedResources): readonly PolicyStatement[] => [
  ...recordAccess(storage, {
    read: [
      ...tablePartitions.documents,
      ...tablePartitions.labels,
      ...tablePartitions.digests,
      ...tablePartitions.marks,
      ...tablePartitions.subscribers,
      ...tablePartitions.confirmations,
      ...tablePartitions.tokens,
      ...tablePartitions.sessions,
      ...tablePartitions.lastRead,
      ...tablePartitions.signing,
      ...tablePartitions.journal,
    ],
    // Subscriptions and choices with the start of their news, and up to where somebody has read; the signing secret at its first use; a person's themes, and the marks
    // for the index.
    write: [
      ...tablePartitions.subscribers,
      ...tablePartitions.marks,
      ...tablePartitions.confirmations,
      ...tablePartitions.signing,
      ...tablePartitions.sessions,
      ...tablePartitions.lastRead,
      ...tablePartitions.labels,
      'DIRTY',
      'ASIDE',
    ],
    // A session that was ended.
    remove: tablePartitions.sessions,
  }),
  indexAccess(storage, ['DOCUMENTS', 'DIGESTS', 'CHANGES#']),
  ...objectsRead(storage, ['evidence/', 'pages/', 'text/', 'search/', 'digests/']),
  ...openSearchAccess(stack, config),
  ...readersRead(storage),
  // Asks `deliver` to mail a new reader for confirmation, and to erase a reader.
  allow(['sqs:SendMessage'], [queues.mail.queueArn]),
];

/** Pages and API over HTTP. One route: the same code decides on a laptop and here who may see what (docs/contract.md 4). */
export function query(stack: Stack, shared: SharedResources): PartFunctions {
  const { api, environment, config } = shared;
  const made = handler(stack, {
    name: 'api',
    timeout: Duration.seconds(29),
    memoryMb: 1024,
    diskMb: 4096,
    environment,
    ...(config.file ? { configFile: config.file } : {}),
    allow: rights(stack, shared),
  });
  addStage(stack, api, made);
  return { api: made };
}

/** One route to the function, and the one stage, with its limits and its log. */
function addStage(stack: Stack, api: SharedResources['api'], made: IFunction): void {
  new HttpRoute(stack, 'ApiRoute', {
    httpApi: api,
    routeKey: HttpRouteKey.DEFAULT,
    integration: new HttpLambdaIntegration('ApiIntegration', made),
  });
  new HttpStage(stack, 'ApiStage', {
    httpApi: api,
    stageName: '$default',
    autoDeploy: true,
    throttle: { rateLimit: 20, burstLimit: 40 },
    accessLogSettings: {
      destination: new LogGroupLogDestination(
        new LogGroup(stack, 'ApiAccessLog', { retention: RetentionDays.ONE_MONTH, removalPolicy: RemovalPolicy.DESTROY }),
      ),
      format: AccessLogFormat.custom(JSON.stringify(accessLog)),
    },
  });
}
