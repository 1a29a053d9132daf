import { describe, expect, test } from 'vitest';
import { classify } from '../../shared/stages/classify/classify.ts';

const themesOf = (title: string, text = ''): string => {
  const { relevant, themes } = classify({ title, text });
  return relevant
    ? themes
        .map(({ theme }) => theme)
        .toSorted()
        .join(';')
    : 'irrelevant';
};

describe('ethics review, human-like services and labelling are regulation alone', () => {
  test.each([
    '九部门印发基因与脑机研究伦理审查办法（试行）',
    '虚拟陪伴服务管理指引试行',
    'Ethics committees must clear diagnostic AI pilots, ministry says',
  ])('%s', (title) => expect(themesOf(title)).toBe('regulation'));
});

describe('a plan for schools, power or data alone has that theme', () => {
  test.each([
    ['省教育厅计划四年内让村小开设人工智能课', 'education'],
    ['多部门：新建数据中心绿证比例写入考核', 'compute;energy'],
    ['市里推进数据资产登记', 'data-market'],
  ])('%s', (title, themes) => expect(themesOf(title)).toBe(themes));
});

describe('an order that is only reported is no policy and no regulation', () => {
  test.each(['Sources: state-funded data centers told to stop buying foreign accelerators', '外媒：國資機房停購美製加速卡'])(
    '%s',
    (title) => expect(themesOf(title)).toBe('chips;compute'),
  );
});

describe('equity is social or regional, and no shares', () => {
  test.each([
    ['海岛教学点用上智能批改', 'education;equity'],
    ['戈壁上的算力：风光就地变成收入', 'compute;energy;equity'],
    ['City fund offers equity to users of local chips', 'chips;compute'],
  ])('%s', (title, themes) => expect(themesOf(title)).toBe(themes));
});

describe('stories of firms have the theme of what is told', () => {
  test.each([
    ['某云称显卡售罄，将加租机房', 'companies;compute'],
    ['某模型公司宣布与国产加速卡适配，称夯实“算力底座”', 'chips;companies'],
    ['Startup unveils own chip for inference', 'chips;companies'],
  ])('%s', (title, themes) => expect(themesOf(title)).toBe(themes));
});

describe('measures for one-person companies are research and policy, a community is research', () => {
  test.each([
    ['东湖发布一人公司扶持十二条', 'policy;research'],
    ['南湖一人公司社区开园', 'research'],
  ])('%s', (title, themes) => expect(themesOf(title)).toBe(themes));
});

describe('a national standard is regulation and policy', () => {
  test.each(['两项智能体推荐性国标发布', 'GB/T standard for model evaluation takes effect'])('%s', (title) =>
    expect(themesOf(title)).toBe('policy;regulation'),
  );
});

describe('the English words of the data market, and what only sounds like them', () => {
  test.each([
    ['Beijing drafts basic systems for data and data property rights', 'data-market'],
    ['Province fines unlicensed data brokers', 'data-market;regulation'],
    ['Public data centres told to buy local', 'chips;compute'],
  ])('%s', (title, themes) => expect(themesOf(title)).toBe(themes));
});

describe('relevant without the usual words', () => {
  test.each([
    ['陸專利局公布AI申請量', '', 'research'],
    ['两所高校与一家芯片厂合办的研究所揭牌', '三年内投入二亿元研究大模型。', 'companies;research'],
    ['本地高校论文数反超硅谷', '人工智能论文数居首。', 'research'],
  ])('%s', (title, text, themes) => expect(themesOf(title, text)).toBe(themes));
});

describe('irrelevant with all the words', () => {
  test.each(['廊坊市算法备案代办多少钱', 'Brokerages lift price targets after AI rally', '芯片概念午后异动'])('%s', (title) =>
    expect(themesOf(title)).toBe('irrelevant'),
  );
});

describe('an essay has the themes of what it is about', () => {
  test.each([
    ['论文估算西部机房的降碳效果', 'compute;energy;equity'],
    ['学者谈数字鸿沟与算力布局', 'compute;equity'],
  ])('%s', (title, themes) => expect(themesOf(title)).toBe(themes));
});

