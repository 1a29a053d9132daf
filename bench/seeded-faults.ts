/**
 * Whether the tests notice a fault: `node bench/seeded-faults.ts choose OTHER [COUNT]` picks places in code that this checkout and another
 * one share, by a fixed seed, and prints them; `node bench/seeded-faults.ts judge LIST` puts each fault in turn into this checkout, runs
 * the tests that import the file for at most sixty seconds, takes it out again and prints what became of it. Run it in a checkout of its
 * own.
 */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/** What a fault puts in place of a token: another sign, bound or condition. */
const faults: Readonly<Record<string, string>> = {
  '<': '<=',
  '<=': '<',
  '>': '>=',
  '>=': '>',
  '===': '!==',
  '!==': '===',
  '&&': '||',
  '||': '&&',
  '??': '&&',
  '+': '-',
  '-': '+',
  '!': '',
  true: 'false',
  false: 'true',
  some: 'every',
  every: 'some',
};
const seed = 20_261_201;
const patienceMs = 60_000;

type Place = { readonly file: string; readonly at: number; readonly from: string; readonly to: string };

/** Places of a file where a fault of the table can stand: no type, no import, no text. */
function placesIn(file: string, text: string): Place[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const places: Place[] = [];
  const walk = (node: ts.Node): void => {
    if (ts.isTypeNode(node) || ts.isImportDeclaration(node) || ts.isTypeAliasDeclaration(node)) return;
    const children = node.getChildren(source);
    const from = node.getText(source);
    const to = Object.hasOwn(faults, from) ? faults[from] : undefined;
    if (children.length === 0 && to !== undefined) places.push({ file, at: node.getStart(source), from, to });
    for (const child of children) walk(child);
  };
  walk(source);
  return places;
}

/** Numbers from 0 to 1, the same for the same seed. */
function* numbersFrom(seed: number): Generator<number, never> {
  for (let state = seed; ; ) {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    yield state / 2 ** 31;
  }
}

function choose(other: string, count: number): void {
  const files = ['shared', 'functions'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
      .map((name) => path.join(folder, name)),
  );
  const same = files.toSorted().flatMap((file) => {
    const there = path.join(other, file);
    const text = readFileSync(file, 'utf8');
    return existsSync(there) && readFileSync(there, 'utf8') === text ? placesIn(file, text) : [];
  });
  const numbers = numbersFrom(seed);
  for (let n = 0; n < count && same.length > 0; n += 1) {
    const [place] = same.splice(Math.floor(numbers.next().value * same.length), 1);
    if (place) console.log([place.file, place.at, place.from, place.to].join('\t'));
  }
}

/** `found`: a test fails. `missed`: all pass. `late`: neither within a minute. */
function outcomeOf(file: string): Promise<string> {
  return new Promise((resolve) => {
    const child = spawn('vitest', ['related', file, '--run', '--bail', '1', '--silent'], { stdio: 'ignore', detached: true });
    const clock = setTimeout(() => {
      resolve('late');
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    }, patienceMs);
    child.on('exit', (code) => {
      clearTimeout(clock);
      resolve(code === 0 ? 'missed' : 'found');
    });
  });
}

async function judge(list: string): Promise<void> {
  const counts = new Map<string, number>();
  for (const line of readFileSync(list, 'utf8').split('\n').filter(Boolean)) {
    const [file = '', at = '0', from = '', to = ''] = line.split('\t');
    const text = readFileSync(file, 'utf8');
    if (!text.startsWith(from, Number(at))) throw new Error(`${list}: "${from}" does not stand at ${at} of ${file}; choose anew`);
    let outcome = '';
    try {
      writeFileSync(file, text.slice(0, Number(at)) + to + text.slice(Number(at) + from.length));
      outcome = await outcomeOf(file);
    } finally {
      writeFileSync(file, text);
    }
    counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
    console.log(`${outcome}\t${line}`);
  }
  console.log([...counts].map(([outcome, many]) => `${many} ${outcome}`).join(', '));
}

const [what, argument = '.', count = '100'] = process.argv.slice(2);
if (what === 'judge') await judge(argument);
else choose(argument, Number(count));
