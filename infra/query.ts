import { Duration, RemovalPolicy, type Stack } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import { HttpRoute, HttpRouteKey, HttpStage, LogGroupLogDestination } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { held, indexAccess, objectsRead, objectsRemoved, objectsWritten, readersRead, recordAccess } from './access.ts';
import { allow } from './code.ts';
import { functionOf, scheduled } from './collection.ts';
import type { PartFunctions, SharedResources } from './stack.ts';
import { openSearchAccess } from './storage.ts';

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

const rights = (stack: Stack, { storage, queues, config }: SharedResources): readonly PolicyStatement[] => [
  ...recordAccess(storage, {
    read: [
      ...held('documents', 'labels', 'digests', 'edits', 'marks', 'subscribers', 'confirmations'),
      ...held('tokens', 'sessions', 'lastRead', 'signing', 'journal'),
    ],
    // Subscriptions and choices with the start of their news, and up to where somebody has read; the signing secret at its first use; a
    // person's themes, an editor's digest, and the marks for the index.
    write: [...held('subscribers', 'marks', 'confirmations', 'signing', 'sessions', 'lastRead', 'labels', 'edits'), 'DIRTY', 'ASIDE'],
    remove: held('sessions'),
  }),
  indexAccess(storage, ['DOCUMENTS', 'DIGESTS', 'CHANGES#']),
  ...objectsRead(storage, ['evidence/', 'pages/', 'text/', 'search/', 'digests/']),
  ...openSearchAccess(stack, config),
  ...readersRead(storage),
  allow(['sqs:SendMessage'], [queues.mail.queueArn]),
];

/** Pages and API over HTTP. One route: the same code decides on a laptop and here who may see what (docs/contract.md 4). */
export function query(stack: Stack, shared: SharedResources): PartFunctions {
  const size = { timeout: Duration.seconds(29), memoryMb: 1024, diskMb: 4096 };
  const made = functionOf(stack, shared, { name: 'api', ...size, allow: rights(stack, shared) });
  addStage(stack, shared.api, made);
  return { api: made };
}

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

/**
 * The one writer of the search index. Its timeout is shorter than its period and a failed run is left to the next, so two seldom meet; when
 * they do the pointer moves by a conditional write. (No reserved concurrency: a new account's quota of ten has none to reserve.)
 */
export function search(stack: Stack, shared: SharedResources): PartFunctions {
  const { storage, config } = shared;
  const index = scheduled(stack, shared, {
    ...{ name: 'index', timeout: Duration.minutes(9), memoryMb: 1536, diskMb: 4096, maxAge: Duration.minutes(10) },
    allow: [
      ...recordAccess(storage, {
        read: held('documents', 'turns', 'labels', 'digests', 'journal'),
        write: ['DIRTY', 'ASIDE', ...held('turns', 'digests', 'journal')],
        // Marks by the many; those of before 0.10.0 one by one.
        writeMany: ['DIRTY', ...held('turns')],
        remove: ['DIRTY'],
      }),
      indexAccess(storage, ['DOCUMENTS', 'CHANGES#']),
      ...objectsRead(storage, ['text/', 'evidence/', 'pages/', 'search/', 'digests/']),
      objectsWritten(storage, ['search/', 'digests/']),
      objectsRemoved(storage, ['search/']),
      ...openSearchAccess(stack, config, { fills: true }),
    ],
  });
  return { index };
}
