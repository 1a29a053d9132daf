import { expect, test } from 'vitest';
import { playShuffled, settled, type Told } from '../support/shuffled-story.ts';
import { type Act, list, ministry } from '../support/sites.ts';

/** One act that two sites put up under titles with little in common: its number and its text say that it is one. */
const lines = [
  '各省、自治区、直辖市数据管理部门：',
  '为扩大人工智能训练语料的供给，现就公共语料的共享作如下安排，请结合实际认真贯彻执行。',
  '一、到2028年，公共语料总规模达到五百万亿词元，覆盖二十个重点领域。',
  '二、对通过验收的语料库，给予不超过200万元的支持。',
  '三、各地应当于每年3月底前报送上一年度的共享情况。',
];
const act: Act = {
  title: '国家数据局关于印发《公共语料共享实施方案》的通知',
  number: '国数资源〔2026〕77号',
  issuers: ['国家数据局'],
  signed: '2026-06-03',
  published: '2026-06-08',
  lines,
};
const renamed: Act = { ...act, title: '训练数据供给三年工作安排的通知', published: '2026-06-09' };
/** Another act of the same body that bears the number by a misprint, and came in at the same moment. */
const misprint: Act = {
  ...act,
  title: '国家数据局关于组织算力调度平台年度测评的通知',
  signed: '2026-05-20',
  published: '2026-06-07',
  lines: ['各算力枢纽：', '现组织开展人工智能算力调度平台年度测评，请于6月底前提交材料。', '测评按统一的指标体系进行，结果向社会公布。'],
};

const at = {
  nda: 'https://www.nda.gov.cn/tz/202606/a1.html',
  /** The same act in another column of the site, a day later. */
  column: 'https://www.nda.gov.cn/zcfg/202606/a1.html',
  hunan: 'https://www.hunan.gov.cn/zw/202606/1.html',
  hubei: 'https://www.hubei.gov.cn/zw/202606/2.html',
};
const hosts = { nda: 'https://www.nda.gov.cn', hunan: 'https://www.hunan.gov.cn', hubei: 'https://www.hubei.gov.cn' };
const tellers = Object.entries(hosts).map(([id, host]) => ({ id: `m-${id}`, publisher: id, url: `${host}/index.html`, level: 'L4' }));
const entry = (href: string, { title, published: day }: Act) => ({ href, title, day });
const again: Act = { ...act, published: '2026-06-09' };
const told: Told = [
  [
    '2026-06-11',
    {
      [`${hosts.nda}/index.html`]: list([entry(at.column, again)]),
      [`${hosts.hunan}/index.html`]: list([entry(at.hunan, renamed), entry(at.nda, act)]),
      [`${hosts.hubei}/index.html`]: list([entry(at.hubei, misprint)]),
      [at.nda]: ministry(act),
      [at.column]: ministry(again),
      [at.hunan]: ministry(renamed, '湖南省人民政府'),
      [at.hubei]: ministry(misprint, '湖北省人民政府'),
    },
  ],
];

test('copies with one number and unlike titles meet whatever the order of every call; a misprinted number brings nothing together', async () => {
  for (let seed = 1; seed <= 8; seed += 1) {
    const [left] = await playShuffled(tellers, told, { seed, concurrency: 8, copies: seed % 3 === 0 ? 2 : 1 });
    const copies = left?.exported.map((each) => each.copies.map(({ url }) => url).toSorted()).toSorted();
    expect(copies, `seed ${seed}`).toEqual([[at.hubei], [at.hunan, at.nda, at.column]]);
    expect(left?.documents, `seed ${seed}`).toMatchObject({ new: 2, changed: 0, withdrawn: 0 });
    const canonical = left?.exported.map(({ canonicalUrl }) => canonicalUrl).toSorted();
    expect(canonical, `seed ${seed}`).toEqual([at.hubei, at.nda]);
    expect(settled(left?.exported ?? [])).toHaveLength(2);
  }
});
