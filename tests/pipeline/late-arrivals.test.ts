import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ShownDocument } from '../../shared/model/document.ts';
import { type Act, library, list, ministry } from '../support/sites.ts';
import { declared, openStory, type Story, type World } from '../support/story.ts';
import { writeWarcFile } from '../support/warc.ts';

const host = 'https://www.nda.gov.cn';
const index = `${host}/tz/index.html`;
const at = (name: string): string => `${host}/tz/202609/${name}.html`;

const act = (n: number, title: string, more: Partial<Act> = {}): Act => ({
  title,
  number: `国数法〔2026〕${n}号`,
  issuers: ['国家数据局'],
  signed: '2026-08-25',
  published: '2026-09-01',
  lines: [
    '各单位：',
    `为推动人工智能发展，现就${title.replace(/^关于|的通知$/g, '')}有关事项通知如下。`,
    '一、明确责任，按期完成各项任务。',
    '二、每季度末报送进展，年底总结。',
  ],
  ...more,
});
const measures = act(401, '国家数据局关于印发《智能体备案管理办法》的通知', {
  lines: [
    '各单位：',
    '现印发《智能体备案管理办法》。',
    '第一条 为管理人工智能智能体备案，制定本办法。',
    '第二条 本办法自2026年9月15日起施行。',
  ],
});
const reading: Act = {
  title: '《智能体备案管理办法》解读',
  issuers: ['国家数据局'],
  published: '2026-08-31',
  lines: [
    '近日，国家数据局印发《智能体备案管理办法》。现就人工智能智能体备案的有关问题解读如下。',
    '一、为什么要制定办法？为了规范智能体备案。',
  ],
};
const faulty = act(402, '关于下达人工智能算力券额度的通知', {
  lines: ['各单位：', '现下达人工智能算力券额度。', '一、甲市额度为三千万元。', '二、乙市额度为五千万元。'],
});
const corrected: Act = { ...faulty, published: '2026-09-08', lines: faulty.lines.map((line) => line.replace('三千万元', '三千五百万元')) };
const boxed = act(403, '关于开展智能算力节能诊断的通知');
const withBox = (n: number): string =>
  ministry(boxed).replace(
    '<div class="TRS_Editor">',
    `<div class="TRS_Editor"><div class="tip"><p>本站提示${n}：数据平台改造期间请多刷新页面。</p></div>`,
  );

const entry = (name: string, { title, published }: Act) => ({ href: at(name), title, day: published });
const said = ({ revisions }: ShownDocument): readonly string[] => revisions.map(({ by, what }) => `${by} ${what}`);

let story: Story;
beforeAll(async () => {
  story = await openStory([{ id: 's-nda', publisher: 'nda', url: index }]);
});
afterAll(() => story.close());

describe.sequential('documents that arrive late', () => {
  test('an interpretation that arrives before its act is linked when the act arrives', async () => {
    const world: World = {
      [index]: list([entry('reading', reading), entry('faulty', faulty), entry('boxed', boxed)]),
      [at('reading')]: library(reading),
      [at('faulty')]: ministry(faulty),
      [at('boxed')]: withBox(1),
    };
    await story.play('2026-09-01', world);
    expect((await story.show(at('reading'))).links).toContainEqual(
      expect.objectContaining({ relation: 'interprets', state: 'unresolved' }),
    );
  });

  test('the act is linked with it; a page published again with a correction is one change of one document', async () => {
    const report = await story.play('2026-09-09', {
      [index]: list([
        entry('measures', measures),
        entry('corrected', corrected),
        entry('reading', reading),
        entry('faulty', faulty),
        entry('boxed', boxed),
      ]),
      [at('measures')]: ministry(measures),
      [at('corrected')]: ministry(corrected),
      [at('reading')]: library(reading),
      [at('faulty')]: ministry(faulty),
      [at('boxed')]: withBox(1),
    });
    expect(report.documents).toMatchObject({ new: 1, changed: 1, withdrawn: 0 });
    const held = await story.show(at('measures'));
    expect((await story.show(at('reading'))).links).toContainEqual(
      expect.objectContaining({ relation: 'interprets', state: 'resolved', to: expect.objectContaining({ id: held.id }) }),
    );
    expect(held.citedBy).toContainEqual(expect.objectContaining({ relation: 'interprets' }));
    const document = await story.show(at('faulty'));
    expect([document.id, document.canonicalUrl, said(document)]).toEqual([
      (await story.show(at('corrected'))).id,
      at('corrected'),
      ['publisher new', 'publisher changed'],
    ]);
    expect(document.revisions[1]?.changes).toContainEqual({
      field: 'text 一、',
      before: '一、甲市额度为三千万元。',
      after: '一、甲市额度为三千五百万元。',
    });
  });

  test('an old page that stays online beside its correction is no change back', async () => {
    const report = await story.play('2026-10-10', {
      [index]: list([
        entry('measures', measures),
        entry('corrected', corrected),
        entry('reading', reading),
        entry('faulty', faulty),
        entry('boxed', boxed),
      ]),
      [at('measures')]: ministry(measures),
      [at('corrected')]: ministry(corrected),
      [at('reading')]: library(reading),
      [at('faulty')]: ministry(faulty, '国家数据局', '<div>更新了页脚</div>'),
      [at('boxed')]: withBox(1),
    });
    expect(report.documents).toMatchObject({ new: 0, changed: 0, withdrawn: 0 });
    expect((await story.show(at('faulty'))).copies.map(({ url, differs }) => [url, differs])).toEqual([
      [at('corrected'), false],
      [at('faulty'), true],
    ]);
  });

  test('what the reader of today leaves out of the old bytes too is a new reading, and no change of the publisher', async () => {
    const teller = declared({ id: 's-nda', publisher: 'nda', url: index });
    const config = story.bench.file('other.json', { sources: { only: ['s-nda'], extra: [{ ...teller, article: { drop: ['.tip'] } }] } });
    const answers = [
      { url: index, body: list([entry('boxed', boxed)]) },
      { url: at('boxed'), body: withBox(2) },
    ];
    const replay = [writeWarcFile(join(story.bench.folder, 'boxed.warc.gz'), answers)];
    const report = await story.bench.run({ now: '2026-12-01T09:00:00+08:00', config, replay });
    expect(report.documents).toMatchObject({ new: 0, changed: 0, withdrawn: 0 });
    const document = await story.show(at('boxed'), '2026-12-01');
    expect(document.text).not.toContain('本站提示');
    expect(said(document)).toEqual(['publisher new', 'reader reread']);
  });
});
