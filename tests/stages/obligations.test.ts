import { describe, expect, test } from 'vitest';
import { compareObligations, readDuties, readObligations } from '../../shared/stages/facts/duties.ts';

/** The obligations of an act: whom, by which article, and what punishes who does not. */

const read = (text: string, title = '某省数据服务管理办法') =>
  readObligations({ text, title }).map(({ who, kind, article, sanction, quote }) => [
    who,
    kind,
    article,
    sanction ?? '-',
    quote.slice(0, 12),
  ]);

const act = `第一条 为规范数据服务，制定本办法。
第二条 平台经营者应当在收到通知之日起5个工作日内报告。不得转卖用户数据。
第三条 网信部门作出决定前，应当告知当事人。
第四条 发生安全事件的，任何单位应当立即报告。
第五条 评估机构发现个人信息处理者违规的，应当及时通报。
第六条 服务提供者可以委托他人。国家鼓励企业开放数据。
第七条 数据处理者应当提交下列材料：（一）名称；（二）地址。
第八条 违反本办法第二条、第七条的，由网信部门责令改正，处一万元以下罚款。
第九条 本办法自2027年1月1日起施行。`;

describe('who must', () => {
  test('of several kinds of institutions is none of them alone', () => {
    const who = (subject: string) => read(`第一条 ${subject}应当公开收费标准。`).map(([id]) => id);
    expect(['高校', '高校、科研院所', '学校和医疗机构', '科研院所', '高等学校、中小学校'].map(who)).toEqual([
      ['schools'],
      ['any-enterprise'],
      ['any-enterprise'],
      ['researchers'],
      ['schools'],
    ]);
    expect(read('第一条 高校和科研院所不得限制成果转化。').map(([id]) => id)).toEqual(['any-enterprise']);
  });

  test('and registers or applies is no office, also where the act is about public data', () => {
    const who = (subject: string) => read(`第一条 ${subject}应当提交材料。`, '某市公共数据登记办法').map(([id]) => id);
    expect(['登记主体', '申请登记的主体', '登记申请主体', '公共管理和服务机构'].map(who)).toEqual([
      ['any-enterprise'],
      ['any-enterprise'],
      ['any-enterprise'],
      ['government-users'],
    ]);
  });
});

describe('of two acts in one text', () => {
  const rules = `第一条 为了登记数据，制定本细则。
第二条 平台经营者应当公示算法。
第三条 违反本细则第二条的，处一万元以下罚款。
附件2
服务规范
企业应当报送附表。
第一条 为了授权运营，制定本规范。
第二条 平台经营者应当按月报告。
第三条 企业应当在十日内备案。`;

  test('each is counted by itself and punished by its own articles; what is annexed is under no article', () => {
    expect(read(rules).map(([, , article, sanction, quote]) => [article, sanction, quote])).toEqual([
      ['第二条', '第三条', '平台经营者应当公示算法。'],
      ['第二条', '-', '平台经营者应当按月报告。'],
      ['第三条', '-', '企业应当在十日内备案。'],
    ]);
  });

  test('an article of another act is none of this one, also where its number is the next', () => {
    const text = '第一条 为了征税。\n第二条 税法\n第三条第一款规定的场所应当报告。\n第二章 计税依据\n第三条 企业应当按照税法第四条申报。';
    expect(read(text).map(([, , article]) => article)).toEqual(['第二条', '第三条']);
  });
});

