import { describe, expect, test } from 'vitest';
import type { ClaimVerdict } from '../../shared/model/claim.ts';
import { checkClaim } from '../../shared/stages/claim/claim.ts';

/** Claims about an invented act, by hand; thousands made of real acts by rule are checked by tests/corpus/claims.ts. */
const act = `云江市智能体平台服务管理办法（试行）
第一章　总则
第一条　为规范智能体平台服务，保护用户合法权益，根据《中华人民共和国网络安全法》，制定本办法。
第二条　在本市行政区域内提供智能体平台服务的，适用本办法。
第三条　市网信部门负责统筹协调智能体平台服务的监督管理工作。市公安机关、市数据主管部门在各自职责范围内负责相关监督管理工作。
第二章　服务规范
第四条　平台运营者应当建立健全算法审核、数据安全、个人信息保护和应急处置制度。
第五条　平台运营者应当记录智能体以用户名义作出的每一次操作，操作日志保存期限不少于180日。
第六条　智能体发起的支付超过500元的，平台运营者应当取得用户二次确认。
第七条　平台运营者不得有下列行为：
（一）收集与服务无关的个人信息；
（二）未经用户同意，向第三方提供用户数据；
（三）利用算法对用户实施不合理的差别待遇。
第八条　平台运营者向不满十四周岁的未成年人提供服务的，应当取得其监护人同意。
第九条　经用户同意，平台运营者可以使用其操作日志训练模型，但涉及敏感个人信息的除外。
第十条　平台运营者应当自提供服务之日起十个工作日内向市网信部门备案，备案内容包括服务名称、算法说明和安全评估报告。
第十一条　鼓励平台运营者采用国产人工智能芯片。对首次完成适配的企业，给予最高200万元补助。
第十二条　新建智能算力中心绿电占比应当不低于85%，电能利用效率应当低于1.2。
第三章　法律责任
第十三条　违反本办法第七条规定的，由市网信部门责令改正，处一万元以上十万元以下罚款；情节严重的，处十万元以上五十万元以下罚款。
第十四条　用户对平台处理结果有异议的，可以在30日内申请复核。平台运营者应当在收到申请之日起十五日内答复。
第四章　附则
第十五条　本办法自2027年3月1日起施行，有效期二年。`;

type Row = readonly [says: string, verdict: ClaimVerdict, article?: string | undefined];

/** What the text says: recall is counted. */
const told: readonly Row[] = [
  ['操作日志保存期限不少于180日', 'says'],
  ['操作日志保存期限至少180日。', 'says', '5'],
  ['操作日志保存期限不低于一百八十日', 'says', '第五条'],
  ['平台运营者应当记录智能体以用户名义作出的每一次操作', 'says', '第5条'],
  ['平台运营者必须记录智能体以用户名义作出的每一次操作，操作日志保存期限不少于180日', 'says'],
  ['應當記錄智能體以用戶名義作出的每一次操作', 'says'],
  ['平台运营者应当建立健全算法审核制度', 'says', '四'],
  ['平台运营者应当建立健全数据安全和个人信息保护制度', 'says'],
  ['应当建立健全应急处置制度', 'says'],
  ['智能体发起的支付超过500元的，平台运营者应当取得用户二次确认', 'says', 'Article 6'],
  ['智能体发起的支付超过五百元的，平台运营者须取得用户的二次确认', 'says'],
  ['平台运营者不得收集与服务无关的个人信息', 'says', '7'],
  ['平台运营者禁止收集与服务无关的个人信息', 'says'],
  ['平台运营者不得利用算法对用户实施不合理的差别待遇', 'says', '第七条（三）'],
  ['平台运营者向不满14周岁的未成年人提供服务的，应当取得其监护人同意', 'says', '8'],
  ['平台运营者应当自提供服务之日起10个工作日内向市网信部门备案', 'says', '10'],
  ['备案内容包括服务名称、算法说明和安全评估报告', 'says', '10'],
  ['对首次完成适配的企业，给予最高200万元补助', 'says', '11'],
  ['对首次完成适配的企业，给予最高二百万元的补助', 'says'],
  ['鼓励平台运营者采用国产人工智能芯片', 'says'],
  ['新建智能算力中心绿电占比应当不低于百分之八十五', 'says', '12'],
  ['新建智能算力中心绿电占比应当不低于85%，电能利用效率应当低于1.2', 'says'],
  ['情节严重的，处十万元以上五十万元以下罚款', 'unclear', '13'],
  ['违反本办法第七条规定的，由市网信部门责令改正，处1万元以上10万元以下罚款', 'says'],
  ['用户对平台处理结果有异议的，可以在三十日内申请复核', 'says', '14'],
  ['平台运营者应当在收到申请之日起15日内答复', 'says'],
  ['本办法自2027年3月1日起施行', 'says', '15'],
  ['有效期2年', 'unclear', '15'],
  ['市网信部门负责统筹协调智能体平台服务的监督管理工作', 'says', '3'],
  ['经用户同意，平台运营者可以使用其操作日志训练模型，但涉及敏感个人信息的除外', 'says', '9'],
  ['Platform operators must keep operation logs for at least 180 days.', 'says', '5'],
  ['Green power must be at least 85% in new computing centres', 'says', '12'],
  ['The measures take effect on 1 March 2027.', 'says', '15'],
];

