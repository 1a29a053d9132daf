import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { bootstrapCheck, concurrencyCheck, regionCheck } from '../../functions/cli/cloud/account.ts';
import { contextOf } from '../../functions/cli/cloud/cdk.ts';
import { readPlace } from '../../functions/cli/cloud/checks.ts';
import { tagDiagnosis } from '../../functions/cli/cloud/cost-tag.ts';
import { renderDiagnosis } from '../../functions/cli/cloud/diagnosis.ts';
import { guardDiagnoses } from '../../functions/cli/cloud/guard.ts';
import { leftoverCheck, storeCheck } from '../../functions/cli/cloud/leftovers.ts';
import { dnsRecords, identitiesOf, mailDiagnosis, readMailAccount, senderDiagnosis } from '../../functions/cli/cloud/mail-account.ts';
import { checkOptions, type DeployOptions, makePlan, remember } from '../../functions/cli/cloud/plan.ts';
import { type StackState, unfinished } from '../../functions/cli/cloud/stack.ts';
import { differsFrom } from '../../functions/cli/deployed.ts';
import { budgetType, mailType } from '../../infra/config.ts';
import { regions } from '../../shared/registry/places.ts';
import { type CloudState, openCloud } from '../support/cloud.ts';
import { command, type Said } from '../support/command.ts';
import { loadTemplate } from '../support/emulated/template.ts';

const folder = (): string => mkdtempSync(join(tmpdir(), 'hongtou-cli-'));

const configured = (value: object): string => {
  const file = join(folder(), 'hongtou.config.json');
  writeFileSync(file, JSON.stringify(value));
  return file;
};

/** This process asks a stand-in that knows what is named. */
async function knowing(state: CloudState): Promise<void> {
  const cloud = await openCloud(state);
  const before = { ...process.env };
  Object.assign(process.env, cloud.environment);
  onTestFinished(async () => {
    process.env = before;
    await cloud.close();
  });
}

/** Runs `deploy` before an account that knows what is named. */
async function deploy(config: object, args: readonly string[], state: CloudState): Promise<Said> {
  await knowing(state);
  return command('deploy', '--config', configured(config), ...args);
}

const account = { id: '123456789012', region: 'eu-central-1' };
const no = async () => false;
const yes = async () => true;

describe('words that are wrong usage', () => {
  test('nobody to hear of alarms, a configuration that the functions would refuse, a domain that is none', async () => {
    const nobody = await deploy({}, [], { bootstrap: 33 });
    const refused = await deploy({ digest: { from: 'a@example.org', whom: 'all' } }, ['--email', 'me@example.org'], {});
    const domain = await deploy({}, ['--email', 'me@example.org', '--domain', 'http://example.org'], {});
    expect([nobody.status, nobody.err]).toEqual([2, expect.stringContaining('--email')]);
    expect([refused.status, refused.err]).toEqual([2, expect.stringMatching(/digest.*whom/s)]);
    expect([domain.status, domain.err]).toEqual([2, expect.stringContaining('--domain')]);
  });
});

