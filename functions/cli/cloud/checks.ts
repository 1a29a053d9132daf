import { budgetType, mailType, readInfraConfig } from '../../../infra/config.ts';
import type { Settings } from '../../../shared/model/configuration.ts';
import { InputError } from '../../../shared/model/errors.ts';
import {
  type Account,
  bootstrapCheck,
  concurrencyCheck,
  credentialsCheck,
  currentRegion,
  lackingIn,
  regionCheck,
  regionMissing,
} from './account.ts';
import { bringCdk, contextOf, type StackContext, synthesise } from './cdk.ts';
import { bad, type Diagnosis, good, lookedAt, required, unlessAbsent } from './diagnosis.ts';
import { type Accepted, formCheck, guardDiagnoses } from './guard.ts';
import { leftoverCheck, storeCheck } from './leftovers.ts';
import { identitiesOf, type MailIdentity, mailDiagnosis, readIdentity, readMailAccount, senderDiagnosis } from './mail-account.ts';
import type { DeployOptions, Plan } from './plan.ts';
import { deployedTemplate, isEmpty, readStack, type StackState, stackDiagnosis, type Template } from './stack.ts';

export type Place = {
  readonly diagnoses: readonly Diagnosis[];
  readonly account?: Account;
  readonly stack?: StackState;
  readonly template?: Template;
};

export async function readPlace(name: string): Promise<Place> {
  const region = await currentRegion();
  const where = region === undefined ? regionMissing : regionCheck(region);
  if (region === undefined || !where.ok) return { diagnoses: [where] };
  const { account, diagnosis } = await credentialsCheck(region);
  if (account === undefined) return { diagnoses: [where, diagnosis] };
  let stack: StackState | undefined;
  let template: Template | undefined;
  const stands = await required('stack', async () => {
    stack = await readStack(name);
    if (stack && !isEmpty(stack)) template = await unlessAbsent(deployedTemplate(name));
    return stackDiagnosis(stack, name);
  });
  return { diagnoses: [where, diagnosis, ...stands], account, ...(stack && { stack }), ...(template && { template }) };
}

type Agree = (question: string) => Promise<boolean>;

const namesIdentity = (template: Template | undefined, name: string): boolean =>
  Object.values(template?.Resources ?? {}).some(
    ({ Type, Properties }) => Type === 'AWS::SES::EmailIdentity' && Properties?.['EmailIdentity'] === name,
  );

/**
 * The identity, made elsewhere, that the sender is sent as: one of the same name, since a second would fail; or a verified domain above an
 * address. Nothing when this stack has made the identity itself.
 */
async function identityElsewhere(
  sender: string,
  domain: string | undefined,
  template: Template | undefined,
): Promise<MailIdentity | undefined> {
  const [own = sender, ...above] = domain === undefined ? identitiesOf(sender) : [domain];
  if (namesIdentity(template, own)) return undefined;
  const same = await readIdentity(own);
  if (same) return same;
  for (const name of above) {
    const found = await readIdentity(name);
    if (found?.VerifiedForSendingStatus) return found;
  }
  return undefined;
}

const noSender = good('sender', 'none: the instance sends no digest, everything else works', 'add one later with --mail or --domain');
const nothingSent = { exists: false, diagnoses: [] };

function lackChecks(lacks: readonly string[], { sender }: Plan, { region }: Account): readonly Diagnosis[] {
  const noMail = `CloudFormation makes no mail service (SES) in ${region}`;
  const noBudget = `CloudFormation makes none in ${region}: AWS mails nothing when the month costs more than "budgetUsd"`;
  const byItself = 'the instance itself holds to "budgetUsd" by its own count; a budget of your own: Billing console, Budgets';
  const elsewhere = 'run again with --no-mail: the rest works there; or name another region with --region';
  const mail = sender === undefined ? good('sender', `none: ${noMail}; everything else works`) : bad('mail service', noMail, elsewhere);
  return [...(lacks.includes(mailType) ? [mail] : []), ...(lacks.includes(budgetType) ? [good('budget', noBudget, byItself)] : [])];
}