describe('of an act', () => {
  test('each is laid on who is named, and who is not named again is still meant; leave, hopes and penalties are none', () => {
    expect(read(act)).toEqual([
      ['platforms', 'duty', '第二条', '第八条', '平台经营者应当在收到通知'],
      ['platforms', 'prohibition', '第二条', '第八条', '不得转卖用户数据。'],
      ['government-users', 'duty', '第三条', '-', '网信部门作出决定前，应当'],
      ['any-enterprise', 'duty', '第四条', '-', '发生安全事件的，任何单位'],
      ['any-enterprise', 'duty', '第五条', '-', '评估机构发现个人信息处理'],
      ['any-enterprise', 'duty', '第七条', '第八条', '数据处理者应当提交下列材'],
    ]);
  });

  test('a list stays with what leads into it; blanks and page numbers of a print are no part of a sentence', () => {
    const [row] = readObligations({ text: '第 一 条 企业应当提交下列材 料：（一）名\n—3—\n称；（二）地址。', title: '办法' });
    expect(row?.quote).toBe('企业应当提交下列材料：（一）名称；（二）地址。');
  });

  test('who is to do something stands before 要 or behind 由, and takes over nobody', () => {
    const rows = (text: string) => readDuties(`一、平台企业应当公示算法规则。${text}`, '关于规范服务的通知').slice(1);
    expect(rows('各试点城市要在2027年5月底前建立报告制度。').map(({ subject, who }) => [subject, who])).toEqual([
      ['各试点城市', 'local-governments'],
    ]);
    expect(rows('清单更新由标准化机构牵头、园区配合，2027年5月底前公布。').map(({ subject }) => subject)).toEqual(['标准化机构']);
    expect(rows('雾灯产业集群要建立雾灯检修制度。')).toEqual([]);
  });

  test('who is asked by name is who must', () => {
    const text = '一、专业机构不再承担已下放给科研单位管理的事项，请科技部、财政部等部门在2026年2月底前完成。';
    expect(readDuties(text, '关于松绑的通知').map(({ subject, by }) => [subject, by])).toEqual([['科技部、财政部等部门', '2026-02']]);
  });

  test('where nobody is named the title says whom it is about', () => {
    expect(read('第一条 采集样本，应当事先告知并取得书面同意。', '人类遗传资源管理条例')[0]?.[0]).toBe('researchers');
    expect(read('第一条 采集样本，应当事先告知并取得书面同意。', '某办法')[0]?.[0]).toBe('any-enterprise');
  });

  test('a body that is not named is not whom the title speaks of', () => {
    const title = '关于减轻科研人员负担的办法';
    expect(read('第一条 有关单位不得随意要求填报材料。', title)[0]?.[0]).toBe('any-enterprise');
    expect(read('第一条 科研人员应当报告利益冲突。', title)[0]?.[0]).toBe('researchers');
  });

  test('an order may stand without a word for it, in a term or a ban', () => {
    const rows = read('第一条 登记主体在取得数据后20个工作日内提交申请。\n第二条 有下列情形之一的数据，禁止交易：（一）涉密的。');
    expect(rows.map(([, kind, article]) => `${article} ${kind}`)).toEqual(['第一条 duty', '第二条 prohibition']);
    const others = ['企业应积极排查隐患。', '处理者需取得个人单独同意。', '登记机构在5日内答复。', '日志保存期限不少于六个月。'];
    for (const each of others) expect(read(`第一条 ${each}`).length, each).toBe(1);
    expect(read('第一条 企业可以在5日内申请复核。')).toEqual([]);
  });

  test('what punishes whatever breaks the act punishes each duty of whom it names; offices are not meant', () => {
    const rest = '第二条 网信部门应当公开结果。第三条 企业违反本办法规定的，由网信部门依照有关法律处罚。';
    const sanctions = (first: string) => read(`第一条 ${first}${rest}`).map(([, , , sanction]) => sanction);
    expect(sanctions('企业应当保存日志六个月。')).toEqual(['第三条', '-']);
    const told = '第二条 任何单位和个人有权举报违反本办法第一条规定的行为，有关部门应当依法处理。';
    expect(read(`第一条 企业应当保存日志六个月。\n${told}`)[0]?.[3]).toBe('-');
    expect(sanctions('学校应当保存日志六个月。')).toEqual(['-', '-']);
    expect(read('第一条 企业应当保存日志六个月。第二条 违反本办法规定，侵害他人权益的，依法承担责任并予以处理。')[0]?.[3]).toBe('-');
  });

  test('of several articles of penalties each is for what it names: a deed of its own, a paragraph, whoever is named', () => {
    const rest =
      '第三条 雾灯提供者未按本规定向检验机构报告重大质量缺陷的，由网信部门依法处罚。第四条 雾灯运营者未按本规定保存雾灯日志的，依法处罚。第五条 违反本规定收集雾灯图纸的，由网信部门依法处罚。';
    const first = '第一条 雾灯提供者应当向检验机构报告重大质量缺陷。第二条 任何个人不得出售雾灯证书。';
    expect(read(first + rest, '规定').map(([, , article, sanction]) => [article, sanction])).toEqual([
      ['第一条', '第三条'],
      ['第二条', '-'],
    ]);
    const parts = '第一条 提供者应当公开规则。\n提供者应当保存日志。\n第二条 违反本办法第一条第二款规定的，由网信部门处罚。';
    expect(read(parts).map(([, , , sanction]) => sanction)).toEqual(['-', '第二条']);
    const offices = '第一条 企业不得传播雾灯图纸。第二条 网信部门发现违反本办法第一条规定的信息的，应当要求提供者予以处理。';
    expect(read(offices)[0]?.[3]).toBe('-');
  });

  test('whom a thing is of, and who stands before a list, a relative or an office, is who must', () => {
    const who = (text: string, title?: string) =>
      readObligations({ text: `第一条 ${text}`, title: title ?? '某办法' }).map((one) => [one.who, one.subject]);
    expect(who('省人民政府应当制定方案。公共数据应当向平台归集。')[1]).toEqual(['government-users', undefined]);
    expect(who('市人民政府应当公开路段。开展测试的智能网联车辆应当接入监管平台。')[1]).toEqual(['vehicles', undefined]);
    expect(who('雾灯审查办公室应当在收到材料之日起5日内作出决定。')).toEqual([['government-users', '雾灯审查办公室']]);
    expect(who('为政府部门提供运维服务的单位，应当移交源代码。')).toEqual([['any-enterprise', '为政府部门提供运维服务的单位']]);
    expect(who('运营者对网信部门开展的检查工作，以及公安机关依法开展的检测工作应当予以配合。')).toEqual([['any-enterprise', '运营者']]);
    expect(who('县（市、区）人民政府应当公开目录。')).toEqual([['local-governments', '县（市、区）人民政府']]);
    expect(who('平台信息服务提供者应当以显著方式公示规则。')[0]?.[0]).toBe('platforms');
    expect(who('特别审查程序一般应当在90日内完成。')).toEqual([]);
    expect(who('从事雾灯检测的组织或者个人通过网络平台发布结果的，应当标明来源。')).toEqual([
      ['any-enterprise', '从事雾灯检测的组织或者个人'],
    ]);
    expect(who('主管部门应当公开目录。严禁任何组织和个人出售图纸。')[1]).toEqual(['any-enterprise', '任何组织和个人']);
    expect(who('运营者采购雾灯，应当签订协议。')).toEqual([['any-enterprise', '运营者']]);
  });

  test('a thing, and a body of no known kind, is nobody that the register has a name for; it takes over nobody', () => {
    const who = (text: string, title = '某办法') => readObligations({ text: `第一条 ${text}`, title }).map((one) => [one.who, one.subject]);
    expect(who('雾灯名录应当每年修订。')).toEqual([['not-classified', undefined]]);
    expect(who('运营者应当公开规则。雾灯日志应当保存六个月。')).toEqual([
      ['any-enterprise', '运营者'],
      ['not-classified', undefined],
    ]);
    expect(who('市人民政府应当公开目录。检修雾灯的，应当依法报告。').map(([one]) => one)).toEqual([
      'local-governments',
      'local-governments',
    ]);
    expect(who('采集雾灯样本应当报备。')).toEqual([['any-enterprise', undefined]]);
  });

  test('who is urged, and what is done, is not who must; what stands before a name is no part of it', () => {
    const subject = (text: string) => readObligations({ text: `第一条 ${text}`, title: '某办法' }).map((one) => one.subject);
    expect(subject('引导雾灯企业降低价格，不得随意停产。')).toEqual([undefined]);
    expect(subject('【雾灯报告】雾灯企业应当提交报告。')).toEqual(['雾灯企业']);
    expect(subject('上级部门应当回流数据。下级部门获得回流的数据后，应当按照需要使用。')).toEqual(['上级部门', '下级部门']);
    expect(subject('设立雾灯协会，应当具备下列条件：（一）有章程。')).toEqual([undefined]);
  });

  test('what is forbidden to nobody by name is forbidden to anybody, also behind the duty of an office', () => {
    const who = (text: string) =>
      readObligations({ text: `第一条 ${text}`, title: '某市公共数据办法' }).map((one) => [one.who, one.subject]);
    expect(who('主管部门应当公开目录。严禁利用数据从事雾灯交易。')[1]).toEqual(['any-enterprise', undefined]);
    expect(who('主管部门不得自行授权。开展雾灯授权运营，不得滥用权力。')[1]).toEqual(['any-enterprise', undefined]);
    expect(who('对同一雾灯事件，不得重复要求处理者报告。')).toEqual([['not-classified', undefined]]);
    expect(who('需要登记雾灯的，应当提交材料。')).toEqual([['not-classified', undefined]]);
    expect(who('雾灯券仅限于雾灯企业申请使用，不得转让。')[0]?.[0]).not.toBe('government-users');
    expect(who('自然人、法人和非法人组织开展雾灯活动，不得危害安全。')[0]?.[1]).toBe('自然人、法人和非法人组织');
    expect(who('对雾灯企业突发事件应对活动进行指导。')).toEqual([]);
  });

  test('as much as can be done is no order; who holds an office is punished under no duty', () => {
    expect(read('第一条 推进雾灯数据共享，应开放尽开放。')).toEqual([]);
    expect(read('第一条 监管人员玩忽职守的，应当依法给予行政处分。')).toEqual([]);
  });

  test('of which kind somebody is besides is not who it is', () => {
    const who = (text: string) => readObligations({ text: `第一条 ${text}`, title: '公共数据办法' })[0]?.who;
    expect(who('同时具有雾灯企业、平台企业属性的企业，应当分别定级。')).toBe('any-enterprise');
    expect(who('公示期内有异议的，相关当事人应当实名提出。')).toBe('any-enterprise');
    expect(who('提供网络信息内容传播服务的服务提供者应当核验雾灯标识。')).toBe('platforms');
    expect(who('各部门网信工作机构应当报告。')).toBe('government-users');
  });

  test('an article that follows a word in 据 is one; a list of bans is a ban', () => {
    const rows = read(
      '第一条 企业应当保存数据。第二章 雾灯数据第二条 企业发布图纸的，应当遵守以下规定：（一）不得出售图纸；（二）不得炒作缺陷。',
    );
    expect(rows.map(([, kind, article]) => `${article} ${kind}`)).toEqual(['第一条 duty', '第二条 prohibition']);
  });

  test('a list whose items are sentences stays one; the numbers of a section are those of an act without articles', () => {
    const [list] = read('第一条 企业应当：（一）公开规则。（二）保存日志。');
    expect(list?.slice(0, 3)).toEqual(['any-enterprise', 'duty', '第一条']);
    const notice = '关于加强管理的通知\n一、总体要求\n认真落实。\n二、重点任务\n（一）压实责任\n平台经营者应当在5日内报告。';
    expect(read(notice)[0]?.slice(0, 3)).toEqual(['platforms', 'duty', '第二部分第（一）项']);
  });

  describe('forms of orders', () => {
    const rows = (text: string) =>
      readObligations({ text: `第一条 ${text}`, title: '某办法' }).map(({ who, subject, kind }) => [who, subject ?? '-', kind]);

    test('what stands between 应当 and 的 is a name only where nobody does it', () => {
      expect(rows('采集敏感雾灯图像应当取得个人的单独同意。')).toHaveLength(1);
      expect(rows('雾灯检测产品应当在依法设立的场所交易。')).toHaveLength(1);
      expect(rows('检查机构不得向被检查的运营者收取费用。')).toEqual([['any-enterprise', '检查机构', 'prohibition']]);
      expect(rows('县级部门应当复用上级的雾灯资源。')).toEqual([['local-governments', '县级部门', 'duty']]);
      expect(rows('依法应当公开的雾灯目录可以查询。')).toEqual([]);
    });

    test('应 behind whoever must is an order with any verb; a need, a repayment and a response are none', () => {
      expect(rows('运营机构应分别登记雾灯资源。')).toEqual([['any-enterprise', '运营机构', 'duty']]);
      expect(rows('申请材料不齐全的，需一次性告知雾灯企业补充完善。')).toHaveLength(1);
      for (const each of ['企业应享受优惠。', '借款人应还本金从账户扣除。', '个人应缴费用由基金支付。', '运营者应急队伍每年演练。'])
        expect(rows(each), each).toEqual([]);
    });

    test('what nobody can be held to takes nothing from what stands beside it', () => {
      expect(rows('雾灯运营者应当加强监测，发现缺陷时，应当立即停用。')).toEqual([['any-enterprise', '雾灯运营者', 'duty']]);
      expect(rows('雾灯运营者应当加强监测，提高能力。')).toEqual([]);
      expect(rows('收集图像应当遵循合法的原则，不得窃取图像。')).toHaveLength(1);
      expect(rows('运营者按照授权要求使用图像，不得提供给未经授权的第三方。')).toEqual([['any-enterprise', '运营者', 'prohibition']]);
    });

    test('who bears a responsibility, or is charged with it, is who must; who is told, decided on or handed to is not', () => {
      expect(rows('雾灯加工方承担安全责任。要对产品进行评估。')).toEqual([['any-enterprise', '雾灯加工方', 'duty']]);
      expect(rows('雾灯检测应当由专业供电企业负责实施。')).toEqual([['any-enterprise', '专业供电企业', 'duty']]);
      expect(rows('县级以上雾灯主管部门应当公开目录。自行购买雾灯的，应当报本级雾灯主管部门审核。')[1]).toEqual([
        'any-enterprise',
        '-',
        'duty',
      ]);
      expect(rows('当事人主动改正的，应当依法从轻处罚。')).toEqual([['government-users', '-', 'duty']]);
      expect(rows('省级以上雾灯主管部门应当公布名录。')[0]?.[0]).toBe('government-users');
      expect(rows('市人民政府应当公布名录。禁用的雾灯，不得用于道路。')[1]).toEqual(['not-classified', '-', 'prohibition']);
      expect(rows('禁止任何单位挪用保险机构应当支付被保险人的赔款。')[0]?.[2]).toBe('prohibition');
    });
  });

  test('a cited article opens none; a text without numbers has none', () => {
    expect(read('第一条 企业应当依照第三条规定报告。第二条 企业不得转卖数据。').map(([, , article]) => article)).toEqual([
      '第一条',
      '第二条',
    ]);
    expect(read('各企业应当报告。')).toEqual([]);
  });
});

