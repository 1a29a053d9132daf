import { describe, expect, test } from 'vitest';
import { findAnnouncement } from '../../shared/stages/facts/link/related-mentions.ts';
import { type CitationInput, readCitations } from '../../shared/stages/facts/link.ts';
import { cpuMs } from '../support/cpu.ts';

function cited(text: string, more: Partial<CitationInput> = {}): string[] {
  const all = readCitations({ title: '临泽市人民政府关于加强算力管理的通知', text, type: 'notice', language: 'zh-Hans', ...more });
  return all.map(({ relation, title, number }) => [relation, title, number].filter(Boolean).join(' '));
}

describe('relations of an act', () => {
  test.each([
    [
      '根据《中华人民共和国数据安全法》《网络数据安全管理条例》等法律、行政法规，制定本办法。',
      ['implements 中华人民共和国数据安全法', 'implements 网络数据安全管理条例'],
    ],
    ['为落实《数字经济促进规划》（国发〔2024〕12号），制定本方案。', ['implements 数字经济促进规划 国发〔2024〕12号']],
    ['由公安机关依照《治安管理处罚法》有关规定予以处罚。', ['cites 治安管理处罚法']],
    ['由网信部门依据《网络安全法》《数据安全法》等法律的规定予以处理、处罚。', ['cites 网络安全法', 'cites 数据安全法']],
    ['依据《广告法》第五十五条，责令停止发布广告，处广告费用三倍以上五倍以下的罚款。', ['cites 广告法']],
    ['根据《行政处罚法》，为规范行政处罚行为，制定本规定。', ['implements 行政处罚法']],
    ['2019年公布的《数据备案指引》同时废止。', ['repeals 数据备案指引']],
    ['原《算力券细则》（国数资源〔2024〕9号）自本办法施行之日起废止。', ['repeals 算力券细则 国数资源〔2024〕9号']],
    ['此前发布的《算力调度规定》与本办法不一致的，以本办法为准。', ['prevails-over 算力调度规定']],
    ['标准状态\n现行\n全部代替标准\nGB/T 49101-2021\n主管部门', ['supersedes GB/T 49101-2021']],
    ['被代替标准\nGB/T 49101-2021', ['cites GB/T 49101-2021']],
    [
      '现将《国家数据局关于开展试点的通知》（国数资源〔2026〕12号）转发给你们。',
      ['forwards 国家数据局关于开展试点的通知 国数资源〔2026〕12号'],
    ],
    ['工业企业参见《算力中心能效导则》。', ['cites 算力中心能效导则']],
    ['依据国发（2017）35号文件精神，现提出以下意见。', ['implements 国发〔2017〕35号']],
  ])('%s', (text, wanted) => {
    expect(cited(text)).toEqual(wanted);
  });

  test('an act does not cite itself, whatever its notice leaves out of its name', () => {
    const draft = { title: '关于公开征求《雾灯标识管理办法（征求意见稿）》意见的通知', type: 'draft' as const };
    expect(cited('某局起草了《雾灯标识管理办法》（征求意见稿）和《雾灯检验规则》（征求意见稿）。', draft)).toEqual(['cites 雾灯检验规则']);
    expect(cited('《雾灯标识管理办法》2020年施行。', draft)).toEqual(['cites 雾灯标识管理办法']);
    const issuing = { title: '临泽市人民政府办公厅关于印发支持雾灯产业链发展若干措施的通知', type: 'measures' as const };
    expect(cited('《支持雾灯产业链发展的若干措施》已经市政府同意，现印发给你们。', issuing)).toEqual([]);
  });

  test('the strongest of several mentions, once, with title and number together', () => {
    const text = '根据《算力券管理办法》，制定本细则。\n《算力券管理办法》（国数资源〔2024〕9号）同时废止。';
    expect(cited(text)).toEqual(['repeals 算力券管理办法 国数资源〔2024〕9号']);
  });

  test.each(['更正公告', '勘误公告', '更正'])('a %s is not the act that it mends, and names it', (form) => {
    const title = `某局关于《某局关于开展语料登记的通知》的${form}`;
    const text = '我局印发的《某局关于开展语料登记的通知》（国数贸〔2026〕18号）第一条中“十五日”应为“十日”，特此更正。';
    expect(cited(text, { title, type: 'announcement' })).toEqual(['corrects 某局关于开展语料登记的通知 国数贸〔2026〕18号']);
  });

  test.each([
    ['the purpose', '第一条 为规范算力调度，根据《云川省数据条例》，制定本办法。\n第二条 各单位遵照执行。', 'implements'],
    ['the opening of a notice', '为贯彻落实《云川省数据条例》，现就有关事项通知如下：\n一、加强调度。', 'implements'],
    [
      'a duty of a later article',
      '第一条 为规范算力调度，制定本办法。\n第二条 定义从略。\n第九条 涉及个人信息的，应当依照《云川省数据条例》办理。',
      'cites',
    ],
    ['a task far behind', `一、总体要求。\n${'各单位要统筹增量资源。'.repeat(120)}\n九、落实《云川省数据条例》，加强监督。`, 'cites'],
    ['a penalty in the first lines', '对违规的单位，应当按照《云川省数据条例》第九条办理。', 'cites'],
  ])('an act rests on what %s names or not', (_, text, relation) => {
    expect(cited(text)).toEqual([`${relation} 云川省数据条例`]);
  });

  test('no act cites itself: a sign that a print lost, another dash, a title that is explained', () => {
    const title = '市政府办公室关于印发云川市加快建设“人工智能+”城市行动方案（2025～2026年）的通知';
    const text =
      '《云川市加快建设“人工智能 ”城市行动方案（ 2025—2026 年）》已经审议通过，现印发给你们。\n《云川市加快建设“人工智能+”城市行动方案（2025-2026年）》解读\n云府办〔 2025 〕 102 号';
    expect(cited(text, { title, number: '云府办〔2025〕102号', type: 'plan' })).toEqual([]);
  });

  test('a list under a heading that repeals', () => {
    const text =
      '经研究，决定废止下列文件：\n1.《数据中心补充通知》（国数资源〔2021〕96号）\n2.《机房节能导则》\n请遵照执行，并参考《绿色机房指南》。';
    expect(cited(text)).toEqual(['repeals 数据中心补充通知 国数资源〔2021〕96号', 'repeals 机房节能导则', 'cites 绿色机房指南']);
  });

  test('a decision that counts what it repeals is followed by its list, each with the order that made it public', () => {
    const text =
      '《关于废止部分规章的决定》已经审议通过。\n为健全法规，决定废止2部规章。\n1. 雾灯工程安全管理办法（1993年12月24日国家科学技术委员会令第17号公布）\n2. 国家雾灯计划管理暂行规定（2001年1月20日科学技术部令第4号公布）\n本决定自公布之日起施行。';
    const title = '科学技术部令第23号 关于废止部分规章的决定';
    expect(cited(text, { title, type: 'rule', number: '科学技术部令第23号' })).toEqual([
      'repeals 雾灯工程安全管理办法 国家科学技术委员会令第17号',
      'repeals 国家雾灯计划管理暂行规定 科学技术部令第4号',
    ]);
    expect(cited('商务部令2005年第28号（《雾灯投资管理办法》）同时废止。')).toEqual(['repeals 雾灯投资管理办法 商务部令〔2005〕第28号']);
  });

  test('a decision that approves a text names it', () => {
    const title = '清河省人民代表大会常务委员会关于批准《临泽市智能网联汽车条例》的决定';
    expect(cited('会议决定：批准《临泽市智能网联汽车条例》。', { title, type: 'local-regulation' })).toEqual([
      'cites 临泽市智能网联汽车条例',
    ]);
    const standards = '清河省市场监督管理局关于批准发布《智能灌溉系统要求》的公告';
    expect(cited('现批准发布《智能灌溉系统要求》。', { title: standards, type: 'announcement' })).toEqual([]);
  });

  test('short names stand for the full title; undefined generic ones for nothing', () => {
    const text = '为落实《算力普惠行动方案》（以下简称《方案》），提出要求。各地按照《方案》推进，依据《办法》备案。';
    expect(cited(text)).toEqual(['implements 算力普惠行动方案']);
    expect(cited('法定代表人由会长或《章程》规定的人员担任，并符合《公司章程》《股东大会议事规则》。')).toEqual([]);
    expect(cited('会员应当遵守《云川市数据协会章程》。')).toEqual(['cites 云川市数据协会章程']);
  });

  test('the document itself is not cited', () => {
    const ordered = {
      title: '临泽市场监督管理总局令 第58号 算力交易信息管理规定',
      number: '临泽市场监督管理总局令第58号',
      type: 'rule',
    } as const;
    expect(cited('《算力交易信息管理规定》已经审议通过，现予公布。', ordered)).toEqual([]);
    const own = { title: '临泽市人民政府关于印发《临泽市算力券管理办法》的通知', number: '国数资源〔2026〕1号' };
    expect(cited('现将《临泽市算力券管理办法》（国数资源〔2026〕1号）印发给你们。', own)).toEqual([]);
    expect(
      cited('我局起草了《算力规则（征求意见稿）》，根据《数据法》制定。', {
        title: '关于《算力规则（征求意见稿）》公开征求意见的公告',
        type: 'draft',
      }),
    ).toEqual(['implements 数据法']);
  });

  test('what was asked for is answered, what another body will follow is not carried out here, and a plan sent by letter is the letter', () => {
    const reply = { title: '国务院关于同意设立清河算力试验区的批复', type: 'reply' } as const;
    expect(cited('为落实领导对《关于设立清河算力试验区的请示》（清政〔2026〕4号）的批示，我部组织了调研。', reply)).toEqual([
      'cites 关于设立清河算力试验区的请示 清政〔2026〕4号',
    ]);
    expect(cited('规划获批后，该委将按照《关于算力投资的决定》办理。', reply)).toEqual(['cites 关于算力投资的决定']);
    const sent = { title: '国务院办公厅关于印发国家算力应急预案的函', type: 'notice' } as const;
    expect(cited('《国家算力应急预案》已经国务院同意，现印发给你们。', sent)).toEqual([]);
  });

  test('books, newspapers, contracts and forms are no acts', () => {
    expect(cited('他在《人民日报》撰文，电影《少年的法》上映，双方签订《算力服务合同》，请填写《意见反馈表》。')).toEqual([]);
  });

  test('traditional characters', () => {
    expect(cited('根據《雲端服務管理辦法》制定本規定。')).toEqual(['implements 雲端服務管理辦法']);
  });
});

