import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

const root = path.join(import.meta.dirname, '..');
const files = ['infra', 'functions', 'shared'].flatMap((folder) =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
    .map((name) => path.join(folder, name)),
);
const importsOf = (file: string): string[] =>
  [...readFileSync(path.join(root, file), 'utf8').matchAll(/(?:from|import)\s{0,3}\(?\s{0,3}'([^']+)'/g)].map((match) => match[1] ?? '');

/** Layer of a file of ours, or the name of a package. */
const layerOf = (file: string): string => {
  const [top, second] = file.split(path.sep);
  if (top === 'functions') return second === 'cli' || second === 'cli.ts' || second === 'demo.ts' ? 'cli' : 'functions';
  return top === 'shared' ? (second ?? '') : (top ?? '');
};

/** Who may import whom: arrows go down only. The command line starts the local instance, so it alone may look at infra. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  model: ['model'],
  sources: ['sources', 'model'],
  registry: ['registry', 'model'],
  stages: ['stages', 'registry', 'sources', 'model'],
  adapters: ['adapters', 'stages', 'registry', 'sources', 'model'],
  pipeline: ['pipeline', 'stages', 'registry', 'sources', 'model'],
  pages: ['pages', 'stages', 'registry', 'sources', 'model'],
  functions: ['functions', 'pipeline', 'pages', 'adapters', 'stages', 'model'],
  cli: ['cli', 'functions', 'infra', 'pipeline', 'pages', 'adapters', 'stages', 'registry', 'sources', 'model'],
  infra: ['infra', 'model', 'sources', 'stages'],
};

/** Packages that belong to one part. */
const homes: readonly { readonly name: RegExp; readonly layers: readonly string[] }[] = [
  { name: /^(cheerio|rss-parser)(\/|$)/, layers: ['stages'] },
  { name: /^@aws-sdk\//, layers: ['adapters', 'cli'] },
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

  test('stages do no input or output', () => {
    for (const file of files.filter((each) => layerOf(each) === 'stages')) {
      const text = readFileSync(path.join(root, file), 'utf8');
      expect(text, file).not.toMatch(/node:(fs|http|https|net|child_process|process)|process\.env|Date\.now\(\)|new Date\(\)/);
    }
  });

  test('handlers are a sentence', () => {
    for (const file of files.filter((each) => layerOf(each) === 'functions')) {
      expect(readFileSync(path.join(root, file), 'utf8').split('\n').length, file).toBeLessThanOrEqual(32);
    }
  });

  test('no machine path and no download address is in the tree', () => {
    expect(readFileSync(path.join(root, 'package-lock.json'), 'utf8')).not.toMatch(/"resolved"/);
  });
});
