import type { Command } from 'commander';
import type { Command as Asks } from '../../shared/questions/question.ts';

type CommandModule = {
  readonly heading?: string;
  readonly summary: string;
  readonly load: () => Promise<{ define(command: Command): void }>;
};

const asks = (subject: () => Promise<{ readonly command: Asks }>) => async () => {
  const [{ define }, { command }] = await Promise.all([import('./ask.ts'), subject()]);
  return { define: (line: Command) => define(line, command) };
};

const ofLines = (name: `define${'Classify' | 'Dates' | 'Extract' | 'Numbers' | 'Titles'}`) => async () => ({
  define: (await import('./line-commands.ts'))[name],
});

/** Every command of docs/contract.md 2: those that ask are made of their questions, the others have a module each. */
export const commands: Readonly<Record<string, CommandModule>> = {
  demo: {
    heading: 'Set up:',
    summary: 'the bundled sample world, without network or account: a digest, then the pages',
    load: () => import('./demo.ts'),
  },
  init: { summary: 'a few questions, and a configuration from the answers', load: () => import('./init.ts') },
  completion: { summary: 'commands, options and values at the tab key of bash, zsh or fish', load: () => import('./completion.ts') },
  run: {
    heading: 'Read the sources:',
    summary: 'one round: what is due is listed, fetched, read, understood, stored, indexed',
    load: () => import('./run.ts'),
  },
  start: { summary: 'the local instance: schedules and web page', load: () => import('./start.ts') },
  sources: { summary: 'declarations, yield, freshness, silence', load: () => import('./sources.ts') },
  add: { summary: 'take in one page now, whatever its site', load: () => import('./add.ts') },
  backfill: { summary: 'old pages, paced and resumable, the plan (pages, hours, cost) first', load: () => import('./backfill.ts') },
  search: {
    heading: 'Look at what was read:',
    summary: 'full text, Chinese or English',
    load: asks(() => import('../../shared/questions/documents.ts')),
  },
  show: { summary: 'one document: by id, address or any spelling of its number', load: () => import('./show.ts') },
  compare: {
    summary: 'two documents or revisions (REF@n), article by article',
    load: asks(() => import('../../shared/questions/compare.ts')),
  },
  brief: {
    summary: 'a paragraph sentence by sentence: whether the acts that it names say so; nothing of it is kept',
    load: asks(() => import('../../shared/questions/brief.ts')),
  },
  resolve: {
    summary: 'what a number in any spelling stands for, held or not',
    load: asks(() => import('../../shared/questions/resolve.ts')),
  },
  landmarks: {
    summary: 'what the backgrounder names, and what became of it',
    load: asks(() => import('../../shared/questions/landmarks.ts')),
  },
  calendar: {
    summary: 'comment deadlines and days of effect, the soonest first',
    load: asks(() => import('../../shared/questions/calendar.ts')),
  },
  figures: {
    summary: 'figures and commitments of one unit across documents',
    load: asks(() => import('../../shared/questions/figures.ts')),
  },
  promises: {
    summary: 'national promises and targets, who takes them up, and who is silent',
    load: asks(() => import('../../shared/questions/promises.ts')),
  },
  obligations: {
    summary: 'who must do what, by which article, from when and with which sanction',
    load: asks(() => import('../../shared/questions/obligations.ts')),
  },
  gaps: {
    summary: 'holes in the numbers as leads, or (--wanted) texts that are cited and not held',
    load: asks(() => import('../../shared/questions/gaps.ts')),
  },
  doubts: {
    summary: 'where a held document contradicts a landmark, a known act, an official title or a figure',
    load: asks(() => import('../../shared/questions/doubts.ts')),
  },
  settle: { summary: 'a person decides between a document and what is known', load: () => import('./settle.ts') },
  label: { summary: "a person's themes for a document, which win and last", load: () => import('./label.ts') },
  export: {
    summary: 'documents out: jsonl, csv, ris, bibtex, csl, markdown, warc or pack (the evidence)',
    load: () => import('./export.ts'),
  },
  publish: {
    summary: 'a static site of what may be passed on, for any folder or static host',
    load: () => import('./publish.ts'),
  },
  release: {
    summary: 'a numbered data set of what may be passed on: CSV, JSON Lines, descriptions, hashes',
    load: () => import('./release.ts'),
  },
  remove: {
    summary: 'take a document out, with the reason: a hostile line of an import, a page that is none',
    load: () => import('./remove.ts'),
  },
  import: { summary: 'documents of an export, into this instance: same ids, revisions and times', load: () => import('./import.ts') },
  digest: { heading: 'Tell readers and programs:', summary: 'compose a week, and send it', load: () => import('./digest.ts') },
  subscribers: { summary: 'readers of the digest, and what each wants', load: () => import('./subscribers.ts') },
  webhooks: { summary: 'who is told of changes by signed requests: list, test URL, retry', load: () => import('./webhooks.ts') },
  mcp: { summary: 'answers assistants: the Model Context Protocol on standard input and output', load: () => import('./mcp.ts') },
  tokens: { summary: 'access to the pages and the API of a deployed instance', load: () => import('./tokens.ts') },
  doctor: {
    heading: 'Look after an instance:',
    summary: 'check this machine or (--stack) the deployed instance, with a remedy for each finding',
    load: () => import('./doctor.ts'),
  },
  alarms: { summary: 'what is silent, broken, blocked or suspect, and failed deliveries; what to do', load: () => import('./alarms.ts') },
  cost: { summary: "the month's cost from counters and dated prices, and what would make it cheaper", load: () => import('./cost.ts') },
  redrive: { summary: 'send once more what a queue gave up (dead letters); --list says what and why', load: () => import('./redrive.ts') },
  verify: { summary: 'check every hash, key and reference of the store, or of an evidence pack', load: () => import('./verify.ts') },
  rebuild: {
    summary: 'make table and search index anew from the bucket: same ids, revisions and times',
    load: () => import('./rebuild.ts'),
  },
  backup: {
    summary: 'one file of a local instance, which may run meanwhile: the store, secrets and mails',
    load: async () => ({ define: (await import('./backup.ts')).defineBackup }),
  },
  restore: { summary: 'put a backup into an empty folder', load: async () => ({ define: (await import('./backup.ts')).defineRestore }) },
  upgrade: {
    summary: 'bring a folder of version 0.12 or earlier over, once; the old one is kept beside it',
    load: () => import('./upgrade.ts'),
  },
  reprocess: { summary: "read kept evidence again with today's code; announced to nobody", load: () => import('./reprocess.ts') },
  deploy: {
    heading: 'Have an instance in AWS:',
    summary: 'put a private instance into an AWS account, or bring it up to date; checks first',
    load: () => import('./deploy.ts'),
  },
  collect: { summary: 'this machine collects for a deployed instance, until Ctrl-C', load: () => import('./collect.ts') },
  destroy: { summary: 'take a deployed instance away; its data stays unless it is named', load: () => import('./destroy.ts') },
  parse: {
    heading: 'Read texts, without an instance:',
    summary: 'read stored bytes as `run` would; stores nothing',
    load: () => import('./parse.ts'),
  },
  classify: { summary: 'relevance and themes of JSON Lines, with evidence', load: ofLines('defineClassify') },
  dates: { summary: 'read dates, one string a line', load: ofLines('defineDates') },
  numbers: { summary: 'read document numbers, one string a line', load: ofLines('defineNumbers') },
  extract: { summary: 'citations, dates, status, figures and issuers of JSON Lines', load: ofLines('defineExtract') },
  titles: { summary: 'English of official titles, one a line', load: ofLines('defineTitles') },
  eval: { summary: 'measure the classifier on a labelled file', load: () => import('./eval.ts') },
};
