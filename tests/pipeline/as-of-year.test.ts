import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApp } from '../../shared/pages/app.ts';
import { answersOf } from '../../shared/pipeline/answers.ts';
import { type Act, list, ministry } from '../support/sites.ts';
import { openStory, type Story, type World } from '../support/story.ts';

/** A year of thirty rounds. What the instance answers at the end of each day is kept, and asked again when the year is over. */
const host = 'https://www.nda.gov.cn';
const index = `${host}/tz/index.html`;
const days = Array.from({ length: 30 }, (_, n) => new Date(Date.UTC(2026, 0, 7 + 12 * n)).toISOString().slice(0, 10));
const chineseDay = (day: string): string => `${day.slice(0, 4)}年${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`;
const names = ['算力', '数据标注', '智能体', '语料', '模型评测', '芯片', '数据交易', '智算中心', '训练数据', '开源模型'];
const nameOf = (n: number): string => `人工智能${names[n % names.length]}${['登记', '共享', '奖补'][Math.floor(n / names.length)]}`;
const numberOf = (n: number): string => `国数资源〔2026〕${100 + n}号`;

function actOf(n: number, day: string): Act {
  const basis =
    n % 3 === 2
      ? `根据《${nameOf(n - 2)}管理办法》（${numberOf(n - 2)}）和《国务院关于深入实施“人工智能+”行动的意见》（国发〔2025〕11号），`
      : '';
  const ends = n % 5 === 4 ? `《${nameOf(n - 4)}管理办法》（${numberOf(n - 4)}）同时废止。` : '';
  const takesEffect = new Date(Date.parse(day) + 20 * 86_400_000).toISOString().slice(0, 10);
  const isDraft = n % 7 === 5;
  return {
    title: isDraft
      ? `国家数据局关于《${nameOf(n + 1)}管理办法（征求意见稿）》公开征求意见的通知`
      : `国家数据局关于印发《${nameOf(n)}管理办法》的通知`,
    ...(isDraft ? {} : { number: numberOf(n) }),
    issuers: ['国家数据局'],
    signed: day,
    published: day,
    lines: [
      '各省、自治区、直辖市数据管理部门：',
      `${basis}现${isDraft ? '公开征求意见' : `印发《${nameOf(n)}管理办法》，请遵照执行`}。`,
      `第一条 为规范人工智能${names[n % names.length]}管理，制定本办法。`,
      `第二条 提供者应当在提供服务前办理登记，每年补助不超过${n + 2}百万元。`,
      isDraft ? `意见请于${chineseDay(takesEffect)}前反馈。` : `第三条 本办法自${chineseDay(takesEffect)}起施行。${ends}`,
    ],
  };
}
const edited = (act: Act, n: number): Act => ({
  ...act,
  title: n % 8 === 0 ? act.title.replace('管理办法》', '管理办法（试行）》') : act.title,
  lines: act.lines.map((line) => line.replace(/(\d+)百万元/, '$1千万元').replace(/(\d+)日起施行/, '28日起施行')),
});
const pageOf = (n: number): string => `${host}/tz/2026/t2026${String(n).padStart(4, '0')}_1.html`;

/** Each act is edited three rounds after it came where its number is a multiple of four; that of the third round is taken down. */
function worldAt(round: number): World {
  const all = days.slice(0, round + 1).flatMap((day, n) => {
    if (n === 2 && round >= 12) return [];
    const act = actOf(n, day);
    return [{ n, act: n % 4 === 0 && round >= n + 3 ? edited(act, n) : act }];
  });
  return {
    [index]: list(all.toReversed().map(({ n, act }) => ({ href: pageOf(n), title: act.title, day: act.published ?? '' }))),
    ...Object.fromEntries(all.map(({ n, act }) => [pageOf(n), ministry(act)])),
    ...(round >= 12 && { [pageOf(2)]: { status: 404, body: 'gone' } }),
  };
}

type Kept = ReadonlyMap<string, string>;
let story: Story;
const kept = new Map<string, Kept>();
const dayBefore = (day: string, n: number): string => new Date(Date.parse(day) - n * 86_400_000).toISOString().slice(0, 10);
const weekOf = (day: string): string => {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + 4 - (date.getUTCDay() || 7));
  const year = date.getUTCFullYear();
  return `${year}-W${String(Math.ceil(((date.getTime() - Date.UTC(year, 0, 1)) / 86_400_000 + 1) / 7)).padStart(2, '0')}`;
};

const ask = (now: string, paths: readonly string[], asOf?: string): Promise<Kept> =>
  story.bench.within({ now, config: story.config }, async (context) => {
    const app = createApp(answersOf(context, { secret: 'secret of a test', local: true }));
    const found = new Map<string, string>();
    for (const path of paths) {
      const at = asOf === undefined ? path : `${path}${path.includes('?') ? '&' : '?'}asOf=${asOf}`;
      const answer = await app.request(`http://127.0.0.1:4180/api/v1/${at}`);
      found.set(path, `${answer.status} ${await answer.text()}`);
    }
    return found;
  });

beforeAll(async () => {
  story = await openStory([{ id: 's-nda', publisher: 'nda', url: index, complete: true }]);
  for (const [round, day] of days.entries()) {
    await story.play(day, worldAt(round), 'once');
    const ids = (await story.all()).map(({ id }) => id);
    const some = ids.flatMap((id) => [`documents/${id}`, `lineage?of=${id}`]);
    kept.set(
      day,
      await ask(`${day}T23:59:59.999+08:00`, [
        ...some,
        'landmarks/ai-plus',
        'landmarks?q=AI',
        `digests/${weekOf(day)}`,
        `digests/${weekOf(dayBefore(day, 7))}`,
      ]),
    );
  }
});
afterAll(() => story.close());

/** The last visit is kept, not each of them; trees of all documents are today's, so that a past day has none. What of a revision came later is told beside it. */
const unkept = new Set(['lastSeenAt', 'trees', 'state', 'composedAt']);
const comparable = (answer: string): unknown => {
  const [status = '', ...rest] = answer.split(' ');
  return [status, JSON.parse(rest.join(' '), (key, value: unknown) => (unkept.has(key) ? undefined : value))];
};

function differ(a: unknown, b: unknown, at: string, into: string[]): void {
  if (JSON.stringify(a) === JSON.stringify(b)) return;
  const both = [a, b].every((each) => typeof each === 'object' && each !== null);
  const keys = both ? [...new Set([...Object.keys(a as object), ...Object.keys(b as object)])] : [];
  for (const key of keys) differ((a as never)[key], (b as never)[key], `${at}.${key}`, into);
  if (!both) into.push(`${at}: ${JSON.stringify(a)?.slice(0, 90)} -> ${JSON.stringify(b)?.slice(0, 90)}`);
}

describe('asOf', () => {
  test.each(days)('%s: the answers of that day', async (day) => {
    const then = kept.get(day) ?? new Map<string, string>();
    const now = await ask('2027-01-20T09:00:00+08:00', [...then.keys()], day);
    const differing: string[] = [];
    for (const [path, answer] of then)
      differ(comparable(answer), comparable(now.get(path) ?? ''), path.replace(/[\da-f]{16}/, 'ID'), differing);
    expect([...new Set(differing)]).toEqual([]);
  });
});
