import type { Level } from '../model/source.ts';

/** A place with a government. `stem` is the name without its class word (市, 省 …); `forms` are the ways it is written. */
export type Place = {
  readonly id: string;
  readonly stem: string;
  readonly forms: readonly string[];
  readonly english: string;
  readonly kind: 'province' | 'municipality' | 'region' | 'sar' | 'city' | 'prefecture' | 'district' | 'zone';
  readonly level: Level;
  readonly parent?: string;
};

/** Province-level units; the class word is part of the full form. */
const provinceRows = `北京市 Beijing municipality|上海市 Shanghai municipality|天津市 Tianjin municipality|重庆市 Chongqing municipality
河北省 Hebei province|山西省 Shanxi province|辽宁省 Liaoning province|吉林省 Jilin province|黑龙江省 Heilongjiang province
江苏省 Jiangsu province|浙江省 Zhejiang province|安徽省 Anhui province|福建省 Fujian province|江西省 Jiangxi province|山东省 Shandong province
河南省 Henan province|湖北省 Hubei province|湖南省 Hunan province|广东省 Guangdong province|海南省 Hainan province
四川省 Sichuan province|贵州省 Guizhou province|云南省 Yunnan province|陕西省 Shaanxi province|甘肃省 Gansu province|青海省 Qinghai province
内蒙古自治区 Inner_Mongolia region|广西壮族自治区 Guangxi region|西藏自治区 Xizang region|宁夏回族自治区 Ningxia region|新疆维吾尔自治区 Xinjiang region
香港特别行政区 Hong_Kong sar|澳门特别行政区 Macao sar|新疆生产建设兵团 Xinjiang_Production_and_Construction_Corps region`;

