import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import type { Command } from 'commander';
import { defaultStack, readInfraConfig } from '../../infra/config.ts';
import { UsageError } from '../../shared/model/errors.ts';
import { opt, orEmpty } from '../../shared/model/values.ts';
import { type Account, bootstrapCommand } from './cloud/account.ts';
import { deployArguments, runCdk, withConfiguration } from './cloud/cdk.ts';
import { checkAll, type Place, type Ready, readPlace } from './cloud/checks.ts';
import { bad, type Diagnosis, forStack, renderDiagnosis, saidByAws } from './cloud/diagnosis.ts';
import { finish, nextDigest } from './cloud/finish.ts';
import { stackHealth } from './cloud/health.ts';
import { dnsRecords, readIdentity, renderDns } from './cloud/mail-account.ts';
import { checkOptions, type DeployOptions, makePlan, type Plan, remember } from './cloud/plan.ts';
import { isEmpty, readStack, unfinished, unprotect } from './cloud/stack.ts';
import { openDeployed } from './deployed.ts';
import { printJson } from './output.ts';

async function ask(question: string): Promise<string | undefined> {
  if (!process.stdin.isTTY) return undefined;
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await terminal.question(`${question} `);
  terminal.close();
  return answer.trim();
}

const agreed = async (options: DeployOptions, question: string): Promise<boolean> =>
  options.yes === true || /^y(?:es)?$/i.test(orEmpty(await ask(`${question} [y/N]`)));

function say(diagnoses: readonly Diagnosis[], { json }: DeployOptions): void {
  const out = json ? process.stderr : process.stdout;
  for (const diagnosis of diagnoses) out.write(renderDiagnosis(diagnosis));
}

function refuse(checks: readonly Diagnosis[], options: DeployOptions): void {
  say(checks, options);
  const faults = checks.filter(({ ok }) => !ok).length;
  if (options.json) printJson({ deployed: false, checks });
  console.error(`nothing was deployed: ${faults} ${faults === 1 ? 'thing has' : 'things have'} to be mended first`);
  process.exitCode = 1;
}

async function ownerOf(options: DeployOptions, known: string | undefined): Promise<string> {
  const email = options.email ?? known ?? (await ask('Which mail address hears of alarms?'));
  if (email === undefined)
    throw new UsageError('nobody would hear of alarms; name an address with --email, or as alarms.email in the configuration');
  checkOptions({ ...options, email });
  return email;
}

async function dnsOf({ domain, email }: Plan, region: string): Promise<string> {
  const identity = domain === undefined ? undefined : await readIdentity(domain);
  if (!identity || (identity.VerifiedForSendingStatus && identity.MailFromAttributes?.MailFromDomainStatus === 'SUCCESS')) return '';
  const note = 'a DMARC record that stands there already is left as it is';
  return `\nRecords for the DNS of ${identity.name} (${note}):\n${renderDns(dnsRecords(identity, region, email))}`;
}

type Found = Place & { readonly account: Account };

type Done = { readonly diagnoses: readonly Diagnosis[]; readonly token?: string; readonly address: string; readonly next?: string };

async function afterwards(plan: Plan, configFile: string): Promise<Done> {
  const outputs = (await readStack(plan.name))?.outputs ?? {};
  const address = orEmpty(outputs['BaseUrl']);
  const work = async ({ context }: Parameters<Parameters<typeof openDeployed>[2]>[0]) => ({
    ...(await finish({ plan, outputs, context, waitMs: 60_000, atTerminal: process.stdout.isTTY })),
    next: nextDigest(context),
  });
  try {
    const done = await openDeployed(plan.name, { config: configFile }, work);
    return { ...done, diagnoses: done.diagnoses.map(forStack(plan.name)), address };
  } catch (error) {
    return {
      address,
      diagnoses: [bad('instance', `the stack stands and cannot be opened: ${saidByAws(error)}`, 'run npx hongtou deploy once more')].map(
        forStack(plan.name),
      ),
    };
  }
}

async function report(plan: Plan, done: Done, region: string, options: DeployOptions): Promise<void> {
  const stack = await readStack(plan.name);
  const health = stack ? await stackHealth(stack, { readers: 1, now: new Date(), activates: true }) : [];
  say([...done.diagnoses, ...health], options);
  if (done.diagnoses.some(({ ok }) => !ok)) process.exitCode = 3;
  const { token, address, next } = done;
  if (options.json)
    return printJson({
      deployed: true,
      name: plan.name,
      address,
      ...opt({ token, next }),
      checks: [...done.diagnoses, ...health],
    });
  process.stdout.write(`${await dnsOf(plan, region)}${closing(plan, done, options.region)}`);
}