/** What the text does not say, or not so: none of it may come back as said. */
const untold: readonly Row[] = [
  ['操作日志保存期限不少于90日', 'does not say', '5'],
  ['操作日志保存期限不超过180日', 'does not say', '5'],
  ['操作日志保存期限为180日', 'does not say', '5'],
  // Who says over 180 for 180 and more hardly means to deny it.
  ['操作日志保存期限超过180日', 'unclear', '5'],
  ['操作日志保存期限不少于180个月', 'unclear', '5'],
  ['操作日志保存期限不少于180日', 'does not say', '6'],
  ['平台运营者可以记录智能体以用户名义作出的每一次操作', 'does not say'],
  ['平台运营者不得记录智能体以用户名义作出的每一次操作', 'does not say'],
  ['用户应当记录智能体以用户名义作出的每一次操作', 'does not say'],
  ['平台使用者应当建立健全算法审核制度', 'does not say'],
  ['智能体发起的支付超过1000元的，平台运营者应当取得用户二次确认', 'does not say'],
  ['智能体发起的支付不超过500元的，平台运营者应当取得用户二次确认', 'does not say'],
  ['平台运营者应当取得用户二次确认', 'unclear'],
  ['收集与服务无关的个人信息', 'unclear', '7'],
  ['平台运营者可以收集与服务无关的个人信息', 'does not say', '7'],
  ['平台运营者不得收集个人信息', 'unclear', '7'],
  ['平台运营者不得向第三方提供用户数据', 'unclear', '7'],
  ['平台运营者不得对用户实施差别待遇', 'unclear', '7'],
  ['平台运营者向不满十六周岁的未成年人提供服务的，应当取得其监护人同意', 'does not say', '8'],
  ['平台运营者向未成年人提供服务的，应当取得其监护人同意', 'unclear', '8'],
  ['平台运营者可以使用其操作日志训练模型', 'unclear', '9'],
  ['经用户同意，平台运营者可以使用其操作日志训练模型', 'unclear', '9'],
  ['平台运营者应当自提供服务之日起十日内向市网信部门备案', 'unclear', '10'],
  ['平台运营者应当自提供服务之日起三十个工作日内向市网信部门备案', 'does not say', '10'],
  ['平台运营者应当自提供服务之日起十个工作日内向市公安机关备案', 'unclear', '10'],
  ['对首次完成适配的企业，给予200万元补助', 'does not say', '11'],
  ['对首次完成适配的企业，给予最高20万元补助', 'does not say', '11'],
  ['平台运营者应当采用国产人工智能芯片', 'unclear', '11'],
  ['新建智能算力中心绿电占比应当不高于85%', 'does not say', '12'],
  ['电能利用效率应当高于1.2', 'does not say', '12'],
  ['处一万元以上五十万元以下罚款', 'unclear', '13'],
  ['由市公安机关责令改正，处一万元以上十万元以下罚款', 'unclear', '13'],
  ['用户对平台处理结果有异议的，应当在30日内申请复核', 'does not say', '14'],
  ['用户对平台处理结果有异议的，不可以在30日内申请复核', 'does not say', '14'],
  ['平台运营者应当在收到申请之日起三十日内答复', 'does not say', '14'],
  ['本办法自2027年5月1日起施行', 'does not say', '15'],
  ['本办法自2028年3月1日起施行', 'does not say', '15'],
  ['平台运营者应当为用户购买商业保险', 'unclear'],
  ['国务院负责制定年度产业发展计划并公布', 'unclear'],
  ['平台运营者应当保存操作日志', 'article not there', '第二十条'],
  ['Platform operators must keep operation logs for at least 90 days.', 'does not say', '5'],
  ['Platform operators must keep operation logs for at most 180 days.', 'does not say', '5'],
  ['Platform operators may keep operation logs for at least 180 days.', 'unclear', '5'],
  ['Platform operators must not keep operation logs for at least 180 days.', 'unclear', '5'],
  ['Users must keep operation logs for at least 180 days.', 'unclear', '5'],
  ['Green power must be at least 58% in new computing centres', 'does not say', '12'],
  ['The measures take effect on 1 May 2027.', 'does not say', '15'],
  ['Platform operators should insure every user.', 'unclear'],
  ['用户应当在收到申请之日起十五日内答复', 'does not say', '14'],
  ['平台运营者可以在30日内申请复核', 'unclear', '14'],
  ['市公安机关负责统筹协调智能体平台服务的监督管理工作', 'unclear', '3'],
  ['未经用户同意，平台运营者可以使用其操作日志训练模型', 'does not say', '9'],
  ['在本市行政区域外提供智能体平台服务的，适用本办法', 'unclear', '2'],
];

