import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { commands } from '../functions/cli/commands.ts';
import { dateKinds } from '../shared/model/article.ts';
import { configurationSchema } from '../shared/model/configuration.ts';
import { statuses } from '../shared/model/vocabulary.ts';
import { routes } from '../shared/pages/app.ts';

const root = path.join(import.meta.dirname, '..');
const pages = [
  'README.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  ...readdirSync(path.join(root, 'docs'), { recursive: true, encoding: 'utf8' }).map((name) => `docs/${name}`),
];
const files = ['shared', 'functions', 'infra', 'bench', 'tests', 'docs'].flatMap((folder) =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => `/${folder}/${name}`),
);

test.each(pages.filter((name) => name.endsWith('.md')))('%s names files and folders that are there', (name) => {
  const text = readFileSync(path.join(root, name), 'utf8');
  const named = [...text.matchAll(/`([\w.-]+\/[\w./-]*)`/g)].map(([, said = '']) => said.replace(/\/$/, ''));
  // ID and NAME stand for what the reader chooses.
  const missing = named
    .filter((said) => !/\b(?:ID|NAME|NNNN)\b/.test(said))
    .filter((said) => /^(?:shared|functions|infra|bench|tests|docs)\//.test(said) || /\.(?:ts|md)$/.test(said));
  expect(missing.filter((said) => !existsSync(path.join(root, said)) && !files.some((file) => file.endsWith(`/${said}`)))).toEqual([]);
  const links = [...text.matchAll(/\]\(([\w./-]+)\)/g)].map(([, to = '']) => to);
  expect(links.filter((to) => !existsSync(path.join(root, path.dirname(name), to)))).toEqual([]);
});

const decisions = readdirSync(path.join(root, 'docs/decisions')).filter((name) => /^\d{4}-/.test(name));
const gone = readFileSync(path.join(root, 'docs/decisions/README.md'), 'utf8');
/** Whether a decision stands in a file of its number, or its number on a line of the list of those that hold no more. */
const isDecision = (number: number): boolean =>
  decisions.some((name) => Number(name.slice(0, 4)) === number) || new RegExp(`^- (?:\\d+, )*${number}[,:]`, 'm').test(gone);

test.each(['shared', 'functions', 'infra', 'bench', 'tests', 'docs'])('what %s cites is in docs', (folder) => {
  const missing = readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(?:ts|js|md)$/.test(name))
    .flatMap((name) => {
      const text = readFileSync(path.join(root, folder, name), 'utf8');
      // `docs/contract.md 3.1`: the section is a heading of that page.
      const pagesCited = [...text.matchAll(/docs\/([\w/-]+\.md)(?: (\d(?:\.\d)?)(?![\w-]))?/g)].filter(([, page = '', section]) => {
        const file = path.join(root, 'docs', page);
        return !existsSync(file) || (section !== undefined && !new RegExp(`^#+ ${section}\\.? `, 'm').test(readFileSync(file, 'utf8')));
      });
      // The design and the like lie outside of the project: what is cited is in docs.
      const outside = [...text.matchAll(/(?<![\w/([-])(?:contract|design|domain|platform|sources|themes|threats)\.md(?!\))/g)];
      const numbers = [...text.matchAll(/\bdecisions?(?: |\/0*)(\d+)(?: and (\d+))?/g)].filter(([, one, two]) =>
        [one, two].some((number) => number !== undefined && !isDecision(Number(number))),
      );
      return [...pagesCited, ...outside, ...numbers].map(([said]) => `${folder}/${name}: ${said}`);
    });
  expect(missing).toEqual([]);
});

test('docs/contract.md names every command, status, kind of date, key of the configuration and question of the API', () => {
  const contract = readFileSync(path.join(root, 'docs/contract.md'), 'utf8');
  const named = new Set([...contract.matchAll(/[\w$-]+/g)].map(([word]) => word));
  const questions = routes.flatMap(({ path: at }) => /^\/api\/v1\/([a-z]+)/.exec(at)?.[1] ?? []);
  const keys = Object.keys(configurationSchema.shape).filter((key) => key !== '$schema');
  expect([...Object.keys(commands), ...statuses, ...dateKinds, ...keys, ...questions].filter((word) => !named.has(word))).toEqual([]);
});

test('docs are at most 25,000 words, CONTRIBUTING a page', () => {
  const written = pages.filter((name) => name.startsWith('docs/') && name.endsWith('.md') && !/\/(?:tables|feeds)\.md$/.test(name));
  const words = (names: readonly string[]): number =>
    names.flatMap((name) => readFileSync(path.join(root, name), 'utf8').match(/\S+/g) ?? []).length;
  expect(words(written)).toBeLessThanOrEqual(25_000);
  expect(words(['CONTRIBUTING.md'])).toBeLessThanOrEqual(700);
});

/** A tag can be moved to other code; what a workflow fetched stays readable to every later step unless it is told otherwise. */
test.each(readdirSync(path.join(root, '.github/workflows')))(
  'workflow %s names actions by their commit, and leaves no credentials behind',
  (name) => {
    const text = readFileSync(path.join(root, '.github/workflows', name), 'utf8');
    const uses = [...text.matchAll(/uses: (.+)/g)].map(([, said = '']) => said);
    expect(uses.length).toBeGreaterThan(0);
    expect(uses.filter((said) => !/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(said))).toEqual([]);
    expect(text.match(/persist-credentials: false/g)).toHaveLength(uses.filter((said) => said.startsWith('actions/checkout@')).length);
    // Without `permissions`, a workflow has what the repository allows.
    expect(text).toMatch(/^permissions:/m);
  },
);
