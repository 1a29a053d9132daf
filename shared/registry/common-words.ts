/**
 * Words of everyday officialese. They say nothing of the field; they tell where words end: between 办法 and 规定 there is no 法规.
 * Only words that can stand across a word of the field are listed, and none that the lexicon has.
 * A word of the field that two words of this list or of the lexicon cover from both sides is a piece of them and stands for nothing.
 */
export const commonWords: readonly string[] = [
  // Texts and their parts
  '通知 意见 计划 决定 公告 批复 报告 文件 条文 规则 规程 标准 目录 清单 名单 合同 公报 命令',
  // What is done
  '违反 适用 施行 实施 执行 生效 修改 制定 制订 公布 发布 印发 审批 审核 审议 许可 申请 办理 提交 报送 上报 通过 提供 使用 管理 检查 指导 协调 组织 加强 加大 健全 建立 建设 发展 提高 扩大 引导 保障 服务 评价 评估 考核 验收 评审 检测 监测 处理 处分 收回 负责 委托 协助 配合 参加 签订 履行 撤销 取消 恢复 保护 利用 开发 应用 运用 运行 运营 经营 生产 销售 流通 投资 补贴 补助 奖励 资助 扶持',
  // Bodies and people
  '政府 机关 机构 单位 企业 公司 组织 团体 法人 个人 人员 人民 群众 用户 主体 领导 委员会 办公厅 办公室 检察院 地方 国家 全省 全市 本市 本省 本区 上级 社区',
  // Things and qualities
  '方法 方式 方面 方向 方针 权利 权限 职责 职能 程序 条件 要求 原则 目标 任务 制度 机制 体制 体系 系统 平台 工作 项目 情形 情况 内容 范围 时间 数量 质量 水平 能力 效率 效益 效果 作用 需求 供给 资源 资金 经费 费用 价格 市场 产业 行业 领域 社会 经济 文化 科技 科学 技术 卫生 安全 风险 信息 网络 高质量 市场化 规范化 合法 合理 具体 重要 重点 重大 特殊 全面 统一 公开 独立 国际 国外 城市 区域 基础 基础设施 核心 关键',
  // Words that border on others
  '人民法院 人民币 中华 华人 国民 大学生 中学 中心 身心 身体 体育 发生 生活 生态 生命 出生 卫生间 大数据 产品 品质 质押 电子 子女 性别 能够 可能 功能 体现 场景 区县 级别 以上 以下 以内 其中 定期 长期 年度 规模 形式 式样',
].flatMap((row) => row.split(' '));
