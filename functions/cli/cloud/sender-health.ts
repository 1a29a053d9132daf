import { bad, type Diagnosis, good } from './diagnosis.ts';
import { identitiesOf, type MailIdentity, readIdentity, senderDiagnosis } from './mail-account.ts';
import type { StackResource } from './stack.ts';

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
