import { addDays } from '../../shared/model/time.ts';
import { article, declaration, listing, type Notice } from './pages.ts';
import { type Recorded, writeWarcFile } from './warc.ts';

/** Sites that publish each day and edit what they published: the same for the same size, for runs that are compared with each other. */
export type BusySites = {
  readonly sources: number;
  readonly days: number;
  readonly perDay: number;
  readonly first: string;
  /** Pages that each site has before anybody watches it, some months old. */
  readonly before?: number;
};

const subjects = ['数据标注', '算力调度', '大模型备案', '语料治理', '智能网联', '算法安全', '人工智能伦理', '数据流通'];

const hostOf = (source: number): string => `s${source}.busy.example`;

function actOf(source: number, day: string, n: number): Notice {
  const [year = '', month = ''] = day.split('-');
  const name = `${subjects[(source + n) % subjects.length]}工作第${source * 1000 + n}号事项`;
  return {
    path: `/tz/${year}${month}/t${day.replaceAll('-', '')}_${n}.html`,
    title: `国家数据局关于开展${name}的通知`,
    number: `国数样${source}〔${year}〕${n + 1}号`,
    signed: day,
    published: day,
    lines: ['各省、自治区、直辖市数据管理部门：', `为支持人工智能发展，现就${name}通知如下。`, `一、每年不低于${n + 10}万条。`],
  };
}

const edited = (act: Notice): Notice => ({ ...act, lines: [...act.lines, '二、本通知自印发之日起施行，原有规定同时废止。'] });

/** Every answer of the sites: each list as of each day on which it grew, each page as published, and every third of them as edited two days later. */
function answersOf({ sources, days, perDay, first, before = 0 }: BusySites): readonly Recorded[] {
  const answers: Recorded[] = [];
  for (let source = 0; source < sources; source += 1) {
    const acts: Notice[] = [];
    const publish = (day: string): void => {
      const act = actOf(source, day, acts.length);
      acts.push(act);
      const url = `http://${hostOf(source)}${act.path}`;
      answers.push({ url, at: `${day}T00:00:00Z`, body: article(act) });
      if (acts.length % 3 === 0) answers.push({ url, at: `${addDays(day, 2)}T00:00:00Z`, body: article(edited(act)) });
    };
    for (let n = 0; n < before; n += 1) publish(addDays(first, n - 120));
    for (let n = 0; n < days; n += 1) {
      const day = addDays(first, n);
      for (let each = 0; each < perDay; each += 1) publish(day);
      const list = listing(acts.slice(-20).toReversed());
      answers.push({ url: `http://${hostOf(source)}/tz/index.html`, at: `${day}T00:00:00Z`, body: list });
    }
  }
  return answers;
}

/** The configuration that watches them. */
export const busyConfiguration = ({ sources }: BusySites, more: object = {}) => {
  const extra = Array.from({ length: sources }, (_, n) => declaration(`busy-${n}`, hostOf(n), more));
  return { sources: { only: extra.map(({ id }) => id), extra } };
};

export const recordBusySites = (path: string, sites: BusySites): string => writeWarcFile(path, answersOf(sites));
