r"""What secrets look like, and what may stand within one: data that the commands and the checker on the site read.

A secret is replaced; of a pattern with a group, the group stays. A pattern is compiled and tried only where one of its
signs is: everything that it matches holds one, with what it looks at before and behind.
Every repetition has an end, or what it repeats is gone with the match, so that no text can make the search slow.
Patterns as specific as a token's need nothing before them: `\n`, `%20`, `-p` or a word may stand there.

Sources of the shapes, read on 2026-11-28: docs.github.com (token formats), docs.gitlab.com (token overview), the rules
of gitleaks/gitleaks; pypi/warehouse@6b62157124 `warehouse/macaroons/services.py`.
"""

# What takes no room of its own, though its Unicode category does not say so, from the first to the last code point:
# Default_Ignorable_Code_Point of Unicode 17, which JavaScript calls DI.
IGNORABLE = (
    (0xAD, 0xAD), (0x34F, 0x34F), (0x61C, 0x61C), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F),
    (0x200B, 0x200F),
    (0x202A, 0x202E), (0x2060, 0x206F), (0x3164, 0x3164), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0),
    (0xFFF0, 0xFFF8), (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A), (0xE0000, 0xE0FFF),
)  # fmt: skip
BLANKS = ((0x2800, 0x2800), (0x1D159, 0x1D159), (0x13441, 0x13442))  # that Unicode does not call blanks
MARKS = ((0x300, 0x36F), (0x20D0, 0x20FF))  # they stand over the letter before

# The line that goes on with a secret: a long word begins it, or one word is all of it. A time may stand before it.
_NEXT_LINE = (
    r"(?:[^\t\n]{0,99}\t[^\t\n]{0,99}\t)?(?:\d{4}-\d\d-\d\d[T ][\d:.,]{8,20}Z?)?[ \t>|│]{0,40}"
    r"(?=\.?[\w-]{20}|[\w.=+/-]{1,400}[\"'`<>(){}\[\],;]{0,4}[ \t]{0,9}(?:[\n\r]|\\[nr]|%0[AaDd]|\Z))"
)
# What may part a secret beside characters that can't be seen: a line's end, a colour, a mark of Markdown or HTML.
# A group: it stands for a dash.
_CONTROL = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f"
GAP = (
    rf"[\n\r\\%=`*<\[&^{_CONTROL}](?:"
    rf"(?:(?<=\n)|(?<=\r)\n?|(?<==)\r?\n|(?<=\\)(?:r\\)?n|(?<=%)(?:0[Dd]%)?0[Aa]){_NEXT_LINE}"
    r"|(?<=\\)(?:(u002[dD]|x2[dD])|033|e(?=\[)|x1[bB]|xad|u(?:001[bB]|200[b-f]|00ad|feff|2060))"
    r"|(?<=%)(?:(2[DdEe]|5[Ff])|1[bB](?:%5[bB]\d{1,3}m)?)"
    r"|(?<=\[)(?:\d{1,3}(?:;\d{1,3}){0,5})?m|(?<=\^)\[(?=\[\d)"
    r"|(?<=[`*])[`*]{0,2}(?=[\w.-])"
    r"|(?<=<)/?[a-z]{1,9}(?: [^<>\n]{0,200})?/?>"
    r"|(?<=&)(?:(#45;|#x2[dD];)|shy;|#8203;|#173;|ZeroWidthSpace;)"
    r"|(?<=\x1b)\[(?:[\d;:]{0,40}[A-HJKSTm]|\?\d{1,4}[hl])"
    rf"|(?<=[{_CONTROL}]))"
)