/** Prefecture-level cities and autonomous prefectures, by province. */
const cityRows = `Hebei: 石家庄 Shijiazhuang, 唐山 Tangshan, 秦皇岛 Qinhuangdao, 邯郸 Handan, 邢台 Xingtai, 保定 Baoding, 张家口 Zhangjiakou, 承德 Chengde, 沧州 Cangzhou, 廊坊 Langfang, 衡水 Hengshui
Shanxi: 太原 Taiyuan, 大同 Datong, 阳泉 Yangquan, 长治 Changzhi, 晋城 Jincheng, 朔州 Shuozhou, 晋中 Jinzhong, 运城 Yuncheng, 忻州 Xinzhou, 临汾 Linfen, 吕梁 Lüliang
Inner_Mongolia: 呼和浩特 Hohhot, 包头 Baotou, 乌海 Wuhai, 赤峰 Chifeng, 通辽 Tongliao, 鄂尔多斯 Ordos, 呼伦贝尔 Hulunbuir, 巴彦淖尔 Bayannur, 乌兰察布 Ulanqab
Liaoning: 沈阳 Shenyang, 大连 Dalian, 鞍山 Anshan, 抚顺 Fushun, 本溪 Benxi, 丹东 Dandong, 锦州 Jinzhou, 营口 Yingkou, 阜新 Fuxin, 辽阳 Liaoyang, 盘锦 Panjin, 铁岭 Tieling, 朝阳 Chaoyang, 葫芦岛 Huludao
Jilin: 长春 Changchun, 吉林 Jilin, 四平 Siping, 辽源 Liaoyuan, 通化 Tonghua, 白山 Baishan, 松原 Songyuan, 白城 Baicheng, 延边朝鲜族自治州 Yanbian
Heilongjiang: 哈尔滨 Harbin, 齐齐哈尔 Qiqihar, 鸡西 Jixi, 鹤岗 Hegang, 双鸭山 Shuangyashan, 大庆 Daqing, 伊春 Yichun, 佳木斯 Jiamusi, 七台河 Qitaihe, 牡丹江 Mudanjiang, 黑河 Heihe, 绥化 Suihua
Jiangsu: 南京 Nanjing, 无锡 Wuxi, 徐州 Xuzhou, 常州 Changzhou, 苏州 Suzhou, 南通 Nantong, 连云港 Lianyungang, 淮安 Huai'an, 盐城 Yancheng, 扬州 Yangzhou, 镇江 Zhenjiang, 泰州 Taizhou, 宿迁 Suqian
Zhejiang: 杭州 Hangzhou, 宁波 Ningbo, 温州 Wenzhou, 嘉兴 Jiaxing, 湖州 Huzhou, 绍兴 Shaoxing, 金华 Jinhua, 衢州 Quzhou, 舟山 Zhoushan, 台州 Taizhou, 丽水 Lishui
Anhui: 合肥 Hefei, 芜湖 Wuhu, 蚌埠 Bengbu, 淮南 Huainan, 马鞍山 Ma'anshan, 淮北 Huaibei, 铜陵 Tongling, 安庆 Anqing, 黄山 Huangshan, 滁州 Chuzhou, 阜阳 Fuyang, 宿州 Suzhou, 六安 Lu'an, 亳州 Bozhou, 池州 Chizhou, 宣城 Xuancheng
Fujian: 福州 Fuzhou, 厦门 Xiamen, 莆田 Putian, 三明 Sanming, 泉州 Quanzhou, 漳州 Zhangzhou, 南平 Nanping, 龙岩 Longyan, 宁德 Ningde
Jiangxi: 南昌 Nanchang, 景德镇 Jingdezhen, 萍乡 Pingxiang, 九江 Jiujiang, 新余 Xinyu, 鹰潭 Yingtan, 赣州 Ganzhou, 吉安 Ji'an, 宜春 Yichun, 抚州 Fuzhou, 上饶 Shangrao
Shandong: 济南 Jinan, 青岛 Qingdao, 淄博 Zibo, 枣庄 Zaozhuang, 东营 Dongying, 烟台 Yantai, 潍坊 Weifang, 济宁 Jining, 泰安 Tai'an, 威海 Weihai, 日照 Rizhao, 临沂 Linyi, 德州 Dezhou, 聊城 Liaocheng, 滨州 Binzhou, 菏泽 Heze
Henan: 郑州 Zhengzhou, 开封 Kaifeng, 洛阳 Luoyang, 平顶山 Pingdingshan, 安阳 Anyang, 鹤壁 Hebi, 新乡 Xinxiang, 焦作 Jiaozuo, 濮阳 Puyang, 许昌 Xuchang, 漯河 Luohe, 三门峡 Sanmenxia, 南阳 Nanyang, 商丘 Shangqiu, 信阳 Xinyang, 周口 Zhoukou, 驻马店 Zhumadian
Hubei: 武汉 Wuhan, 黄石 Huangshi, 十堰 Shiyan, 宜昌 Yichang, 襄阳 Xiangyang, 鄂州 Ezhou, 荆门 Jingmen, 孝感 Xiaogan, 荆州 Jingzhou, 黄冈 Huanggang, 咸宁 Xianning, 随州 Suizhou, 恩施土家族苗族自治州 Enshi
Hunan: 长沙 Changsha, 株洲 Zhuzhou, 湘潭 Xiangtan, 衡阳 Hengyang, 邵阳 Shaoyang, 岳阳 Yueyang, 常德 Changde, 张家界 Zhangjiajie, 益阳 Yiyang, 郴州 Chenzhou, 永州 Yongzhou, 怀化 Huaihua, 娄底 Loudi, 湘西土家族苗族自治州 Xiangxi
Guangdong: 广州 Guangzhou, 深圳 Shenzhen, 珠海 Zhuhai, 汕头 Shantou, 佛山 Foshan, 韶关 Shaoguan, 湛江 Zhanjiang, 肇庆 Zhaoqing, 江门 Jiangmen, 茂名 Maoming, 惠州 Huizhou, 梅州 Meizhou, 汕尾 Shanwei, 河源 Heyuan, 阳江 Yangjiang, 清远 Qingyuan, 东莞 Dongguan, 中山 Zhongshan, 潮州 Chaozhou, 揭阳 Jieyang, 云浮 Yunfu
Guangxi: 南宁 Nanning, 柳州 Liuzhou, 桂林 Guilin, 梧州 Wuzhou, 北海 Beihai, 防城港 Fangchenggang, 钦州 Qinzhou, 贵港 Guigang, 玉林 Yulin, 百色 Baise, 贺州 Hezhou, 河池 Hechi, 来宾 Laibin, 崇左 Chongzuo
Hainan: 海口 Haikou, 三亚 Sanya, 三沙 Sansha, 儋州 Danzhou
Sichuan: 成都 Chengdu, 自贡 Zigong, 攀枝花 Panzhihua, 泸州 Luzhou, 德阳 Deyang, 绵阳 Mianyang, 广元 Guangyuan, 遂宁 Suining, 内江 Neijiang, 乐山 Leshan, 南充 Nanchong, 眉山 Meishan, 宜宾 Yibin, 广安 Guang'an, 达州 Dazhou, 雅安 Ya'an, 巴中 Bazhong, 资阳 Ziyang, 阿坝藏族羌族自治州 Aba, 甘孜藏族自治州 Ganzi, 凉山彝族自治州 Liangshan
Guizhou: 贵阳 Guiyang, 六盘水 Liupanshui, 遵义 Zunyi, 安顺 Anshun, 毕节 Bijie, 铜仁 Tongren, 黔西南布依族苗族自治州 Qianxinan, 黔东南苗族侗族自治州 Qiandongnan, 黔南布依族苗族自治州 Qiannan
Yunnan: 昆明 Kunming, 曲靖 Qujing, 玉溪 Yuxi, 保山 Baoshan, 昭通 Zhaotong, 丽江 Lijiang, 普洱 Pu'er, 临沧 Lincang, 楚雄彝族自治州 Chuxiong, 红河哈尼族彝族自治州 Honghe, 文山壮族苗族自治州 Wenshan, 西双版纳傣族自治州 Xishuangbanna, 大理白族自治州 Dali, 德宏傣族景颇族自治州 Dehong, 怒江傈僳族自治州 Nujiang, 迪庆藏族自治州 Diqing
Xizang: 拉萨 Lhasa, 日喀则 Xigaze, 昌都 Qamdo, 林芝 Nyingchi, 山南 Shannan, 那曲 Nagqu
Shaanxi: 西安 Xi'an, 铜川 Tongchuan, 宝鸡 Baoji, 咸阳 Xianyang, 渭南 Weinan, 延安 Yan'an, 汉中 Hanzhong, 榆林 Yulin, 安康 Ankang, 商洛 Shangluo
Gansu: 兰州 Lanzhou, 嘉峪关 Jiayuguan, 金昌 Jinchang, 白银 Baiyin, 天水 Tianshui, 武威 Wuwei, 张掖 Zhangye, 平凉 Pingliang, 酒泉 Jiuquan, 庆阳 Qingyang, 定西 Dingxi, 陇南 Longnan, 临夏回族自治州 Linxia, 甘南藏族自治州 Gannan
Qinghai: 西宁 Xining, 海东 Haidong, 海北藏族自治州 Haibei, 黄南藏族自治州 Huangnan, 海南藏族自治州 Hainan_Prefecture, 果洛藏族自治州 Golog, 玉树藏族自治州 Yushu, 海西蒙古族藏族自治州 Haixi
Ningxia: 银川 Yinchuan, 石嘴山 Shizuishan, 吴忠 Wuzhong, 固原 Guyuan, 中卫 Zhongwei
Xinjiang: 乌鲁木齐 Urumqi, 克拉玛依 Karamay, 吐鲁番 Turpan, 哈密 Hami, 昌吉回族自治州 Changji, 博尔塔拉蒙古自治州 Bortala, 巴音郭楞蒙古自治州 Bayingolin, 克孜勒苏柯尔克孜自治州 Kizilsu, 伊犁哈萨克自治州 Ili`;

