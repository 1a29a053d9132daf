import type { Choices } from '../../model/choices.ts';
import type { Digest } from '../../model/digest.ts';
import type { Mail, MailContext } from '../../model/ports.ts';
import type { Subscriber } from '../../model/subscriber.ts';
import { dayOf } from '../../model/time.ts';
import { openMemo } from '../collect/memo.ts';
import { choicesUrl, digestUrl, unsubscribeUrl } from '../read/reader-links.ts';
import type { KeyedDigest } from './reader-digest.ts';

/** Of whom a mail speaks in its foot; `confirmedOn` is a day in Beijing. */
type Addressee = {
  readonly unsubscribeUrl: string;
  readonly choicesUrl: string;
  readonly digestUrl: string;
  readonly baseUrl: string;
  readonly today: string;
  readonly confirmedOn: string;
  readonly choices?: Choices | undefined;
};

/** The words of a mail, and how it writes a day. */
type MailText = Pick<Mail, 'subject' | 'html' | 'text'> & { readonly dayWords?: (day: string) => string };
/** Turns a digest into a mail. The views do this; the pipeline says for whom, and from which day (Beijing) days left are counted. */
export type Render = (digest: Digest, reader: Addressee) => MailText;

type Links = { readonly leaving: string; readonly choosing: string; readonly confirmedOn: string };

/** A mail is written once for all readers of the same content and language, with links of nobody, in whose place each reader's own are put: they have the same length. */
const nobody = { id: '0'.repeat(24) };
/** A day of which no mail speaks. */
const noDay = '1000-02-03';

const linksOf = async ({ id, confirmedAt }: Pick<Subscriber, 'id' | 'confirmedAt'>, context: MailContext): Promise<Links> => ({
  leaving: await unsubscribeUrl({ id }, context),
  choosing: await choicesUrl({ id }, context),
  confirmedOn: confirmedAt === undefined ? noDay : dayOf(new Date(confirmedAt)),
});

/** Words as they stand in a text, also where a line ends at one of their blanks. */
const brokenForms = (words: string): readonly string[] => [
  words,
  ...[...words.matchAll(/ /g)].map(({ index }) => `${words.slice(0, index)}\n${words.slice(index + 1)}`),
];

const tokenOf = (url: string): string => url.slice(url.indexOf('=') + 1);

type Written = { readonly mail: MailText; readonly links: Links };
/** Some hundred mails of tens of thousands of characters each: readers who chose the same stand together. */
const written = openMemo<Written>(256);

/** What of the choices stands in the foot, beside what decides the content. */
const footKey = ({ choices }: Subscriber): string =>
  JSON.stringify(choices ?? {}, (name, value: unknown) => (name === 'id' ? undefined : value));

function writeMail({ digest, key }: KeyedDigest, reader: Subscriber, render: Render, context: MailContext): Promise<Written> {
  const today = dayOf(context.now());
  return written(context, `${key} ${today} ${footKey(reader)}`, async () => {
    const links = await linksOf(nobody, context);
    const mail = render(digest, {
      unsubscribeUrl: links.leaving,
      choicesUrl: links.choosing,
      digestUrl: await digestUrl(digest.week, context),
      baseUrl: context.baseUrl,
      today,
      confirmedOn: links.confirmedOn,
      choices: reader.choices,
    });
    return { mail, links };
  });
}

/** By which a mail program recognises the digest (RFC 2919): it keeps its value as long as the sender keeps the domain. */
export const listId = (from: string): Readonly<Record<string, string>> => ({
  'List-Id': `Hongtou digest <digest.hongtou.${/@([a-z\d.-]{1,253})>?\s{0,9}$/i.exec(from)?.[1]?.toLowerCase() ?? 'localhost'}>`,
});

/** RFC 8058: one click, no cookie, no login. */
const unsubscribeHeaders = (url: string): Readonly<Record<string, string>> => ({
  'List-Unsubscribe': `<${url}>`,
  'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
});

/** The mail of a digest to its reader. */
export async function mailTo(reader: Subscriber, keyed: KeyedDigest, render: Render, context: MailContext): Promise<Mail> {
  const { mail, links } = await writeMail(keyed, reader, render, context);
  const own = await linksOf(reader, context);
  const { dayWords = (day: string) => day } = mail;
  const [noDays, ownDay] = [brokenForms(dayWords(links.confirmedOn)), dayWords(own.confirmedOn)];
  const fill = (text: string): string =>
    noDays.reduce(
      (filled, day) => filled.replaceAll(day, ownDay),
      text.replaceAll(tokenOf(links.leaving), tokenOf(own.leaving)).replaceAll(tokenOf(links.choosing), tokenOf(own.choosing)),
    );
  return {
    subject: mail.subject,
    html: fill(mail.html),
    text: fill(mail.text),
    to: reader.address,
    from: context.settings.digest.from,
    headers: { ...listId(context.settings.digest.from), ...unsubscribeHeaders(own.leaving) },
  };
}
