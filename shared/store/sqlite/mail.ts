import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MailRefused } from '../../model/errors.ts';
import type { Carrier, Mail, Mailer } from '../../model/ports.ts';

const part = (kind: 'plain' | 'html', content: string) => ({
  contentType: `text/${kind}; charset=utf-8`,
  content,
  contentTransferEncoding: 'base64' as const,
});

/** One line, as SES sends it: a header of ASCII is not folded, and what reads it by line finds it whole. */
const asGiven = (value: string) => ({ value, prepared: /^[\x20-\x7e]{0,900}$/.test(value) });

/**
 * The mail as RFC 5322 has it, with a text and an HTML part, each in base64; the same mail with the same id gives the same octets. `domain`:
 * that of the id, by default as SES has it.
 */
export async function emlOf(mail: Mail, id: string, at: Date, domain = 'email.amazonses.com'): Promise<string> {
  const { from, to, subject, text, html, headers } = mail;
  const { default: MailComposer } = await import('nodemailer/lib/mail-composer');
  const composer = new MailComposer({
    from,
    to,
    subject,
    date: at,
    messageId: `<${id}@${domain}>`,
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, asGiven(value)])),
    textEncoding: 'base64',
    baseBoundary: createHash('sha256').update(id).digest('hex').slice(0, 32),
    newline: 'windows',
    disableFileAccess: true,
    disableUrlAccess: true,
    alternatives: [part('plain', text), part('html', html)],
  });
  return (await composer.compile().build()).toString();
}

/** A file is renamed when its mail is sent: what is a draft for longer is of a process that was killed in it. */
const draftFor = 600_000;

function sweepDrafts(folder: string): void {
  for (const name of readdirSync(folder).filter((each) => each.endsWith('.eml.draft'))) {
    const path = join(folder, name);
    const changedAt = statSync(path, { throwIfNoEntry: false })?.mtimeMs;
    if (changedAt !== undefined && Date.now() - changedAt > draftFor) rmSync(path, { force: true });
  }
}

const domainOf = (address: string): string | undefined => /@([\w.-]{1,253})>?$/.exec(address)?.[1];

/**
 * Mails as files of a folder, `<time>-<hash>.eml`, each whole or not at all. A header with a line break is refused, as SES does. With a
 * carrier, those that it did not refuse.
 */
export function openFileMailer(folder: string, now: () => Date, carrier?: Carrier): Mailer {
  let swept = false;
  const send: Mailer['send'] = async (mail) => {
    const broken = [mail.to, mail.from, mail.subject, ...Object.values(mail.headers)].find((value) => /[\r\n]/.test(value));
    if (broken !== undefined) throw new MailRefused(`a mail header holds a line break: ${JSON.stringify(broken).slice(0, 80)}`);
    const at = new Date(Math.floor(now().getTime() / 1000) * 1000);
    const id = mail.id ?? randomUUID();
    const time = at.toISOString().replace(/[-:]/g, '').replace(/\.\d+/, '');
    const hash = createHash('sha256').update(`${randomUUID()} ${mail.to}`).digest('hex').slice(0, 12);
    const path = join(folder, `${time}-${hash}.eml`);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (!swept) sweepDrafts(folder);
    swept = true;
    const eml = await emlOf(mail, id, at, carrier && domainOf(mail.from));
    writeFileSync(`${path}.draft`, eml, { mode: 0o600 });
    try {
      await carrier?.carry({ from: mail.from, to: mail.to, eml });
    } catch (error) {
      if (error instanceof MailRefused) rmSync(`${path}.draft`, { force: true });
      else renameSync(`${path}.draft`, path);
      throw error;
    }
    renameSync(`${path}.draft`, path);
    return { id };
  };
  return { send, ...(carrier ? { ready: carrier.ready } : {}) };
}