const asked = ([says, , article]: Row) => checkClaim({ says, text: act, article, day: '2026-11-20' });

describe('a claim about an act', () => {
  test.each(told.map((row) => ({ row })))('$row', ({ row }) => {
    const { verdict, why, passages } = asked(row);
    expect([verdict, why, passages[0]?.differs]).toEqual([row[1], expect.any(String), expect.any(Array)]);
  });

  test.each(untold.map((row) => ({ row })))('$row', ({ row }) => {
    const { verdict, why, passages } = asked(row);
    expect(verdict, `${why} ${JSON.stringify(passages[0])}`).toBe(row[1]);
  });

  test('comes with the passage, word for word, and with what differs', () => {
    expect(asked(['操作日志保存期限不少于90日', 'does not say', '5'])).toMatchObject({
      why: 'The nearest passage has another figure.',
      passages: [
        {
          article: '第五条',
          quote: expect.stringContaining('操作日志保存期限不少于180日'),
          differs: [{ what: 'figure', claimed: '90', stated: '180' }],
        },
      ],
    });
    const elsewhere = asked(['操作日志保存期限不少于180日', 'does not say', '6']);
    expect(elsewhere.why).toBe('第六条 does not say so; another place does.');
    expect(elsewhere.passages[0]).toMatchObject({
      article: '第五条',
      differs: [{ what: 'article', claimed: '第六条', stated: '第五条' }],
    });
  });

  test('without a text there is nothing to check', () => {
    expect(checkClaim({ says: '应当备案', text: '' }).verdict).toBe('text not held');
  });

  test('a claim with more sentences than are looked at is never said, whatever the first ones say', () => {
    const said = '操作日志保存期限不少于180日。';
    expect(checkClaim({ says: said.repeat(6), text: act }).verdict).toBe('says');
    for (const more of ['平台运营者应当每年缴纳一亿元保证金。', said.repeat(100)])
      expect(checkClaim({ says: `${said.repeat(6)}${more}`, text: act })).toMatchObject({
        verdict: 'unclear',
        why: expect.stringContaining('at most 6 sentences'),
      });
  });

  test('a long text and a long claim are answered at once', () => {
    const long = `${act}\n`.repeat(60);
    const before = process.cpuUsage();
    checkClaim({ says: '平台运营者应当'.repeat(140), text: long });
    const { user } = process.cpuUsage(before);
    expect(user / 1e6).toBeLessThan(3);
  });
});
