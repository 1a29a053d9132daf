import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

const root = path.join(import.meta.dirname, '..');
const files = ['bench', 'infra', 'functions', 'shared'].flatMap((folder) =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
    .map((name) => path.join(folder, name)),
);
const importsOf = (file: string): string[] =>
  [...readFileSync(path.join(root, file), 'utf8').matchAll(/(?:from|import)\s{0,3}\(?\s{0,3}'([^']+)'/g)].map((match) => match[1] ?? '');

const targetsOf = (file: string): string[] =>
  importsOf(file)
    .filter((name) => name.startsWith('.'))
    .map((name) => path.join(path.dirname(file), name));

/** The part of a wing that a file lies in: a folder, or the file itself when it stands beside them. */
const roomOf = (file: string, wing: string): string => file.slice(wing.length + 1).split(path.sep)[0] ?? '';

/** Files whose values a file imports; `import type` and braces that hold only types do not count. */
const valuesOf = (file: string): string[] =>
  [...readFileSync(path.join(root, file), 'utf8').matchAll(/^(?:import|export) (?!type )([^;']*?)from '(\.[^']+)'/gm)]
    .filter(([, names = '']) => !/^\{(?:\s*type \w+,?)+\s*\}\s*$/.test(names))
    .map(([, , name = '']) => path.join(path.dirname(file), name));

/** Circles of imported values, each as the way round. */
function circles(): string[] {
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (file: string, way: readonly string[]): void => {
    if (way.includes(file)) found.push([...way.slice(way.indexOf(file)), file].join(' -> '));
    if (done.has(file)) return;
    done.add(file);
    for (const target of valuesOf(file)) if (files.includes(target)) visit(target, [...way, file]);
  };
  for (const file of files) visit(file, []);
  return found;
}

/** Layer of a file of ours, or the name of a package. */
const layerOf = (file: string): string => {
  const [top, second] = file.split(path.sep);
  if (top === 'functions') return second === 'cli' || second === 'cli.ts' ? 'cli' : 'functions';
  // The words of both languages stand below the questions that are told in them.
  if (file.startsWith(path.join('shared', 'pages', 'words'))) return 'words';
  return top === 'shared' ? (second ?? '') : (top ?? '');
};

/**
 * Who may import whom: arrows go down only. The command line measures labels (`hongtou eval`), so it alone may look at
 * infra and bench.
 */
const allowed: Readonly<Record<string, readonly string[]>> = {
  model: ['model'],
  sources: ['sources', 'model'],
  registry: ['registry', 'model'],
  stages: ['stages', 'registry', 'sources', 'model'],
  // records.ts and recorded.ts stand on what stages say of hashes.
  store: ['store', 'stages', 'model'],
  net: ['net', 'store', 'stages', 'sources', 'registry', 'model'],
  search: ['search', 'store', 'stages', 'registry', 'model'],
  pipeline: ['pipeline', 'stages', 'registry', 'sources', 'model'],
  words: ['words', 'stages', 'registry', 'model'],
  questions: ['questions', 'words', 'pipeline', 'stages', 'registry', 'model'],
  pages: ['pages', 'questions', 'words', 'stages', 'registry', 'sources', 'model'],
  functions: ['functions', 'pipeline', 'questions', 'pages', 'words', 'search', 'net', 'store', 'stages', 'sources', 'model'],
  bench: [
    ...['bench', 'infra', 'functions', 'questions', 'pages', 'words', 'pipeline', 'search', 'net', 'store'],
    ...['stages', 'registry', 'sources', 'model', 'tests'],
  ],
  cli: [
    ...['cli', 'bench', 'functions', 'infra', 'questions', 'pages', 'words', 'pipeline', 'search', 'net', 'store'],
    ...['stages', 'registry', 'sources', 'model'],
  ],
  infra: ['infra', 'model', 'sources', 'stages'],
};

/** Who may import whom within a wing, room by room; files that stand beside the rooms are named with their ending. */
const rooms: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'shared/stages': {
    'run-work.ts': '',
    'page-jobs.ts': 'claim jobs.ts listing text',
    'jobs.ts': 'attachment facts identity text understand.ts',
    'read.ts': 'attachment read-kept.ts read-markup.ts',
    'read-markup.ts': 'listing read-kept.ts text',
    'read-kept.ts': 'article text',
    'understand.ts': 'attachment english facts identity',
    claim: 'dates facts text',
    attachment: 'article classify facts files identity text urls',
    listing: 'article dates html text',
    article: 'dates facts html numbers text urls',
    digest: 'facts identity text watch',
    lineage: '',
    identity: 'facts numbers text urls',
    classify: 'facts text',
    english: 'facts text',
    facts: 'dates numbers text',
    query: 'numbers text',
    files: 'html text',
    numbers: 'text',
    dates: 'text',
    html: 'text',
    urls: '',
    watch: '',
    pack: '',
    text: '',
  },
  'shared/pipeline': {
    'answers.ts': 'collect mail read context.ts',
    keep: 'collect read context.ts',
    watch: 'collect mail read webhooks context.ts',
    webhooks: 'read context.ts',
    mail: 'collect read batch.ts context.ts',
    read: 'collect cost context.ts',
    collect: 'cost batch.ts context.ts',
    cost: '',
    'batch.ts': '',
    'context.ts': '',
  },
  'shared/pages': {
    publish: 'app.ts feeds html web words',
    'app.ts': 'api feeds html mcp web words',
    mcp: 'words',
    html: 'api charts feeds mail web words',
    charts: 'words',
    api: 'web words',
    feeds: 'web words',
    mail: 'words',
    web: 'words',
    words: '',
  },
};

/** Packages that belong to one part. */
const homes: readonly { readonly name: RegExp; readonly layers: readonly string[] }[] = [
  { name: /^cheerio(\/|$)/, layers: ['stages', 'bench'] },
  { name: /^@aws-sdk\//, layers: ['net', 'search', 'store', 'cli'] },
  { name: /^@opensearch-project\//, layers: ['search'] },
  { name: /^(node:sqlite|nodemailer)(\/|$)/, layers: ['search', 'store', 'net', 'cli', 'bench'] },
  { name: /^@modelcontextprotocol\//, layers: ['pages', 'cli'] },
  { name: /^hono(\/|$)/, layers: ['pages', 'functions'] },
  { name: /^(aws-cdk-lib|constructs)(\/|$)/, layers: ['infra'] },
  { name: /^@aws-lambda-powertools\//, layers: ['functions'] },
];

describe('architecture', () => {
  test.each(files)('%s imports only what lies below it', (file) => {
    const layer = layerOf(file);
    for (const name of importsOf(file)) {
      if (name.startsWith('.') && !name.includes('node_modules/')) {
        const target = layerOf(path.join(path.dirname(file), name));
        expect(allowed[layer], `${file} imports ${name}`).toContain(target);
      } else {
        for (const home of homes) if (home.name.test(name)) expect(home.layers, `${file} imports ${name}`).toContain(layer);
      }
    }
  });

  test.each(Object.keys(rooms))('rooms of %s import only rooms below them', (wing) => {
    const order = Object.keys(rooms[wing] ?? {});
    for (const file of files.filter((each) => each.startsWith(`${wing}/`))) {
      const room = roomOf(file, wing);
      for (const target of targetsOf(file).filter((each) => each.startsWith(`${wing}/`) && roomOf(each, wing) !== room)) {
        expect(rooms[wing]?.[room]?.split(' '), `${file} imports ${target}`).toContain(roomOf(target, wing));
        expect(order.indexOf(roomOf(target, wing)), `${file} imports ${target}, which stands above it`).toBeGreaterThan(
          order.indexOf(room),
        );
      }
    }
  });

  test('no room of the stages has been given new arrows', () => {
    const arrows = Object.values(rooms['shared/stages'] ?? {}).flatMap((targets) => targets.split(' ').filter(Boolean));
    // 53 of old; four of `claim`; five since what reads kept pages again stands apart from what reads new ones and their listings; one since the guard of
    // machine text asks which words are names.
    expect(arrows.length).toBeLessThanOrEqual(63);
  });

  test('every room has its sentence in docs/architecture.md', () => {
    const said = readFileSync(path.join(root, 'docs/architecture.md'), 'utf8');
    for (const wing of Object.keys(rooms))
      for (const room of Object.keys(rooms[wing] ?? {}))
        expect(said).toContain(room.endsWith('.ts') ? `\`${room}\`` : `\`${wing}/${room}\``);
  });

  test('no values are imported in a circle (types may be)', () => {
    expect(circles()).toEqual([]);
  });

  test('stages do no input or output', () => {
    for (const file of files.filter((each) => layerOf(each) === 'stages')) {
      const text = readFileSync(path.join(root, file), 'utf8');
      expect(text, file).not.toMatch(/node:(fs|http|https|net|child_process|process)|process\.env|Date\.now\(\)|new Date\(\)/);
    }
  });

  test('the contract is held from outside: its tests import nothing of the program', () => {
    const own = 'tests/contract';
    const isName = (from: string): boolean => /^[\w@./:-]+$/.test(from);
    const imported = readdirSync(path.join(root, own)).flatMap((name) =>
      importsOf(path.join(own, name))
        .filter(isName)
        .map((from) => `${name}: ${from}`),
    );
    expect(imported.length).toBeGreaterThan(10);
    // What packs the program as it is published imports nothing of it either.
    const packing = 'tests/support/packed.ts';
    expect(importsOf(packing).filter((from) => !from.startsWith('node:'))).toEqual([]);
    expect(imported.filter((each) => !/: (?:\.\/[\w-]+\.ts|\.\.\/support\/packed\.ts|node:\w+|vitest|fflate)$/.test(each))).toEqual([]);
  });

  test('handlers are a sentence', () => {
    // The one composition with its settings and reading threads, what a laptop does in place of Lambda, and its HTTP server.
    const others = ['open', 'local-log', 'round-log', 'settings', 'reading-threads', 'laptop', 'http', 'reach'].map(
      (name) => `functions/${name}.ts`,
    );
    for (const file of files.filter((each) => layerOf(each) === 'functions' && !others.includes(each))) {
      expect(readFileSync(path.join(root, file), 'utf8').split('\n').length, file).toBeLessThanOrEqual(32);
    }
  });

  test('every client of AWS gives up in a time of its own, since the SDK waits for ever', () => {
    const made = files.flatMap((file) =>
      [...readFileSync(path.join(root, file), 'utf8').matchAll(/\bnew \w+Client\((?:[^()]|\([^()]*\)){0,300}\)(?!\.config\b)/g)].map(
        ([call]) => `${file}: ${call}`,
      ),
    );
    expect(made.length).toBeGreaterThan(20);
    expect(made.filter((call) => !call.includes('patience('))).toEqual([]);
  });

  test('no machine path and no download address is in the tree', () => {
    expect(readFileSync(path.join(root, 'package-lock.json'), 'utf8')).not.toMatch(/"resolved"/);
  });
});
