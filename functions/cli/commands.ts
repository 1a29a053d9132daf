import type { Command } from 'commander';

type CommandModule = { readonly summary: string; readonly load: () => Promise<{ define(command: Command): void }> };

/** Every command of contract.md 2, one module each. */
export const commands: Readonly<Record<string, CommandModule>> = {
  run: { summary: 'one round: what is due is listed, fetched, read, understood, stored, indexed', load: () => import('./run.ts') },
  backfill: { summary: 'old pages, paced and resumable, the plan (pages, hours, cost) first', load: () => import('./backfill.ts') },
  add: { summary: 'take in one page now, whatever its site', load: () => import('./add.ts') },
  parse: { summary: 'read stored bytes as `run` would; stores nothing', load: () => import('./parse.ts') },
  classify: { summary: 'relevance and themes of JSON Lines, with evidence', load: () => import('./classify.ts') },
  dates: { summary: 'read dates, one string a line', load: () => import('./dates.ts') },
  numbers: { summary: 'read document numbers, one string a line', load: () => import('./numbers.ts') },
  extract: { summary: 'citations, dates, status, figures and issuers of JSON Lines', load: () => import('./extract.ts') },
  titles: { summary: 'English of official titles, one a line', load: () => import('./titles.ts') },
  eval: { summary: 'measure the classifier on a labelled file', load: () => import('./eval.ts') },
  search: { summary: 'full text, Chinese or English', load: () => import('./search.ts') },
  show: { summary: 'one document: by id, address or any spelling of its number', load: () => import('./show.ts') },
  compare: { summary: 'two documents or revisions (REF@n), article by article', load: () => import('./compare.ts') },
  resolve: { summary: 'what a number in any spelling stands for, held or not', load: () => import('./resolve.ts') },
  landmarks: { summary: 'what the backgrounder names, and what became of it', load: () => import('./landmarks.ts') },
  label: { summary: "a person's themes for a document, which win and last", load: () => import('./label.ts') },
  gaps: { summary: 'holes in the numbers as leads, or (--wanted) texts that are cited and not held', load: () => import('./gaps.ts') },
  calendar: { summary: 'comment deadlines and days of effect, the soonest first', load: () => import('./calendar.ts') },
  figures: { summary: 'figures and commitments of one unit across documents', load: () => import('./figures.ts') },
  export: { summary: 'documents out: jsonl, csv, warc (the evidence), ris, bibtex or csl', load: () => import('./export.ts') },
  import: { summary: 'documents of an export, into this instance: same ids, revisions and times', load: () => import('./import.ts') },
  digest: { summary: 'compose a week, and send it', load: () => import('./digest.ts') },
  subscribers: { summary: 'readers of the digest', load: () => import('./subscribers.ts') },
  webhooks: { summary: 'who is told of changes by signed requests: list, test URL, retry', load: () => import('./webhooks.ts') },
  tokens: { summary: 'access to the API', load: () => import('./tokens.ts') },
  sources: { summary: 'declarations, yield, freshness, silence', load: () => import('./sources.ts') },
  alarms: { summary: 'what is silent, broken, blocked or suspect, and failed deliveries', load: () => import('./alarms.ts') },
  redrive: { summary: 'dead letters of the queues once more; --list says what they are and why', load: () => import('./redrive.ts') },
  verify: { summary: 'check every hash, key and reference', load: () => import('./verify.ts') },
  rebuild: {
    summary: 'make table and search index anew from the bucket: same ids, revisions and times',
    load: () => import('./rebuild.ts'),
  },
  reprocess: { summary: "read kept evidence again with today's code; announced to nobody", load: () => import('./reprocess.ts') },
  start: { summary: 'the local instance: schedules and web page', load: () => import('./start.ts') },
  deploy: { summary: 'put a private instance into an AWS account (AWS_PROFILE, AWS_REGION)', load: () => import('./deploy.ts') },
  doctor: { summary: 'check this machine or the deployed stack', load: () => import('./doctor.ts') },
};