/** Districts, counties, new areas and zones that issue AI policy, by city; the class word is part of the name. */
const districtRows = `Beijing: 东城区 Dongcheng District, 西城区 Xicheng District, 朝阳区 Chaoyang District, 海淀区 Haidian District, 丰台区 Fengtai District, 石景山区 Shijingshan District, 门头沟区 Mentougou District, 房山区 Fangshan District, 通州区 Tongzhou District, 顺义区 Shunyi District, 昌平区 Changping District, 大兴区 Daxing District, 怀柔区 Huairou District, 平谷区 Pinggu District, 密云区 Miyun District, 延庆区 Yanqing District, 经济技术开发区 Economic-Technological Development Area (E-Town), 经开区 Economic-Technological Development Area (E-Town), 亦庄 Economic-Technological Development Area (E-Town)
Shanghai: 浦东新区 Pudong New Area, 徐汇区 Xuhui District, 黄浦区 Huangpu District, 静安区 Jing'an District, 长宁区 Changning District, 普陀区 Putuo District, 虹口区 Hongkou District, 杨浦区 Yangpu District, 闵行区 Minhang District, 宝山区 Baoshan District, 嘉定区 Jiading District, 金山区 Jinshan District, 松江区 Songjiang District, 青浦区 Qingpu District, 奉贤区 Fengxian District, 崇明区 Chongming District, 临港新片区 Lin-gang Special Area
Tianjin: 滨海新区 Binhai New Area, 和平区 Heping District, 河东区 Hedong District, 河西区 Hexi District, 南开区 Nankai District, 河北区 Hebei District, 红桥区 Hongqiao District, 东丽区 Dongli District, 西青区 Xiqing District, 津南区 Jinnan District, 北辰区 Beichen District, 武清区 Wuqing District, 宝坻区 Baodi District, 宁河区 Ninghe District, 静海区 Jinghai District, 蓟州区 Jizhou District
Chongqing: 两江新区 Liangjiang New Area, 渝中区 Yuzhong District, 江北区 Jiangbei District, 渝北区 Yubei District, 南岸区 Nan'an District, 沙坪坝区 Shapingba District, 九龙坡区 Jiulongpo District, 北碚区 Beibei District, 巴南区 Banan District, 万州区 Wanzhou District, 涪陵区 Fuling District, 永川区 Yongchuan District, 江津区 Jiangjin District, 西部科学城 Western Science City
Shenzhen: 福田区 Futian District, 罗湖区 Luohu District, 南山区 Nanshan District, 宝安区 Bao'an District, 龙岗区 Longgang District, 龙华区 Longhua District, 盐田区 Yantian District, 坪山区 Pingshan District, 光明区 Guangming District, 大鹏新区 Dapeng New District, 前海 Qianhai, 河套 Hetao
Guangzhou: 天河区 Tianhe District, 越秀区 Yuexiu District, 海珠区 Haizhu District, 荔湾区 Liwan District, 白云区 Baiyun District, 黄埔区 Huangpu District, 番禺区 Panyu District, 花都区 Huadu District, 南沙区 Nansha District, 从化区 Conghua District, 增城区 Zengcheng District, 南沙新区 Nansha New Area
Hangzhou: 上城区 Shangcheng District, 拱墅区 Gongshu District, 西湖区 Xihu District, 滨江区 Binjiang District, 萧山区 Xiaoshan District, 余杭区 Yuhang District, 富阳区 Fuyang District, 临安区 Lin'an District, 临平区 Linping District, 钱塘区 Qiantang District, 桐庐县 Tonglu County, 淳安县 Chun'an County
Nanjing: 玄武区 Xuanwu District, 秦淮区 Qinhuai District, 建邺区 Jianye District, 鼓楼区 Gulou District, 浦口区 Pukou District, 栖霞区 Qixia District, 雨花台区 Yuhuatai District, 江宁区 Jiangning District, 六合区 Luhe District, 溧水区 Lishui District, 高淳区 Gaochun District, 江北新区 Jiangbei New Area
Suzhou: 姑苏区 Gusu District, 吴中区 Wuzhong District, 相城区 Xiangcheng District, 吴江区 Wujiang District, 虎丘区 Huqiu District, 工业园区 Industrial Park, 昆山市 Kunshan, 常熟市 Changshu, 张家港市 Zhangjiagang, 太仓市 Taicang
Wuhan: 江岸区 Jiang'an District, 武昌区 Wuchang District, 洪山区 Hongshan District, 江夏区 Jiangxia District, 东湖新技术开发区 East Lake High-tech Development Zone, 东湖高新区 East Lake High-tech Development Zone
Chengdu: 锦江区 Jinjiang District, 青羊区 Qingyang District, 金牛区 Jinniu District, 武侯区 Wuhou District, 成华区 Chenghua District, 双流区 Shuangliu District, 郫都区 Pidu District, 天府新区 Tianfu New Area, 高新区 High-tech Zone
Guiyang: 贵安新区 Gui'an New Area, 南明区 Nanming District, 云岩区 Yunyan District, 观山湖区 Guanshanhu District
Ningbo: 海曙区 Haishu District, 江北区 Jiangbei District, 鄞州区 Yinzhou District, 北仑区 Beilun District, 镇海区 Zhenhai District
Baoding: 雄安新区 Xiong'an New Area
Qingdao: 市南区 Shinan District, 崂山区 Laoshan District, 西海岸新区 West Coast New Area, 即墨区 Jimo District
Xi'an: 雁塔区 Yanta District, 高新区 High-tech Zone, 西咸新区 Xixian New Area
Hefei: 包河区 Baohe District, 蜀山区 Shushan District, 庐阳区 Luyang District, 高新区 High-tech Zone
Hohhot: 和林格尔新区 Horinger New Area, 和林格尔县 Horinger County
Zhuhai: 横琴粤澳深度合作区 Guangdong-Macao In-Depth Cooperation Zone in Hengqin, 香洲区 Xiangzhou District
Jinan: 历下区 Lixia District, 历城区 Licheng District
Foshan: 南海区 Nanhai District, 顺德区 Shunde District`;