describe('checks before anything is made', () => {
  test('all that is wrong is said at once, each with its remedy, and nothing is deployed', async () => {
    const said = await deploy({ alarms: { email: 'me@gmail.com' } }, [], {
      mail: { paused: true },
      executions: 10,
      tables: ['Hongtou-RecordTable-1ABC', 'Hongtou-Two-RecordTable-1', 'other'],
      buckets: ['hongtou-evidencebucket-2def'],
    });
    expect(said.status).toBe(1);
    const fails = said.out.split('\n').filter((line) => line.startsWith('fail'));
    expect(fails).toEqual([
      expect.stringMatching(/^fail bootstrap: .*never prepared.*--yes.*npx cdk bootstrap aws:\/\/123456789012\/eu-central-1/),
      expect.stringMatching(/^fail mail service: sending is paused.*--no-mail/),
      expect.stringMatching(
        /^fail kept data: .*"store": \{"table":"Hongtou-RecordTable-1ABC","bucket":"hongtou-evidencebucket-2def"\}.*--new-store/,
      ),
    ]);
    expect(said.out).toMatch(/note functions at a time: 10.*Service Quotas/);
    expect(said.out).toMatch(/note sender: me@gmail\.com.*DMARC.*--domain/);
    expect(said.err).toContain('nothing was deployed: 3 things have to be mended first');
  });

  test('a region without a mail service is told so, and takes a stack without mail', async () => {
    const said = await deploy({}, ['--dry-run', '--yes', '--email', 'me@example.org', '--region', 'ap-east-1'], {});
    expect([said.status, said.err]).toEqual([1, expect.stringContaining('1 thing has to be mended')]);
    expect(said.out).toMatch(/^fail mail service: CloudFormation makes no mail service \(SES\) in ap-east-1; run again with --no-mail/m);
    expect(said.out).toMatch(/^note budget: CloudFormation makes none in ap-east-1/m);
  });

  test.each([
    ['cn-north-1', false, /AWS China.*no mail service.*ICP/],
    ['us-gov-west-1', false, /--region/],
    ['frankfurt', false, /no name of a region/],
    ['xx-nowhere-7', false, /there is no region xx-nowhere-7; .*regions\.json/],
    ['ap-southaest-1', false, /Did you mean "ap-southeast-1"/],
    ['ap-east-1', true, /ap-east-1/],
    ['ap-southeast-1', true, /ap-southeast-1/],
  ])('region %s', (region, ok, says) => {
    expect(regionCheck(region)).toMatchObject({ ok });
    expect(renderDiagnosis(regionCheck(region))).toMatch(says);
  });

  test('the runbook tells of each region what the table does', () => {
    const runbook = readFileSync(new URL('../../docs/runbook.md', import.meta.url), 'utf8');
    const told = [...runbook.matchAll(/^ {3}\| (`[a-z]{2}-[^|]+) \| ([^|]+) \|$/gm)].flatMap(([, names = '', lacks = '']) =>
      names.split(', ').map((name) => `${name.replaceAll('`', '')} ${/budget/.test(lacks)} ${/without mail/.test(lacks)}`),
    );
    expect(told.toSorted()).toEqual(
      regions.map(({ region, lacks }) => `${region} ${lacks.includes(budgetType)} ${lacks.includes(mailType)}`),
    );
  });

  test('a word that is no region is wrong usage', () => {
    expect(() => checkOptions({ name: 'Hongtou', region: 'moon-1' })).toThrow(/^--region: "moon-1"/);
  });

  test('credentials that AWS refuses are said with the way to good ones', async () => {
    await knowing({ refuses: 'The security token included in the request is expired' });
    const { diagnoses, account: none } = await readPlace('Hongtou');
    expect(none).toBeUndefined();
    expect(diagnoses.at(-1)).toMatchObject({ check: 'credentials', ok: false, remedy: expect.stringContaining('aws sso login') });
  });

  test('an address that nobody reaches is no matter of credentials, and leaves no stack of calls', async () => {
    await knowing({});
    process.env['AWS_ENDPOINT_URL'] = 'http://127.0.0.1:9';
    const { diagnoses } = await readPlace('Hongtou');
    expect(diagnoses.at(-1)).toEqual({ check: 'network', ok: false, found: expect.stringMatching(/^127\.0\.0\.1:9 cannot be reached/) });
    const said = await command('alarms', '--stack', 'Hongtou');
    expect([said.status, said.out, said.err.trim().split('\n')]).toEqual([
      1,
      '',
      [expect.stringMatching(/127\.0\.0\.1:9 cannot be reached/)],
    ]);
  });

  test('what CloudFormation did of a deployment that failed is said as it is', () => {
    const stack = (status: string, begunAt: string): StackState => ({
      name: 'Two',
      status,
      begunAt,
      description: '',
      isProtected: true,
      outputs: {},
    });
    const stood = stack('UPDATE_COMPLETE', '2026-11-01T00:00:00Z');
    expect(unfinished('Two', stood, stood)).toMatch(/^nothing was deployed, and Two is as it was/);
    expect(unfinished('Two', undefined, undefined)).toMatch(/^nothing was deployed, and no Two was made/);
    expect(unfinished('Two', undefined, stack('REVIEW_IN_PROGRESS', '2026-12-01T00:00:00Z'))).toMatch(/^nothing was deployed/);
    expect(unfinished('Two', stood, stack('UPDATE_ROLLBACK_COMPLETE', '2026-12-01T00:00:00Z'))).toMatch(/did not finish, and took back/);
    expect(unfinished('Two', stood, stack('UPDATE_ROLLBACK_FAILED', '2026-12-01T00:00:00Z'))).toMatch(
      /did not finish \(Two is UPDATE_ROLLBACK_FAILED\)/,
    );
  });

  test.each([
    ['ROLLBACK_COMPLETE', true, 'removed first'],
    ['ROLLBACK_FAILED', false, 'npx hongtou destroy'],
    ['DELETE_FAILED', false, 'npx hongtou destroy'],
    ['UPDATE_ROLLBACK_FAILED', false, 'Continue update rollback'],
    ['UPDATE_IN_PROGRESS', false, 'wait'],
  ])('a stack that is %s', async (status, ok, remedy) => {
    await knowing({ stack: { status }, template: { Resources: {} } });
    expect((await readPlace('Hongtou')).diagnoses.at(-1)).toMatchObject({ ok, remedy: expect.stringContaining(remedy) });
  });

  test('a stack of something else is left alone', async () => {
    await knowing({ stack: { status: 'CREATE_COMPLETE', description: 'My web shop' }, template: { Resources: {} } });
    expect((await readPlace('Hongtou')).diagnoses.at(-1)).toMatchObject({ ok: false, remedy: expect.stringContaining('--name') });
  });

  test('an account that is prepared, that agrees to be, and that has run many functions', async () => {
    await knowing({ bootstrap: 33, executions: 1000 });
    expect(await bootstrapCheck(account, no)).toMatchObject({ ok: true, found: 'version 33' });
    expect(await concurrencyCheck()).toEqual({ check: 'functions at a time', ok: true, found: '1000' });
    expect(mailDiagnosis(await readMailAccount())).toEqual({ check: 'mail service', ok: true, found: '200 mails a day' });
    expect(mailDiagnosis(await readMailAccount(), 300)).toMatchObject({ ok: false, remedy: expect.stringContaining('quota') });
    await knowing({ bootstrap: 4 });
    expect(await bootstrapCheck(account, no)).toMatchObject({ ok: false, found: expect.stringContaining('version 4, 6 is needed') });
    expect(await bootstrapCheck(account, yes)).toMatchObject({ ok: true, remedy: expect.stringContaining('will run') });
  });

  test('the tag by which the budget counts: not on a bill yet, not active, activated, refused', async () => {
    await knowing({});
    expect(await tagDiagnosis(true)).toMatchObject({
      ok: true,
      found: expect.stringContaining('counts nothing yet'),
      remedy: expect.any(String),
    });
    await knowing({ tag: 'refused' });
    expect(await tagDiagnosis(true)).toMatchObject({ ok: false, found: expect.stringContaining('(too many tags)') });
    await knowing({ tag: 'Inactive' });
    expect(await tagDiagnosis(false)).toMatchObject({
      ok: false,
      found: expect.stringContaining('counts nothing: the tag hongtou-instance'),
    });
    expect(await tagDiagnosis(true)).toMatchObject({ ok: true, found: expect.stringContaining('was activated') });
    expect(await tagDiagnosis(false)).toEqual({
      check: 'budget',
      ok: true,
      found: 'counts this instance alone, by the tag hongtou-instance',
    });
  });

  test('kept data of other stacks is none of ours; a store that is not there is refused', async () => {
    await knowing({ tables: ['Two-RecordTable-1'], buckets: ['two-evidencebucket-1'] });
    expect(await leftoverCheck('Hongtou', false)).toMatchObject({ ok: true });
    expect(await leftoverCheck('Two', false)).toMatchObject({ ok: false });
    expect(await leftoverCheck('Two', true)).toMatchObject({ ok: true });
    expect(await storeCheck({ table: 'gone', bucket: 'gone' }, 'Hongtou')).toMatchObject({
      ok: false,
      found: expect.stringContaining('no table gone'),
    });
  });
});

describe('the guard of a deployment', async () => {
  const template = await loadTemplate();
  const asDeployed = JSON.parse(JSON.stringify(template)) as Parameters<typeof guardDiagnoses>[2];
  const renamed = JSON.parse(JSON.stringify(asDeployed).replaceAll('"pk"', '"partition"')) as typeof asDeployed;

  test('lets through what is as it was, and stops at keys that change and at a store that is forgotten', () => {
    const faults = (before: typeof asDeployed, after: typeof asDeployed, stored = false, lacks: readonly string[] = []) =>
      guardDiagnoses('Hongtou', before, after, { stored, lacks }).filter(({ ok }) => !ok);
    expect(faults(asDeployed, asDeployed)).toEqual([]);
    expect(faults(renamed, asDeployed)).toEqual([
      expect.objectContaining({ found: expect.stringMatching(/what is deployed, RecordTable: KeySchema/) }),
    ]);
    const { RecordTable: _table, EvidenceBucket: _bucket, ...rest } = asDeployed.Resources;
    const byName = { ...asDeployed, Resources: rest };
    expect(faults(byName, asDeployed)).toEqual([expect.objectContaining({ remedy: expect.stringContaining('"store"') })]);
    expect(faults(asDeployed, byName).length).toBeGreaterThan(1);
    expect(faults(asDeployed, byName, true)).toEqual([]);
    const { MailSet8EF42B26: _mails, ...without } = asDeployed.Resources;
    const noMail = { ...asDeployed, Resources: without };
    expect(faults(noMail, noMail)).toEqual([
      expect.objectContaining({ found: expect.stringContaining('AWS::SES::ConfigurationSet would be removed') }),
    ]);
    expect(faults(noMail, noMail, false, ['AWS::SES::ConfigurationSet'])).toEqual([]);
  });
});

describe('who sends', () => {
  const options: DeployOptions = { name: 'Hongtou', config: 'none.json' };
  const plan = (more: Partial<DeployOptions>, rest: { from?: string; outputs?: Record<string, string>; domain?: string } = {}) =>
    makePlan({
      options: { ...options, ...more, ...(rest.from === undefined ? {} : { config: configured({ digest: { from: rest.from } }) }) },
      email: 'me@example.org',
      stack: rest.outputs && { name: 'Hongtou', status: 'UPDATE_COMPLETE', description: '', isProtected: true, outputs: rest.outputs },
      remembered: rest.domain === undefined ? {} : { domain: rest.domain },
    });

  test('the owner, an address of the domain, or whom the configuration names', () => {
    expect(plan({}).configuration).toEqual({ digest: { from: 'Hongtou <me@example.org>' } });
    expect(plan({ domain: 'news.example' })).toMatchObject({ sender: 'hongtou@news.example', domain: 'news.example' });
    expect(plan({ domain: 'news.example' }, { from: 'a@mail.news.example' }).sender).toBe('a@mail.news.example');
    expect(plan({ domain: 'news.example' }, { from: 'a@other.example' }).sender).toBe('hongtou@news.example');
    expect(plan({ mail: false }, { from: 'a@other.example' }).configuration).toEqual({});
  });

  test('the stack is told what it is made with', () => {
    const made = { first: true, senderExists: true, configFile: 'c.json', lacks: ['A::B::C', 'D::E::F'] };
    expect(contextOf({ ...plan({ domain: 'news.example', name: 'Two' }), version: '1' }, made)).toEqual({
      'hongtou:config': 'c.json',
      'hongtou:name': 'Two',
      'hongtou:alarm-email': 'me@example.org',
      'hongtou:domain': 'news.example',
      'hongtou:sender': 'exists',
      'hongtou:first': 'true',
      'hongtou:lacks': 'A::B::C,D::E::F',
      'hongtou:version': '1',
    });
  });

  test('a later deployment need not say it again', () => {
    expect(plan({}, { outputs: { HongtouVersion: '0.7.0' } }).sender).toBeUndefined();
    expect(plan({ mail: true }, { outputs: { HongtouVersion: '0.7.0' } }).sender).toBe('me@example.org');
    expect(plan({}, { domain: 'news.example' }).sender).toBe('hongtou@news.example');
    expect(plan({}, { domain: 'news.example', from: 'a@other.example' })).not.toHaveProperty('domain');
    const Resources = {
      To: { Type: 'AWS::SNS::Subscription', Properties: { Endpoint: 'me@example.org' } },
      SenderDomain: { Type: 'AWS::SES::EmailIdentity', Properties: { EmailIdentity: 'news.example' } },
    };
    expect(remember({ Resources })).toEqual({ email: 'me@example.org', domain: 'news.example' });
  });

  test('a configuration that deploy completed is no other one', () => {
    const deployed = { budgetUsd: 5, digest: { time: '09:00', from: 'Hongtou <me@example.org>' } };
    expect(differsFrom(deployed, { budgetUsd: 5, digest: { time: '09:00' } })).toBe(false);
    expect(differsFrom({ digest: { from: 'a@example.org' } }, {})).toBe(false);
    expect(differsFrom(deployed, undefined)).toBe(false);
    expect(differsFrom(deployed, { budgetUsd: 6, digest: { time: '09:00' } })).toBe(true);
    expect(differsFrom(deployed, { ...deployed, digest: { from: 'b@example.org' } })).toBe(true);
  });

  test('a mailbox for everybody is warned of; a domain brings the records for its DNS', () => {
    for (const address of ['me@gmail.com', 'me@QQ.com', 'me@163.com']) expect(senderDiagnosis(address).remedy).toContain('--domain');
    expect(senderDiagnosis('me@example.org')).not.toHaveProperty('remedy');
    expect(identitiesOf('a@mail.example.org')).toEqual(['a@mail.example.org', 'mail.example.org', 'example.org']);
    const records = dnsRecords(
      {
        name: 'example.org',
        VerifiedForSendingStatus: false,
        DkimAttributes: { Tokens: ['k1', 'k2', 'k3'] },
        MailFromAttributes: undefined,
      },
      'eu-central-1',
      'me@example.org',
    );
    expect(records.map(({ name, type, value }) => `${name} ${type} ${value}`)).toEqual([
      'k1._domainkey.example.org CNAME k1.dkim.amazonses.com',
      'k2._domainkey.example.org CNAME k2.dkim.amazonses.com',
      'k3._domainkey.example.org CNAME k3.dkim.amazonses.com',
      'bounce.example.org MX 10 feedback-smtp.eu-central-1.amazonses.com',
      'bounce.example.org TXT "v=spf1 include:amazonses.com ~all"',
      '_dmarc.example.org TXT "v=DMARC1; p=none; rua=mailto:me@example.org"',
    ]);
  });
});

describe('AWS that fails, refuses or says nothing', () => {
  const stack = { status: 'CREATE_COMPLETE', outputs: { RecordTable: 'table', EvidenceBucket: 'bucket' } };
  const destroying = ['destroy', '--name', 'Hongtou', '--confirm', 'Hongtou'];

  test.each([
    ['Action=DescribeStacks', 500, 'run the same again in some minutes'],
    ['Action=DeleteStack', 503, 'run the same again in some minutes'],
    ['ListTables', 500, 'run the same again in some minutes'],
    ['Action=DeleteStack', 403, 'name others with AWS_PROFILE'],
    ['x-id=ListBuckets', 429, 'run the same again in some minutes'],
  ])('%s answered by %d: one line with what to do', async (asked, status, remedy) => {
    await knowing({ stack, fails: { asked: new RegExp(asked), status } });
    process.env['AWS_MAX_ATTEMPTS'] = '1';
    const said = await command(...destroying);
    const lines = said.err.split('\n').filter((line) => line !== '' && !line.startsWith('deleting'));
    expect({ ...said, lines }).toMatchObject({
      status: 1,
      lines: [expect.stringMatching(`^hongtou: AWS answered ${status} .*${remedy}$`)],
    });
  });
});
