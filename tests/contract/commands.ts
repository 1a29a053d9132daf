import { expect, test } from 'vitest';
import { firstCells, type Said, type Served, section, spans } from './client.ts';
import { article, classified, comparison, dated, document, faults, nulls, numbered, round, type Shape } from './shapes.ts';
import { options, pageUrl, replay, type World } from './world.ts';

type Row = { readonly args: readonly string[]; readonly input?: string; readonly status?: 0 | 1 | 3; readonly shape?: Shape };
const line = (value: object): string => `${JSON.stringify(value)}\n`;
const about = { id: 'a', title: '关于促进人工智能和算力产业发展的通知', text: '依据《数据条例》，本通知自2026年12月1日起施行。' };
const at = (...args: readonly string[]): Row => ({ args: [...args, ...options] });

/** What prints a line of JSON for each line. */
const ofLines: Readonly<Record<string, Row>> = {
  classify: { args: ['classify'], input: line(about), shape: classified },
  dates: { args: ['dates', '--base', '2026-11-25'], input: '2026年11月3日\n2026年2月30日\n', shape: dated },
  numbers: {
    args: ['numbers'],
    input: '国发〔2026〕1号\n国家互联网信息办公室令第90号\n2026年第3号公告\nGB/T 1234—2026\n你好\n',
    shape: numbered,
  },
  extract: { args: ['extract'], input: line(about) },
  titles: { args: ['titles'], input: '关于促进人工智能产业发展的通知\n' },
};

/** What changes nothing that another row asks for. `status` 1: nothing of AWS is there, and no doubt is open; nothing is printed then. */
const reading = (id: string): Readonly<Record<string, Row>> => ({
  // In a folder of its own: of the other the running instance would take the tasks.
  run: { args: ['run', ...replay, '--data', 'own', ...options.slice(2)], status: 3, shape: round },
  backfill: at('backfill', '--since', '2026-10', '--plan'),
  parse: { args: ['parse', 'page.html', '--url', pageUrl], shape: article },
  eval: { args: ['eval', 'gold.tsv'] },
  search: at('search', '人工智能', '--sort', 'deadline', '--limit', '2'),
  show: { ...at('show', id, '--history', '--links'), shape: document },
  resolve: at('resolve', id),
  compare: { ...at('compare', id, id), shape: comparison },
  brief: { ...at('brief'), input: '服务提供者应当保存日志。\n' },
  calendar: at('calendar'),
  figures: at('figures'),
  doubts: at('doubts'),
  gaps: at('gaps'),
  landmarks: at('landmarks'),
  promises: at('promises'),
  obligations: at('obligations'),
  settle: { ...at('settle', id, '--keep', 'known', '--why', 'x'), status: 1 },
  publish: at('publish', 'site'),
  digest: at('digest', '--week', '2026-W47'),
  webhooks: at('webhooks', 'list'),
  sources: at('sources', 'list'),
  doctor: { ...at('doctor'), status: 3 },
  alarms: { ...at('alarms'), status: 3 },
  cost: at('cost'),
  redrive: at('redrive', '--list'),
  upgrade: at('upgrade'),
  init: { args: ['init', '--yes', '--config', 'mine.json'] },
  completion: { args: ['completion', 'bash'] },
  deploy: { args: ['deploy', '--dry-run', '--email', 'a@example.org'], status: 1 },
  collect: { args: ['collect', '--stack', 'Hongtou'], status: 1 },
  destroy: { args: ['destroy'], status: 1 },
});

/** What changes the instance, in this order. */
const changing = (id: string): Readonly<Record<string, Row>> => ({
  add: { ...at('add', pageUrl, '--file', 'page.html'), shape: document },
  label: at('label', id, '--themes', 'compute', '--why', 'x'),
  subscribers: at('subscribers', 'add', 'reader@example.org'),
  tokens: at('tokens', 'create', 'Li Hua', '--scope', 'label'),
  remove: at('remove', id, '--why', 'x'),
  reprocess: at('reprocess', '--source', 'demo-cac'),
  rebuild: at('rebuild'),
});

/** Started elsewhere in this room, or a conversation. */
const elsewhere = ['demo', 'start', 'mcp', 'export', 'import', 'release', 'verify', 'backup', 'restore'];

const usages = firstCells(section('## 2. Command line')).flatMap(spans);
const words = (usage: string): readonly string[] => (/^[a-z]+(?: [a-z]+(?= |$))?/.exec(usage)?.[0] ?? '').split(' ');
const optionsOf = (usage: string): readonly string[] => usage.match(/--[a-z-]+/g) ?? [];

/** The help of a command names what the page promises of it. */
export function helpIsThere(world: () => World): void {
  test('the page and the help name the same commands, and each answers --help with the options that the page names', async () => {
    const helps = Map.groupBy(usages, (usage) => (optionsOf(usage).length > 0 ? words(usage) : words(usage).slice(0, 1)).join(' '));
    const [first, ...answers] = await Promise.all(
      [[], ...[...helps.keys()].map((command) => command.split(' '))].map((command) => world().said([...command, '--help'])),
    );
    const helped = [...(first?.out ?? '').matchAll(/^ {2}([a-z]+) /gm)].flatMap(([, name = '']) => (name === 'help' ? [] : name));
    expect([first?.status, helped.toSorted()]).toEqual([0, [...new Set(usages.flatMap((usage) => words(usage)[0] ?? []))].toSorted()]);
    const missing = [...helps].map(([command, all], n) => {
      const { status, out } = answers[n] ?? { status: null, out: '' };
      const named = new Set(out.match(/--[a-z-]+/g));
      const lacking = all.flatMap(optionsOf).filter((option) => !named.has(option));
      const parts = command.includes(' ') ? [] : all.map((usage) => words(usage)[1]);
      return `${command}: ${status} ${[...lacking, ...parts.filter((word) => word !== undefined && !out.includes(` ${word} `))].join(' ')}`;
    });
    expect(missing).toEqual([...helps.keys()].map((command) => `${command}: 0 `));
  });
}

