"""What may split a secret, and what nobody sees, as data for the commands and for the checker on the site.

The pattern knows only the letters, digits and blanks of ASCII: Python compiles it with re.ASCII.
"""

# Ranges of code points that take up no space, although their Unicode category doesn't say so:
# Default_Ignorable_Code_Point of Unicode 17, which JavaScript calls DI.
IGNORABLE = (
    (0xAD, 0xAD), (0x34F, 0x34F), (0x61C, 0x61C), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F),
    (0x200B, 0x200F),
    (0x202A, 0x202E), (0x2060, 0x206F), (0x3164, 0x3164), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0),
    (0xFFF0, 0xFFF8), (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A), (0xE0000, 0xE0FFF),
)  # fmt: skip
BLANKS = ((0x2800, 0x2800), (0x1D159, 0x1D159), (0x13441, 0x13442))  # which Unicode doesn't classify as spaces

# What CI services, editors and people add before a line: job and step, a time, a number, a frame, a quotation mark.
_BEFORE = (
    r"(?:[^\t\n]{0,99}\t[^\t\n]{0,99}\t)?"
    r"(?:\d{4}[/-]\d\d[/-]\d\d[T ][\d:.,]{8,20}(?:Z|[+-]\d\d:?\d\d)?(?: \d\d[OE](?=[ +]))?|\d\d:\d\d:\d\d[\d.,]{0,7}"
    r"|\[[^\[\]\n/]{1,99}/[^\[\]\n]{1,99}\]|Step #\d{1,3}(?: - \"[^\"\n]{1,80}\")?:|\d{1,6}(?=[ \t|:])[|:]?)?"
    r"[ \t>|│#+*;:$/\"'-]{0,40}"
)
# A line that continues a secret: it begins with a long or a random word, or consists of one word.
_NEXT_LINE = (
    r"(?:[ \t>|│]{0,40}\r?\n){0,2}" + _BEFORE + r"(?=\.?[\w-]{20}"
    r"|(?=[\w-]{0,12}\d)(?=[\w-]{0,12}[a-z][A-Z])[\w-]{8,20}(?![\w.:=/-])"
    r"|[\w.=+/-]{1,400}[\"'`<>(){}\[\],;]{0,4}[ \t]{0,9}"
    r"(?:[\n\r]|\\{1,8}(?:[nr]|u000[aA]|x0[aA]|012)|%(?:25){0,3}0[AaDd]|\Z))"
)
# What may split a secret, besides invisible characters: a line break, a colour, a mark of Markdown or HTML; and what
# also separates words, if the next piece has a digit or a capital inside.
# A group means a character: `MEANT` lists it, or the group is its code, in hexadecimal or, after #, in decimal.
_CONTROL = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f"
_DASHES = "‐‑‒–—−﹣－"
_MANY = r"\\{0,7}"  # strings within strings
_CODE = r"([2-7][\dA-Fa-f])"
GAP = (
    rf"[\n\r\\%=`*~<\[&^|·•\xa0{_CONTROL}\x9b␛←\ufffd{_DASHES}](?:"
    rf"(?:(?<=\n)|(?<=\r)\n?|(?<==)\r?\n|(?<=\\){_MANY}(?:\r?\n|(?:r\\{{1,8}})?n|u000[aA]|x0[aA]|012)"
    rf"|(?<=%)(?:25){{0,3}}(?:0[Dd]%(?:25){{0,3}})?0[Aa]){_NEXT_LINE}"
    rf"|(?<=\\){_MANY}(?:(?:u00|x){_CODE}|u\{{0{{0,4}}{_CODE}\}}|([\"'/_.*`~-])|(055|056)|(?:u001[bB]|x1[bB]|033)\([0-2AB]|033|e(?=\[)"
    r"|(?!u000[aAdD]|x0[aAdD])(?:u[\dA-Fa-f]{4}|x[\dA-Fa-f]{2}|u\{[\dA-Fa-f]{1,6}\}|U[\dA-Fa-f]{8}|N\{[A-Z -]{3,40}\}))"
    rf"|(?<=%)(?:25){{0,3}}(?:{_CODE}|1[bB](?:%(?:25){{0,3}}5[bB]\d{{1,3}}m)?|[01][\dB-CE-Fb-ce-f]|[89A-Fa-f][\dA-Fa-f])"
    r"|(?<==)(2D|5F|2E|3D)(?=[\w-]{6})"
    r"|(?:(?<=[\w.-][|·•\xa0])|(?<=[\w.-]=)=)(?=[\w.-]{0,19}(?:\d|[a-zA-Z][A-Z]))(?=[\w.-]{8})"
    r"|(?<=\[)(?:\d{1,3}(?:;\d{1,3}){0,5})?m|(?<=\^)\[(?=\[\d)|(?<=[␛←\ufffd])(?=\[\d)|(?<=\x9b)[\d;]{0,20}[A-Za-z]"
    r"|(?<=[`*~])[`*~]{0,2}(?=[\w.-])"
    r"|(?<=<)(?:/?[a-z]{1,9}(?: [^<>\n]{0,200})?/?|!--[^<>\n]{0,99}--)>"
    rf"|(?<=&)(?:#[xX]0{{0,4}}{_CODE}|(#(?:3[2-9]|[4-9]\d|1[01]\d|12[0-6]))|([a-z]{{3,6}})|#?\w{{2,20}});"
    r"|(?<=\x1b)(?:\[[<=>?]?[\d;:]{0,40}[A-HJKSThlm]|[()][0-2AB]|[\]P][^\x07\x1b\n]{0,200}(?:\x07|\x1b\\))"
    rf"|(?<=[{_CONTROL}])|(?<=([{_DASHES}])))"
)
MEANT = {
    "055": "-", "056": ".", "amp": "&", "quot": '"', "apos": "'", "nbsp": " ", "hyphen": "-", "dash": "-",
    "period": ".", "lowbar": "_", "sol": "/", "colon": ":", "equals": "=", "commat": "@", **dict.fromkeys(_DASHES, "-"),
}  # fmt: skip
# How a long token continues after something that also separates ordinary words.
_MIXED = r"(?=[\w.-]{0,40}\d)(?=[\w.-]{0,40}[A-Z])(?=[\w.-]{0,40}[a-z])"
_PIECE = rf"(?:\.?[\w-]{{20,}}|{_MIXED}(?=[\w.-]{{20}})(?![\w.-]{{1,200}}\.(?:whl|gz|zip)\b)[\w-]*)(?:\.[\w-]*){{0,4}}"
_STOP = r"[\"'`]{0,3}[ \t]{0,9}[+\\│|…^]?[ \t]{0,9}(?:\r?\n|\\{1,8}n|<br>"
_END = rf"{_STOP}){_BEFORE}"
_LAST = r")[^\n]{0,99}?(?<![\w.=/-])"  # the last word of a line that begins in no way that is known
_BLANK = r"[ \t\xa0]{0,9}(?:(?:\d{4}-\d\d-\d\dT\d\d)?:\d\d:\d\d[\d.,]{0,9}Z?)?[ \t\xa0]{1,9}"
MORE = (
    r"(?:(?:…|\.{3}|\*{3})[\w-]{4,})?"  # what a program shows of its end
    rf"(?:(?:(?:{_END}|{_BLANK}{_MIXED}){_PIECE}){{1,200}}"
    rf"(?:{_END}[\w.=-]{{1,400}}(?=[\"'`]{{0,3}}[ \t,;)}}\]│|]{{0,9}}(?:\r?\n|\Z))"
    rf"|{_BLANK}(?=[\w-]{{0,19}}(?:\d|[a-z][A-Z]))[\w-]{{1,19}}(?![\w-]))?"
    rf"|(?:{_STOP}{_LAST}{_MIXED}(?![\w.-]{{1,200}}\.(?:whl|gz|zip)\b)[\w.-]{{20,400}}(?={_STOP}|\Z))){{1,200}}"
    rf"(?:{_STOP}{_LAST}(?=[\w-]{{0,19}}(?:\d|[a-z][A-Z]))[\w.=-]{{1,99}}(?={_STOP}|\Z)))?)?"
)
