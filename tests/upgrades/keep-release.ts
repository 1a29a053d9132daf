import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { Template } from '../../functions/cli/cloud/stack.ts';
import { type LastRelease, resourcesOf } from '../../infra/upgrade-guard.ts';
import { schemaVersion } from '../../shared/model/table.ts';
import { loadTemplate } from '../support/emulated/template.ts';
import { type Digested, identitiesOf, itemsOf, type KeptRelease, pageOf } from './kept-release.ts';

/**
 * `npm run keep:release`, once for each release, in its tree: keeps the data that this version leaves behind, for the tests of later ones. It plays the demo, then
 * does what an owner does (readers, a token, a label, a digest sent), and writes tests/upgrades/VERSION/store.tar.gz, export.jsonl.gz and kept.json,
 * and infra/last-release.json.
 */

const week = '2026-W47';
const home = fileURLToPath(new URL('../..', import.meta.url));
const data = 'data/demo';
const common = ['--data', data, '--config', 'samples/hongtou.config.json', '--now', '2026-11-23T09:00:00+08:00'];

function run(program: string, ...args: readonly string[]): string {
  const { status, stdout } = spawnSync(program, args, {
    cwd: home,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    maxBuffer: 1e8,
  });
  if (status !== 0) throw new Error(`${args.join(' ')}: ended with ${status}`);
  return stdout;
}

const hongtou = (...args: readonly string[]): string => run(process.execPath, 'functions/hongtou.js', ...args, ...common);
const asked = <T>(...args: readonly string[]): T => JSON.parse(hongtou(...args, '--json'));

run(process.execPath, 'functions/hongtou.js', 'demo', '--once');
const labelled = asked<{ readonly items: readonly { readonly id: string }[] }>('search', '数据').items[0]?.id ?? 'none';
for (const reader of ['reader@example.org', 'second@example.org']) {
  hongtou('subscribers', 'add', reader);
  hongtou('subscribers', 'confirm', reader);
}
const choices = hongtou('subscribers', 'choices', 'second@example.org', '--language', 'zh', '--hour', '9', '--search', 'green=q=绿电');
hongtou('tokens', 'create', 'analyst', '--scope', 'label');
hongtou('label', labelled, '--themes', 'energy', '--why', 'kept with the release');
hongtou('digest', '--all');

const { version } = JSON.parse(readFileSync(`${home}package.json`, 'utf8'));
const folder = `${home}tests/upgrades/${version}`;
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const exported = hongtou('export');
const kept: KeptRelease = {
  version,
  documents: identitiesOf(exported),
  readers: asked('subscribers', 'list'),
  tokens: asked('tokens', 'list'),
  choices: pageOf(choices),
  week,
  items: itemsOf(asked<Digested>('digest', '--week', week)),
  labelled,
};
writeFileSync(`${folder}/kept.json`, `${JSON.stringify(kept)}\n`);
writeFileSync(`${folder}/export.jsonl.gz`, gzipSync(exported));
const left = ['./cache', './mail', './owner.lock', './instance.json', './dynamodb/LOCK', './dynamodb/LOG'].map(
  (name) => `--exclude=${name}`,
);
run('tar', 'czf', `${folder}/store.tar.gz`, ...left, '-C', data, '.');

// What the guard of updates holds the next releases against.
const { Resources, Outputs } = (await loadTemplate()) as unknown as Pick<Template, 'Resources' | 'Outputs'>;
const release: LastRelease = { version, schema: schemaVersion, outputs: Object.keys(Outputs ?? {}), held: resourcesOf(Resources) };
writeFileSync(`${home}infra/last-release.json`, `${JSON.stringify(release, undefined, 2)}\n`);
