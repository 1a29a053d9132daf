import type { Command } from 'commander';
import type { Command as Asks } from '../../shared/questions/question.ts';
import rows from './commands.json' with { type: 'json' };

type Load = () => Promise<{ define(command: Command): void }>;
type CommandModule = { readonly heading?: string; readonly summary: string; readonly load: Load };

const asks = (subject: () => Promise<{ readonly command: Asks }>) => async () => {
  const [{ define }, { command }] = await Promise.all([import('./ask.ts'), subject()]);
  return { define: (line: Command) => define(line, command) };
};

const ofLines = (name: `define${'Classify' | 'Dates' | 'Extract' | 'Numbers' | 'Titles'}`) => async () => ({
  define: (await import('./line-commands.ts'))[name],
});

/** Those that ask are made of their questions, the others have a module each. */
const modules: Readonly<Record<keyof typeof rows, Load>> = {
  demo: () => import('./demo.ts'),
  init: () => import('./init.ts'),
  completion: () => import('./completion.ts'),
  run: () => import('./run.ts'),
  start: () => import('./start.ts'),
  sources: () => import('./sources.ts'),
  add: () => import('./add.ts'),
  backfill: () => import('./backfill.ts'),
  search: asks(() => import('../../shared/questions/documents.ts')),
  show: () => import('./show.ts'),
  compare: asks(() => import('../../shared/questions/compare.ts')),
  brief: asks(() => import('../../shared/questions/brief.ts')),
  resolve: asks(() => import('../../shared/questions/resolve.ts')),
  landmarks: asks(() => import('../../shared/questions/landmarks.ts')),
  calendar: asks(() => import('../../shared/questions/calendar.ts')),
  figures: asks(() => import('../../shared/questions/figures.ts')),
  promises: asks(() => import('../../shared/questions/promises.ts')),
  obligations: asks(() => import('../../shared/questions/obligations.ts')),
  gaps: asks(() => import('../../shared/questions/gaps.ts')),
  doubts: asks(() => import('../../shared/questions/doubts.ts')),
  settle: () => import('./settle.ts'),
  label: () => import('./label.ts'),
  export: () => import('./export.ts'),
  publish: () => import('./publish.ts'),
  release: () => import('./release.ts'),
  remove: () => import('./remove.ts'),
  import: () => import('./import.ts'),
  digest: () => import('./digest.ts'),
  subscribers: () => import('./subscribers.ts'),
  webhooks: () => import('./webhooks.ts'),
  mcp: () => import('./mcp.ts'),
  tokens: () => import('./tokens.ts'),
  doctor: () => import('./doctor.ts'),
  alarms: () => import('./alarms.ts'),
  cost: () => import('./cost.ts'),
  redrive: () => import('./redrive.ts'),
  verify: () => import('./verify.ts'),
  rebuild: () => import('./rebuild.ts'),
  backup: async () => ({ define: (await import('./backup.ts')).defineBackup }),
  restore: async () => ({ define: (await import('./backup.ts')).defineRestore }),
  upgrade: () => import('./upgrade.ts'),
  reprocess: () => import('./reprocess.ts'),
  deploy: () => import('./deploy.ts'),
  collect: () => import('./collect.ts'),
  destroy: () => import('./destroy.ts'),
  parse: () => import('./parse.ts'),
  classify: ofLines('defineClassify'),
  dates: ofLines('defineDates'),
  numbers: ofLines('defineNumbers'),
  extract: ofLines('defineExtract'),
  titles: ofLines('defineTitles'),
  eval: () => import('./eval.ts'),
};

/** Every command of docs/contract.md 2, in the order of the help. */
export const commands: Readonly<Record<string, CommandModule>> = Object.fromEntries(
  Object.entries(rows).map(([name, row]) => [name, { ...row, load: modules[name as keyof typeof rows] }]),
);