test('two acts: what is in other words is changed, the rest added or removed, and a lost penalty is a change', () => {
  const draft = readObligations({ text: act, title: '办法' });
  const final = readObligations({
    text: '第一条 平台经营者应当在收到通知之日起10个工作日内报告。\n第二条 网信部门作出决定前，应当告知当事人。\n第三条 企业应当保存日志六个月。',
    title: '办法',
  });
  const kinds = compareObligations(draft, final).map(({ change }) => change);
  expect(kinds).toEqual(['changed', 'same', 'added', 'removed', 'removed', 'removed', 'removed']);
});

describe('orders in other words', () => {
  test('a notice orders by another word, firms alone; at once and by tender are orders too', () => {
    const rows = (text: string) =>
      readObligations({ text: `第一条 ${text}`, title: '某办法' }).map((one) => [one.kind, one.who, one.subject]);
    expect(rows('各雾灯平台要落实雾灯规定，公开规则。')).toEqual([['duty', 'any-enterprise', '各雾灯平台']]);
    expect(rows('各部门要公开目录。')).toEqual([]);
    expect(rows('各部门要在5个工作日内公布目录。')).toEqual([['duty', 'government-users', '各部门']]);
    expect(rows('各雾灯平台要公开规则，不得转卖图纸。')[0]?.[0]).toBe('prohibition');
    expect(rows('发生雾灯事件后，立即启动应急预案。').length).toBe(1);
    expect(rows('实施机构以公开招标方式选择运营机构。')).toEqual([['duty', 'any-enterprise', '实施机构']]);
    expect(rows('协议签订后，应在5个工作日内，由雾灯企业按程序报主管部门备案。')[0]?.[2]).toBe('雾灯企业');
  });

  test('a list of bans or of rules is one, whatever leads into it; a province is an office', () => {
    const rows = (text: string) => readObligations({ text: `第一条 ${text}`, title: '某办法' }).map((one) => [one.kind, one.who]);
    expect(rows('雾灯授权运营禁止下列行为：（一）转让图纸；（二）出售图纸。')).toEqual([['prohibition', 'not-classified']]);
    expect(rows('雾灯企业应当遵守下列规定：（一）按期检修；（二）公开价格。')).toEqual([['duty', 'any-enterprise']]);
    expect(rows('主管部门应当公开目录。利用雾灯图纸，应当遵守下列规定：（一）按期归还；（二）不外传。')[1]).toEqual([
      'duty',
      'any-enterprise',
    ]);
    expect(rows('省（自治区、直辖市）应搭建雾灯平台。')).toEqual([['duty', 'local-governments']]);
    expect(rows('雾灯交易场所应对交易过程形成记录。')).toEqual([['duty', 'any-enterprise']]);
    expect(rows('县级人民政府雾灯工作机构应当每年报告。')).toEqual([['duty', 'local-governments']]);
  });

  test('what stands between 应当 and a name is what must be met, used or gone through; whoever does something must not', () => {
    const rows = (text: string) => readObligations({ text: `第一条 ${text}`, title: '某办法' }).map((one) => [one.kind, one.who]);
    expect(rows('雾灯图纸，应当报送有审核权的主管部门审核。')).toEqual([['duty', 'any-enterprise']]);
    expect(rows('雾灯产品应当通过依法设立的雾灯场所交易。')).toEqual([['duty', 'not-classified']]);
    expect(rows('开展雾灯测试不得扰乱交通，不得载客。')).toEqual([['prohibition', 'any-enterprise']]);
    expect(rows('雾灯单位不得以其他要求拖延检修，不得设定明显过高的条件。')).toEqual([['prohibition', 'any-enterprise']]);
    expect(rows('雾灯企业获知发生雾灯事件的，按照有关要求向主管部门报告。')).toEqual([['duty', 'any-enterprise']]);
    expect(rows('雾灯企业发生变更的，经向主管部门备案，其图纸归国家所有。')).toEqual([]);
    expect(rows('雾灯企业提供图纸，符合以下情形之一的，应当申报评估：').length).toBe(1);
  });
});
