import { changeCase, removeAccents } from '../cleaning/letters';
import type { VariantKind } from './kind';
import { inCaseOf, pick } from './signs';

const CASES = ['lower', 'upper', 'title'] as const;
const CASED = ['Latin', 'Cyrillic', 'Greek', 'Armenian'] as const;

export const letterCase: VariantKind = {
  id: 'letter-case',
  isSame: true,
  isFormOnly: true,
  appliesTo: ({ scripts }) => CASED.some((name) => scripts.has(name)),
  vary(text, { random }) {
    const others = CASES.map((to) => changeCase(text, to)).filter((changed) => changed !== text);
    return pick(random, others) ?? null;
  },
};

/** Letters that are written as two where a keyboard lacks them. */
const AS_TWO: readonly (readonly [RegExp, string])[] = [
  [/ä/giu, 'ae'],
  [/ö/giu, 'oe'],
  [/ü/giu, 'ue'],
  [/ø/giu, 'oe'],
  [/å/giu, 'aa'],
];

export const accents: VariantKind = {
  id: 'accents',
  isSame: true,
  appliesTo: ({ scripts }) => scripts.has('Latin') || scripts.has('Greek') || scripts.has('Cyrillic'),
  vary(text, { random }) {
    const plain = text.normalize('NFC');
    const spelled = AS_TWO.reduce(
      (out, [sign, by]) =>
        out.replace(sign, (found, at: number) => (isAmongLarge(out, at) ? by.toUpperCase() : inCaseOf(found, by))),
      plain,
    );
    if (spelled !== plain && random.uniform() < 0.6) return removeAccents(spelled);
    const bare = removeAccents(plain).replaceAll('ё', 'е').replaceAll('Ё', 'Е');
    return bare === plain ? null : bare;
  },
};

/** A large letter with another one beside it. */
const isAmongLarge = (text: string, at: number): boolean =>
  /\p{Lu}/u.test(text[at]!) && /\p{Lu}/u.test(text[at + 1] ?? text[at - 1] ?? '');

/** Simplified and traditional signs, then old and new Japanese ones. */
const HAN_PAIRS = `国國 会會 学學 东東 车車 马馬 龙龍 门門 华華 广廣 电電 业業 万萬 长長 风風 飞飛 云雲 书書 银銀 钢鋼 铁鐵 铜銅 医醫 药藥 艺藝 术術 园園 图圖 团團 实實 宝寶 宁寧 兰蘭 丽麗 关關
  兴興 农農 军軍 刘劉 张張 陈陳 杨楊 赵趙 黄黃 吴吳 周周 孙孫 罗羅 郑鄭 谢謝 许許 邓鄧 冯馮 韩韓 萧蕭 叶葉 苏蘇 卢盧 湾灣 济濟 泽澤 沪滬 苏蘇 亚亞 欧歐 义義 乐樂 习習 买買 卖賣 产產 传傳 儿兒 党黨 写寫 划劃
  动動 务務 区區 协協 单單 卫衛 历歷 压壓 县縣 参參 发發 变變 号號 听聽 员員 响響 圣聖 场場 声聲 处處 备備 头頭 奖獎 对對 导導 层層 岛島 师師 带帶 广廣 应應 开開 强強 当當 录錄 态態 总總 战戰 报報 担擔 拥擁
  据據 挥揮 数數 无無 时時 显顯 术術 机機 条條 来來 极極 构構 标標 样樣 桥橋 检檢 楼樓 欢歡 气氣 汉漢 汽汽 沟溝 测測 浓濃 涂塗 渔漁 温溫 湿濕 满滿 滨濱 灵靈 点點 热熱 爱愛 环環 现現 瓷瓷 疗療 盐鹽 监監 盘盤 矿礦 码碼
  确確 离離 种種 积積 称稱 稳穩 穷窮 竞競 筑築 签簽 类類 粮糧 红紅 级級 纪紀 纳納 纸紙 线線 组組 经經 结結 绘繪 给給 络絡 统統 继繼 续續 维維 综綜 绿綠 缘緣 网網 职職 联聯 肃肅 肠腸 脑腦 节節 苍蒼 药藥 获獲
  营營 蓝藍 虑慮 虽雖 补補 装裝 观觀 规規 视視 觉覺 触觸 计計 订訂 认認 让讓 议議 记記 讲講 论論 设設 访訪 证證 评評 识識 试試 诗詩 详詳 语語 误誤 说說 请請 读讀 课課 调調 谈談 贝貝 负負 财財 责責 贤賢 败敗 货貨 质質 购購 贵貴
  贸貿 费費 资資 赛賽 赞贊 趋趨 跃躍 轨軌 转轉 轮輪 软軟 轻輕 载載 较較 辅輔 辆輛 边邊 达達 过過 运運 还還 进進 远遠 连連 迟遲 适適 选選 递遞 遗遺 释釋 里裡 针針 钟鐘 钱錢 铃鈴 铝鋁 铺鋪 销銷 锁鎖 锅鍋 错錯 键鍵 镇鎮
  闭閉 问問 间間 闻聞 阅閱 队隊 阳陽 阴陰 际際 陆陸 险險 随隨 难難 雾霧 韵韻 页頁 项項 顺順 须須 预預 领領 频頻 题題 额額 饭飯 饮飲 馆館 驻駐 骑騎 验驗 鱼魚 鲁魯 鲜鮮 鸟鳥 鸡雞 鹏鵬 麦麥 齐齊 齿齒
  沢澤 辺邊 斎齋 浜濱 桜櫻 広廣 竜龍 豊豐 鉄鐵 塩鹽 関關 黒黑 対對 発發 売賣 読讀 読讀 円圓 仏佛 払拂 滝瀧 栄榮 恵惠 徳德 真眞 高髙 崎﨑 吉𠮷`;
