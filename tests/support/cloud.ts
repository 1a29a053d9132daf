import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a stand-in for an AWS account knows. Absent: it answers as AWS does for what is not there. */
export type CloudState = {
  /** Text of the refusal of every credential. */
  readonly refuses?: string;
  readonly bootstrap?: number;
  readonly executions?: number;
  readonly mail?: { readonly sandbox?: boolean; readonly paused?: boolean };
  /** Addresses and domains that SES knows, and whether they are verified. */
  readonly identities?: Readonly<Record<string, boolean>>;
  readonly stack?: { readonly status: string; readonly description?: string; readonly outputs?: Readonly<Record<string, string>> };
  readonly template?: object;
  readonly tables?: readonly string[];
  readonly buckets?: readonly string[];
  /** Operations, or parts of an address, that are answered by this and a page of HTML, as a proxy before a service does. */
  readonly fails?: { readonly asked: RegExp; readonly status: number };
  /** The tag of the budget, as Cost Explorer knows it; activating it makes it `Active`, unless it is `refused`. */
  tag?: 'Active' | 'Inactive' | 'refused';
};

type Answer = { readonly status?: number; readonly json?: unknown; readonly xml?: string; readonly error?: string };

const xmlError = (status: number, code: string, message: string): Answer => ({
  status,
  xml: `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`,
});

const escaped = (text: string): string => text.replace(/[<&"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
const members = (all: Readonly<Record<string, string>>): string =>
  Object.entries(all)
    .map(([key, value]) => `<member><OutputKey>${key}</OutputKey><OutputValue>${value}</OutputValue></member>`)
    .join('');

/** Services that are asked by a form: STS and CloudFormation. */
function byForm(form: URLSearchParams, { refuses, stack, template }: CloudState): Answer {
  const action = String(form.get('Action'));
  const result = (inner: string): Answer => ({ xml: `<${action}Response><${action}Result>${inner}</${action}Result></${action}Response>` });
  if (action === 'GetCallerIdentity')
    return refuses === undefined
      ? result('<Account>123456789012</Account><Arn>arn:aws:iam::123456789012:user/owner</Arn>')
      : xmlError(403, 'ExpiredToken', refuses);
  if (!stack) return xmlError(400, 'ValidationError', `Stack with id ${form.get('StackName')} does not exist`);
  if (action === 'GetTemplate') return result(`<TemplateBody>${escaped(JSON.stringify(template))}</TemplateBody>`);
  if (action !== 'DescribeStacks') return result('');
  const { status, description = 'Hongtou: watches', outputs = {} } = stack;
  return result(
    `<Stacks><member><StackName>${form.get('StackName')}</StackName><StackStatus>${status}</StackStatus>` +
      `<Description>${description}</Description><Outputs>${members(outputs)}</Outputs></member></Stacks>`,
  );
}

/** Cost Explorer: which tags costs are allocated by. */
function byTag(target: string, state: CloudState): Answer {
  if (target.endsWith('UpdateCostAllocationTagsStatus') && state.tag === 'refused')
    return { json: { Errors: [{ TagKey: 'hongtou-instance', Code: 'Limit', Message: 'too many tags' }] } };
  if (target.endsWith('UpdateCostAllocationTagsStatus')) state.tag = 'Active';
  const known = state.tag === undefined ? [] : [{ TagKey: 'hongtou-instance', Status: state.tag === 'Active' ? 'Active' : 'Inactive' }];
  return { json: target.endsWith('ListCostAllocationTags') ? { CostAllocationTags: known } : { Errors: [] } };
}

/** Services that are asked by the name of an operation: SSM, DynamoDB and Cost Explorer. */
function byTarget(target: string, state: CloudState): Answer {
  const { bootstrap, tables = [] } = state;
  if (target.startsWith('AWSInsightsIndexService.')) return byTag(target, state);
  if (target.endsWith('GetParameter'))
    return bootstrap === undefined
      ? { status: 400, error: 'ParameterNotFound', json: {} }
      : { json: { Parameter: { Value: String(bootstrap) } } };
  if (target.endsWith('ListTables')) return { json: { TableNames: tables } };
  if (target.endsWith('DescribeTable')) return { status: 400, error: 'ResourceNotFoundException', json: {} };
  return { json: {} };
}

const quota = { Max24HourSend: 200, MaxSendRate: 1, SentLast24Hours: 0 };

/** Services that are asked by an address: SES, Lambda and S3. */
function byPath(path: string, { mail, executions = 1000, identities = {}, buckets = [] }: CloudState): Answer {
  if (path.startsWith('/v2/email/account'))
    return { json: { ProductionAccessEnabled: mail?.sandbox !== true, SendingEnabled: mail?.paused !== true, SendQuota: quota } };
  if (path.startsWith('/v2/email/outbound-emails')) return { json: { MessageId: 'taken' } };
  const identity = /^\/v2\/email\/identities\/([^/?]+)/.exec(path)?.[1];
  if (identity !== undefined) {
    const verified = identities[decodeURIComponent(identity)];
    return verified === undefined
      ? { status: 404, error: 'NotFoundException', json: {} }
      : { json: { VerifiedForSendingStatus: verified } };
  }
  if (path.includes('/account-settings')) return { json: { AccountLimit: { ConcurrentExecutions: executions } } };
  const names = buckets.map((name) => `<Bucket><Name>${name}</Name></Bucket>`).join('');
  return { xml: `<ListAllMyBucketsResult><Buckets>${names}</Buckets></ListAllMyBucketsResult>` };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString();
}

export type Cloud = { readonly environment: Readonly<Record<string, string>>; close(): Promise<void> };

/** A stand-in for AWS on the loopback, for what `deploy` asks before it makes anything. */
export async function openCloud(state: CloudState): Promise<Cloud> {
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const target = request.headers['x-amz-target'];
      const asked = `${target ?? ''} ${request.url} ${body}`;
      const answer: Answer = state.fails?.asked.test(asked)
        ? { status: state.fails.status, xml: '<html><body><h1>Server Error</body></html>' }
        : target !== undefined
          ? byTarget(String(target), state)
          : body.includes('Action=')
            ? byForm(new URLSearchParams(body), state)
            : byPath(String(request.url), state);
      response.statusCode = answer.status ?? 200;
      if (answer.error !== undefined) response.setHeader('x-amzn-errortype', answer.error);
      response.setHeader('content-type', answer.xml === undefined ? 'application/json' : 'text/xml');
      response.end(answer.xml ?? JSON.stringify(answer.json));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const at = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    environment: { AWS_ENDPOINT_URL: at, AWS_REGION: 'eu-central-1', AWS_ACCESS_KEY_ID: 'x', AWS_SECRET_ACCESS_KEY: 'x' },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
