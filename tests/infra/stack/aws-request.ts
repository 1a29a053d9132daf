import { orEmpty } from '../../../shared/model/values.ts';
import { account, queueArn, region } from '../../support/emulated/plan.ts';
import { NotUnderstood } from './policy.ts';

/** A request of the SDK, as it came. `path` is decoded segment by segment, without the query. */
export type AwsRequest = {
  readonly service: string;
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
};

/** What a request needs: an action on one of the resources (a mail may be allowed by its address or its domain), and the condition keys that it has. */
export type Need = {
  readonly action: string;
  readonly anyOf: readonly string[];
  readonly keys: Readonly<Record<string, readonly string[]>>;
};

// The functions reach AWS by TLS 1.3; the proxy on the loopback stands for that.
const common = { 'aws:SecureTransport': ['true'], 's3:TlsVersion': ['1.3'], 'aws:SourceArn': [], 'aws:SourceAccount': [] };
const arn = (service: string, name: string): string => `arn:aws:${service}:${region}:${account}:${name}`;
const header = ({ headers }: AwsRequest, name: string): readonly string[] => [headers[name] ?? []].flat();
const jsonOf = ({ body }: AwsRequest): Readonly<Record<string, unknown>> => (body.length === 0 ? {} : JSON.parse(body.toString('utf8')));
const operationOf = (request: AwsRequest): string => orEmpty(header(request, 'x-amz-target')[0]?.split('.').at(-1));

type Item = Readonly<Record<string, { readonly S?: string }>>;
type Keys = readonly Item[];
type BatchWrite = { readonly PutRequest: { readonly Item: Item } } | { readonly DeleteRequest: { readonly Key: Item } };

/** Values of the partition key that the request names: `dynamodb:LeadingKeys`. Of a query of an index it is the index's own. */
function leadingKeys(operation: string, input: Readonly<Record<string, unknown>>): readonly string[] {
  const own = (items: Keys): readonly string[] => items.map((item) => orEmpty(item['pk']?.S));
  if (operation === 'Query') return [queriedPartition(input)];
  if (operation === 'PutItem') return own([input['Item'] as Item]);
  if (operation === 'BatchGetItem')
    return Object.values(input['RequestItems'] as Record<string, { Keys: Keys }>).flatMap((each) => own(each.Keys));
  if (operation === 'BatchWriteItem')
    return Object.values(input['RequestItems'] as Record<string, readonly BatchWrite[]>).flatMap((each) =>
      own(each.map((write) => ('PutRequest' in write ? write.PutRequest.Item : write.DeleteRequest.Key))),
    );
  if (['GetItem', 'UpdateItem', 'DeleteItem'].includes(operation)) return own([input['Key'] as Item]);
  throw new NotUnderstood(`the operation ${operation} of DynamoDB`);
}

