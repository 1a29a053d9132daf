import { setTimeout as sleep } from 'node:timers/promises';
import type { Answering } from './answering.ts';
import { emulatorAt } from './in-process.ts';
import { signed } from './signature.ts';

/** Region and account of the emulators. Never those of a person's own AWS settings. */
export const region = 'us-east-1';
export const account = '000000000000';

/** Address of an emulator, and the secret that signs its requests. */
export type Endpoint = { readonly url: string; readonly token: string };

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

type Said = { readonly status: number; readonly text: string };

/** One operation of the JSON protocols of SQS and DynamoDB, for setting up and polling. The SDK's clients stay in the adapters. Throws CallError. */
export async function call<T>(service: keyof typeof targets, endpoint: Endpoint, operation: string, input: unknown): Promise<T> {
  const headers = { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': `${targets[service]}.${operation}` };
  const body = JSON.stringify(input);
  const answering = emulatorAt(endpoint.url);
  const { status, text } = answering
    ? await ask(answering, { host: new URL(endpoint.url).host, ...headers }, body)
    : await send(endpoint, { service, headers }, body);
  const parsed: unknown = text === '' ? {} : JSON.parse(text);
  if (status < 300) return parsed as T;
  const { __type = '', message = text } = parsed as { __type?: string; message?: string };
  throw new CallError(__type.replace(/^.*#/, ''), `${operation}: ${message}`);
}

async function ask(answering: Answering, headers: Readonly<Record<string, string>>, body: string): Promise<Said> {
  const answer = await answering({ method: 'POST', url: '/', headers, body: Buffer.from(body) });
  return { status: answer.status, text: Buffer.from(answer.body as string).toString() };
}

type Sending = { readonly service: string; readonly headers: Readonly<Record<string, string>> };

async function send({ url, token }: Endpoint, { service, headers }: Sending, body: string): Promise<Said> {
  const signing = { service, region, secret: token };
  const answer = await reach(url, () => ({ method: 'POST', headers: signed({ method: 'POST', url, headers }, body, signing), body }));
  return { status: answer.status, text: await answer.text() };
}

/** Fetches; while nothing listens (another process is taking the emulators over) it tries again for a few seconds. */
async function reach(url: string, init: () => RequestInit): Promise<Response> {
  for (let left = 40; ; left -= 1) {
    try {
      return await fetch(url, init());
    } catch (error) {
      if (left === 0) throw error;
      await sleep(100);
    }
  }
}

/** Creates a bucket; an existing one is left alone. */
export async function createBucket({ url, token }: Endpoint, name: string): Promise<void> {
  const [address, answering] = [`${url}/${name}`, emulatorAt(url)];
  const asked = { method: 'PUT', url: address, headers: {} };
  const { status } = answering
    ? await answering({ ...asked, url: `/${name}`, headers: { host: new URL(url).host }, body: Buffer.alloc(0) })
    : await fetch(address, { method: 'PUT', headers: signed(asked, '', { service: 's3', region, secret: token }) });
  if (status >= 300 && status !== 409) throw new CallError(String(status), `bucket ${name}`);
}
