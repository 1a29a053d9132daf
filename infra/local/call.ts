import { setTimeout as sleep } from 'node:timers/promises';

/** Region and account of the emulators. Never those of a person's own AWS settings. */
export const region = 'us-east-1';
export const account = '000000000000';

const authorization = `AWS4-HMAC-SHA256 Credential=local/20260101/${region}/local/aws4_request, SignedHeaders=host, Signature=0`;

const targets = { sqs: 'AmazonSQS', dynamodb: 'DynamoDB_20120810' } as const;

/** An answer other than 2xx of an emulator. */
export class CallError extends Error {
  override readonly name = 'CallError';
  readonly code: string;

  constructor(code: string, message: string) {
    super(`${code}: ${message}`);
    this.code = code;
  }
}

/**
 * One operation of the JSON protocols of SQS and DynamoDB, for setting up and polling. The SDK's clients stay in the adapters; the
 * emulators check no signature. Throws CallError.
 */
export async function call<T>(service: keyof typeof targets, endpoint: string, operation: string, input: unknown): Promise<T> {
  const answer = await reach(endpoint, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': `${targets[service]}.${operation}`,
      'x-amz-date': '20260101T000000Z',
      authorization,
    },
    body: JSON.stringify(input),
  });
  const body = await answer.text();
  const parsed: unknown = body === '' ? {} : JSON.parse(body);
  if (answer.ok) return parsed as T;
  const { __type = '', message = body } = parsed as { __type?: string; message?: string };
  throw new CallError(__type.replace(/^.*#/, ''), `${operation}: ${message}`);
}

/** Fetches; while nothing listens (another process is taking the emulators over) it tries again for a few seconds. */
async function reach(url: string, init: RequestInit): Promise<Response> {
  for (let left = 40; ; left -= 1) {
    try {
      return await fetch(url, init);
    } catch (error) {
      if (left === 0) throw error;
      await sleep(100);
    }
  }
}

/** Creates a bucket; a bucket that is there already is left alone. */
export async function createBucket(endpoint: string, name: string): Promise<void> {
  const answer = await fetch(`${endpoint}/${name}`, { method: 'PUT', headers: { authorization } });
  await answer.arrayBuffer();
  if (!answer.ok && answer.status !== 409) throw new CallError(String(answer.status), `bucket ${name}`);
}