/** Most names are one word of plain letters. */
const slug = (english: string): string =>
  /^[A-Za-z]+$/.test(english)
    ? english.toLowerCase()
    : english
        .normalize('NFD')
        .replace(/[\u0300-\u036f']/g, '')
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, '-')
        .replace(/^-|-$/g, '');

function provinces(): Place[] {
  return provinceRows.split(/[|\n]/).map((row) => {
    const [name = '', raw = '', kind = ''] = row.split(' ');
    const stem = name.replace(/(?:(?:壮族|回族|维吾尔)?自治区|特别行政区|省|市)$/, '');
    const english = raw.replaceAll('_', ' ');
    const forms = stem === name ? [name] : [name, stem, ...(name.endsWith('自治区') ? [`${stem}自治区`] : [])];
    return { id: slug(english), stem, forms: [...new Set(forms)], english, kind: kind as Place['kind'], level: 'L4' };
  });
}

function rowsOf(table: string): { parent: string; items: { name: string; english: string }[] }[] {
  return table.split('\n').map((line) => {
    const [parent = '', rest = ''] = line.split(': ');
    const items = rest.split(', ').map((item) => {
      const at = item.indexOf(' ');
      return { name: item.slice(0, at), english: item.slice(at + 1).replaceAll('_', ' ') };
    });
    return { parent: slug(parent.replaceAll('_', ' ')), items };
  });
}

const peoples =
  /(?:朝鲜族|土家族|苗族|藏族|羌族|彝族|布依族|侗族|哈尼族|壮族|傣族|白族|景颇族|傈僳族|回族|蒙古族?|柯尔克孜|哈萨克){0,6}自治州$/;

function cities(): Place[] {
  const places: Place[] = [];
  const taken = new Set<string>();
  for (const { parent, items } of rowsOf(cityRows)) {
    for (const { name, english } of items) {
      const prefecture = name.endsWith('自治州');
      const stem = prefecture ? name.replace(peoples, '') : name;
      const own = slug(english);
      const id = taken.has(own) || own === parent ? `${own}-${parent}` : own;
      taken.add(own);
      const forms = prefecture ? [name, `${stem}州`] : [`${name}市`, name];
      places.push({ id, stem, forms, english, kind: prefecture ? 'prefecture' : 'city', level: 'L5', parent });
    }
  }
  return places;
}

function districts(): Place[] {
  return rowsOf(districtRows).flatMap(({ parent, items }) =>
    items.map(({ name, english }) => ({
      id: `${parent}-${slug(english.replace(/ (?:District|County)$/, '').replace(/^.{0,80}E-Town.{0,80}$/, 'etown'))}`,
      stem: name,
      forms: [name],
      english,
      kind: /区$|县$|市$/.test(name) && /District|County/.test(english) ? ('district' as const) : ('zone' as const),
      level: 'L6' as const,
      parent,
    })),
  );
}

/** Every place the registry knows: provinces, prefecture-level cities, districts and zones that issue AI policy. */
export const places: readonly Place[] = [...provinces(), ...cities(), ...districts()];
