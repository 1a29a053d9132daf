import type { Notice } from './notice.ts';

/** Invented notices written before the rules for windows and ways to take part were looked at or changed: nobody tunes on them. */
export const moreHeldOut: readonly Notice[] = [
  {
    id: 'h17',
    publisher: '国家能源局综合司',
    published: '2026-08-03',
    title: '国家能源局综合司关于公开征求《人工智能算力与电力协同运行指南（征求意见稿）》意见的通知',
    text: [
      '现向社会公开征求意见。请于2026年9月3日前将意见反馈至国家能源局科技司，传真010-55550601，电子邮箱：suandian@nengyuan.example.cn。',
      '感谢您的参与和支持！',
    ],
    window: { to: '2026-09-03' },
    ways: [['email', 'suandian@nengyuan.example.cn']],
  },
  {
    id: 'h18',
    publisher: '教育部',
    published: '2026-11-02',
    title: '教育部关于《中小学人工智能课程指南（征求意见稿）》公开征求意见的公告',
    text: [
      '为加强中小学人工智能教育，我部研制了《中小学人工智能课程指南（征求意见稿）》，现面向社会公开征求意见，时间自即日起至2026年12月2日。公众可通过以下方式反馈意见：',
      '1. 发送电子邮件至 kecheng [at] jiaoyu.example.cn',
      '2. 邮寄信函至北京市西单大木仓胡同37号教育部基础教育司（邮编100816）',
    ],
    window: { from: '2026-11-02', to: '2026-12-02' },
    ways: [
      ['email', 'kecheng@jiaoyu.example.cn'],
      ['post', '北京市西单大木仓胡同37号', '100816'],
    ],
  },
  {
    id: 'h19',
    publisher: '国家药品监督管理局综合司',
    published: '2026-03-30',
    title: '国家药监局综合司公开征求《人工智能医疗器械变更管理指导原则（征求意见稿）》意见',
    text: [
      '现向社会公开征求意见。请于2026年4月30日前，将有关意见按照《意见反馈表》（附件2）格式要求反馈至电子邮箱qixie@yaojian.example.cn。邮件标题请注明“人工智能医疗器械变更反馈意见”。',
      '附件：1.人工智能医疗器械变更管理指导原则（征求意见稿）',
      '2.意见反馈表',
    ],
    window: { to: '2026-04-30' },
    ways: [['email', 'qixie@yaojian.example.cn']],
  },
  {
    id: 'h20',
    publisher: '中国人民银行',
    published: '2026-06-12',
    title: '中国人民银行关于《金融领域大模型应用风险管理办法（征求意见稿）》公开征求意见的通知',
    text: [
      '为规范金融领域大模型应用，中国人民银行起草了《金融领域大模型应用风险管理办法（征求意见稿）》（见附件），现向社会公开征求意见。公众可通过以下途径和方式提出意见：',
      '1.通过电子邮件将意见发送至：keji@yinhang.example.cn。',
      '2.通过信函将意见邮寄至：北京市西城区成方街32号中国人民银行科技司（邮编：100800），并请在信封上注明“大模型风险管理意见反馈”字样。',
      '3.将意见传真至：010-55550701。',
      '意见反馈截止日期为2026年7月12日。',
    ],
    window: { to: '2026-07-12' },
    ways: [
      ['email', 'keji@yinhang.example.cn'],
      ['post', '北京市西城区成方街32号', '100800'],
    ],
  },
  {
    id: 'h21',
    publisher: '全国人大常委会法制工作委员会',
    published: '2026-10-30',
    title: '《数字经济促进法（草案二次审议稿）》征求意见',
    text: [
      '十四届全国人大常委会第二十九次会议对《数字经济促进法（草案二次审议稿）》进行了审议。现将《数字经济促进法（草案二次审议稿）》在中国人大网公布，社会公众可以直接登录中国人大网（www.renda.example.cn或www.renda2.example.cn）提出意见，也可以将意见寄送全国人大常委会法制工作委员会（北京市西城区前门西大街1号，邮编：100805。信封上请注明数字经济促进法草案二次审议稿征求意见）。',
      '征求意见截止日期：2026年11月28日。',
    ],
    window: { to: '2026-11-28' },
    // As in h08.
    ways: [
      ['form', 'www.renda.example.cn'],
      ['form', 'www.renda2.example.cn'],
      ['post', '北京市西城区前门西大街1号', '100805'],
    ],
  },
  {
    id: 'h22',
    publisher: '重庆市大数据应用发展管理局',
    published: '2026-02-02',
    title: '关于征求《重庆市公共数据分类分级指南（意见征求稿）》意见的函',
    text: [
      '我局起草了《重庆市公共数据分类分级指南（意见征求稿）》，现征求你单位意见。请结合工作实际提出修改意见，于2月13日（星期五）下班前书面反馈我局（盖章扫描件和电子版同步发送邮箱），逾期未反馈视为无意见。',
      '（联系人：赵某，联系电话：55550801，邮箱：fenlei@cqsj.example.cn）',
    ],
    window: { to: '2026-02-13' },
    ways: [['email', 'fenlei@cqsj.example.cn']],
  },
  {
    id: 'h23',
    publisher: '江苏省数据局',
    published: '2026-05-18',
    title: '江苏省数据局关于公开征求《江苏省可信数据空间建设指南》意见的公告',
    text: [
      '一、征集时间',
      '2026年5月18日—2026年6月17日',
      '二、征集方式',
      '（一）在线填写：点击页面下方“我要提意见”提交。',
      '（二）电子邮箱：kexin@jssj.example.cn',
      '（三）来信来函：南京市鼓楼区北京西路24号省数据局政策规划处，邮编210024',
    ],
    window: { from: '2026-05-18', to: '2026-06-17' },
    ways: [
      ['form', '我要提意见'],
      ['email', 'kexin@jssj.example.cn'],
      ['post', '南京市鼓楼区北京西路24号', '210024'],
    ],
  },
  {
    id: 'h24',
    publisher: '湖北省人民代表大会常务委员会',
    published: '2026-08-10',
    title: '湖北省人大常委会法规工作室关于公开征求《湖北省人工智能产业促进条例（草案）》修改意见的公告',
    text: [
      '现将草案全文公布，请社会各界人士提出宝贵意见，并请于8月31日前将意见反馈至省人大常委会法规工作室。',
      '来信请寄：武汉市武昌区东湖路160号省人大常委会法规工作室',
      '邮政编码：430071',
      '电子信箱：hbfg@hbrd.example.cn',
      '联系电话：027-55550901',
    ],
    window: { to: '2026-08-31' },
    ways: [
      ['post', '武汉市武昌区东湖路160号', '430071'],
      ['email', 'hbfg@hbrd.example.cn'],
    ],
  },
  {
    id: 'h25',
    publisher: '国家标准化管理委员会',
    published: '2026-04-20',
    title: '关于对《人工智能 模型可解释性评估》等12项拟立项国家标准项目公开征求意见的通知',
    text: [
      '各有关单位：',
      '经研究，国家标准委决定对《人工智能 模型可解释性评估》等12项拟立项推荐性国家标准项目公开征求意见，征求意见截止时间为2026年5月20日。',
      '请登录http://std.biaozhun.example.cn/gb/plan网页“计划公示”栏目，查询项目信息和反馈意见建议。',
      '2026年4月20日',
    ],
    window: { to: '2026-05-20' },
    ways: [['form', 'std.biaozhun.example.cn']],
  },
  {
    id: 'h26',
    publisher: '国家卫生健康委办公厅',
    published: '2026-09-14',
    title: '关于公开征求《卫生健康行业人工智能应用伦理审查要点（征求意见稿）》意见的公告',
    text: [
      '现面向社会公开征求意见，如有修改意见，请于9月28日17:00前通过电子邮件反馈至我委规划司，邮箱地址：lunli@weijian.example.cn，同时抄送 lunli2@weijian.example.cn。',
    ],
    window: { to: '2026-09-28' },
    ways: [
      ['email', 'lunli@weijian.example.cn'],
      ['email', 'lunli2@weijian.example.cn'],
    ],
  },
  {
    id: 'h27',
    publisher: '杭州市人民政府办公厅',
    published: '2026-03-02',
    title: '《杭州市低空智能网联管理办法（草案）》公开征求意见',
    text: [
      '征集部门：杭州市人民政府办公厅',
      '开始时间：2026-03-02',
      '结束时间：2026-04-01',
      '提交意见方式：网上留言；或发电子邮件到 dikong@hz.example.cn；或寄信到杭州市上城区解放东路18号市民中心A座（310026）。',
    ],
    window: { from: '2026-03-02', to: '2026-04-01' },
    ways: [
      ['email', 'dikong@hz.example.cn'],
      ['post', '杭州市上城区解放东路18号市民中心A座', '310026'],
    ],
  },
  {
    id: 'h28',
    publisher: '国家知识产权局',
    published: '2026-12-01',
    title: '国家知识产权局关于《人工智能相关发明专利审查指引（修改草案）》公开征求意见的通知',
    text: [
      '有关修改草案及说明见附件。社会各界人士可以在2027年1月15日前通过以下方式提出具体的修改完善意见：',
      '1.电子邮件：tiaofasi@zhishi.example.cn',
      '2.传真：010-55551001',
      '3.信函：北京市海淀区西土城路6号国家知识产权局条法司审查政策处 邮编100088（请在信封左下角注明“审查指引”）',
    ],
    window: { to: '2027-01-15' },
    ways: [
      ['email', 'tiaofasi@zhishi.example.cn'],
      ['post', '北京市海淀区西土城路6号', '100088'],
    ],
  },
  {
    id: 'h29',
    publisher: '山东省大数据局',
    published: '2026-09-28',
    title: '关于公开征求《山东省数据资产登记细则（征求意见稿）》意见的公告',
    text: ['现向社会公开征求意见，自公告之日起5个工作日内，可将意见发送至邮箱zichan@sdsj.example.cn。', '山东省大数据局', '2026年9月28日'],
    // 28 September is a Monday; 29 and 30 are worked, 1-7 October is the holiday, 8, 9 and Saturday 10 are worked.
    window: { to: '2026-10-10' },
    ways: [['email', 'zichan@sdsj.example.cn']],
  },
  {
    id: 'h30',
    publisher: '文化和旅游部办公厅',
    published: '2026-05-25',
    title: '文化和旅游部关于《生成式人工智能文艺作品管理规定（征求意见稿）》公开征求意见的公告',
    text: [
      '公众可以通过以下途径和方式提出反馈意见：一是登录文化和旅游部网站（https://www.wenlv.example.cn）“互动交流”栏目；二是发送邮件至 zcfgs@wenlv.example.cn；三是寄信至北京市东城区朝阳门北大街10号文化和旅游部政策法规司，邮编：100020。意见反馈的截止日期是二〇二六年六月二十四日。',
    ],
    window: { to: '2026-06-24' },
    ways: [
      ['form', 'www.wenlv.example.cn'],
      ['email', 'zcfgs@wenlv.example.cn'],
      ['post', '北京市东城区朝阳门北大街10号', '100020'],
    ],
  },
  {
    id: 'h31',
    publisher: 'Cyberspace Administration of China',
    published: '2026-06-01',
    title: 'Notice on Soliciting Public Comments on the Rules for Labelling of Broadcast Agents (Draft for Comment)',
    text: [
      'The draft is hereby published for public comment. Comments may be submitted until July 1, 2026 in the following ways:',
      '1. By email to agents@cyber.example.cn.',
      '2. By post to 15 Liuyin Road, Haidian District, Beijing 100048, with "agents" marked on the envelope.',
    ],
    window: { to: '2026-07-01' },
    ways: [
      ['email', 'agents@cyber.example.cn'],
      ['post', '15 Liuyin Road', '100048'],
    ],
  },
  {
    id: 'h32',
    publisher: '国家互联网信息办公室',
    published: '2026-08-06',
    title: '国家互联网信息办公室有关负责人就《智能播报服务标识规定》答记者问',
    text: [
      '问：起草过程是怎样的？',
      '答：2026年3月6日至4月5日，我办就《智能播报服务标识规定（征求意见稿）》向社会公开征求意见，共收到反馈意见213条。举报邮箱：jubao@wang.example.cn。',
    ],
    // A report of a window that is over, in another document: this page is no call.
    ways: [],
  },
];
