import { describe, expect, test } from 'vitest';
import { englishTitle } from '../../shared/stages/english/english.ts';

describe('forms of names', () => {
  test.each([
    // what is done to things, and the head behind it
    [
      '苏州市算力资源开发利用安全管理办法',
      /^Measures of Suzhou for the Administration of the Security of the Development and Use of Computing Resources$/,
    ],
    ['政务网络国内协调管理办法', /^Measures for the Administration of Domestic Coordination of .*Networks?$/],
    [
      '推进智慧城市建设专项资金使用管理办法',
      /^Measures for the Administration of the Use of Special Funds for Advancing the Building of Smart Cities$/,
    ],
    [
      '关于促进智能体产业规范健康持续发展的意见',
      /^Opinions on Promoting (?:the )?Well-Regulated, Healthy and Sustained Development of the .*Industry$/,
    ],
    // whose committee it is stands before its place
    [
      '政协青海省委员会关于加快人工智能产业发展的建议案',
      /^Recommendations of the Qinghai Provincial CPPCC Committee on Accelerating the Development of the AI Industry$/,
    ],
    [
      '政协全国委员会关于加快人工智能产业发展的提案',
      /^Proposal of the National Committee of the Chinese People's Political Consultative Conference /,
    ],
    ['关于加快人工智能产业发展的建议案', /^Recommendations on Accelerating the Development of the AI Industry$/],
    // an open competition, and what it is for
    [
      '关于组织开展2026年未来产业创新任务揭榜挂帅工作的通知',
      / on Organizing 2026 Open Competition for Innovation Tasks for Future Industries$/,
    ],
    ['人工智能+工业制造行动方案', /^Action Plan for AI\+ Industrial Manufacturing$/],
    ['人工智能+工业设计行动计划', /^Action Plan for AI\+ Industrial Design$/],
    ['政协委员关于人工智能的提案', /^政协委员关于/],
    ['企业登记注册管理办法', /^Measures for the Administration of Enterprise Registration$/],
    ['临江市社会医疗保险办法', /^Measures (?:of Linjiang )?for Social Medical Insurance/],
    ['关于进一步加快发展数字经济的意见', /^Opinions on Further Accelerating the Development of the Digital Economy$/],
    // two kinds, two works, a year
    [
      '杭州市数据登记管理办法及实施细则',
      /^Measures of Hangzhou for the Administration of Data Registration and Detailed Implementation Rules$/,
    ],
    [
      '关于印发《杭州市算力券管理办法（试行）》《杭州市数据条例》的通知',
      /^Notice on Issuing the Measures of Hangzhou .* \(Trial\) and the Regulations of Hangzhou on Data$/,
    ],
    ['数字杭州2027年行动方案', /^2027 Action Plan for Digital Hangzhou$/],
    ['智能体发展规划（国发〔2027〕5号）', /\(Guofa \[2027\] No\. 5\)$/],
    // a kind gives back the word that belongs to what stands before it
    ['智能体部署应用指引', /^Guidelines for the Deployment and Application of Agents$/],
    // turns
    ['基于人工智能的数据标注指南', /Data Labelling Based on AI$/],
    ['关于开展人工智能赋能制造业发展专项行动的通知', /Special Action on Empowering .* with AI$/],
    // a time, and a place that a declaration is named for
    ['关于新时代推进数据要素市场建设的意见', /^Opinions on Advancing the Building of the Data Element Market in the New Era$/],
    ['全球数据治理杭州宣言', /^Hangzhou Declaration on Global Data Governance$/],
    // the fields of a series of standards as the table has them, for another part of it
    ['信息技术 大数据 数据集质量要求', /^Information Technology — Big Data — .*Requirements/],
    [
      '移动互联网应用程序（APP）收集使用个人信息最小必要评估规范 第30部分：剪切板列表',
      /Evaluation Specification — Part 30: Clipboard List$/,
    ],
    // who issues it
    ['市政府办公室关于印发算力券管理办法的通知', /^Notice of the General Office of the Municipal People's Government on /],
    ['北京市科学技术委员会等单位关于印发算力券管理办法的通知', /Commission and Other Entities on /],
    ['广西推动算力产业发展实施方案', /^Guangxi Implementation Plan for Promoting /],
  ] as const)('%s', (zh, en) => {
    const { english, pieces } = englishTitle(zh);
    expect(english).toMatch(en);
    expect(pieces.map((piece) => piece.zh).join('')).toBe(zh);
  });

  test('blanks beside a mark are no words', () =>
    expect(englishTitle('苏州市 “人工智能 + ” 行动方案（2027 ~ 2028年）').english).toBe(
      englishTitle('苏州市“人工智能+”行动方案（2027～2028年）').english,
    ));

  test.each(['开展第二批人工智能助推教师队伍建设试点工作实施方案', '关于做好2027年享受优惠政策的企业清单制定工作的通知'])(
    'no order of words is guessed: %s',
    (zh) => expect(englishTitle(zh).english).toBe(zh),
  );
});