function queriedPartition(input: Readonly<Record<string, unknown>>): string {
  const [, name = '', value = ''] = /^\s*(#?\w{1,40}) = (:\w{1,40})/.exec(String(input['KeyConditionExpression'])) ?? [];
  const names = (input['ExpressionAttributeNames'] ?? {}) as Record<string, string>;
  const expected = `${orEmpty(String(input['IndexName'] ?? ''))}pk`;
  if ((names[name] ?? name) !== expected) throw new NotUnderstood(`a query of ${expected} by ${names[name] ?? name}`);
  return orEmpty((input['ExpressionAttributeValues'] as Item)[value]?.S);
}

function dynamodb(request: AwsRequest): readonly Need[] {
  const [operation, input] = [operationOf(request), jsonOf(request)];
  const keys = { ...common, 'dynamodb:LeadingKeys': leadingKeys(operation, input) };
  const tables = operation.startsWith('Batch') ? Object.keys(input['RequestItems'] as object) : [String(input['TableName'])];
  const index = input['IndexName'] === undefined ? '' : `/index/${String(input['IndexName'])}`;
  return tables.map((name) => ({ action: `dynamodb:${operation}`, anyOf: [arn('dynamodb', `table/${name}${index}`)], keys }));
}

function sqs(request: AwsRequest): readonly Need[] {
  const { QueueUrl } = jsonOf(request) as { QueueUrl?: string };
  const action = `sqs:${operationOf(request).replace(/Batch$/, '')}`;
  return [{ action, anyOf: [queueArn(orEmpty(QueueUrl?.split('/').at(-1)))], keys: common }];
}

type S3Rule = readonly [method: string, query: string | undefined, action: string];
/** The first that fits decides. */
const s3Objects: readonly S3Rule[] = [
  ['GET', 'versionId', 's3:GetObjectVersion'],
  ['GET', undefined, 's3:GetObject'],
  ['HEAD', undefined, 's3:GetObject'],
  ['PUT', undefined, 's3:PutObject'],
  ['POST', 'uploads', 's3:PutObject'],
  ['POST', 'uploadId', 's3:PutObject'],
  ['DELETE', 'uploadId', 's3:AbortMultipartUpload'],
  ['DELETE', 'versionId', 's3:DeleteObjectVersion'],
  ['DELETE', undefined, 's3:DeleteObject'],
];
const s3Buckets: readonly S3Rule[] = [
  ['GET', 'list-type', 's3:ListBucket'],
  ['GET', 'versions', 's3:ListBucketVersions'],
];
/** Sub-resources that are not in the tables above have rights of their own. */
const harmless =
  /^(?:x-id|x-amz-.*|partNumber|prefix|start-after|continuation-token|max-keys|encoding-type|key-marker|version-id-marker)$/i;

function s3(request: AwsRequest): readonly Need[] {
  const { method, url } = request;
  const [bucket = '', ...rest] = url.pathname.slice(1).split('/').map(decodeURIComponent);
  const key = rest.join('/');
  const asked = [...url.searchParams.keys()].filter((name) => !harmless.test(name));
  const rule = (key === '' ? s3Buckets : s3Objects).find(
    ([verb, query]) => verb === method && (query === undefined ? asked.length === 0 : asked.includes(query)),
  );
  if (!rule) throw new NotUnderstood(`${method} ${url.pathname}${url.search} of S3`);
  const parts = method === 'PUT' ? url.searchParams.has('partNumber') : url.searchParams.has('uploads');
  const keys = {
    ...common,
    's3:if-none-match': header(request, 'if-none-match'),
    's3:if-match': header(request, 'if-match'),
    's3:prefix': url.searchParams.getAll('prefix'),
    's3:ObjectCreationOperation': rule[2] === 's3:PutObject' ? [String(!parts)] : [],
  };
  return [{ action: rule[2], anyOf: [`arn:aws:s3:::${bucket}${key === '' ? '' : `/${key}`}`], keys }];
}

/** The standing of the account, which has no resource. */
export const isMailAccount = ({ method, url }: Pick<AwsRequest, 'method' | 'url'>): boolean =>
  method === 'GET' && url.pathname === '/v2/email/account';

/** The sender's identity is its address or its domain, whichever is verified; the configuration set is asked for as well. */
function ses(request: AwsRequest): readonly Need[] {
  if (isMailAccount(request)) return [{ action: 'ses:GetAccount', anyOf: ['*'], keys: common }];
  if (request.method !== 'POST' || request.url.pathname !== '/v2/email/outbound-emails')
    throw new NotUnderstood(`${request.method} ${request.url.pathname} of SES`);
  const { FromEmailAddress, ConfigurationSetName } = jsonOf(request) as { FromEmailAddress: string; ConfigurationSetName?: string };
  const address = FromEmailAddress.slice(FromEmailAddress.indexOf('<') + 1).replace(/>$/, '');
  const keys = { ...common, 'ses:FromAddress': [address] };
  const identities = [address, address.slice(address.indexOf('@') + 1)].map((name) => arn('ses', `identity/${name}`));
  const sets = ConfigurationSetName === undefined ? [] : [arn('ses', `configuration-set/${ConfigurationSetName}`)];
  return [identities, ...sets.map((set) => [set])].map((anyOf) => ({ action: 'ses:SendEmail', anyOf, keys }));
}

function sns({ body }: AwsRequest): readonly Need[] {
  const fields = new URLSearchParams(body.toString('utf8'));
  return [{ action: `sns:${fields.get('Action')}`, anyOf: [orEmpty(fields.get('TopicArn') ?? undefined)], keys: common }];
}

/** What is encrypted with the account's key for parameters is read by whoever may read the parameter: no right of KMS is needed. */
function ssm(request: AwsRequest): readonly Need[] {
  const { Name } = jsonOf(request) as { Name: string };
  return [{ action: `ssm:${operationOf(request)}`, anyOf: [arn('ssm', `parameter/${Name.replace(/^\//, '')}`)], keys: common }];
}

/** Metrics have no resource. */
const monitoring = (request: AwsRequest): readonly Need[] => [{ action: `cloudwatch:${operationOf(request)}`, anyOf: ['*'], keys: common }];

const services: Readonly<Record<string, (request: AwsRequest) => readonly Need[]>> = {
  dynamodb,
  sqs,
  s3,
  ses,
  sns,
  ssm,
  monitoring,
};

/** What a request asks of the policies. Throws NotUnderstood for a service or an operation that is not known here. */
export function needsOf(request: AwsRequest): readonly Need[] {
  const read = services[request.service];
  if (!read) throw new NotUnderstood(`the service ${request.service}`);
  return read(request);
}