_VALUE = r"(?!\*\*\*|[$<({]|%\w|https?:)(?:(?<=\")[^\"\n]{1,400}|(?<=')[^'\n]{1,400}|[^\s\"'`,;&*]{1,400})"
# Behind a colon a word may stand with which a sentence goes on: "remove the line password: and set up".
_SENTENCE = r"(?![A-Za-zА-яё]{1,40}[.:,!?)]{0,2}[ \t]{1,9}[^\s])"
_SET_TO = rf"[\"'`]?[ \t]{{0,9}}(?::[ \t]{{0,9}}{_SENTENCE}|=>?[ \t]{{0,9}})[\"'`]?"
_SET = (":", "=", '"', "'", "`", " :", " =", "\t", "  ", " \t")  # how that begins, as signs
# Without their first letters, which may be capitals: a pattern that begins with few letters is found sooner.
_PASSWORDS = r"ass(?:word|wd|phrase)|ароль|ASS(?:WORD|WD|PHRASE)(?:_[A-Z0-9]{1,30}){0,2}"
_NAMES = (
    r"ecret(?:[_-]?[Kk]ey)?|pi[_-]?[Kk]ey|rivate[_-]?[Kk]ey|ccess[_-]?(?:[Kk]ey|[Tt]oken)"
    r"|uth[_-]?[Tt]oken|efresh[_-]?[Tt]oken|oken(?=[\"']?[ \t]{0,9}=)"
    r"|ECRET(?:_[A-Z0-9]{1,30}){0,2}|OKEN(?:_[A-Z0-9]{1,30}){0,2}|_KEY|PIKEY|_AUTH(?:_[A-Z0-9]{1,30}){0,2}"
)

