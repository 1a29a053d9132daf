/**
 * Concepts of the field and the words that show them, Chinese (blank between) and English (| between).
 * What a concept says about a theme stands in themes.ts.
 */
export type Concept = { readonly id: string; readonly terms: readonly string[] };

type Row = readonly [id: string, zh: string, en: string];

const rows: readonly Row[] = [
  // ——— artificial intelligence as such
  [
    'ai',
    '人工智能 生成式 AIGC 机器学习 深度学习 神经网络 智能经济 智能社会 智能化 生成AI 生成合成',
    'artificial intelligence|AI|generative AI|GenAI|machine learning|AGI|deep learning|AI-powered',
  ],
  [
    'ai-industry',
    '人工智能产业 人工智能发展 人工智能创新 人工智能应用 人工智能行业 人工智能技术 人工智能赋能 赋能新型工业化 智能装备 智能制造 智能终端 智能驾驶 智能科学 智能仪器',
    'AI industry|AI development|AI industries|artificial intelligence industry|AI adoption|AI application',
  ],
  [
    'model',
    '大模型 大语言模型 语言模型 基础模型 行业模型 推理模型 多模态 通用人工智能 ChatGPT 模型应用 开源模型',
    'large language model|LLM|foundation model|AI model|language model|large model|open model|reasoning model|ChatGPT',
  ],
  ['agent', '智能体', 'AI agent|intelligent agent|agentic|AI agents|agents|agent services|agent registration|agent provider|agent rules'],
  [
    'ai-plus',
    '人工智能+ AI+ 模塑申城 人工智能与交通 人工智能赋能 全面赋能 场景培育 应用场景',
    'AI Plus|AI+|AI + |Artificial Intelligence Plus|artificial intelligence +',
  ],
  [
    'ai-plan',
    '新一代人工智能发展规划 人工智能发展规划 人工智能行动计划 人工智能产业促进 人工智能创新高地 人工智能政策',
    'AI development plan|AI policy|AI strategy|AI governance initiative|national AI strategy',
  ],
  ['token', '词元 词元经济 词元券', 'token economy|token calls'],
  // ——— data as a factor of production
  [
    'data-factor',
    '数据要素 数据要素× 数据二十条 数据基础制度 要素市场化 生产要素 数据生产要素 数据要素市场 数据价值 数据要素综合试验区',
    'data element|data factor|data elements|data factors|factor of production|data twenty|data 20|data-element|asset class',
  ],
  [
    'data-trade',
    '数据交易 数据交易所 数据流通 场内交易 场外交易 数商 数据经纪 数据产品 数据市场 数据商品 数交所 数据供需 数据定价 数据价格',
    'data exchange|data trading|data trade|data marketplace|data market|data circulation|on-exchange|off-exchange|data product|data exchanges|open data trading|data flows|data broker',
  ],
  [
    'public-data',
    '公共数据 授权运营 数据产权 数据确权 数据资产 数据资源登记 三权分置 数据资产入表 公共数据资源 数据权益 数据登记 数据资源开发 首席数据官',
    'public data|data property|data rights|data asset|data ownership|data strategy|data property rights|data resources',
  ],
  [
    'dataset',
    '数据集 高质量数据集 语料 语料库 语料券 数据券 数据标注 可信数据空间 数据空间 训练数据集 数据供给',
    'dataset|datasets|high-quality data|data labelling|data labeling|data annotation|trusted data space|corpus|training data|AI-ready',
  ],
  [
    'data-infra',
    '国家数据基础设施 数据基础设施 数据流通利用基础设施 一体化数据市场',
    'data infrastructure|national data infrastructure|integrated data market|unified data market',
  ],
  ['nda', '国家数据局 数据局', 'National Data Administration|National Data Bureau|State Data Administration|NDA'],
  ['data', '数据', 'data'],
  ['digital', '数字经济 数字中国 数字化 数字化转型', 'digital economy|digital transformation|digitalisation|digitalization'],
  // ——— compute
  [
    'compute',
    '算力 智算 智能化基础设施 计算平台 智能算力 算力网 算力基础设施 算力规模 算力服务 算力供给 超算 万卡 千卡 算力资源 算力调度 通算 算力布局',
    'computing power|compute|computing capacity|computing infrastructure|AI computing|EFLOPS|PFLOPS|EFlops|supercomputing|computing network|GPU cluster|AI infrastructure|AI and cloud infrastructure|token factory|computational power|computing resource|cloud capacity',
  ],
  [
    'compute-net',
    '算力网 全国一体化算力网 算力互联互通 调度算力 算力并网 新型基础设施',
    'national integrated computing|computing network|compute network|computing interconnection|compute monitoring',
  ],
  [
    'data-centre',
    '数据中心 智算中心 算力中心 智能计算中心 智算集群',
    'data center|data centre|datacenter|computing center|computing centre|server farm',
  ],
  [
    'east-west',
    '东数西算 枢纽节点 算力枢纽 东数西存 东西部 国家枢纽',
    'East Data West Computing|Eastern Data|east-data-west|EDWC|computing hub|national hub|channeling computing|western center|western centre|east-to-west',
  ],
  ['voucher', '算力券 模型券 训力券 智算券 智能券 创新券', 'computing voucher|compute voucher|AI voucher|power voucher|voucher'],
  ['cloud', '云计算 云服务 天翼云 阿里云 火山引擎', 'cloud computing|cloud|cloud infrastructure'],
  [
    'infra-spend',
    '资本开支 资本支出 基础设施投资 硬件基础设施 云和AI AI基础设施',
    'capex|capital expenditure|infrastructure investment|AI infrastructure',
  ],
  // ——— education
  [
    'school',
    '中小学 学校 小学 初中 高中 课程 教师 学生 课堂 教材 教学 秋季学期 课时 学段 通识课 学习工具 校园',
    'school|schools|curriculum|teacher|student|classroom|textbook|pupil|K-12|campus|grade school|tutor|homework',
  ],
  [
    'education',
    '教育 教育部 教育数字化 智慧教育 教育强国 教育局 教委 职业教育 高等教育 素养',
    'education|Ministry of Education|MOE|educational|literacy|smart education|SmartEDU',
  ],
  [
    'ai-education',
    '人工智能教育 人工智能+教育 人工智能通识 人工智能助力教育 人工智能课 智能教育 教育大模型 人工智能素养 人工智能学院 人工智能专业 教育智能',
    'AI education|AI + Education|AI+education|AI course|AI literacy|AI curriculum|AI in education|AI in schools|AI-education|AI Plus Education|artificial intelligence in education|artificial intelligence education',
  ],
  // ——— research and innovation
  [
    'university',
    '大学 高校 院校 研究院 研究所 中科院 中国科学院 实验室',
    'university|universities|academic|Academy of Sciences|institute|laboratory|joint lab|college',
  ],
  [
    'lab',
    '实验室 联合实验室 国家实验室 智源 鹏城 之江 创新中心',
    'joint labs|research lab|AI lab|Zhejiang Lab|laboratories|innovation center|innovation centre|joint laboratory',
  ],
  [
    'research',
    '科研 研发 基础研究 科技重大专项 重大专项 重大科技项目 科技项目 项目群 创新高地 重点专项 关键核心技术 攻关 联合攻关 揭榜挂帅 以赛代评 国家自然科学基金 科学智能 开放创新平台 创新发展试验区 试验区 产学研 科技创新 创新平台 科学研究 项目群',
    'research|R&D|research program|innovation platform|scientific research|innovation ecosystem|AI for Science|science and technology program',
  ],
  ['patent', '专利 论文', 'patent|patents|WIPO|invention|inventions|intellectual property|papers'],
  ['talent', '人才 科学家 创新团队', 'talent|talents|scientists|researchers'],
  ['opc', '一人公司 OPC 超级个体 单人成军 一人成军', 'one-person company|one-person companies|OPC|OPCs|solo founder'],
  ['startup', '创业 初创 创业生态 孵化 创客 创业社区', 'startup|start-up|incubator|entrepreneur'],
  [
    'net-law',
    '网络安全法 数据安全法 个人信息保护法 网络数据安全 算法推荐 深度合成 算法备案 互联网信息服务',
    'Cybersecurity Law|Data Security Law|Personal Information Protection Law|PIPL|Network Data Security|algorithm recommendation|deep synthesis',
  ],
  [
    'fyp-core',
    '国民经济和社会发展第十五个五年规划 十五五规划建议 十五五规划纲要 第十五个五年规划的建议 第十五个五年规划纲要',
    '15th Five-Year Plan outline|outline of the 15th Five-Year Plan|recommendations for the 15th Five-Year Plan',
  ],
  ['open-source', '开源 开源社区 开源生态', 'open source|open-source|open-weight'],
  ['call', '申报 项目申报 申报指南 申报通知 遴选 大赛 征集', 'call for proposals|call for projects|application guide|competition'],
  // ——— policy instruments
  [
    'plan-doc',
    '规划 行动计划 行动方案 实施方案 实施意见 指导意见 若干措施 政策措施 若干政策 工作方案 行动纲要 三年行动 发展规划 八条 十条 工作要点 扶持政策',
    'action plan|guideline|guidelines|guidance|opinions|implementation plan|implementation opinions|blueprint|roadmap|work plan|master plan|initiative|action outline|policy document',
  ],
  [
    'policy-body',
    '国务院 国务院常务会议 政府工作报告 工作报告 部门 部长 主任 党组 部署 政策 战略 支持 人民政府 市政府 地方扶持',
    'State Council|government work report|Two Sessions|policy|policies|strategy|ministry|ministries|MIIT|NDRC|government|State-owned|subsidy|subsidize|subsidies',
  ],
  ['report', '政府工作报告 两会 智能经济新形态 工作会议', 'government work report|Two Sessions|work conference|legislative session'],
  [
    'standards',
    '标准体系 标准化 标准和知识产权 国家标准 行业标准 强制性国标 强制性国家标准 推荐性 标准化技术委员会 标准引领 国标 安全规范 技术规范',
    'standard system|standards system|national standard|standardization|standardisation|standards committee|technical committee|GB/T|mandatory standard|GB 45438|GB45438',
  ],
  [
    'standard-doc',
    'GB/T GB45438 GB_45438 GB/T45652 安全规范 强制性国标 强制性国家标准',
    'GB45438-2025|GB 45438-2025|GB/T 45652|mandatory standard|mandatory national standard',
  ],
  [
    'intl',
    '全球治理 全球人工智能治理 人工智能治理 世界人工智能大会 世界人工智能合作组织 人工智能全球治理 国际合作 AI治理',
    'WAIC|World AI Conference|World Artificial Intelligence Conference|WAICO|global AI governance|global governance|AI governance|World AI Cooperation',
  ],
  [
    'promote',
    '促进 产业促进 加快推进 高质量发展 创新发展 支持 培育 推动 赋能 专项支持',
    'promote|promoting|boost|spur|accelerate|support|foster|innovative development|empower|empowerment|bidirectional empowerment',
  ],
  [
    'sector',
    '人工智能+交通 人工智能+制造 人工智能+能源 人工智能+医疗 人工智能+信息通信 人工智能+消费 人工智能+农业 交通运输 医疗卫生 央企 中央企业 制造业 典型应用案例 应用服务商',
    'AI + health|medical and health|transport|manufacturing|health applications|state-owned enterprises|AI+energy|AI and energy',
  ],
  // ——— law and enforcement
  [
    'law',
    '网络安全法 数据安全法 个人信息保护法 人工智能法 立法 法律 法规 条例 修正案 修订 表决通过 人大常委会 全国人大 法治',
    'law|laws|legislation|legislator|legislators|legislative|lawmakers|amendment|amends|amended|amend|revision|revise|bill|NPC|Cybersecurity Law|Data Security Law|PIPL',
  ],
  [
    'rule',
    '管理办法 暂行办法 管理规定 管理暂行办法 实施办法 审查办法 标识办法 规定 部门规章 部令 令公布 办法',
    'regulation|regulations|rule|rules|interim measures|administrative measures|labeling measures|labelling measures|anthropomorphic measures|provisions|regulatory|regulate|regulates|strengthens regulation|ban|bans|prohibit|mandatory|mandates|regime',
  ],
  [
    'local-law',
    '产业促进条例 促进人工智能产业 地方法规 地方性法规 人工智能产业促进条例 机器人产业发展条例',
    'regulation of the Shanghai|local regulation|Shenzhen Special Economic Zone|regulations for the promotion|promoting the development',
  ],
  [
    'draft',
    '征求意见 征求意见稿 草案 修改稿 审议报告 公开征求 送审稿',
    'draft|drafts|public comment|consultation|public comments|seeks public input|comments due|open for comment',
  ],
  [
    'filing',
    '备案 算法备案 大模型备案 服务登记 登记管理 已备案 上线服务备案 届出',
    'filing|filed|registry|algorithm registry|registration|registered services|filings',
  ],
  ['filed-list', '已备案信息 备案信息公告 备案服务 登记信息', 'filed generative AI|approved models'],
  [
    'label',
    '标识 标识办法 生成合成内容 深度合成 内容标识 溯源 显式标识 隐式标识',
    'labeling|labelling|label|labels|watermark|content labeling|tracing|synthetic content|deepfake|deep synthesis',
  ],
  ['ethics', '伦理 科技伦理 伦理审查 伦理规范', 'ethics|ethical|ethics review'],
  [
    'enforcement',
    '清朗 整治 查处 处罚 罚款 违规 执法 约谈 下架 乱象 滥用 未备案',
    'crackdown|campaign|fines|fine|penalties|penalty|Qinglang|enforcement|punish|antitrust',
  ],
  [
    'safety',
    '安全治理 人工智能安全 治理框架 安全治理框架 安全评估 内容安全 算法安全 分类分级 包容审慎 安全监管 安全规范',
    'AI safety|safety governance|governance framework|safety framework|AI risk|risk monitoring|risk assessment|security assessment',
  ],
  [
    'anthro',
    '拟人化 数字人 虚拟人 数字虚拟人 未成年人 沉迷 情感陪伴',
    'anthropomorphic|anthropomorphization|human-like|digital human|virtual human|companion|chatbot|minors|virtual relationships|emotional',
  ],
  ['compliance', '合规 监管 治理 规范 义务 责任', 'compliance|regulator|regulators|oversight|governance|obligations|comply|accountability'],
  // ——— the plan and future industries
  [
    'fyp',
    '十五五 第十五个五年规划 十五五规划 规划建议 规划纲要草案',
    '15th Five-Year Plan|Fifteenth Five-Year|15th Five Year|15th FYP|next five-year plan|2026-2030',
  ],
  [
    'future',
    '未来产业 具身智能 人形机器人 脑机接口 量子 量子科技 6G 第六代移动通信 生物制造 核聚变 低空经济 具身应用 商业航天 智能机器人 机器人产业',
    'future industries|future industry|humanoid|humanoids|humanoid robot|humanoid robotics|embodied AI|embodied intelligence|brain-computer|quantum|6G|low-altitude|biomanufacturing|robotaxi|robotics',
  ],
  ['sandbox', '沙盒 沙箱 沙盒监管 监管沙盒', 'sandbox'],
  // ——— energy
  [
    'energy',
    '能源 电力 绿电 绿色低碳 PUE 能耗 节能 可再生能源 新能源 能效 节能审查 用电 碳排放 绿色化 耗电 光伏 风电 电网',
    'energy|electricity|renewable|renewables|PUE|kWh|coal|power grid|grid|green energy|clean power|carbon|wind-powered|power demand|water|low-carbon|green power|power consumption|nuclear',
  ],
  [
    'compute-energy',
    '算电协同 绿电直连 算力绿色化 算力电力协同 绿色算力 数据中心绿色 双向赋能 能效分级 算力电力',
    'computing power and electricity|power AI|data center power|data-centre power|green data center|green data centre|data centres with green|power its AI',
  ],
  // ——— chips
  [
    'chip',
    '芯片 半导体 集成电路 昇腾 GPU NPU 英伟达 H20 H200 H800 A100 光刻 AI处理器 加速卡 晶圆 算力芯片 存储芯片 寒武纪 海光 摩尔线程',
    'chip|chips|semiconductor|silicon|Ascend|Nvidia|AMD|GPU|GPUs|H20|H200|H800|TSMC|SMIC|chipmaker|processor|processors|lithography|Cambricon|Hygon|Moore Threads',
  ],
  [
    'self-reliance',
    '国产芯片 国产算力 国产替代 自主可控 卡脖子 国产化 国产加速卡 适配验证 自主底气 供应链安全 核心技术 国产人工智能芯片',
    'domestic chip|homegrown chip|homegrown chips|domestic AI chip|self-sufficiency|self-reliance|local chips|domestically powered|Huawei chips|Huawei silicon|indigenous',
  ],
  [
    'export',
    '出口管制 制裁 实体清单 出口限制 对华出口 封锁',
    'export control|export controls|export restriction|export restrictions|sanctions|Entity List|export rules|trade ban|smuggled',
  ],
  // ——— companies
  [
    'company-act',
    '财报 融资 上市 募资 估值 营收 出海 开源模型 发布新模型 战略合作 千问项目 新一代模型 全资 研发中心 推理模型',
    'funding|fundraising|IPO|valuation|revenue|earnings|launch|launches|unveils|releases|investment round|raises|open-sources|listing|market share|first round|ecosystem|startup',
  ],
  [
    'firm',
    '企业 科技公司 有限公司 股份公司 本公司 完成融资 大模型企业 机器人企业 芯片企业',
    'tech firm|tech company|AI company|AI firm|chip company|AI startup',
  ],
  [
    'companies-many',
    '头部企业 大厂 科技公司 巨头 网科大厂 企业竞争',
    'tech giants|tech companies|AI companies|unicorn|big tech|hyperscalers',
  ],
  // ——— equity
  [
    'equity',
    '共同富裕 数字鸿沟 欠发达 弥合 均衡 公平 普惠 普惠化 东西部 城乡 乡村振兴 乡村 农村 脱贫 特殊教育 老年人 无障碍 西部地区 区域协调 薄弱学校 区域经济 产业链跃迁 区域差距 平衡发展',
    'digital divide|urban-rural|rural|poverty|inclusive|inequality|western regions|western China|west China|prosperity|countryside|affordable|equity|gap between|elderly|under-used western|idle western|coal-dependent eastern|east-west|less developed|Qinghai|Xinjiang',
  ],
  [
    'small-firm',
    '中小企业 小微企业 用得起 降低成本 成本',
    'SME|SMEs|small firms|small companies|small businesses|small and medium|small domestic',
  ],
  ['hub-place', '贵州 宁夏 甘肃 内蒙古 庆阳 中卫 贵安 成渝 西部', 'Guizhou|Ningxia|Gansu|Inner Mongolia|western'],
  // ——— what makes a page irrelevant
  [
    'stock',
    '龙头股 概念股 游资 龙虎榜 涨停 抢筹 早盘 个股 目标价 主力资金 板块 拉升 股票投资 投资策略 股吧 牛股 大盘 沽空 几只票 资金流向 值得关注 机构称 行情',
    'buyback|target price|target prices|price target|broker recommendations|brokers|shares slump|shares rise|stock price|stocks to buy|ratings|analyst ratings|Street',
  ],
  [
    'procure',
    '招标 采购 中标 磋商公告 竞争性磋商 投标 询价 成交公告 开标 招标公告 采购项目 联合采购 结果公示 抽取结果',
    'tender|bidding|procurement notice|invitation to bid',
  ],
  [
    'admission',
    '招生 入学 小升初 学位申请 幼升小 教资 高考 考试时间 报名时间 入学条件 随迁子女 体检 录取 学位 义务教育入学 积分入学 教师资格',
    'admission|admissions|enrollment guide|exam dates',
  ],
  ['weather', '天气 气温 降水 降雨 强降雨 高温 台风 中央气象台 热带风暴 暴雨', 'weather forecast|rainfall|heatwave|typhoon'],
  [
    'agent-ad',
    '代办 代理 咨询办理 办理流程 材料清单 哪些材料 全程代办 下证 包过 收费标准 代理公司 联系我们 立即咨询 免费咨询 办理材料 代办公司 咨询公司 注意事项 一站式办理 适用对象',
    'filing service|service page|contact us|our services|free consultation|we help|market-entry agency|how to apply|offers help|required documents|service listing|what documents|B2B',
  ],
  ['seo', '网站制作 建站 做网站 网络营销 网站建设 建站公司 关键词', 'SEO|web design|spam page'],
  [
    'mill',
    '可行性研究报告 市场数据 投资策略研究 行业市场 前景预测 标签页 文档目录 范文 模板 数据监测 总结分析 研究报告目录 链接页 原文链接',
    'market research report|table of contents|template|report sample|tag page|topic page|editorial guide',
  ],
  [
    'review',
    '手机评测 续航 充电 售价 开箱 跑分 测评 评测 选型 选型指南 哪款 好用 排行榜 使用教程 深度测评 横评 工具推荐 写作生成器',
    'compared|comparison of|product review|best tools|hands-on|tutorial|how to use|engineering comparison',
  ],
  [
    'foreign',
    '谷歌 微软 特斯拉 苹果公司 亚马逊 欧盟 欧洲 印度 美国 日本 韩国 英国 法国 德国 新加坡 全球能源',
    'OpenAI|DeepMind|Anthropic|Google|Microsoft|Meta AI|EU|European|Brussels|London|Tokyo|New Delhi|Seoul|U.S.|US data|US AI|United States|White House|Europe|European Union|India|IndiaAI|Indian|Virginia|Japan|South Korea|United Kingdom|Britain|American|California|Texas|Futures Exchange',
  ],
  [
    'china',
    '中国 我国 全国 国产 对华 在华 中方 中美 中央 中共 国内 华为 阿里 腾讯 百度',
    'China|Chinese|Beijing|Shanghai|Shenzhen|Hangzhou|Guizhou|Hainan|Hong Kong|Zhejiang|Guangdong|Jiangsu|CAC|MIIT|NDRC|State Council|Cyberspace Administration|Huawei|Alibaba|Tencent|Baidu|DeepSeek|Zhipu|National Data Administration|Xinhua|yuan|GB 45438|GB45438',
  ],
  ['car', '汽车价格战 新能源汽车 电动汽车 降价', 'price war|electric-car|automotive|carmaker|carmakers|BYD|electric vehicle'],
  ['delegation', '代表团 来访 访问我校', 'delegation|hosts|visit'],
  [
    'off-topic',
    '养老服务 养老机构 电缆 政务公开 园艺 经费管理 资金管理 税收 消防 食品安全 校服 双减 明星 房地产 旅游攻略',
    'tourism|football|celebrity',
  ],
  ['paper', '内在机理 路径研究 面板数据 经验证据 实证 研究论文', 'panel data|empirical'],
];

/** Every concept, in a fixed order (the trained weights refer to it by id). */
export const concepts: readonly Concept[] = rows.map(([id, zh, en]) => ({
  id,
  terms: [
    ...new Set([...zh.split(' ').map((term) => term.replaceAll('_', ' ')), ...en.split('|')].map((term) => term.trim()).filter(Boolean)),
  ],
}));
