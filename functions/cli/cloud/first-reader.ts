import { setTimeout } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { CreateEmailIdentityCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import type { Context } from '../../../shared/model/ports.ts';
import type { Confirmation, Subscriber } from '../../../shared/model/reader.ts';
import { confirmationKey } from '../../../shared/model/table.ts';
import { addSubscriber } from '../../../shared/pipeline/mail/subscribers.ts';
import { patience } from '../../../shared/store/aws/patience.ts';
import { openTable } from '../../../shared/store/aws/table.ts';
import { bad, type Diagnosis, good } from './diagnosis.ts';
import { identitiesOf, type MailAccount, readIdentity } from './mail-account.ts';

const check = 'test mail';
const every = 2_000;

export type Post = {
  readonly sender: string;
  readonly table: string;
  readonly account: MailAccount | undefined;
  readonly waitMs: number;
};

async function isVerified(address: string): Promise<boolean> {
  for (const name of identitiesOf(address)) if ((await readIdentity(name))?.VerifiedForSendingStatus) return true;
  return false;
}

async function waitsFor(address: string, { sender, account }: Post): Promise<string | undefined> {
  if (!(await isVerified(sender)))
    return sender === address
      ? `click the link in the mail "Amazon Web Services – Email Address Verification Request" to ${address}`
      : `SES has not verified ${sender} yet: see "sender" below`;
  if (account?.sandbox !== true || (await isVerified(address))) return undefined;
  if ((await readIdentity(address)) === undefined)
    await new SESv2Client(patience(30)).send(new CreateEmailIdentityCommand({ EmailIdentity: address }));
  return `the sandbox of SES sends to verified addresses alone: click the link in the mail of AWS to ${address}`;
}

async function outcomeOf(reader: string, at: string, { table, waitMs }: Post): Promise<Confirmation | undefined> {
  const records = openTable(new DynamoDBClient(patience(30)), table);
  for (let waited = 0; waited <= waitMs; waited += every) {
    const found = await records.get<Confirmation>(confirmationKey(reader));
    if (found && found.at >= at && found.state !== 'claimed') return found;
    await setTimeout(Math.min(every, waitMs));
  }
  return undefined;
}

async function askToConfirm({ id, address }: Subscriber, post: Post, context: Context): Promise<Diagnosis> {
  const wait = await waitsFor(address, post);
  if (wait !== undefined) return good(check, `not sent yet to ${address}`, `${wait}, then run npx hongtou deploy once more`);
  if (!(await context.signUps.allow(id, context.now())))
    return good(check, `three were sent to ${address} today`, 'look among spam; the next one can go tomorrow');
  const at = context.now().toISOString();
  await context.tasks.sendConfirmation({ confirm: id, at });
  const outcome = await outcomeOf(id, at, post);
  if (outcome?.state === 'sent') return good(check, `sent to ${address}`, 'click its link: that makes you the first reader');
  if (outcome) return bad(check, `the mail service refused it: ${outcome.detail}`, 'mend that, then run npx hongtou deploy once more');
  return bad(
    check,
    'the function deliver has not taken it within a minute',
    'see its log (CloudWatch, log groups), then run npx hongtou deploy once more',
  );
}

/** Makes the owner the first reader by the way of all readers: nobody is confirmed without a click, or a command of theirs. */
export async function firstReader(address: string, post: Post, context: Context): Promise<Diagnosis> {
  const reader = await addSubscriber(address, context);
  if (reader.state === 'confirmed') return good('first reader', `${address} receives the digest`);
  if (reader.state === 'suppressed')
    return good('first reader', `${address} has left, or its mailbox refused us`, 'hongtou subscribers remove ADDRESS, then add it again');
  return askToConfirm(reader, post, context);
}