/** Forms of letters that keyboards of neighbouring languages have. */
const OTHER_PAIRS = 'يی كک ىي ةه أا إا آا ёе ґг';
const VARIANTS = new Map<string, string>();
for (const [one, other] of HAN_PAIRS.split(/\s+/u).map((pair) => [...pair])) {
  if (one === other) continue;
  if (!VARIANTS.has(one!)) VARIANTS.set(one!, other!);
  if (!VARIANTS.has(other!)) VARIANTS.set(other!, one!);
}
for (const [one, other] of OTHER_PAIRS.split(' ').map((pair) => [...pair])) VARIANTS.set(one!, other!);

/** Hiragana and Katakana are the same sounds 0x60 apart. */
const KANA = /[\u3041-\u3096]+|[\u30a1-\u30f6]+/gu;

/** Serbian in the other alphabet of its own. */
const GAJ: readonly (readonly [string, string])[] = Array.from(
  'љlj њnj џdž аa бb вv гg дd ђđ еe жž зz иi јj кk лl мm нn оo пp рr сs тt ћć уu фf хh цc чč шš'.split(' '),
  (pair) => [pair[0]!, pair.slice(1)],
);

export const letterVariants: VariantKind = {
  id: 'letter-variants',
  isSame: true,
  appliesTo: ({ scripts }) => (['Han', 'Hiragana', 'Katakana', 'Arabic', 'Cyrillic'] as const).some((name) => scripts.has(name)),
  vary(text, { random }) {
    const kana = pick(random, [...text.matchAll(KANA)]);
    if (kana && random.uniform() < 0.5)
      return text.slice(0, kana.index) + otherKana(kana[0]) + text.slice(kana.index + kana[0].length);
    if (/[јљњђћџ]/iu.test(text)) {
      return GAJ.reduce((out, [from, to]) => out.replaceAll(from, to).replaceAll(from.toUpperCase(), inCaseOf('A', to)), text);
    }
    const out = Array.from(text, (sign) => VARIANTS.get(sign) ?? sign).join('');
    if (out !== text) return out;
    return kana ? text.slice(0, kana.index) + otherKana(kana[0]) + text.slice(kana.index + kana[0].length) : null;
  },
};

const otherKana = (run: string): string =>
  Array.from(run, (sign) => String.fromCharCode(sign.charCodeAt(0) + (sign.charCodeAt(0) < 0x30a0 ? 0x60 : -0x60))).join('');