_STARTED = r"(?!\*\*\*|[$<({])"  # no mark of what is hidden already, and no variable
# Signs, parted by bars, and the pattern.
_KINDS = (
    # JWTs, whole or cut; blanks may begin the header; the last one is a JWT in base64 again
    (
        "eyJ|eyA|ewo|ew0K|ewk|ZXlK",
        r"(?:(?<![A-Za-z0-9])eyJ[\w-]{8,}|eyJ[\w-]{14,}|(?:eyA[gi]|ewo[giJ]|ew0K|ewk[iJ])[\w-]{12,}"
        r"|eyJ[\w-]{5,13}(?=\.ey)|ZXlK[\w+/=-]{30,})(?:\.[\w-]*){0,4}",
    ),
    # PyPI's, and the same in base64, by the place at which the token begins
    ("pypi-", r"pypi-Ag(?:E[\w-]{2,}|[\w-]{8,})|(?<![A-Za-z0-9])pypi-[\w-]{40,}"),
    ("cHlwaS1BZ|B5cGktQW|weXBpLUFn", r"(?:cHlwaS1BZ|B5cGktQW|weXBpLUFn)[\w+/=-]*"),
    # GitHub's, GitLab's
    (
        "ghp_|gho_|ghu_|ghs_|ghr_|github_pat_",
        r"(?:(?<![A-Za-z0-9])gh[opusr]_[\w-]{8,}|gh[opusr]_[A-Za-z0-9]{16,}|github_pat_[\w-]{8,})(?:\.[\w-]+){0,4}",
    ),
    (
        "glpat-|gloas-|gldt-|glrt|glcbt-|glptt-|glft-|glimt-|glagent-|glwt-|glsoat-|glffct-",
        r"gl(?:pat|oas|dt|rtr?|cbt|ptt|ft|imt|agent|wt|soat|ffct)-[\w.-]{8,}",
    ),
    # of other services
    (
        "AKIA|ASIA|AIza|ya29.|GOCSPX-",
        r"A[KS]IA[A-Z0-9]{16}|AIza[\w-]{20,}|ya29\.[\w-]{8,}|GOCSPX-[\w-]{16,}",
    ),
    ("xox|xapp-|hooks.slack", r"xox[a-z]-[\w-]{8,}|xapp-[\w-]{8,}|(?<=hooks\.slack\.com/services/)[\w/]{8,}"),
    (
        "npm_|hf_|dckr_|k_live_|k_test_|_v1_",
        r"(?:npm|hf)_[A-Za-z0-9]{16,}|dckr_[a-z]{3}_[\w-]{12,}|[rs]k_(?:live|test)_\w{8,}"
        r"|do[opr]_v1_[a-f0-9]{32,}",
    ),
    ("sk-|SG.|hvs.|hvb.", r"(?<![\w-])sk-[\w-]{20,}|SG\.[\w-]{16,}\.[\w-]{16,}|hv[bs]\.[\w-]{20,}"),
    (
        "PRIVATE KEY",
        r"-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY[^\n-]{0,20}-----(?:[^-]|-(?!----)){0,9000}(?:-----END[^-]{0,60}-----)?",
    ),
    # in headers
    (
        "uthorization|AUTHORIZATION",
        r"((?:uthorization|AUTHORIZATION)[\"']?[ \t]{0,9}[:=][ \t]{0,9}[\"']?(?:[A-Za-z]{1,12}[ \t]{1,9})?)"
        rf"{_STARTED}[^\s\"',;]{{4,}}",
    ),
    (
        "asic |asic\t|earer |earer\t",
        rf"((?:asic|earer)[ \t]{{1,9}})(?=[^\s\"']{{0,60}}[0-9A-Z=]){_STARTED}[\w.~+/=-]{{12,}}",
    ),
    (
        "-TOKEN|-k|-K|ookie",
        r"((?:-TOKEN|-[Aa][Pp][Ii]-[Kk][Ee][Yy]|ookie)[\"']?:[ \t]{0,9}[\"']?)" + _STARTED + r"[^\n\"']{4,2000}",
    ),
    # in addresses: a user's, and signatures
    ("@", r"(?<=://)(?:[^\s/:@\"'<>?#\\]{0,200}:[^\s/\"'<>\\]{1,400}|[\w-]{20,300})(?=@)"),
    (
        "ig=|ature=|oken=|ey=|ecret=|edential=|uth=|assword=",
        r"([?&;](?:[\w.-]{0,40}[_-])?(?:[Ss]ig|[Ss]ignature|[Tt]oken|[Kk]ey|[Aa]piKey|apikey|[Ss]ecret|[Cc]redential"
        rf"|[Aa]uth|[Pp]assword)=){_STARTED}[^\s&\"'<>#;]{{4,}}",
    ),
    # by the name that they are given; most logs name a password, and few hold one
    (
        "|".join(f"assword{then}" for then in _SET) + "|asswd|assphrase|ароль|ASSW|ASSP",
        rf"((?:{_PASSWORDS}){_SET_TO}){_VALUE}",
    ),
    (
        "ecret|ikey|ekey|skey|_key|-key|Key|stoken|s_token|s-token|htoken|h_token|h-token|sToken|hToken|_Token|-Token"
        "|oken=|oken\"|oken'|oken\t|oken =|oken  |oken \t|ECRET|OKEN|_KEY|PIKEY|_AUTH",
        rf"((?:{_NAMES}){_SET_TO}){_VALUE}",
    ),
    (
        "--",
        r"((?<![\w-])--(?:[a-z]{1,20}-)?(?:password|token|auth|api-key|secret|passphrase)"
        r"(?:=|[ \t]{1,9}(?=\S{0,99}[^a-zа-яё\s.,]))[\"']?)"
        rf"(?!-){_STARTED}[^\s\"'`,;)]{{4,}}",
    ),
    (
        " -p|\t-p",
        r"((?:\btwine\b|__token__)[^\n]{0,300}?[ \t]-p[ \t=]{0,9}[\"']?)(?![\s*$<({=-])[^\s\"'`*]{3,}",
    ),
    (
        "-u|--user|login",
        r"((?:(?<![\w-])(?:-u|--user)[ \t=]{1,9}[\"']?[^\s:\"']{1,99}:"
        r"|\blogin[ \t]{1,9}\S{1,99}\s{1,9}password[ \t]{1,9}))"
        rf"{_STARTED}[^\s\"']{{3,}}",
    ),
)
KINDS = tuple((signs.split("|"), pattern) for signs, pattern in _KINDS)
