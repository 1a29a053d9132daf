/** The little world of the demo. All acts, numbers of the 900 series, firms and sentences are invented. */
import type { Act } from './frames.ts';

const cacName = '国家互联网信息办公室';
const ndrc = '国家发展和改革委员会';
const miit = '工业和信息化部';

export const jointPlan: Act = {
  path: '/xxgk/zcfb/tz/202611/t20261116_900101.html',
  title: '国家发展和改革委员会 国家数据局 国家能源局关于印发《智能算力设施绿色用能行动方案（2026—2029年）》的通知',
  number: '发改环资〔2026〕901号',
  issuers: [ndrc, '国家数据局', '国家能源局'],
  signed: '2026-11-11',
  published: '2026-11-16',
  text: [
    '各省、自治区、直辖市发展改革委、数据局、能源局：',
    '为落实《国务院办公厅关于推进普惠算力服务的意见》（国办发〔2026〕901号），现将《智能算力设施绿色用能行动方案（2026—2029年）》印发给你们，请认真组织实施。',
    '一、总体目标。到2029年，国家算力枢纽节点新建智算中心绿电占比达到85%以上，电能利用效率（PUE）降至1.2以下。',
    '二、新建智算中心应当在投产前完成节能审查，不得使用淘汰类制冷设备。',
    '三、支持西部枢纽与东部城市开展绿电直连，对中小企业使用绿色算力给予不超过合同额20%的补贴。',
    '本通知自2026年12月1日起施行，有效期3年。原《数据中心用能管理试行办法》（发改环资〔2023〕905号）同时废止。',
  ],
  site: '国家发展和改革委员会',
};

export const gateOpinions: Act = {
  path: '/zhengce/content/202611/content_9001.htm',
  title: '国务院办公厅关于推进普惠算力服务的意见',
  number: '国办发〔2026〕901号',
  issuers: ['国务院办公厅'],
  signed: '2026-10-28',
  published: '2026-11-06',
  text: [
    '各省、自治区、直辖市人民政府，国务院各部委、各直属机构：',
    '算力是人工智能发展的基础。为推进普惠算力服务，根据《国务院关于深入实施“人工智能+”行动的意见》（国发〔2025〕11号），提出以下意见。',
    '一、到2028年，面向中小企业的公共算力服务平台覆盖全部地级市，算力使用成本下降30%以上。',
    '二、鼓励各地发放算力券，支持跨省使用。国家算力枢纽应当将不低于15%的算力用于普惠服务。',
    '三、加强西部地区人才培养，支持高校建设人工智能实训平台。',
  ],
};

export const draftAgents: Act = {
  path: '/2026-11/17/c_1796400000090001.htm',
  title: `${cacName}关于《智能体平台责任规定（征求意见稿）》公开征求意见的通知`,
  issuers: [cacName],
  signed: '2026-11-17',
  published: '2026-11-17',
  text: [
    '为规范智能体平台服务，根据《中华人民共和国网络安全法》《中华人民共和国个人信息保护法》，我办起草了《智能体平台责任规定（征求意见稿）》，现向社会公开征求意见。',
    '公众可通过电子邮件将意见发送至：agents@cac.example。意见反馈截止时间为2026年12月17日。',
    '智能体平台责任规定（征求意见稿）',
    '第一条　为规范智能体平台的服务行为，保护用户合法权益，制定本规定。',
    '第二条　平台应当记录智能体以用户名义作出的每一次操作，记录保存不少于180日。',
    '第三条　智能体发起的支付超过500元的，平台应当取得用户二次确认。',
    '第四条　本规定自　　年　　月　　日起施行。',
  ],
};

export const labelDraft: Act = {
  path: '/2026-08/20/c_1788000000090002.htm',
  title: `${cacName}关于《合成语音服务标识管理办法（征求意见稿）》公开征求意见的通知`,
  issuers: [cacName],
  signed: '2026-08-20',
  published: '2026-08-20',
  text: [
    '为规范合成语音服务，我办会同公安部起草了《合成语音服务标识管理办法（征求意见稿）》，现向社会公开征求意见，意见反馈截止时间为2026年9月19日。',
    '合成语音服务标识管理办法（征求意见稿）',
    '第一条　提供生成式人工智能合成语音服务的，应当在语音起始处添加标识。',
    '第二条　违反规定的，由网信部门责令改正。',
  ],
};

export const labelFinal: Act = {
  path: '/2026-11/18/c_1796500000090003.htm',
  title: '合成语音服务标识管理办法',
  number: `${cacName}令第90号`,
  issuers: [cacName, '公安部'],
  signed: '2026-11-12',
  published: '2026-11-18',
  text: [
    '《合成语音服务标识管理办法》已经2026年10月30日国家互联网信息办公室室务会议审议通过，并经公安部同意，现予公布，自2027年1月15日起施行。',
    '合成语音服务标识管理办法',
    '第一条　为规范生成式人工智能合成语音服务，根据《中华人民共和国网络安全法》，制定本办法。',
    '第二条　提供合成语音服务的，应当在语音起始处和结束处添加可感知的标识。',
    '第三条　服务提供者应当保存标识日志不少于六个月。',
    '第四条　违反本办法规定的，由网信部门依法处十万元以下罚款。',
    '第五条　本办法自2027年1月15日起施行。',
  ],
};

