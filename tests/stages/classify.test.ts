import { describe, expect, test } from 'vitest';
import { classify } from '../../shared/stages/classify/classify.ts';

const themesOf = (title: string, text = ''): string[] => classify({ title, text }).themes.map(({ theme }) => theme);

describe('classify: themes', () => {
  test.each([
    ['关于加快推进公共数据授权运营的实施意见', 'data-market'],
    ['全市智算中心与算力网建设进入新阶段', 'compute'],
    ['中小学人工智能教育课程将在秋季学期开设', 'education'],
    ['生成式人工智能服务登记管理规定（征求意见稿）', 'regulation'],
    ['人形机器人等未来产业写入“十五五”规划', 'fyp15'],
    ['国产芯片替代提速，半导体出口管制再升级', 'chips'],
    ['數據中心綠電佔比與PUE要求提高', 'energy'],
    ['China approves ethics rules for artificial intelligence', 'regulation'],
    ['Chinese universities lead in AI patents', 'research'],
  ])('%s', (title, theme) => {
    expect(themesOf(title)).toContain(theme);
  });

  test('one to four themes, strongest first, each with words that stand where they are said to stand', () => {
    const title = '关于推进“人工智能+”行动、算力网和数据要素市场的意见';
    const text = '为加快算力基础设施建设，完善数据交易规则，推动人工智慧與製造業融合，制定本意见。';
    const { themes } = classify({ title, text });
    expect(themes.length).toBeGreaterThan(0);
    expect(themes.length).toBeLessThanOrEqual(4);
    expect(themes.map(({ score }) => score)).toEqual(themes.map(({ score }) => score).toSorted((a, b) => b - a));
    for (const { evidence } of themes) {
      expect(evidence.length).toBeGreaterThan(0);
      for (const { term, where, start, end } of evidence) expect((where === 'title' ? title : text).slice(start, end)).toBe(term);
    }
  });

  test('the title tells the themes of a long text that names others in passing', () => {
    const filler = '各单位要做好统筹，压实责任，形成合力，确保任务按期完成。'.repeat(150);
    const text = `一、总体要求。${filler}有条件的地方可以使用绿电。${filler}鼓励高校参与。`;
    expect(themesOf('中小学人工智能教育课程指南', text)).not.toContain('energy');
  });
});

describe('classify: relevance', () => {
  test.each([
    '算力概念股午后拉升，多只个股涨停',
    '某县第二中学人工智能教室设备采购项目招标公告',
    '算法备案、大模型备案全程代办，快速下证',
    '2027年小学入学条件及报名时间',
    '四款AI写作工具测评：哪款好用',
    'European Union adopts a code of practice for general-purpose AI',
    '未来三天本市有暴雨，气温下降',
  ])('irrelevant: %s', (title) => {
    expect(classify({ title })).toMatchObject({ relevant: false, themes: [] });
  });

  test('entities are bodies and companies', () => {
    const { entities } = classify({ title: '工业和信息化部约见华为、騰訊，研究人工智能' });
    expect(entities.map(({ id }) => id)).toEqual(expect.arrayContaining(['miit', 'huawei', 'tencent']));
  });

  test('nothing in, nothing claimed', () => {
    expect(classify({ title: '', text: '' })).toMatchObject({ relevant: false, themes: [], entities: [] });
  });
});

describe('classify: words of the field in other senses', () => {
  test.each([
    ['青年智能体育公开赛开赛', '选手参加模拟赛艇和虚拟骑行。'],
    ['城市半程马拉松将启用新芯片计时系统', '终点设有补给区。'],
    ['县农业农村局部署冬小麦田间管理', '农技人员下乡指导。'],
    ['焊接机器人亮相机床展', '展会吸引众多观众。'],
    ['Manila call centres test chatbots', 'Outsourcing firms retrain workers.'],
    ['GPU 服务器租用优惠活动', '注册即送代金券，扫码领取。'],
  ])('%s is irrelevant', (title, text) => {
    expect(classify({ title, text }).relevant).toBe(false);
  });

  test('a university named in a title is no company', () => {
    const { themes, entities } = classify({
      title: '清华大学附属学校：教师怎样用大模型备课',
      text: '学校规定了学生使用生成式人工智能的界限。',
    });
    expect(themes.map(({ theme }) => theme)).not.toContain('companies');
    expect(entities.map(({ id }) => id)).toContain('tsinghua');
  });

  test('a foreign chip maker named in the news is no theme of companies', () => {
    const found = themesOf('商务部回应英伟达芯片对华销售', '发言人称出口管制扰乱全球半导体供应链稳定。');
    expect(found).toContain('chips');
    expect(found).not.toContain('companies');
  });

  test('the years of a plan do not make it the fifteenth five-year plan', () => {
    expect(themesOf('某省算力基础设施规划（2026—2030年）', '到2030年全省算力总规模翻两番。')).toEqual(['compute']);
  });

  test('a page of three paragraphs that names a field once is not about it', () => {
    const text = `${'会议通报了生成式人工智能服务备案进展，要求提供者落实标识义务。'.repeat(7)}与会者来自企业和高校。`;
    expect(themesOf('某市网信办通报生成式人工智能服务备案情况', text)).not.toContain('research');
  });
});

