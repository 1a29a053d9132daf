import { describe, expect, test } from 'vitest';
import { groupStories, type StoryPage } from '../../shared/stages/identity/stories.ts';

const page = (id: string, title: string, more: Partial<StoryPage> = {}): StoryPage => ({
  id,
  title,
  day: '2026-11-20',
  names: [],
  ...more,
});

describe('stories', () => {
  test('reports of one event stand together, other events apart', () => {
    const groups = groupStories([
      page('a', '华南某市建成首个万卡智算集群 下月投入运行'),
      page('b', '首个万卡智算集群在华南某市建成，下月投运', { day: '2026-11-22' }),
      page('c', '北方某省发放算力券 单家企业最高补贴二百万元'),
      page('d', 'Southern city completes its first ten-thousand-card cluster'),
    ]);
    expect(groups).toEqual([['a', 'b'], ['c'], ['d']]);
  });

  test.each([
    ['days apart', page('x', '某市建成万卡智算集群'), page('y', '某市建成万卡智算集群', { day: '2026-12-20' })],
    ['no day', page('x', '某市建成万卡智算集群'), { id: 'y', title: '某市建成万卡智算集群', names: [] }],
    ['other figures', page('x', '已备案服务信息公告（2026年5—6月）'), page('y', '已备案服务信息公告（3—4月）')],
    ['other bodies', page('x', '甲省高级人民法院发布食品安全典型案例'), page('y', '乙部发布人工智能侵权典型案例')],
    ['other courts', page('x', '甲省高级人民法院发布食品安全典型案例'), page('y', '最高人民法院发布涉人工智能侵权典型案例')],
    ['other acts', page('x', '一图读懂新规', { about: 'act-1' }), page('y', '一图读懂新规', { about: 'act-2' })],
  ])('not together: %s', (_, one, other) => {
    expect(groupStories([one, other])).toHaveLength(2);
  });

  test('two of the same names within a day, in other words', () => {
    const names = ['deepseek', 'huawei'];
    const one = page('x', 'DeepSeek发布新一代模型 全部采用国产芯片训练', { names });
    expect(groupStories([one, page('y', '深度求索新模型发布：训练全用昇腾', { names })])).toEqual([['x', 'y']]);
    expect(groupStories([one, page('y', '深度求索与华为在贵安共建机房', { names })])).toHaveLength(2);
  });

  test('pages about one act are one story whatever their headlines and days', () => {
    const groups = groupStories([
      page('x', '专家谈标识新规', { about: 'act-1', day: '2026-01-02' }),
      page('y', 'What the labelling rules mean', { about: 'act-1' }),
    ]);
    expect(groups).toEqual([['x', 'y']]);
  });

  test('a chain of half-alike headlines does not draw unlike ones together', () => {
    const groups = groupStories([
      page('a', '甲公司开源新推理模型并公布训练成本'),
      page('b', '甲公司开源新推理模型，乙公司跟进降价'),
      page('c', '乙公司跟进降价，丙公司宣布涨价'),
    ]);
    expect(groups.find((group) => group.includes('a'))).not.toContain('c');
  });
});