function signIn({ diagnoses, token }: Done, name: string, hongtou: string): string {
  if (token !== undefined) return `Sign in there with this token, which is not shown again: ${token}`;
  if (diagnoses.some(({ check }) => check === 'token'))
    return `There is no token to sign in with yet: ${hongtou} tokens create owner --scope edit --stack ${name}`;
  return `Sign in there with your token ("${hongtou} tokens list --stack ${name}" names them).`;
}

function closing({ name, sender }: Plan, done: Done, region: string | undefined): string {
  // Other commands know no --region.
  const hongtou = `${region === undefined ? '' : `AWS_REGION=${region} `}npx hongtou`;
  const lines = [
    `\n${name} stands: ${done.address}`,
    signIn(done, name, hongtou),
    sender === undefined
      ? 'No digest is mailed: there is no sender.'
      : `The next digest goes to confirmed readers on ${done.next ?? 'its day'}.`,
    `Look after it with: ${hongtou} doctor --stack ${name}`,
  ];
  return `${lines.join('\n')}\n`;
}

async function run({ needsBootstrap }: Ready, { name }: Plan, { account, stack }: Found): Promise<boolean> {
  if (needsBootstrap && !(await runCdk(bootstrapCommand(account)))) {
    console.error('the account could not be prepared: the reason stands above; nothing of Hongtou was made');
    return false;
  }
  // The CDK deletes what is left of a failed first deployment, which a protection of earlier versions would forbid.
  if (stack && isEmpty(stack) && stack.isProtected) await unprotect(stack.name);
  if (await runCdk(deployArguments)) return true;
  console.error(unfinished(name, stack, await readStack(name).catch(() => undefined)));
  return false;
}

function planned({ needsBootstrap }: Ready, account: Account, command: Command): readonly string[] {
  const words = command.options.flatMap((option) => {
    const name = option.attributeName();
    const value: unknown = command.getOptionValue(name);
    if (name === 'dryRun' || command.getOptionValueSource(name) !== 'cli' || option.negate !== (value === false)) return [];
    return [orEmpty(option.long), ...(typeof value === 'string' ? [value] : [])];
  });
  const quoted = words.map((word) => (/[^\w@%+=:,./-]/.test(word) ? `'${word}'` : word));
  const prepare = needsBootstrap ? [`npx cdk ${bootstrapCommand(account).join(' ')}`] : [];
  return [...prepare, ['npx hongtou deploy', ...quoted].join(' ')];
}

async function deploy(options: DeployOptions, command: Command): Promise<void> {
  checkOptions(options);
  if (options.config !== defaultConfig && !existsSync(options.config))
    throw new UsageError(`--config: ${options.config} cannot be read; name a file that exists`);
  const { alarmEmail } = readInfraConfig(options.config, { deployed: true });
  if (options.region !== undefined) process.env['AWS_REGION'] = options.region;
  const { account, ...place } = await readPlace(options.name);
  if (account === undefined || place.diagnoses.some(({ ok }) => !ok)) return refuse(place.diagnoses, options);
  const remembered = remember(place.template);
  const email = await ownerOf(options, alarmEmail ?? remembered.email);
  const plan = makePlan({ options, email, stack: place.stack, remembered });
  const agree = (question: string) => agreed(options, question);
  await withConfiguration(plan, async (file) => {
    const ready = await checkAll({ plan, place: { ...place, account }, options, agree }, file);
    const checks = [...place.diagnoses, ...ready.diagnoses];
    if (checks.some(({ ok }) => !ok)) return refuse(checks, options);
    const runs = planned(ready, account, command);
    if (options.dryRun && options.json) return printJson({ deployed: false, checks, runs });
    say(checks, options);
    if (options.dryRun) return void process.stdout.write(`nothing was deployed; to do it:\n${runs.map((line) => `${line}\n`).join('')}`);
    if (!(await run(ready, plan, { ...place, account }))) {
      process.exitCode = 1;
      return;
    }
    const done = await afterwards(plan, file);
    await report(plan, done, account.region, options);
  });
}

const defaultConfig = 'hongtou.config.json';

export function define(command: Command): void {
  command
    .option('--email <address>', 'who hears of alarms and reads first (default: alarms.email of the configuration)')
    .option('--domain <domain>', 'send as this domain, with DKIM; prints the records for its DNS')
    .option('--region <region>', 'where in AWS (default: AWS_REGION, or that of the profile)')
    .option('--name <stack>', 'of the stack; another one makes a second instance', defaultStack)
    .option('--config <file>', 'configuration', defaultConfig)
    .option('--no-mail', 'an instance that mails no digest')
    .option('--mail', 'mails again, after --no-mail')
    .option('--new-store', 'begin with an empty store beside one that an earlier stack left')
    .option('--yes', 'agree to what would be asked: preparing the account for the CDK, bringing up the form of the data')
    .option('--dry-run', 'check everything, and print what would be run')
    .option('--json', 'print one JSON document at the end; everything else goes to standard error')
    .action(deploy);
}