describe('pages about acts', () => {
  test('an interpretation interprets the act of its title, and finds its number in the body', () => {
    const text =
      '近日，三部门印发《关于加快算力互认的通知》（国数资源〔2026〕62号，以下简称《通知》），落实《数据法》。为帮助理解《通知》内容，现解读如下。';
    expect(cited(text, { title: '《关于加快算力互认的通知》政策解读', type: 'interpretation' })).toEqual([
      'interprets 关于加快算力互认的通知 国数资源〔2026〕62号',
      'cites 数据法',
    ]);
  });

  test('an interpretation whose title names nothing takes the act that the lead announces', () => {
    const text = '11月12日，国家互联网信息办公室就《内容溯源办法（征求意见稿）》公开征求意见，意义积极。';
    expect(cited(text, { title: '专家解读｜构建可信的治理体系', type: 'interpretation' })).toEqual([
      'interprets 内容溯源办法（征求意见稿）',
    ]);
  });

  test('news reports the act whose issuing it tells, and only cites a basis', () => {
    const news = { title: '我国出台算力意见', type: 'news' } as const;
    expect(cited('国务院办公厅日前印发《关于推进算力普惠的意见》，要求落实《数据法》。', news)).toEqual([
      'reports 关于推进算力普惠的意见',
      'cites 数据法',
    ]);
    expect(cited('网信部门依据《内容标识办法》（国信办通字〔2025〕2号）查处一批应用。', news)).toEqual([
      'cites 内容标识办法 国信办通字〔2025〕2号',
    ]);
  });

  test('a medium that opens its sentence issues nothing: the body behind it does', () => {
    const said = findAnnouncement('AI生成内容要打标签', '中新网3月16日电 国家网信办、工信部日前联合出台办法，要求添加显式标识。');
    expect(said?.issuer).toBe('cac');
    expect(findAnnouncement('数据治理有了新办法', '新华社北京3月16日电 近日，一项办法公布。')).toBeUndefined();
  });

  test('English pages: a series in syllables, and an order whose body the sentence names', () => {
    const english = { title: 'Guideline on computing', type: 'news', language: 'en' } as const;
    expect(cited('The State Council has issued a guideline, Guobanfa [2026] No. 91, on computing power.', english)).toEqual([
      'reports 国办发〔2026〕91号',
    ]);
    const rules = 'The Cyberspace Administration of China published its Provisions on Agent Services (Order No. 86) in May.';
    expect(cited(rules, { ...english, type: 'analysis' })).toEqual(['reports Provisions on Agent Services 国家互联网信息办公室令第86号']);
  });
});