export const labelReading: Act = {
  path: '/2026-11/18/c_1796500000090004.htm',
  title: '《合成语音服务标识管理办法》答记者问',
  issuers: [],
  published: '2026-11-18',
  text: [
    '近日，国家互联网信息办公室、公安部公布《合成语音服务标识管理办法》（以下简称《办法》）。有关负责人就《办法》回答了记者提问。',
    '问：为什么要求在结束处也添加标识？答：合成语音常被截取传播，首尾两处标识便于公众识别人工智能生成内容。',
  ],
};

export const filings: Act = {
  path: '/2026-11/19/c_1796600000090005.htm',
  title: `${cacName}关于发布生成式人工智能服务已备案信息的公告（2026年11月）`,
  issuers: [cacName],
  signed: '2026-11-19',
  published: '2026-11-19',
  text: [
    '根据《生成式人工智能服务管理暂行办法》，现将2026年11月生成式人工智能服务已备案信息予以公告。',
    '截至2026年11月15日，累计有1204款生成式人工智能服务完成备案，较上月新增61款。',
  ],
};

export const notice: Act = {
  path: '/xxgk/zcfb/tz/202611/t20261105_900102.html',
  title: '国家发展和改革委员会关于组织开展算力枢纽节点绿电监测的通知',
  number: '发改办环资〔2026〕902号',
  issuers: [ndrc],
  signed: '2026-10-30',
  published: '2026-11-05',
  text: [
    '国家算力枢纽节点所在地发展改革委：',
    '为掌握智算中心用电情况，现组织开展绿电监测。各智算中心应当于2027年1月底前接入监测平台。',
    '监测数据每季度报送一次，不得瞒报漏报。',
  ],
  site: '国家发展和改革委员会',
};
/** The same page a week later: the day was moved, and nobody announced it. */
export const noticeEdited: Act = {
  ...notice,
  text: notice.text.map((line) => line.replace('2027年1月底前', '2027年6月底前')),
  related: ['能源领域设备更新问答', '全国碳市场运行情况'],
};

export const withdrawn: Act = {
  path: '/zhengce/zhengcefagui/202610/t20261028_900201.html',
  title: '北京市经济和信息化局关于支持人工智能开源社区建设的若干措施',
  number: '京经信发〔2026〕901号',
  issuers: ['北京市经济和信息化局'],
  signed: '2026-10-22',
  published: '2026-10-28',
  text: ['一、支持企业和高校共建人工智能开源社区，对运营机构给予最高300万元补助。', '二、鼓励大模型企业向社区开放模型和数据集。'],
  site: '首都之窗_北京市人民政府门户网站',
};

export const beijing: readonly Act[] = [
  {
    path: '/zhengce/zhengcefagui/202611/t20261117_900202.html',
    title: '北京市人民政府办公厅关于印发《北京市词元经济创新发展若干措施》的通知',
    number: '京政办发〔2026〕90号',
    issuers: ['北京市人民政府办公厅'],
    signed: '2026-11-10',
    published: '2026-11-17',
    text: [
      '各区人民政府，市政府各委、办、局：现将《北京市词元经济创新发展若干措施》印发给你们。',
      '一、发放词元券，对中小企业采购大模型服务的费用给予30%补贴，每家企业每年最高100万元。',
      '二、支持国产人工智能芯片与大模型适配，建设公共测试平台。',
    ],
    site: '首都之窗_北京市人民政府门户网站',
  },
  {
    path: '/zhengce/zhengcefagui/202611/t20261112_900203.html',
    title: '北京市教育委员会关于推进中小学人工智能课程建设的通知',
    number: '京教基〔2026〕903号',
    issuers: ['北京市教育委员会'],
    signed: '2026-11-05',
    published: '2026-11-12',
    text: ['中小学每学年人工智能课程应当不少于8课时。', '支持学校与高校共建人工智能实验室，加强教师培训。'],
    site: '首都之窗_北京市人民政府门户网站',
  },
];

export const miitActs: readonly Act[] = [
  {
    path: '/zwgk/zcwj/art/2026/art_900a0000000000000000000000000301.html',
    title: '工业和信息化部办公厅关于开展人工智能芯片适配验证工作的通知',
    number: '工信厅电子函〔2026〕901号',
    issuers: ['工业和信息化部办公厅'],
    signed: '2026-11-13',
    published: '2026-11-18',
    text: ['为提升国产人工智能芯片供给能力，现组织开展大模型与国产芯片适配验证工作。', '请各地于2026年12月20日前报送申报材料。', '支持10家以上企业建设万卡集群验证环境。'],
    site: '工业和信息化部',
  },
  {
    path: '/zwgk/zcwj/art/2026/art_900a0000000000000000000000000302.html',
    title: '工业和信息化部 教育部关于印发《具身智能产业人才培养实施方案》的通知',
    number: '工信部联科〔2026〕902号',
    issuers: [miit, '教育部'],
    signed: '2026-10-29',
    published: '2026-11-04',
    text: ['为加快具身智能等未来产业发展，现印发《具身智能产业人才培养实施方案》。', '到2030年，培养具身智能领域工程师10万名，建设50个实训基地。'],
    site: '工业和信息化部',
  },
];

