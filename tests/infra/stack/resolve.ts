import { account, queueArn, region } from '../../support/emulated/plan.ts';

type Resource = { readonly Type: string; readonly Properties?: Readonly<Record<string, unknown>> };
export type StackTemplate = { readonly Resources: Readonly<Record<string, Resource>> };

/** Address of the api of the stack; it is told in mails and pages. */
const baseUrl = 'https://hongtou.example';

const pseudo: Readonly<Record<string, string>> = {
  'AWS::Partition': 'aws',
  'AWS::Region': region,
  'AWS::AccountId': account,
  'AWS::URLSuffix': 'amazonaws.com',
  'AWS::StackName': 'Hongtou',
};

type Named = { readonly ref: string; readonly arn?: string; readonly more?: Readonly<Record<string, string>> };
const arn = (service: string, name: string): string => `arn:aws:${service}:${region}:${account}:${name}`;

/** What `Ref` and `Fn::GetAtt` of a resource are, in the names of the emulators (tests/support/emulated/plan.ts). */
function namesOf(id: string, { Type, Properties = {} }: Resource): Named {
  const queue = Properties['FifoQueue'] === true ? `${id}.fifo` : id;
  const known: Readonly<Record<string, () => Named>> = {
    'AWS::DynamoDB::Table': () => ({ ref: id, arn: arn('dynamodb', `table/${id}`) }),
    'AWS::S3::Bucket': () => ({ ref: id.toLowerCase(), arn: `arn:aws:s3:::${id.toLowerCase()}` }),
    'AWS::SQS::Queue': () => ({ ref: `queue:${queue}`, arn: queueArn(queue), more: { QueueName: queue } }),
    'AWS::SNS::Topic': () => ({ ref: arn('sns', id), more: { TopicName: id } }),
    'AWS::Lambda::Function': () => ({ ref: id, arn: arn('lambda', `function:${id}`) }),
    'AWS::Logs::LogGroup': () => ({ ref: id, arn: arn('logs', `log-group:${id}:*`) }),
    'AWS::IAM::Role': () => ({ ref: id, arn: `arn:aws:iam::${account}:role/${id}` }),
    'AWS::Events::Rule': () => ({ ref: id, arn: arn('events', `rule/${id}`) }),
    'AWS::SES::ConfigurationSet': () => ({ ref: String(Properties['Name']) }),
    'AWS::ApiGatewayV2::Api': () => ({ ref: id, more: { ApiEndpoint: baseUrl } }),
  };
  return known[Type]?.() ?? { ref: id };
}

type Intrinsic = (argument: unknown, of: (value: unknown) => unknown, names: (id: string) => Named) => unknown;

/** The functions of CloudFormation that the template uses. Any other is refused: what is not understood is not judged. */
const intrinsics: Readonly<Record<string, Intrinsic>> = {
  Ref: (id, _, names) => pseudo[String(id)] ?? names(String(id)).ref,
  'Fn::GetAtt': (path, _, names) => {
    const [id = '', attribute = ''] = Array.isArray(path) ? path.map(String) : String(path).split('.');
    const { arn: own, more = {} } = names(id);
    const value = attribute === 'Arn' ? own : more[attribute];
    if (value === undefined) throw new Error(`${id}.${attribute} of the template is not known here`);
    return value;
  },
  'Fn::Sub': (text, of) => {
    if (typeof text !== 'string') throw new Error('Fn::Sub with a table of its own is not known here');
    return text.replace(/\$\{([^}]{1,200})\}/g, (_, name: string) =>
      String(of(name.includes('.') ? { 'Fn::GetAtt': name } : { Ref: name })),
    );
  },
  'Fn::Join': (given, of) => {
    const [between, parts] = given as [string, readonly unknown[]];
    return parts.map((part) => String(of(part))).join(between);
  },
};

/** Replaces references in any value of the template by the names that the emulators use. */
export function resolver(template: StackTemplate): (value: unknown) => unknown {
  const names = (id: string): Named => {
    const resource = template.Resources[id];
    if (!resource) throw new Error(`the template has no ${id}`);
    return namesOf(id, resource);
  };
  const of = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(of);
    if (typeof value !== 'object' || value === null) return value;
    const [[name, argument] = ['', undefined], ...rest] = Object.entries(value);
    const made = rest.length === 0 ? intrinsics[name] : undefined;
    if (made) return made(argument, of, names);
    if (name.startsWith('Fn::')) throw new Error(`${name} of the template is not known here`);
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, of(each)]));
  };
  return of;
}
