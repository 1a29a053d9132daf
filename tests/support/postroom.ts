import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Digest, sections } from '../../shared/model/digest.ts';
import type { Head, Revision } from '../../shared/model/document.ts';
import type { Context, MailTask } from '../../shared/model/ports.ts';
import { deliverBatch, type Render } from '../../shared/pipeline/mail/deliver.ts';
import { item } from './digests.ts';
import { sqsEvent } from './lambda-events.ts';

/** Documents made of nothing, and the mails of them: each paper has a name that stands in a mail as often as it is told. */

const textOf = (name: string): string => `第一条 为发展数据标注产业，制定本办法（${name}）。`;

/** A new document with its event, as a reading would hand it to the store. */
export async function paper(name: string, context: Context): Promise<{ head: Head; revision: Revision }> {
  const id = createHash('sha256').update(name).digest('hex').slice(0, 16);
  const at = context.now().toISOString();
  const { title, issuers, dates } = item({ id, title: `数据标注办法${name}` });
  const textHash = await context.snapshots.saveText(textOf(name));
  const url = `https://data.sample.example/${name}.html`;
  const copy = { url, sourceId: 'sample', authority: 60, differs: false, wording: name, evidence: `none/${name}`, firstSeenAt: at };
  const head: Head = {
    kind: 'article',
    url,
    canonicalUrl: url,
    reader: 'conventions',
    charset: 'utf-8',
    language: 'zh-Hans',
    titleLanguage: 'zh-Hans',
    title,
    issuers,
    type: 'measures',
    status: 'unknown',
    dates,
    attachments: [],
    citations: [],
    warnings: [],
    id,
    keys: [],
    authority: 60,
    relevant: true,
    relevance: 0.9,
    themes: [],
    entities: [],
    english: { title: `Paper ${name}.`, by: 'glossary' },
    textHash,
    evidence: copy.evidence,
    firstSeenAt: at,
    lastSeenAt: at,
    copies: [copy],
    revisionCount: 1,
    version: 1,
  };
  return { head, revision: { documentId: id, n: 1, at, by: 'publisher', what: 'new', textHash, evidence: copy.evidence, changes: [] } };
}

/** Names of the papers that a digest tells of, as often as it does. */
export const papersIn = (digest: Digest): readonly string[] =>
  [...sections.filter((section) => section !== 'effect').flatMap((section) => digest.sections[section]), ...(digest.notInEarlierMail ?? [])]
    .map(({ english }) => /^Paper (.*)\.$/.exec(english)?.[1])
    .filter((name) => name !== undefined);

/** A mail that holds the names and nothing else. */
export const plainly: Render = (digest) => {
  const text = papersIn(digest).join(' ');
  return { subject: digest.week, html: `<p>${text}</p>`, text };
};

/** The text of a mail, whatever its transfer encoding. */
function textPart(mail: string): string {
  const [, head = '', body = ''] = /(Content-Type: text\/plain[\s\S]*?)\r\n\r\n([\s\S]*?)\r\n--/.exec(mail) ?? [];
  if (/encoding: base64/i.test(head)) return Buffer.from(body, 'base64').toString();
  return /encoding: quoted-printable/i.test(head) ? body.replaceAll('=\r\n', '') : body;
}

/** Names in each mail that a reader has, one list a mail. */
export function mailsOf(data: string, address: string): readonly (readonly string[])[] {
  const folder = join(data, 'mail');
  // Names tell the second alone: two mails of one second lie in the order in which they were written.
  const written = (file: string): bigint => statSync(file, { bigint: true }).mtimeNs;
  const files = readdirSync(folder).map((name) => join(folder, name));
  const mails = files.toSorted((a, b) => (written(a) < written(b) ? -1 : 1)).map((file) => readFileSync(file, 'utf8'));
  return mails
    .filter((mail) => mail.includes(`To: ${address}\r\n`))
    .map(textPart)
    .map((text) => text.split(/\s+/).filter(Boolean));
}

/** The queue of mails, in memory: what is given back comes again, under the same id, at most so often. */
export type Postroom = { readonly context: Context; post(): Promise<void>; readonly waiting: MailTask[] };

const mostReceipts = 4;

export function postroom(context: Context, render: Render, twice: () => boolean): Postroom {
  const waiting: MailTask[] = [];
  const tasks = { ...context.tasks, sendMail: async (asked: readonly MailTask[]) => void waiting.push(...asked), hideMail: async () => {} };
  const open = { ...context, tasks };
  return {
    context: open,
    waiting,
    async post() {
      for (const task of waiting.splice(0)) {
        const body = JSON.stringify(task);
        for (let receipt = 0; receipt < mostReceipts; receipt += 1) {
          const batch = sqsEvent([body], { receives: receipt + 1 });
          const batches = twice() ? [batch, batch] : [batch];
          const answers = await Promise.all(batches.map((each) => deliverBatch(render)(each, open, () => {})));
          if (answers.every(({ batchItemFailures }) => batchItemFailures.length === 0)) break;
        }
      }
    },
  };
}