async function senderCheck({ sender, domain }: Plan, template: Template | undefined): Promise<{ exists: boolean; diagnoses: Diagnosis[] }> {
  if (sender === undefined) return { exists: false, diagnoses: [noSender] };
  const found = await identityElsewhere(sender, domain, template);
  const state = found?.VerifiedForSendingStatus ? 'verified' : 'not verified yet';
  const known = found && good('identity', `SES knows ${found.name} already (${state}): it is used, and this stack makes none`);
  return { exists: found !== undefined, diagnoses: [senderDiagnosis(sender), ...(known ? [known] : [])] };
}

export type Ready = {
  readonly diagnoses: readonly Diagnosis[];
  readonly needsBootstrap: boolean;
};

type Checking = {
  readonly plan: Plan;
  readonly place: Place & { readonly account: Account };
  readonly options: DeployOptions;
  readonly agree: Agree;
};

async function dataChecks({ plan, place, options, agree }: Checking, store: Settings['store']): Promise<readonly Diagnosis[]> {
  const table = place.stack?.outputs['RecordTable'];
  const fresh = isEmpty(place.stack);
  return [
    ...(store ? await required('store', () => storeCheck(store, plan.name)) : []),
    ...(fresh && !store ? await lookedAt('kept data', () => leftoverCheck(plan.name, options.newStore === true)) : []),
    ...(table !== undefined && !fresh ? await required('form of the data', () => formCheck(table, agree)) : []),
  ];
}

async function templateChecks({ plan, place }: Checking, context: StackContext, may: Accepted): Promise<readonly Diagnosis[]> {
  const lacking = await bringCdk();
  if (lacking) return [lacking];
  let template: Template;
  try {
    template = await synthesise(context);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return [
      bad(
        'template',
        `the CDK cannot make the stack: ${error.message}`,
        'mend that; where you have changed nothing of the code, report it',
      ),
    ];
  }
  const made = good('template', `${Object.keys(template.Resources).length} resources, with which cdk-nag finds no fault`);
  return [made, ...(isEmpty(place.stack) ? [] : guardDiagnoses(plan.name, place.template, template, may))];
}

const typesOf = (template: Template | undefined): readonly string[] => Object.values(template?.Resources ?? {}).map(({ Type }) => Type);

export async function checkAll(options: Checking, configFile: string): Promise<Ready> {
  const { plan, place, agree } = options;
  const lacks = lackingIn(place.account.region, typesOf(place.template));
  const { store } = readInfraConfig(configFile, { deployed: true });
  const bootstrap = await required('bootstrap', () => bootstrapCheck(place.account, agree));
  const hasMail = !lacks.includes(mailType);
  const mail =
    plan.sender === undefined || !hasMail ? [] : await lookedAt('mail service', async () => mailDiagnosis(await readMailAccount()));
  let exists = false;
  const sender = await lookedAt('identity', async () => {
    const found = hasMail ? await senderCheck(plan, place.template) : nothingSent;
    exists = found.exists;
    return found.diagnoses;
  });
  const context = contextOf(plan, { first: isEmpty(place.stack), senderExists: exists, configFile, lacks });
  const before = [
    good('configuration', 'the functions accept it'),
    ...lackChecks(lacks, plan, place.account),
    ...bootstrap,
    ...(await lookedAt('functions at a time', concurrencyCheck)),
    ...mail,
    ...sender,
    ...(await dataChecks(options, store)),
  ];
  return {
    diagnoses: before.every(({ ok }) => ok)
      ? [...before, ...(await templateChecks(options, context, { stored: store !== undefined, lacks }))]
      : before,
    needsBootstrap: bootstrap.some(({ ok, remedy }) => ok && remedy !== undefined),
  };
}
