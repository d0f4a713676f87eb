"""Writes src/core/vectors/fixtures/word-piece-ids.json: what Hugging Face's tokenizers make of some thousand texts.

The texts are put together of fragments; the unit test of Rowlink's own tokenizer puts the same ones together.
"""

import json
from pathlib import Path

import tokenizers

ROOT = Path(__file__).resolve().parents[2]
TOKENIZER = ROOT / "public/models/minilm-l6-en/tokenizer.json"
FIXTURE = ROOT / "src/core/vectors/fixtures/word-piece-ids.json"
COUNT = 2500
JOINTS = ["", " ", "-", ", ", "  ", "\t", "\n", "\u00a0", "\u3000", "/"]
FRAGMENTS = """
a the University of California, Berkeley|Müller & Söhne Maschinenbau GmbH|naïve café résumé|Ångström|İstanbul|Straße|ΣΊΣΥΦΟΣ|ΟΔΟΣ ς|Łódź|Đặng Thị Ngọc Thịnh|Москва|Ёлка й|
Κωνσταντινούπολη|東京都港区|株式会社トヨタ自動車|中国银行 上海|한국전력공사|한국|ひらがな が|شركة أرامكو|إِنَّ|हिन्दी|ภาษาไทย|ⅣⅫ|ﬁ ﬂ|½ ¼|x²|H₂O|№ 5|™ ® ©|℃|20,000.50|1/2-inch|3.5"|#1|##ing|##|[SEP] [CLS]|[unused1]|
<b>bold</b>|O'Neill's|don’t|“quoted” text|—dash–|…|¿Qué? ¡Sí!|e-mail@example.com|https://example.com/a?b=c&d=%20|AT&T|C++|R&D|50% off|$100|€ 20|£|¥|_underscore_|`code`|~tilde~|^|
antidisestablishmentarianism|pneumonoultramicroscopicsilicovolcanoconiosis|zzzqxjkw|hyperhydroxylation|Brassieres, girdles, corsets|myocardial infarction|XZ-4512/B|AB12345678|0000123|3,14159|
\u200bzero\u200bwidth|soft\u00adhyphen|\ufeffbom|a\u0301 combining|e\u0308\u0301|\ufffd|\u0007bell|\u000bvt|\u000cff|\u0085nel|\u2028line|\u202eright|😀|👩‍👩‍👧|🇩🇪|𝔘𝔫𝔦𝔠𝔬𝔡𝔢|𠮷野家|㈱|ｆｕｌｌ ｗｉｄｔｈ|～|・|。|「」|、|י״ד|ß ẞ|ŉ|ǅ|K Å|ſ
""".replace("\n", "").split("|")


def text_at(at):
    """Two to four fragments with what joins them; every fragment comes first for some text."""
    count = 2 + at % 3
    chosen = [FRAGMENTS[(at * (1 + 6 * place) + place * at // 7) % len(FRAGMENTS)] for place in range(count)]
    joint = JOINTS[(at // len(FRAGMENTS)) % len(JOINTS)]
    return joint.join(chosen)


def main():
    tokenizer = tokenizers.Tokenizer.from_file(str(TOKENIZER))
    # Names of special tokens within a text are plain text in Rowlink.
    tokenizer.encode_special_tokens = True
    ids = [tokenizer.encode(text_at(at), add_special_tokens=False).ids for at in range(COUNT)]
    lines = ",\n".join(json.dumps(one, separators=(",", ":")) for one in ids)
    head = json.dumps({"source": f"tokenizers {tokenizers.__version__}", "joints": JOINTS, "fragments": FRAGMENTS})
    FIXTURE.write_text(f'{head[:-1]}, "ids": [\n{lines}\n]}}\n', "utf8")
    print(f"{FIXTURE.name}: {COUNT} texts")


if __name__ == "__main__":
    main()
