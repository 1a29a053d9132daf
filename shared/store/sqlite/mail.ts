import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import MailComposer from 'nodemailer/lib/mail-composer';
import { MailRefused } from '../../model/errors.ts';
import type { Mail, Mailer } from '../../model/ports.ts';

const part = (kind: 'plain' | 'html', content: string) => ({
  contentType: `text/${kind}; charset=utf-8`,
  content,
  contentTransferEncoding: 'base64' as const,
});

/** One line, as SES sends it: a header of ASCII is not folded, and what reads it by line finds it whole. */
const asGiven = (value: string) => ({ value, prepared: /^[\x20-\x7e]{0,900}$/.test(value) });

/** The mail as RFC 5322 has it, with a text and an HTML part, each in base64; the same mail with the same id gives the same octets. */
export async function emlOf({ from, to, subject, text, html, headers }: Mail, id: string, at: Date): Promise<string> {
  const composer = new MailComposer({
    from,
    to,
    subject,
    date: at,
    messageId: `<${id}@email.amazonses.com>`,
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

/** A file is written and renamed within a moment: what is a draft for longer is of a process that was killed in it. */
const draftFor = 60_000;

function sweepDrafts(folder: string): void {
  for (const name of readdirSync(folder).filter((each) => each.endsWith('.eml.draft'))) {
    const path = join(folder, name);
    const changedAt = statSync(path, { throwIfNoEntry: false })?.mtimeMs;
    if (changedAt !== undefined && Date.now() - changedAt > draftFor) rmSync(path, { force: true });
  }
}

/** Mails as files of a folder, `<time>-<hash>.eml`, each whole or not at all. A header with a line break is refused, as SES does. */
export function openFileMailer(folder: string, now: () => Date): Mailer {
  let swept = false;
  const send: Mailer['send'] = async (mail) => {
    const broken = [mail.to, mail.from, mail.subject, ...Object.values(mail.headers)].find((value) => /[\r\n]/.test(value));
    if (broken !== undefined) throw new MailRefused(`a mail header holds a line break: ${JSON.stringify(broken).slice(0, 80)}`);
    const at = new Date(Math.floor(now().getTime() / 1000) * 1000);
    const id = randomUUID();
    const time = at.toISOString().replace(/[-:]/g, '').replace(/\.\d+/, '');
    const hash = createHash('sha256').update(`${id} ${mail.to}`).digest('hex').slice(0, 12);
    const path = join(folder, `${time}-${hash}.eml`);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (!swept) sweepDrafts(folder);
    swept = true;
    writeFileSync(`${path}.draft`, await emlOf(mail, id, at), { mode: 0o600 });
    renameSync(`${path}.draft`, path);
    return { id };
  };
  return { send };
}
