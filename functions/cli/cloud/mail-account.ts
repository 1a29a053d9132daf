import { GetAccountCommand, GetEmailIdentityCommand, type GetEmailIdentityCommandOutput, SESv2Client } from '@aws-sdk/client-sesv2';
import { mailFromOf } from '../../../infra/config.ts';
import { patience } from '../../../shared/store/aws/patience.ts';
import { bad, type Diagnosis, good, unlessAbsent } from './diagnosis.ts';
import mailboxProviders from './mailbox-providers.json' with { type: 'json' };
import type { StackResource } from './stack.ts';

export type MailAccount = {
  readonly sandbox: boolean;
  readonly paused: boolean;
  readonly perDay: number;
  readonly sentLastDay: number;
};

export async function readMailAccount(): Promise<MailAccount> {
  const { ProductionAccessEnabled, SendingEnabled, EnforcementStatus, SendQuota } = await new SESv2Client(patience(30)).send(
    new GetAccountCommand({}),
  );
  return {
    sandbox: ProductionAccessEnabled !== true,
    paused: SendingEnabled === false || EnforcementStatus === 'SHUTDOWN',
    perDay: SendQuota?.Max24HourSend ?? 0,
    sentLastDay: SendQuota?.SentLast24Hours ?? 0,
  };
}

const sandboxRemedy = 'other readers come later: SES console, "Get set up", "Request production access" (AWS answers within a day or so)';

export function mailDiagnosis({ sandbox, paused, perDay, sentLastDay }: MailAccount, readers = 0): Diagnosis {
  if (paused)
    return bad(
      'mail service',
      'sending is paused in this account and region',
      'the SES console says why ("Reputation metrics"); or run with --no-mail',
    );
  if (sandbox)
    return good('mail service', `in the sandbox: ${perDay} mails a day, to verified addresses alone (your own works)`, sandboxRemedy);
  const left = perDay < 0 ? Number.POSITIVE_INFINITY : perDay - sentLastDay;
  if (readers > left)
    return bad(
      'mail service',
      `${left} of ${perDay} mails are left today, and a digest has ${readers} readers`,
      'ask for a higher quota: Service Quotas, Amazon SES, "Sending quota"',
    );
  return good('mail service', perDay < 0 ? 'no limit a day' : `${perDay} mails a day`);
}

export type MailIdentity = Pick<GetEmailIdentityCommandOutput, 'VerifiedForSendingStatus' | 'DkimAttributes' | 'MailFromAttributes'> & {
  readonly name: string;
};

export async function readIdentity(name: string): Promise<MailIdentity | undefined> {
  const found = await unlessAbsent(new SESv2Client(patience(30)).send(new GetEmailIdentityCommand({ EmailIdentity: name })));
  return found && { ...found, name };
}

export function identitiesOf(address: string): readonly string[] {
  const labels = address.slice(address.indexOf('@') + 1).split('.');
  const domains = labels.map((_, n) => labels.slice(n).join('.')).filter((domain) => domain.includes('.'));
  return address.includes('@') ? [address, ...domains] : domains;
}

export function senderDiagnosis(address: string): Diagnosis {
  const domain = address.slice(address.indexOf('@') + 1).toLowerCase();
  // Their domains ask receivers to distrust mails that others send in their name (DMARC); from general knowledge.
  if (!mailboxProviders.includes(domain)) return good('sender', address);
  return good(
    'sender',
    `${address}: ${domain} does not vouch for mails that SES sends (DMARC), so that they may land among spam or be refused`,
    'well enough for yourself; for others give a domain of your own with --domain example.org',
  );
}

type DnsRecord = { readonly name: string; readonly type: string; readonly value: string };

export function dnsRecords({ name, DkimAttributes }: MailIdentity, region: string, reports: string): readonly DnsRecord[] {
  const zone = DkimAttributes?.SigningHostedZone ?? 'dkim.amazonses.com';
  const keys = (DkimAttributes?.Tokens ?? []).map((token) => ({
    name: `${token}._domainkey.${name}`,
    type: 'CNAME',
    value: `${token}.${zone}`,
  }));
  return [
    ...keys,
    { name: mailFromOf(name), type: 'MX', value: `10 feedback-smtp.${region}.amazonses.com` },
    { name: mailFromOf(name), type: 'TXT', value: '"v=spf1 include:amazonses.com ~all"' },
    // Only reports at first: receivers are asked to refuse nothing until the records have proven themselves.
    { name: `_dmarc.${name}`, type: 'TXT', value: `"v=DMARC1; p=none; rua=mailto:${reports}"` },
  ];
}

export function renderDns(records: readonly DnsRecord[]): string {
  const width = Math.max(...records.map(({ name }) => name.length));
  return records.map(({ name, type, value }) => `${name.padEnd(width)}  ${type.padEnd(5)}  ${value}\n`).join('');
}

async function identityOf(sender: string): Promise<MailIdentity | undefined> {
  let known: MailIdentity | undefined;
  for (const name of identitiesOf(sender)) {
    const found = await readIdentity(name);
    if (found?.VerifiedForSendingStatus) return found;
    known ??= found;
  }
  return known;
}

const records = 'put the records that npx hongtou deploy prints into the DNS of the domain; SES looks for them for three days';

function notVerified({ name }: MailIdentity): Diagnosis {
  if (!name.includes('@')) return bad('sender', `SES has not verified ${name} yet`, records);
  return bad(
    'sender',
    `SES has not verified ${name} yet`,
    'click the link in the mail of AWS to that address (good for a day; "Resend" is in the SES console, Identities)',
  );
}

export async function senderHealth(sender: string | undefined, all: readonly StackResource[]): Promise<readonly Diagnosis[]> {
  const ours = all.some(({ type }) => type === 'AWS::SES::EmailIdentity');
  if (sender === undefined)
    return [good('sender', ours ? 'not known' : 'none: no digest is sent', 'npx hongtou deploy with --mail, or with --domain example.org')];
  const found = await identityOf(sender);
  if (found === undefined) return [bad('sender', `SES does not know ${sender}`, 'somebody removed it: npx hongtou deploy makes it again')];
  if (!found.VerifiedForSendingStatus) return [notVerified(found)];
  const weak = senderDiagnosis(sender);
  const { MailFromAttributes } = found;
  const pending = MailFromAttributes?.MailFromDomain !== undefined && MailFromAttributes.MailFromDomainStatus !== 'SUCCESS';
  return [
    weak.remedy === undefined ? good('sender', `${sender}, verified as ${found.name}`) : weak,
    ...(pending ? [good('MAIL FROM', `${MailFromAttributes.MailFromDomain} is ${MailFromAttributes.MailFromDomainStatus}`, records)] : []),
  ];
}
