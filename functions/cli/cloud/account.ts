import { GetAccountSettingsCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { didYouMean, orEmpty } from '../../../shared/model/values.ts';
import { regions } from '../../../shared/registry/places.ts';
import { patience } from '../../../shared/store/aws/patience.ts';
import { networkTrouble } from '../system-trouble.ts';
import { bad, type Diagnosis, good, saidByAws, unlessAbsent } from './diagnosis.ts';

export type Account = { readonly id: string; readonly region: string };

// What is known of reach, and no more: nobody has measured from which region more Chinese sites answer.
const reach =
  'Singapore (ap-southeast-1), Tokyo (ap-northeast-1) and, with --no-mail, Hong Kong (ap-east-1) lie nearest to the sites that are read';
const nameARegion = `name one with --region; ${reach}; docs/runbook.md, “Deployed”, says what others lack`;

export const regionForm = /^[a-z]{2}(?:-[a-z]{2,12}){1,2}-\d$/;

export function regionCheck(region: string): Diagnosis {
  if (!regionForm.test(region)) return bad('region', `"${region}" is no name of a region`, nameARegion);
  if (region.startsWith('cn-'))
    return bad(
      'region',
      `${region} belongs to AWS China, which has no mail service (SES) and opens web addresses only to holders of an ICP filing`,
      `name a region outside of it with --region; ${reach}`,
    );
  if (/^us-(?:gov|iso)/.test(region)) return bad('region', `${region} is a partition for which this was not made`, nameARegion);
  if (regions.some((each) => each.region === region)) return good('region', region);
  const near = didYouMean(
    region,
    regions.map((each) => each.region),
  );
  return bad(
    'region',
    near === '' ? `there is no region ${region}` : `there is no region ${region}.${near}`,
    `${nameARegion}; a new one needs its row in shared/registry/tables/regions.json`,
  );
}

/** Types of the stack that CloudFormation does not know in a region. What stands there all the same is known: then the table is behind. */
export const lackingIn = (region: string, standing: readonly string[]): readonly string[] =>
  regions.find((each) => each.region === region)?.lacks.filter((type) => !standing.includes(type)) ?? [];

export const currentRegion = (): Promise<string | undefined> => new STSClient({}).config.region().catch(() => undefined);

export const regionMissing: Diagnosis = bad('region', 'none is named', nameARegion);

function credentialsRemedy(said: string): string {
  if (/expired/i.test(said)) return 'they have expired: "aws sso login" renews them, or put new ones into the environment';
  if (/InvalidClientTokenId|UnrecognizedClient|SignatureDoesNotMatch/.test(said))
    return 'AWS does not know these keys here: look for a typing error; a region that must be switched on (as ap-east-1) knows nobody before that';
  return 'make an access key in IAM for an administrator, then "aws configure" (or set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY)';
}

export async function credentialsCheck(region: string): Promise<{ readonly account?: Account; readonly diagnosis: Diagnosis }> {
  try {
    const { Account: id = '', Arn } = await new STSClient(patience(30)).send(new GetCallerIdentityCommand({}));
    const who = orEmpty(Arn);
    const root = who.endsWith(':root');
    const remedy = root ? 'these are the keys of the root user: a user of IAM with the rights of an administrator is safer' : undefined;
    return { account: { id, region }, diagnosis: good('credentials', `account ${id}, ${who.slice(who.lastIndexOf(':') + 1)}`, remedy) };
  } catch (error) {
    const unreached = networkTrouble(error);
    if (unreached !== undefined) return { diagnosis: bad('network', unreached) };
    return { diagnosis: bad('credentials', saidByAws(error), credentialsRemedy(saidByAws(error))) };
  }
}

const leastBootstrap = 6;
export const bootstrapCommand = ({ id, region }: Account): readonly string[] => ['bootstrap', `aws://${id}/${region}`, '--no-notices'];

async function bootstrapVersion(): Promise<number | undefined> {
  const reading = new SSMClient(patience(30)).send(new GetParameterCommand({ Name: '/cdk-bootstrap/hnb659fds/version' }));
  const version = (await unlessAbsent(reading))?.Parameter?.Value;
  return version === undefined ? undefined : Number(version);
}

export async function bootstrapCheck(account: Account, agree: (question: string) => Promise<boolean>): Promise<Diagnosis> {
  const version = await bootstrapVersion();
  if (version !== undefined && version >= leastBootstrap) return good('bootstrap', `version ${version}`);
  const where = `account ${account.id} in ${account.region}`;
  const found =
    version === undefined
      ? `${where} was never prepared for the CDK (a bucket and roles for deployments)`
      : `${where} was prepared in version ${version}, ${leastBootstrap} is needed`;
  const command = `npx cdk ${bootstrapCommand(account).join(' ')}`;
  return (await agree(`Prepare ${where} for the CDK? It makes a bucket and roles.`))
    ? good('bootstrap', found, `will run: ${command}`)
    : bad('bootstrap', found, `run again with --yes, or yourself: ${command}`);
}

const fewExecutions = 50;

export async function concurrencyCheck(): Promise<Diagnosis> {
  const { AccountLimit } = await new LambdaClient(patience(30)).send(new GetAccountSettingsCommand({}));
  const most = AccountLimit?.ConcurrentExecutions;
  if (most === undefined) return good('functions at a time', 'AWS does not say how many');
  if (most >= fewExecutions) return good('functions at a time', String(most));
  return good(
    'functions at a time',
    `${most}: while many pages are collected, web pages may be refused for some seconds`,
    'ask for 1,000 in the console: Service Quotas, AWS Lambda, "Concurrent executions" (free, answered within days)',
  );
}
