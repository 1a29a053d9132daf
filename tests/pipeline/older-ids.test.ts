import { expect, test } from 'vitest';
import { verify } from '../../shared/pipeline/keep/verify.ts';
import { type Act, library, list, ministry } from '../support/sites.ts';
import { openStory, type Story } from '../support/story.ts';

/** Ids have been made of other things in the past (the number, the issuer and the day). A store that holds such goes on as if nothing were. */
const act: Act = {
  title: '国家数据局关于印发《智能体互认管理办法》的通知',
  number: '国数法〔2026〕61号',
  issuers: ['国家数据局'],
  signed: '2026-06-03',
  published: '2026-06-08',
  lines: [
    '各单位：',
    '现印发《智能体互认管理办法》。',
    '第一条 为推进人工智能智能体互认，制定本办法。',
    '第二条 本办法自2026年7月1日起施行。',
  ],
};
const citing: Act = {
  ...act,
  title: '国家数据局关于落实智能体互认工作的通知',
  number: '国数法〔2026〕62号',
  published: '2026-06-09',
  lines: ['各单位：', '根据《智能体互认管理办法》（国数法〔2026〕61号），现就人工智能智能体互认工作通知如下。', '一、按季报送。'],
};
const at = {
  act: 'https://www.nda.gov.cn/tz/202606/a.html',
  citing: 'https://www.nda.gov.cn/tz/202606/b.html',
  copy: 'https://www.gov.cn/zhengce/zhengceku/202606/content_7300001.htm',
};
const lists = { nda: 'https://www.nda.gov.cn/tz/index.html', gov: 'https://www.gov.cn/zhengce/zhengceku/index.html' };
const entry = (href: string, { title, published: day }: Act) => ({ href, title, day });
const idle: Act = {
  ...act,
  title: '国务院办公厅关于做好防汛工作的通知',
  number: '国办发〔2026〕11号',
  issuers: ['国务院办公厅'],
  lines: ['各省：', '请做好防汛工作。'],
};
const idleAt = 'https://www.gov.cn/zhengce/zhengceku/202606/content_7300000.htm';
const world = (copied: boolean, text = act) => ({
  [lists.nda]: list([entry(at.citing, citing), entry(at.act, act)]),
  [lists.gov]: list([...(copied ? [entry(at.copy, act)] : []), entry(idleAt, idle)]),
  [at.act]: ministry(text),
  [at.citing]: ministry(citing),
  [at.copy]: library(text),
  [idleAt]: library(idle),
});

/** Gives every document an id that today's code would not give it, in all that is stored. */
async function renamed(story: Story): Promise<void> {
  const { items } = await story.bench.stored();
  const { table } = story.bench.store;
  const ids = [...items.keys()].flatMap((key) => /^DOC#([\da-f]{16}) HEAD$/.exec(key)?.[1] ?? []);
  for (const item of items.values()) {
    const claim = item.pk.startsWith('KEY#CLAIM#');
    const text = ids.reduce((all, id) => all.replaceAll(id, [...id].toReversed().join('')), JSON.stringify(item));
    if (!claim && text === JSON.stringify(item)) continue;
    await table.remove(item);
    // An older store has no claims.
    if (!claim) await table.put(JSON.parse(text), 'none');
  }
}

test('a store with ids of another form takes in copies and changes, and makes no document twice', async () => {
  const story = await openStory([
    { id: 'i-nda', publisher: 'nda', url: lists.nda },
    { id: 'i-gov', publisher: 'state-council', url: lists.gov, level: 'L1' },
  ]);
  try {
    await story.play('2026-06-10', world(false));
    const before = await story.show(at.act);
    await renamed(story);
    const held = await story.show(at.act);
    expect(held.id).not.toBe(before.id);
    expect((await story.play('2026-06-18', world(true))).documents).toMatchObject({ new: 0, changed: 0, withdrawn: 0 });
    const edited = { ...act, lines: act.lines.map((line) => line.replace('7月1日', '8月1日')) };
    expect((await story.play('2026-08-20', world(true, edited))).documents).toMatchObject({ new: 0, changed: 1, withdrawn: 0 });
    const after = await story.show(at.act);
    expect(after.id).toBe(held.id);
    expect(after.copies.map(({ url }) => url).toSorted()).toEqual([at.copy, at.act].toSorted());
    expect(after.revisions.map(({ by, what }) => `${by} ${what}`)).toEqual(['publisher new', 'publisher changed']);
    expect(after.citedBy.map(({ relation }) => relation)).toEqual(['implements']);
    expect((await story.show(at.citing)).links).toMatchObject([{ relation: 'implements', to: { id: held.id }, state: 'resolved' }]);
    expect(await story.all()).toHaveLength(3);
    const { findings } = await story.bench.within({ now: '2026-08-20T10:00:00+08:00', config: story.config }, verify);
    // The records of the bucket are those of today's ids: of them this table knows nothing.
    expect(findings.filter(({ kind }) => kind === 'damaged' || kind === 'orphan')).toEqual([]);
  } finally {
    await story.close();
  }
});