test('a quote is the sentence, of at most 200 characters', () => {
  const text = `${'推进算力普惠，'.repeat(60)}根据《数据法》推进。`;
  const [citation] = readCitations({ title: '通知', text, type: 'notice', language: 'zh-Hans' });
  expect(citation?.quote).toContain('《数据法》');
  expect(citation?.quote.length).toBeLessThanOrEqual(200);
});

test('hostile text is read in time that grows with its length', async () => {
  const text = '《'.repeat(40_000) + '根据《数据法》、'.repeat(8_000);
  expect(await cpuMs(() => readCitations({ title: '通知', text, type: 'notice', language: 'zh-Hans' }))).toBeLessThan(6000);
});

describe('an act whose draft had another title', () => {
  const act = '云川省语料伦理审查与服务办法（试行）';
  const draft = '云川省语料伦理管理服务办法（征求意见稿）';
  const relations = (sentence: string) =>
    readCitations({
      title: `云川省科学技术厅关于印发《${act}》的通知`,
      text: `各有关单位：\n${sentence}\n第一条 为规范伦理活动，制定本办法。`,
      type: 'measures',
      language: 'zh',
    }).map(({ relation, title }) => [relation, title]);

  test.each([
    `《${draft}》公开征求意见后，经修改完善并更名，现将《${act}》印发给你们。`,
    `《${draft}》经公开征求意见，修改后更名为《${act}》。`,
    `我厅就《${draft}》征求了意见，根据反馈修改形成本办法。`,
  ])('%s', (sentence) => {
    expect(relations(sentence)).toEqual([['final-of', draft]]);
  });

  test('the final text of another draft is not this act', () => {
    expect(relations('《云川省数据条例（草案）》已经正式通过。')).toEqual([['cites', '云川省数据条例（草案）']]);
  });
});
