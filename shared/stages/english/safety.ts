/** Things that may hurt: their 安全 is safety. That of what is known, written or connected is security. */
const machines = /汽车|车辆|驾驶|机器人|无人机|航空器|电池|玩具|医疗器械|煤矿|矿山|电梯|充电|储能|化学品|食品|药品|铁路|船舶|生产|产品质量/;
const secured = /(?:数据|网络|信息|隐私|国家|公共|密码|通信|云)$/;
/** English of a word with 安全 in a text, after what it follows there. Both are folded. */
export const renderSafety = (zh: string, en: string, text: string, before: string): string =>
  zh.startsWith('安全') && machines.test(text) && !secured.test(before) ? en.replace('Security', 'Safety') : en;