describe('a word that many pages hold proves no theme', () => {
  test.each([
    ['关于推进“人工智能+体育”发展的实施意见', '部署训练、赛事和科研教学等场景。', 'policy'],
    ['Zhipu plans listing in Hong Kong', 'The developer will spend the proceeds on R&D.', 'companies'],
    ['数据知识产权登记的困境', '论文建议统一登记管理办法。', 'data-market'],
    ['National network adds a 9,000-GPU computing centre', 'Capacity in China reached 320 EFLOPS.', 'compute'],
    ['某市公共数据资源登记办法', '要求公平提供数据产品。', 'data-market'],
    ['立法會三題：推廣人工智能', '局長介紹人工智能資助計劃。', 'policy'],
  ])('%s', (title, text, themes) => expect(themesOf(title, text)).toBe(themes));
});

describe('a statute on data is law as well', () => {
  test.each(['云岭省数据条例', '南湖市大数据条例', 'Northern province passes data regulations'])('%s', (title) =>
    expect(themesOf(title)).toBe('data-market;regulation'),
  );
});

describe('chips sold to China are no foreign story, in either script', () => {
  test.each(['北京約談輝達', '陸企停購輝達晶片', 'AMD獲准向大陸輸出AI晶片'])('%s', (title) => expect(themesOf(title)).toContain('chips'));
});

describe('power and computing in any order, and the products of a firm by their names', () => {
  test.each([
    ['電算協同如何破題', 'compute;energy'],
    ['Qwen app relaunched', 'companies'],
    ['千問搶用戶', 'companies'],
  ])('%s', (title, themes) => expect(themesOf(title)).toBe(themes));
});

describe('pages about the field that are none of it', () => {
  test.each([
    ['2027-2032年中國大模型行業市場規模預測及投資分析報告', '文庫報告目錄。'],
    ['教育AI系统架构：这五个设计让课堂更公平', '技术博客。'],
    ['[Bug] DeepSeek 在昇腾上输出乱码', '用户提问，贴出报错。'],
    ['Add Ascend backend', 'Pull request that edits the readme.'],
    ['两款大模型互相吐槽', '博主调侃，网友打分。'],
    ['AI芯片指数本周累计下跌3%', '行情文章盘点成分股。'],
    ['算法备案怎么填', '云厂商开发者社区的文章。'],
    ['智慧教育平台_厂家_价格', '产品列表。'],
  ])('%s', (title, text) => expect(themesOf(title, text)).toBe('irrelevant'));
});

describe('acts of other trades that hold a word of the field', () => {
  test.each([
    '云岭省气象数据管理办法',
    '关于推动科技保险服务科技自立自强的意见',
    '关于有序推动绿电直连的通知',
    '互联网应用适老化改造通知',
    '云岭省科技创新条例',
  ])('%s', (title) => expect(themesOf(title)).toBe('irrelevant'));
  test.each([
    ['关于推动数据中心绿电直连的通知', 'compute;energy'],
    ['气象数据要素流通交易试点方案', 'data-market'],
  ])('%s', (title, themes) => expect(themesOf(title)).toBe(themes));
});

describe('a word that every field has is not the field', () => {
  test.each([
    '关于《家用燃气灶具》国家标准（征求意见稿）公开征求意见的通知',
    '关于对《轮胎气门嘴》推荐性国家标准（征求意见稿）征求意见的函',
    '关于防范数字资产交易风险的公告',
    '数字资产登记暂行规则',
    '关于加强虚拟货币监管的通知',
    '全省互联网医疗工作会议召开',
    '关于开展城乡居民养老保险待遇领取资格认证的通知',
    '关于全面推行行政执法公示制度的意见',
  ])('%s', (title) => expect(themesOf(title)).toBe('irrelevant'));

  test.each([
    '关于《网络安全技术 人工智能计算平台安全框架》国家标准征求意见稿征求意见的通知',
    '关于《数据安全技术 数据接口安全要求》国家标准征求意见的通知',
    '互联网医院人工智能辅助诊疗管理办法（征求意见稿）',
  ])('%s', (title) => expect(themesOf(title)).not.toBe('irrelevant'));

  test('an act whose title is silent on it, with a paragraph on data and AI as every act has', () => {
    const paragraph = '县级以上人民政府应当推进数据共享，运用大数据、人工智能等技术提升服务水平，加强网络安全和个人信息保护。';
    const rest = '第条　细胞产业经营者应当建立质量管理制度，对原料、生产、储存和运输全过程进行记录，并接受主管部门的监督检查。\n'.repeat(
      40,
    );
    expect(themesOf('云江市细胞产业促进条例', `${rest.slice(0, 900)}${paragraph}${rest}`)).toBe('irrelevant');
  });
});