export const wire: Act = {
  path: '/2026/1116/c900-401.html',
  title: '三部门出台方案推动智算中心绿色用能',
  issuers: [],
  published: '2026-11-17',
  source: '新华社',
  text: [
    '新华社北京11月16日电　国家发展改革委、国家数据局、国家能源局近日印发《智能算力设施绿色用能行动方案（2026—2029年）》。',
    '方案提出，到2029年国家算力枢纽节点新建智算中心绿电占比达到85%以上。',
  ],
};

export const paper: readonly Act[] = [
  wire,
  {
    path: '/2026/1106/c900-400.html',
    title: '国办发文推进普惠算力服务',
    issuers: [],
    published: '2026-11-06',
    source: '新华社',
    text: ['新华社北京11月6日电　国务院办公厅印发《关于推进普惠算力服务的意见》，提出到2028年面向中小企业的公共算力服务平台覆盖全部地级市。'],
  },
  {
    path: '/2026/1119/c900-402.html',
    title: '临江智能发布第三代工业大模型',
    issuers: [],
    published: '2026-11-19',
    text: ['临江智能科技公司19日发布第三代工业大模型，称训练全部在国产人工智能芯片集群上完成。', '公司表示模型已通过生成式人工智能服务备案。'],
  },
];

/** What a science desk writes all day, and nobody here wants. */
const floodTitles = [
  '晚秋柑橘采摘忙', '山区公路路面改造完工', '冬季供暖收费标准答疑', '湿地公园观鸟节开幕', '老年大学秋季班结业', '沿江旅游列车开行', '羊肚菌种植技术讲座', '城区排水管网检修',
  '手机新品价格对比', '周末晴到多云气温回升', '社区义诊走进村庄', '足球联赛第九轮战报', '咸菜腌制的小窍门', '图书馆延长开放时间', '冬小麦播种进度过半', '旧小区加装电梯问答',
  '景区推出雪季套票', '渔船归港秋汛收官', '广场舞大赛决出名次', '农机维修进村入户', '公交线路临时绕行', '文化馆摄影展开展',
];
export const flood: readonly Act[] = floodTitles.map((title, i) => ({
  path: `/2026/1118/c900-5${String(i).padStart(2, '0')}.html`,
  title,
  issuers: [],
  published: '2026-11-18',
  text: [`${title}。记者在现场看到，工作人员正在忙碌，市民对此表示满意。`, '天气转凉，请大家注意保暖。'],
}));

export const lab: readonly Act[] = [
  {
    path: '/analysis/inclusive-compute',
    title: 'China wants cheaper AI computing power for small firms',
    issuers: [],
    published: '2026-11-08',
    text: ['The General Office of the State Council of China has issued opinions on inclusive computing power services for artificial intelligence. The cost of compute for small firms should fall by 30 per cent by 2028.'],
  },
  {
    path: '/analysis/voice-labels',
    title: 'What China’s final voice-labelling measures change',
    issuers: [],
    published: '2026-11-19',
    text: [
      'The Cyberspace Administration of China has published the final Measures for Labelling Synthetic Voice Services. Against the August draft, a label is now also due at the end of the audio.',
      'Providers of generative AI services in China must keep label logs for six months. The fine stays at up to 100,000 yuan.',
    ],
  },
  {
    path: '/analysis/green-compute',
    title: 'China ties new AI data centres to green power',
    issuers: [],
    published: '2026-11-18',
    text: ['Three Chinese departments issued an action plan for green power at AI computing facilities. New intelligent computing centres in the national hubs should draw 85 per cent of their electricity from green sources by 2029.'],
  },
];

export const shenzhen: readonly Act[] = [
  {
    path: '/zwgk/content/post_9000701.html',
    title: '深圳市工业和信息化局关于2026年训力券申领工作的通知',
    number: '深工信规〔2026〕9号',
    issuers: ['深圳市工业和信息化局'],
    signed: '2026-11-02',
    published: '2026-11-06',
    text: ['训力券用于支持企业购买智能算力服务训练大模型，单个企业每年最高1000万元。', '本通知自2026年11月15日起施行，有效期2年。'],
    site: '深圳市工业和信息化局',
  },
];

export const libraryReading: Act = {
  path: '/zhengce/202611/content_9003.htm',
  title: '用得起、用得好——《国务院办公厅关于推进普惠算力服务的意见》解读',
  issuers: [],
  published: '2026-11-16',
  source: '中国政府网',
  text: ['为帮助理解《国务院办公厅关于推进普惠算力服务的意见》，有关负责人介绍了普惠算力服务的主要考虑。', '算力券跨省使用后，西部枢纽的算力可以服务东部中小企业。'],
};
