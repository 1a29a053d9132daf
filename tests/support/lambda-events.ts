import { createHash } from 'node:crypto';

/** What Lambda hands to the functions, with every field that AWS sends: a handler that reads one more field finds it here. */

/** A version 2.0 event of an HTTP API or function URL, and what answers it. */
export type WebEvent = {
  readonly version: '2.0';
  readonly routeKey: '$default';
  readonly rawPath: string;
  readonly rawQueryString: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies?: readonly string[];
  readonly queryStringParameters?: Readonly<Record<string, string>>;
  readonly requestContext: Readonly<Record<string, unknown>>;
  readonly body?: string;
  readonly isBase64Encoded: boolean;
};
export type WebResponse = {
  readonly statusCode?: number;
  readonly headers?: Readonly<Record<string, string | number | boolean>>;
  readonly cookies?: readonly string[];
  readonly body?: string;
};

/** The SQS event of Lambda, as far as the project's functions read it. */
type SqsRecord = {
  readonly messageId: string;
  readonly receiptHandle: string;
  readonly body: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly messageAttributes: Readonly<Record<string, unknown>>;
  readonly md5OfBody: string;
  readonly eventSource: 'aws:sqs';
  readonly eventSourceARN: string;
  readonly awsRegion: string;
};
export type SqsEvent = { readonly Records: readonly SqsRecord[] };

type SqsMessage = {
  readonly MessageId: string;
  readonly ReceiptHandle: string;
  readonly Body: string;
  readonly MD5OfBody: string;
  readonly Attributes?: Readonly<Record<string, string>>;
  readonly MessageAttributes?: Readonly<Record<string, unknown>>;
};

const region = 'us-east-1';

/** Received messages as an event source mapping hands them on. */
export const sqsRecords = (messages: readonly SqsMessage[], eventSourceARN: string): readonly SqsRecord[] =>
  messages.map((message) => ({
    messageId: message.MessageId,
    receiptHandle: message.ReceiptHandle,
    body: message.Body,
    attributes: message.Attributes ?? {},
    messageAttributes: message.MessageAttributes ?? {},
    md5OfBody: message.MD5OfBody,
    eventSource: 'aws:sqs',
    eventSourceARN,
    awsRegion: region,
  }));

const account = '123456789012';
const sentAt = '1795593600000';
const uuid = (seed: string): string =>
  createHash('md5')
    .update(seed)
    .digest('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');

type QueueOptions = { readonly queue?: string; readonly group?: string; readonly receives?: number };

/** The event of an event source mapping: one record for each body. A `group` makes it that of a FIFO queue. */
export function sqsEvent(bodies: readonly string[], { queue = 'Mail', group, receives = 1 }: QueueOptions = {}): SqsEvent {
  const messages = bodies.map((Body, n) => ({
    MessageId: uuid(`${n} ${Body}`),
    ReceiptHandle: Buffer.from(`${n} ${Body}`).toString('base64'),
    Body,
    MD5OfBody: createHash('md5').update(Body).digest('hex'),
    Attributes: {
      ApproximateReceiveCount: String(receives),
      ApproximateFirstReceiveTimestamp: sentAt,
      SentTimestamp: sentAt,
      SenderId: `AROAEXAMPLE:${queue}`,
      ...(group === undefined
        ? {}
        : { MessageGroupId: group, MessageDeduplicationId: uuid(Body), SequenceNumber: String(18_880_000_000_000_000n + BigInt(n)) }),
    },
  }));
  return { Records: sqsRecords(messages, `arn:aws:sqs:${region}:${account}:${queue}`) };
}

/** What EventBridge Scheduler sends for a schedule without an input of its own. */
export const schedulerEvent = (schedule: string) => ({
  version: '0',
  id: uuid(schedule),
  'detail-type': 'Scheduled Event',
  source: 'aws.scheduler',
  account,
  time: '2026-11-25T00:05:00Z',
  region,
  resources: [`arn:aws:scheduler:${region}:${account}:schedule/default/${schedule}`],
  detail: '{}',
});

type Request = {
  readonly method?: string;
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
};

/** A request as an HTTP API or a function URL hands it on: payload format 2.0. */
export function webEvent(rawPath: string, { method = 'GET', query = '', headers = {}, body }: Request = {}): WebEvent {
  const host = 'hongtou.example';
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath,
    rawQueryString: query,
    headers: {
      accept: '*/*',
      'content-length': String(Buffer.byteLength(body ?? '')),
      host,
      'user-agent': 'curl/8.14.1',
      'x-amzn-trace-id': 'Root=1-6906f9c0-0123456789abcdef01234567',
      'x-forwarded-for': '192.0.2.7',
      'x-forwarded-port': '443',
      'x-forwarded-proto': 'https',
      ...headers,
    },
    ...(query ? { queryStringParameters: Object.fromEntries(new URLSearchParams(query)) } : {}),
    requestContext: {
      accountId: account,
      apiId: 'a1b2c3d4e5',
      domainName: host,
      domainPrefix: 'hongtou',
      http: { method, path: rawPath, protocol: 'HTTP/1.1', sourceIp: '192.0.2.7', userAgent: 'curl/8.14.1' },
      requestId: 'JKJaXmPLvHcESHA=',
      routeKey: '$default',
      stage: '$default',
      time: '25/Nov/2026:00:00:00 +0000',
      timeEpoch: Number(sentAt),
    },
    ...(body === undefined ? {} : { body: Buffer.from(body).toString('base64') }),
    isBase64Encoded: body !== undefined,
  };
}

const ses = { source: 'aws.ses', account, region, time: '2026-11-25T00:01:00Z', version: '0' };

/** What SES says of a mail to an address that does not exist, as the rule of the default bus hands it on. */
export const bounceBody = (address: string): string =>
  JSON.stringify({
    ...ses,
    id: uuid(address),
    'detail-type': 'Email Bounced',
    resources: [`arn:aws:ses:${region}:${account}:configuration-set/hongtou`],
    detail: {
      eventType: 'Bounce',
      bounce: {
        feedbackId: '0100017a2b3c4d5e-00000000-0000-0000-0000-000000000000-000000',
        bounceType: 'Permanent',
        bounceSubType: 'General',
        bouncedRecipients: [{ emailAddress: address, action: 'failed', status: '5.1.1', diagnosticCode: 'smtp; 550 5.1.1 user unknown' }],
        timestamp: '2026-11-25T00:01:00.000Z',
        reportingMTA: 'dns; a8-29.smtp-out.amazonses.com',
      },
      mail: {
        timestamp: '2026-11-25T00:00:58.000Z',
        source: 'digest@example.org',
        sourceArn: `arn:aws:ses:${region}:${account}:identity/example.org`,
        sendingAccountId: account,
        messageId: '0100017a2b3c4d5e-00000000-0000-0000-0000-000000000000-000000',
        destination: [address],
        headersTruncated: false,
        headers: [{ name: 'To', value: address }],
        commonHeaders: { from: ['digest@example.org'], to: [address], subject: 'Digest' },
        tags: { 'ses:configuration-set': ['hongtou'] },
      },
    },
  });