describe('classify: what is everyday life', () => {
  test.each([
    ['云溪县老年人优待规定', '公共交通工具应当设置老年人专座标识，公园对老年人免费开放。违反本规定的，由有关部门责令改正。'],
    ['怎么办理居民服务卡', '未成年人由监护人代办，老年人可由家属代办，也可通过智能客服查询办理进度。'],
    ['港口绕行，外贸工厂订单推迟', '红海局势引发蝴蝶效应，航运巨头绕行，公司表示海外市场客户延期收货，部分工厂裁员。'],
    ['小米种植户迎来丰收', '合作社推广谷子良种，小米价格上涨，农户增收。'],
  ])('%s is irrelevant', (title, text) => expect(classify({ title, text }).relevant).toBe(false));

  test('hubs that are weighed by their power are no equity', () => {
    expect(themesOf('数据中心绿电占比要求发布', '国家枢纽节点新建数据中心绿电占比超过八成，电能利用效率不高于1.25。')).not.toContain(
      'equity',
    );
    expect(themesOf('枢纽节点带动西部县域就业', '算力枢纽为西部县域和返乡青年提供数据标注岗位，缩小区域差距。')).toContain('equity');
  });
});

describe('a landmark act in the title', () => {
  test.each([
    ['促进大数据发展行动纲要', 'data-market'],
    ['国务院关于印发教育强国建设规划纲要（2024—2035年）的通知', 'education'],
    ['Action Outline for Promoting the Development of Big Data', 'data-market'],
  ])('%s makes its page relevant by itself, with its name as the proof', (title, theme) => {
    const { relevant, themes } = classify({ title, text: '原文链接' });
    expect(relevant).toBe(true);
    expect(themes.map((each) => each.theme)).toContain(theme);
    for (const { evidence } of themes) {
      expect(evidence.length).toBeGreaterThan(0);
      for (const { term, where, start, end } of evidence) if (where === 'title') expect(title.slice(start, end)).toBe(term);
    }
  });

  test('of a place with an act of the same name does not', () => {
    expect(classify({ title: '云江市教育强国建设规划纲要任务分工会议召开', text: '会议强调安全生产。' }).relevant).toBe(false);
  });
});

describe('rules on data are of the field', () => {
  test.each([
    ['river data regulations', '云江省数据条例', ''],
    ['exports', '数据出境负面清单管理办法（征求意见稿）', ''],
    ['faces', '人脸识别技术应用备案公告', ''],
    ['English', 'China revises security assessments for cross-border data', 'Firms must report important data.'],
  ])('%s', (_name, title, text) => {
    expect(classify({ title, text }).relevant).toBe(true);
  });

  test('an act that protects personal information among other duties is not', () => {
    const text = '家政服务机构应当依法保护消费者个人信息，不得泄露。家政服务员应当接受培训。'.repeat(6);
    expect(classify({ title: '云江省家政服务条例', text }).relevant).toBe(false);
  });
});

describe('words that decide are whole words', () => {
  const words = (title: string, text = ''): readonly string[] =>
    classify({ title, text }).themes.flatMap(({ evidence }) => evidence.map(({ term }) => term));

  test('a piece of two other words is none', () => {
    const found = words('某市人工智能算力券管理办法', '违反本办法规定的，收回补贴。预算执行情况向市场监管部门报告。');
    expect(found).toContain('算力券');
    for (const piece of ['智能算力', '法规', '行情', '上市']) expect(found).not.toContain(piece);
    expect(words('关于贯彻落实人工智能法律法规的通知')).toContain('法规');
    expect(words('关于贯彻落实人工智能法律法规的通知')).not.toContain('人工智能法');
  });

  test('those to whom a notice is sent decide nothing', () => {
    const text = '各省、自治区、直辖市教育厅（教委），新疆生产建设兵团教育厅：\n为促进学生身心健康，推进人工智能教育，现通知如下。';
    const { themes } = classify({ title: '教育部等五部门关于人工智能教育的通知', text });
    expect(themes.map(({ theme }) => theme)).not.toContain('equity');
    const found = words('教育部等五部门关于人工智能教育的通知', text);
    for (const none of ['新疆', '部门', '健康', '智能教育']) expect(found).not.toContain(none);
  });

  test('bus passes of the elderly are not the field', () => {
    const text = '第一条 为了弘扬敬老美德，维护老年人合法权益，制定本办法。第十条 违反本办法规定的，责令改正；享受本办法规定的优待。';
    expect(classify({ title: '临泽市老年人优待办法', text }).relevant).toBe(false);
  });
});
