import { changeSyllable, isSyllable } from './hangul';
import type { VariantKind } from './kind';
import { pick, shuffled, signsOf } from './signs';

/** Signs that scanners take for each other, by script; within a group every one may stand for every other. */
const GROUPS = [
  // Latin letters and figures.
  `0 O o Q D; 1 l I i |; 2 Z z; 5 S s; 6 G b; 8 B; 9 g q; c e o; a o; u v; n h; f t; E F; P R; h b; i j; C G; U V; M N`,
  // Cyrillic.
  `ш щ; и н й; ц ч; ь ъ ы; е с о; в б; п л; з э 3; г т; д л; О С; Ш Щ; И Н; Б В; З 3; О 0; Ч 4; б 6`,
  // Greek.
  `ν υ; ο σ; α ο; π τ; κ χ; γ ν; η π; ρ ο; θ φ; Α Λ Δ; Ε Σ; Ο Θ; Η Π; Κ Χ; Ρ Ο`,
  // Arabic and Hebrew: dots and strokes.
  `ب ت ث ن پ; ج ح خ چ; د ذ; ر ز; س ش; ص ض; ط ظ; ع غ; ف ق; ك گ; ه ة; ד ר; ה ח ת; ו ז ן; ם ס; ב כ; ג נ; ע צ`,
  // Devanagari, Thai.
  `ब व; घ ध; भ म; प ष; थ य; ट ठ; ड ङ; च ज; न त; ग म; ก ถ ภ; ค ด ต; ข ช ซ; ผ ฝ พ ฟ; น ม; บ ป; ฎ ฏ; ร ธ; ล ส`,
  // Kana: small and large, and what looks alike.
  `っ つ; ゃ や; ゅ ゆ; ょ よ; ぁ あ; ぃ い; ぅ う; ぇ え; ぉ お; ッ ツ シ; ャ ヤ; ュ ユ; ョ ヨ; ァ ア マ; ィ イ; ゥ ウ ワ; ェ エ 工; ォ オ; ソ ン; ク ケ タ; チ テ; カ 力;
   ロ 口; ニ 二; ハ 八; ー 一; ろ る; わ れ ね; は ほ; さ き ち; め ぬ; い り; ば ぱ; び ぴ; ぶ ぷ; べ ぺ; ぼ ぽ; バ パ; ビ ピ; ブ プ; ベ ペ; ボ ポ`,
  // Han.
  `未 末; 土 士; 日 曰 目; 己 已 巳; 人 入 八; 大 太 犬; 天 夫; 千 干; 王 玉 主; 田 由 甲 申; 木 本; 石 右; 白 自; 月 用; 刀 刃; 牛 午; 鳥 烏; 鸟 乌; 貝 具; 候 侯; 間 問 開; 治 冶;
   水 永 氷; 東 束; 万 方; 住 往; 侍 待 持; 折 析; 抗 坑; 科 料; 績 積; 緑 縁; 網 綱; 微 徴; 遣 遺; 戊 戌; 小 少; 今 令; 北 比; 半 平; 古 右; 名 各; 西 酉; 島 鳥; 崎 埼; 宮 官; 村 材;
   斎 斉; 師 帥; 幸 辛; 林 材; 海 梅; 清 青; 陽 場; 民 氏; 徒 徙; 拔 拨; 兵 乒; 户 尸; 买 卖; 历 厉; 处 外; 儿 几; 风 凤; 亨 享; 哀 衷; 晴 睛; 赢 羸`,
];
const ALIKE = new Map<string, readonly string[]>();
for (const group of GROUPS.flatMap((line) => line.split(';'))) {
  const signs = group.trim().split(/\s+/u);
  for (const sign of signs)
    ALIKE.set(sign, [...new Set([...(ALIKE.get(sign) ?? []), ...signs.filter((other) => other !== sign)])]);
}
/** Several Latin letters that look like one, both ways. */
const MERGED: readonly (readonly [string, string])[] = [
  ['rn', 'm'],
  ['cl', 'd'],
  ['vv', 'w'],
  ['ri', 'n'],
  ['li', 'h'],
  ['nn', 'rm'],
  ['ii', 'u'],
];

export const lookAlike: VariantKind = {
  id: 'look-alike',
  isSame: true,
  appliesTo: ({ letters }) => letters >= 3,
  vary(text, { random }) {
    if (random.uniform() < 0.5) {
      const pairs = MERGED.flatMap(([one, other]) => [[one, other] as const, [other, one] as const]);
      for (const [from, to] of shuffled(random, pairs)) {
        const places = [...text.matchAll(new RegExp(`(?<=\\p{L})${from}|${from}(?=\\p{Ll})`, 'gu'))];
        const place = pick(random, places);
        if (place) return text.slice(0, place.index) + to + text.slice(place.index + from.length);
      }
    }
    const signs = signsOf(text);
    // A figure read as a letter can still be told; one read as another figure is another number.
    const isUsable = (sign: string): boolean => ALIKE.has(sign) || isSyllable(sign);
    const at = pick(
      random,
      signs.map((_, place) => place).filter((place) => isUsable(signs[place]!)),
    );
    if (at === undefined) return null;
    const sign = signs[at]!;
    const by = isSyllable(sign)
      ? changeSyllable(sign, random)
      : pick(
          random,
          ALIKE.get(sign)!.filter((other) => !(isDigit(sign) && isDigit(other))),
        );
    return by === undefined ? null : signs.with(at, by).join('');
  },
};

const isDigit = (sign: string): boolean => /^\p{Nd}/u.test(sign);
