import { randomBytes, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';
import { orEmpty } from '../../../shared/model/values.ts';
import type { Emulators } from '../../support/emulated/emulators.ts';
import { type AwsRequest, isMailAccount, type Need, needsOf } from './aws-request.ts';
import { type Decision, decide, type Statement } from './policy.ts';

export type Permissions = {
  readonly ofRole: readonly Statement[];
  /** Policies of the resource with this ARN, or that holds it. */
  ofResource(resource: string): readonly Statement[];
};
export type Allowed = { readonly need: Need; readonly resource: string; readonly by: readonly Statement[] };
export type Published = { readonly subject: string; readonly message: string };

/** The way of one function to AWS: an address and credentials of its own, and what came of its calls. */
export type Way = {
  readonly url: string;
  /** The access key, which every request names. */
  readonly key: string;
  readonly allowed: Allowed[];
  /** Sentences: what was asked and refused, or not understood. */
  readonly refused: string[];
  /** While true every service answers 503, as in an outage. */
  outage: boolean;
  /** Asks the policies without a request: what Lambda itself does with the role. */
  may(action: string, resource: string): boolean;
  close(): void;
};

export type Behind = {
  readonly endpoints: Emulators['endpoints'];
  /** Parameters by name, for SSM, which the emulators have not. */
  readonly parameters: Readonly<Record<string, string>>;
  /** What was sent to the topic, which the emulators do not pass on. */
  readonly published: Published[];
};

type Answer = { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: string };
const json = (status: number, body: object): Answer => ({
  status,
  headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-errortype': String((body as { __type?: string }).__type ?? '') },
  body: JSON.stringify(body),
});
const xml = (status: number, body: string): Answer => ({ status, headers: { 'content-type': 'application/xml' }, body });

/** A refusal in the words of each protocol. */
function refusal(service: string, why: string): Answer {
  if (service === 's3') return xml(403, `<Error><Code>AccessDenied</Code><Message>${why}</Message></Error>`);
  if (service === 'sns')
    return xml(
      403,
      `<ErrorResponse><Error><Type>Sender</Type><Code>AuthorizationError</Code><Message>${why}</Message></Error></ErrorResponse>`,
    );
  return json(service === 'ses' ? 403 : 400, { __type: 'AccessDeniedException', message: why });
}

/** Services that the emulators have not, as far as the functions use them. */
function standIn(request: AwsRequest, { parameters, published }: Behind): Answer | undefined {
  const { service, body } = request;
  if (service === 'monitoring') return json(200, { MetricDataResults: [] });
  if (service === 'ses' && isMailAccount(request))
    return json(200, { SendingEnabled: true, EnforcementStatus: 'HEALTHY', SendQuota: { Max24HourSend: 200, SentLast24Hours: 1 } });
  if (service === 'ssm') {
    const { Name = '' } = JSON.parse(body.toString('utf8')) as { Name?: string };
    const Value = parameters[Name];
    return Value === undefined
      ? json(400, { __type: 'ParameterNotFound' })
      : json(200, { Parameter: { Name, Type: 'SecureString', Value } });
  }
  if (service !== 'sns') return undefined;
  const fields = new URLSearchParams(body.toString('utf8'));
  published.push({ subject: fields.get('Subject') ?? 'none', message: fields.get('Message') ?? 'none' });
  return xml(
    200,
    `<PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><PublishResult><MessageId>${randomUUID()}</MessageId></PublishResult></PublishResponse>`,
  );
}

const serviceOf = ({ headers }: IncomingMessage): string =>
  orEmpty(/Credential=[^/]{1,128}\/\d{8}\/[^/]{1,40}\/([a-z0-9-]{1,40})\//.exec(orEmpty(headers.authorization))?.[1]);

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

const hopByHop = new Set(['host', 'connection', 'content-length', 'transfer-encoding', 'expect']);

/** Hands a request on; the emulators look at no signature. */
function forward({ method, url, headers, body, service }: AwsRequest, { endpoints }: Behind, answer: ServerResponse): void {
  const base = { dynamodb: endpoints.dynamodb, ses: endpoints.mail, sqs: endpoints.queues }[service] ?? endpoints.objects;
  // A queue is named by an address, which is that of the emulator.
  const text =
    service === 'sqs' ? Buffer.from(body.toString('utf8').replace(/("QueueUrl":")http:\/\/127\.0\.0\.1:\d{1,5}\//, `$1${base}/`)) : body;
  const target = `${base}${url.pathname}${url.search}`;
  const kept = Object.fromEntries(Object.entries(headers).flatMap(([name, value]) => (hopByHop.has(name) ? [] : [[name, String(value)]])));
  const asked = send(target, { method, headers: { ...kept, 'content-length': text.length } }, (response) => {
    answer.writeHead(response.statusCode ?? 500, response.headers);
    response.pipe(answer);
  });
  asked.on('error', () => answer.destroy());
  asked.end(text);
}

/** Decides about one need by the first of its resources that is allowed. */
function decideNeed({ action, anyOf, keys }: Need, { ofRole, ofResource }: Permissions): Decision & { readonly resource: string } {
  const all = anyOf.map((resource) => ({ resource, ...decide({ action, resource, keys }, ofRole, ofResource(resource)) }));
  const [first] = all;
  if (!first) throw new Error(`${action} names no resource`);
  return all.find(({ allowed }) => allowed) ?? first;
}

/** Without the right to list, S3 does not say that a key is not there: it answers 403. */
function hidesAbsence({ service, method, url }: AwsRequest, permissions: Permissions): boolean {
  if (service !== 's3' || !['GET', 'HEAD'].includes(method)) return false;
  const [bucket = ''] = url.pathname.slice(1).split('/');
  const need = needsOf({ service, method: 'GET', url: new URL(`/${bucket}?list-type=2`, url), headers: {}, body: Buffer.alloc(0) });
  return need.some((each) => !decideNeed(each, permissions).allowed);
}

const write = (response: ServerResponse, { status, headers, body }: Answer): void =>
  void response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) }).end(body);

type Judge = {
  readonly permissions: Permissions;
  readonly behind: Behind;
  readonly way: Pick<Way, 'key' | 'allowed' | 'refused' | 'outage'>;
};

/** What the policies say of a request; undefined when it may go on. */
function judge(request: AwsRequest, { permissions, way }: Judge): Answer | undefined {
  try {
    for (const need of needsOf(request)) {
      const { allowed, by, why, resource } = decideNeed(need, permissions);
      if (!allowed) {
        const keys = Object.entries(need.keys).flatMap(([key, values]) =>
          values.length > 0 && !key.startsWith('aws:') ? [`${key}=${values.join()}`] : [],
        );
        way.refused.push(`${why} (${keys.join(' ')})`);
        return refusal(request.service, why);
      }
      way.allowed.push({ need, resource, by });
    }
    return undefined;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    way.refused.push(`not understood: ${why}`);
    return refusal(request.service, why);
  }
}

async function handle(incoming: IncomingMessage, answer: ServerResponse, all: Judge): Promise<void> {
  const { headers, method = 'GET', url = '/' } = incoming;
  const body = await bodyOf(incoming);
  const request: AwsRequest = { service: serviceOf(incoming), method, url: new URL(url, 'http://127.0.0.1'), headers, body };
  if (all.way.outage) return write(answer, xml(503, '<Error><Code>ServiceUnavailable</Code></Error>'));
  if (!orEmpty(headers.authorization).includes(`Credential=${all.way.key}/`)) {
    all.way.refused.push(`${method} ${url}: not signed with the credentials of the function`);
    return write(answer, refusal(request.service, 'signature'));
  }
  const refused = judge(request, all);
  if (refused) return write(answer, refused);
  const own = standIn(request, all.behind);
  if (own) return write(answer, own);
  if (hidesAbsence(request, all.permissions)) answer.writeHead = hidingAbsence(answer);
  forward(request, all.behind, answer);
}

/** Turns 404 into 403. */
function hidingAbsence(answer: ServerResponse): ServerResponse['writeHead'] {
  const plain = answer.writeHead.bind(answer) as (status: number, headers?: object) => ServerResponse;
  return ((status: number, headers?: object) => plain(status === 404 ? 403 : status, headers)) as ServerResponse['writeHead'];
}

/** Opens the way of a function on a port of its own: what the policies refuse is answered with AccessDenied, all else goes to the emulators. */
export async function openWay(permissions: Permissions, behind: Behind): Promise<Way> {
  const state = { key: randomBytes(10).toString('hex'), allowed: [] as Allowed[], refused: [] as string[], outage: false };
  const server = createServer((incoming, answer) => {
    void handle(incoming, answer, { permissions, behind, way }).catch((error: unknown) => {
      way.refused.push(`the proxy failed: ${String(error)}`);
      answer.destroy();
    });
  });
  server.keepAliveTimeout = 600_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const way: Way = Object.assign(state, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    may(action: string, resource: string): boolean {
      const need: Need = { action, anyOf: [resource], keys: { 'aws:SecureTransport': ['true'] } };
      const { allowed, by, why } = decideNeed(need, permissions);
      if (allowed) state.allowed.push({ need, resource, by });
      else state.refused.push(why);
      return allowed;
    },
    close(): void {
      server.closeAllConnections();
      server.close();
    },
  });
  return way;
}