/** What is wrong with the answer to a row, a line each. `split`: it has a line for each line of the input. */
function wrongWith({ args, input = '', status = 0, shape }: Row, said: Said, split = false): readonly string[] {
  const printed = split ? said.out.trim().split('\n') : [said.out];
  const name = args.slice(0, 2).join(' ');
  const wrong = said.status === status ? [] : [`${name}: ended with ${said.status}: ${said.err.slice(0, 500)}`];
  if (status === 1 && said.out === '') return wrong;
  try {
    const values = printed.map((each) => JSON.parse(each));
    // `extract` says by null what a citation lacks.
    const empty = (value: unknown) => (args[0] === 'extract' ? [] : nulls(value));
    for (const value of values) wrong.push(...[...(shape ? faults(shape, value) : []), ...empty(value)].map((each) => `${name}${each}`));
    if (split && values.length !== input.trim().split('\n').length) wrong.push(`${name}: ${values.length} lines`);
  } catch {
    wrong.push(`${name}: not one JSON document: ${said.out.slice(0, 200)}`);
  }
  return wrong;
}

/** Every command with `--json`: those that ask. */
export function jsonIsOneDocument(world: () => World): void {
  const marked = (): string => world().documents.find(({ number }) => number !== undefined)?.id ?? '';

  test('every command of the page has its row', () => {
    const rows = [ofLines, reading(''), changing('')].flatMap((each) => Object.keys(each));
    expect([...rows, ...elsewhere].toSorted()).toEqual([...new Set(usages.map((usage) => words(usage)[0]))].toSorted());
  });

  test('--json prints one document, or a line for each line, in the promised shape, without null', async () => {
    const rows = [
      ...Object.values(ofLines).map((row) => [row, true] as const),
      ...Object.values(reading(marked())).map((row) => [row, false] as const),
    ];
    const wrong = await Promise.all(
      rows.map(async ([row, split]) => {
        const args = [...row.args, '--json'];
        return wrongWith(row, await (row.input === undefined ? world().said(args) : world().alone(args, row.input)), split);
      }),
    );
    expect(wrong.flat()).toEqual([]);
  });
}

/** Those that change the instance, behind all that ask it. */
export function changesAreOneDocument(world: () => World): void {
  test('--json of what changes the instance is one document too', async () => {
    const none = world().documents.find(({ number }) => number === undefined)?.id ?? '';
    const wrong: string[] = [];
    for (const row of Object.values(changing(none))) wrong.push(...wrongWith(row, await world().said([...row.args, '--json'])));
    expect(wrong).toEqual([]);
  });
}

/** Exit statuses, and the ways to name a document. */
export function statusesAndReferences(world: () => World, served: () => Served): void {
  test('exit statuses: 1 what is not held; 2 wrong usage, with the option (0 and 3: below)', async () => {
    const { alone } = world();
    const [failed, wrong, unknown] = await Promise.all([
      alone(['show', '国发〔1999〕1号', ...options, '--json']),
      alone(['digest', '--week', 'last', ...options, '--json']),
      alone(['search', '算力', '--no-such', ...options]),
    ]);
    expect([failed.status, failed.out, failed.err]).toEqual([1, '', expect.stringContaining('国发〔1999〕1号')]);
    expect([wrong.status, wrong.out, wrong.err]).toEqual([2, '', expect.stringContaining('--week')]);
    expect([unknown.status, unknown.err]).toEqual([2, expect.stringContaining('--no-such')]);
  });

  test('REF: an id, an address, a number in any spelling, a revision', async () => {
    const { said, documents } = world();
    const act = documents.find(({ number }) => /〔\d{4}〕/.test(number ?? '')) ?? expect.fail('no act with a number');
    const [, prefix = '', year = '', n = ''] = /^(.+)〔(\d{4})〕(\d+)号$/.exec(act.number ?? '') ?? [];
    const numbers = [
      `${prefix}〔${year}〕${n}号`,
      `${prefix}[${year}]${n}号`,
      `${prefix}（${year}）第${n}号`,
      ` ${prefix} 〔 ${year} 〕 ${n} 号 `,
    ];
    const refs = [...numbers, act.id, act.url, act.url.replace('http:', 'https:'), `${act.url}?from=timeline`];
    for (const ref of refs) {
      const { json } = await served().ask(`/api/v1/resolve?ref=${encodeURIComponent(ref)}`);
      expect([ref, json]).toEqual([ref, expect.objectContaining({ held: true, ids: [act.id] })]);
    }
    const [shown, compared] = await Promise.all([
      said(['show', numbers[1] ?? '', ...options, '--json']),
      said(['compare', `${act.id}@1`, act.number ?? '', ...options, '--json']),
    ]);
    expect([JSON.parse(shown.out).id, JSON.parse(compared.out).a.id, JSON.parse(compared.out).b.id]).toEqual([act.id, act.id, act.id]);
  });
}
