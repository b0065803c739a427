r"""What secrets look like, as data for the commands and for the checker on the site.

A match of a pattern is replaced, except for the pattern's group. A pattern is compiled and tried only if one of its
signs is in the text, because every match, with its lookbehind and lookahead, contains one of them.
Every repetition is bounded, or consumes what it repeats, so that no text can make the search slow.
Patterns as specific as a token's may follow anything: `\n`, `%20`, `-p` or a word.
Patterns know only the letters, digits and blanks of ASCII: Python compiles the patterns with re.ASCII.

Sources of the formats, read on 2026-11-28: docs.github.com (token formats), docs.gitlab.com (token overview);
pypi/warehouse@6b62157124 `warehouse/macaroons/services.py`; on 2026-11-29: gitleaks/gitleaks@b58d3f102c
`config/gitleaks.toml`, Yelp/detect-secrets@5e14193355 `detect_secrets/plugins`, anaconda.com/docs (tokens).
"""

from shared.secret_gaps import MORE

_HIDDEN = r"\*\*\*(?!\w)|\$[\w({]|<[^<>\n]{1,80}>|\(|\{|%\w{1,40}%|%s|https?:"
_VALUE = (
    rf"(?!{_HIDDEN})(?:(?<=\")(?:[^\"\\\n]|\\[^\n]){{1,400}}|(?<=')(?:[^'\\\n]|\\[^\n]){{1,400}}"
    r"|(?:[^\s\"'`,;&*]|[,;&*](?=[^\s\"'`,;&*])){1,400})"
)
# After a colon, a sentence may continue with a word: "remove the line password: and set up".
_SENTENCE = r"(?![A-Za-zА-яё]{1,40}[.:,!?)]{0,2}[ \t]{1,9}[^\s])"
_SET_TO = rf"[\"'`]?[ \t]{{0,9}}(?::[ \t]{{0,9}}{_SENTENCE}|=>?[ \t]{{0,9}})(?:[bu](?=[\"']))?[\"'`]?"
_SET = (":", "=", '"', "'", "`", " :", " =", "\t", "  ", " \t")  # the beginnings of that, as signs
# Without their first letters, which may be capitals: a pattern that can begin with few letters is found faster.
_PASSWORDS = r"ass(?:word|wd|phrase)|ароль|ASS(?:WORD|WD|PHRASE)(?:_[A-Z0-9]{1,30}){0,2}"
_NAMES = (
    r"ecret(?:[_-]?[Kk]ey)?|pi[_-]?[Kk]ey|rivate[_-]?[Kk]ey|ccess[_-]?(?:[Kk]ey|[Tt]oken)"
    r"|uth[_-]?[Tt]oken|efresh[_-]?[Tt]oken|oken(?=[\"']?[ \t]{0,9}=)"
    r"|ECRET(?:_[A-Z0-9]{1,30}){0,2}|OKEN(?:_[A-Z0-9]{1,30}){0,2}|_KEY|PIKEY|_AUTH(?:_[A-Z0-9]{1,30}){0,2}"
)

# A lowercase word after an option, if it continues or ends a command rather than a sentence.
_NO_SENTENCE = (
    r"(?!(?:and|or|nor|is|are|was|not|if|to|in|for|from|with|as|on|option|options|flag|flags|instead|argument|value"
    r"|values|variable|environment|too|only|и|или|не|если|для|с|в|на)\b)"
    r"[^\s.,:;!?)\"'`]{6,99}(?=[\"'`]?(?:[ \t]{0,9}(?:\r?\n|\\|\Z)|[ \t]{1,9}(?:[-&|>*]|[\w.*-]{1,99}[/*.][\w*])))"
)
_STARTED = r"(?!\*\*\*|[$<({])"  # not the mark of a hidden secret, and not a variable
# The beginnings of encoded tokens, which are also the signs: of PyPI's in base64, by the offset at which the token
# begins, in base64 of base64 and in base32; of a key, a JWT, GitHub's and GitLab's tokens.
_ENCODED = (
    "cHlwaS1BZ|B5cGktQW|weXBpLUFn|Y0hsd2FTMUJa|T25CNWNHa3RR|OB4XA2JN|LS0tLS1CRUdJTi|MV4UU"
    "|Z2hwX|docF8|docF9|naHBf|M5UHAX|Z2l0aHViX3|Z2xwYX"
)
# The beginnings of other services' tokens, which are also the signs.
_PREFIXES = (
    "whsec_|glsa_|nfp_|fo1_|fm2_|gsk_|sqp_|squ_|sntrys_|sntryu_|shpat_|shpca_|shpss_|shppa_|dckr_oat_"
    "|sbp_|figd_|pul-|xai-|pplx-|nvapi-|tskey-|NRAK-|PMAK-"
)
# The signs, separated by bars, and the pattern.
_KINDS = (
    # JWTs, whole or cut off; the header may begin with spaces; the one before the last alternative is a JWT encoded in
    # base64 again, and the last one the end of a JWT: the end of the claims, which is `"}` or `}`, and the signature
    (
        "eyJ|EYJ|eyj|eyA|ewo|ew0K|ewk|ZXlK|In0.|J9.|fQ.",
        r"(?:(?<![A-Za-z0-9])(?:eyJ[\w-]{8,}|(?:EYJ|eyj)[HRhr0][\w-]{14,})|eyJ[\w-]{14,}|(?:eyA[gi]|ewo[giJ]|ew0K|ewk[iJ])[\w-]{12,}"
        r"|eyJ[\w-]{5,13}(?=\.ey)|ZXlK[\w+/=-]{30,}|(?<![\w-])[\w-]{1,4000}(?:In0|J9|fQ)(?=\.[\w-]{8}))"
        r"(?:\.[\w-]*){0,4}" + MORE,
    ),
    # PyPI's tokens, and the same in base64, by the offset at which the token begins
    (
        "ypi-|PYPI-AGE|AgEIcHlwaS5vcmc|AgENdGVzdC5weXBpLm9yZw",  # its beginning may be cut off
        r"(?:p?ypi-(?:[ \"'+]{1,8})?Ag(?:E[\w-]{2,}|[\w-]{8,})|(?<![A-Za-z0-9])pypi-[\w-]{40,}"
        r"|PYPI-AGE[\w-]{30,}|AgE(?:IcHlwaS5vcmc|NdGVzdC5weXBpLm9yZw)[\w-]*)" + MORE,
    ),
    (
        # encoded, or in hexadecimal digits, in those of a dump, too
        f"{_ENCODED}|70 79 70 |70:79:70:|7079",
        rf"(?:{_ENCODED})[\w+/]{{16}}[\w+/=-]*"
        r"|(?:70 79 70 69 2[dD] 41 67|70:79:70:69:2[dD]:41:67|7079 ?7069 ?2[dD]41 ?67)"
        r"(?:[^\n]{0,99}\n[\da-fA-F]{7,16}:? ){0,99}[^\n]*",
    ),
    # GitHub's and GitLab's tokens
    (
        "ghp_|gho_|ghu_|ghs_|ghr_|github_pat_|GHP_|GHS_|GITHUB_PAT_",
        r"(?:(?<![A-Za-z0-9])gh[opusr]_[\w-]{8,}|gh[opusr]_[A-Za-z0-9]{16,}|github_pat_[\w-]{8,}"
        r"|(?:GH[PS]_|GITHUB_PAT_)[A-Z0-9]{20,}\w*)(?:\.[\w-]+){0,4}",
    ),
    (
        "glpat-|GLPAT-|gloas-|gldt-|glrt|glcbt-|glptt-|glft-|glimt-|glagent-|glwt-|glsoat-|glffct-|GR1348941|_gitlab_session=",
        r"GLPAT-[\w.-]{12,}|gl(?:pat|oas|dt|rtr?|cbt|ptt|ft|imt|agent|wt|soat|ffct)-[\w.-]{8,}|GR1348941[\w-]{12,}"
        r"|(?<=_gitlab_session=)\w{16,}",
    ),
    # those of other services
    (_PREFIXES, rf"(?<![A-Za-z0-9])(?:{_PREFIXES})(?=(?:[a-z_-]{{0,30}}[\dA-Z]){{7}})[\w-]{{20,}}"),
    (
        "AKIA|ASIA|ABIA|ACCA|ABSK|AIza|ya29.|GOCSPX-|1//0|8Q~|7Q~",
        r"A(?:KIA|SIA|BIA|CCA)[A-Z0-9]{16}|ABSK[\w+/=]{30,}|AIza[\w-]{20,}|ya29\.[\w-]{8,}|GOCSPX-[\w-]{16,}"
        r"|1//0[\w-]{20,}|\w{3}[78]Q~[\w.~-]{16,}",
    ),
    (
        "xox|xapp-|hooks.slack|/webhooks/|/webhookb2/|telegram.org/bot",
        r"xox[a-z][-.][\w.-]{8,}|xapp-[\w-]{8,}|(?<=hooks\.slack\.com/)(?:services|workflows)/[\w/]{8,}"
        r"|(?<=/webhooks/)\d{6,}/[\w-]{8,}|(?<=/webhookb2/)[\w@/-]{8,}|(?<=telegram\.org/bot)\d{6,}:[\w-]{8,}",
    ),
    (  # of Telegram, Discord, Anaconda and Codecov
        ":AA|.G|.H|/t/|-t ",
        r"(?<![\w-])(?:\d{8,10}:AA[\w-]{32,}|[MNO][A-Za-z0-9]{23,27}\.[GH][\w-]{5}\.[\w-]{27,})"
        r"|(?<=/t/|-t )(?:[a-z]{2}-)?[\da-f]{8}-[\da-f-]{27}",
    ),
    (
        "AT|rubygems_|cio|oy2|AKC|cmVmdGtu|_pat_|.atlasv1.",
        r"AT(?:[AC]TT3|BB)[\w=-]{16,}|rubygems_\w{16,}|(?<![A-Za-z0-9])(?:cio|oy2)\w{32,43}|(?:AKC|cmVmdGtu)\w{36,}"
        r"|[a-z]{3,12}_pat_[\w-]{12,}|\w{14}\.atlasv1\.[\w-]{20,}",
    ),
    (
        "npm_|hf_|k_live_|k_test_|k_prod_|_v1_|SK|dapi",
        r"(?:npm|hf)_[A-Za-z0-9]{16,}|[rs]k_(?:live|test|prod)_\w{8,}"
        r"|do[opr]_v1_[a-f0-9]{32,}|(?<![A-Za-z0-9])(?:SK|dapi)[a-f0-9]{32}(?!\w)",
    ),
    (
        "sk-|key-|v1.|SG.|hvs.|hvb.",
        r"(?<![\w-])(?:sk-[\w-]{20,}|key-[a-f0-9]{32}|v1\.[a-f0-9]{40})|SG\.[\w-]{16,}\.[\w-]{16,}|hv[bs]\.[\w-]{20,}",
    ),
    (
        "PRIVATE KEY|Private-Lines:",
        r"-{4,5} ?BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY[^\n-]{0,20}-{4,5}(?:[^-]|-(?!---)){0,9000}"
        r"(?:-{4,5} ?END[^-]{0,60}-{4,5})?"
        r"|(?<=Private-Lines: )\d{1,3}[\w+/=\r\n\\]{16,9000}",
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
        "-TOKEN|-k|-K|ookie|Art-Api",
        r"((?:-TOKEN|-[Aa][Pp][Ii]-[Kk][Ee][Yy]|ookie|Art-Api)[\"']?:[ \t]{0,9}[\"']?)"
        + _STARTED
        + r"[^\n\"']{4,2000}",
    ),
    # in URLs: users' passwords, and signatures
    ("@", r"(?<=://)(?:[^\s/:@\"'<>?#\\]{0,200}:(?!\d{1,5}[/?#])[^\s\"'<>\\]{1,400}|[\w-]{20,300})(?=@)"),
    (
        "ig=|ature=|oken=|ey=|ecret=|edential=|uth=|assword=|jwt=|ssertion=",
        r"([?&;#](?:[\w.-]{0,40}[_-])?(?:[Ss]ig|[Ss]ignature|[Tt]oken|[Kk]ey|[Aa]piKey|apikey|[Ss]ecret|[Cc]redential"
        rf"|[Aa]uth|[Pp]assword|jwt|[Aa]ssertion)=){_STARTED}[^\s&\"'<>#;]{{4,}}",
    ),
    ("?code=|&code=", r"([?&]code=)(?=[^\s&]{0,99}\d)[\w.~/%+-]{16,}"),  # OAuth's
    (
        "@",  # without a scheme; the password has a digit or a sign: people's addresses have names before them, too
        r"((?<![\w.:/@-])(?!(?:e?mail(?:to)?|git|sub):)[\w.+-]{1,64}:)(?=[^\s@]{0,99}[\d!#%&*?~])(?![*$({])[^\s/:@\"'<>\\]{5,99}"
        r"(?=@(?:(?!gservice)[\w-]{1,63}\.){0,9}(?:localhost|[a-z]{2,18}|\d{1,3})(?![\w.-]))",
    ),
    # by their names; most logs mention a password, but few contain one
    (
        "|".join(f"assword{then}" for then in _SET) + "|asswd|assphrase|ароль|ASSW|ASSP|pw:|pw=|PW:|PW=",
        rf"((?:{_PASSWORDS}){_SET_TO}|(?<![A-Za-z])(?:pw|PW)[:=] ?[\"']?){_VALUE}",
    ),
    (
        "ecret|ikey|ekey|skey|_key|-key|Key|stoken|s_token|s-token|htoken|h_token|h-token|sToken|hToken|_Token|-Token"
        "|oken=|oken\"|oken'|oken\t|oken =|oken  |oken \t|ECRET|OKEN|_KEY|PIKEY|_AUTH",
        rf"((?:{_NAMES}){_SET_TO}){_VALUE}",
    ),
    # by names that also occur in sentences: the value has a digit and is long
    (
        "|".join(f"{name}{sign}" for name in ("oken", "OKEN", "окен") for sign in (":", "=", '"', "'", "`", " :", " ="))
        + '|redentials|AccountKey|AccessKey|accessKey|_key_id|auth_key|_PAT|_PASS|JWT|"auth"|_auth|pwd|PWD',
        r"((?:(?<!in the )[Tt]oken|TOKEN|[Тт]окен|redentials|AccountKey|[Aa]ccessKey|_key_id|auth_key|_PA(?:T|SS)"
        r"|JWT(?:_\w{1,20})?|\"auth\"|_auth|pwd|PWD)[\"'`]{0,3} ?[:=][ \t]{0,9}[\"'`]{0,3}(?:\.{3}|…)?)"
        rf"(?=[\w~+=|:-]{{0,300}}\d)(?!{_HIDDEN}|/)[\w.~+/=|:-]{{12,}}",
    ),
    # by names that are short or have other meanings: the value has a digit, or is random
    (
        "PASS=|pass=",  # with a colon, it is the result of a test
        rf"((?<![A-Za-z])(?:PASS|pass)=[\"']?)(?!{_HIDDEN})(?=[^\s\"'`/]{{0,99}}\d)\d{{0,9}}[^\s\"'`\d][^\s\"'`]{{5,}}",
    ),
    ("otp:|otp=|otp |OTP:|OTP=|OTP ", r"((?:otp|OTP)[:= ]{1,3}[\"']?)\d{6,8}(?!\w)"),
    ("ignature:|ignature=", r"(ignature[:=] ?[\"']?)[\da-f]{32,}"),
    (
        "key:|key=|key =",
        r"((?<![A-Za-z])key(?: ?=|:) ?[\"']?)(?=[A-Za-z]{0,40}\d)(?=[A-Za-z0-9]{0,40}[a-z][A-Z])"
        r"[A-Za-z0-9]{24,}[\w+/=]*(?![\w.-])",
    ),
    # in a sentence, or behind a blank: the value has a digit
    (
        "assword |assword\t|assphrase |ароль |ароль\t|ASSWORD |ASSWORD\t|oken is |oken was ",
        r"((?:ass(?:word|phrase)|ароль|ASSWORD|oken(?= (?:is|was) ))(?:[ \t](?:is|was|to|это|[—–→-]):?)?"
        r"[ \t]{1,9}[\"'`]?)"
        rf"(?!{_HIDDEN}|v?\d{{1,4}}[.-])(?=[^\s\"'`/]{{0,99}}\d)[^\s\"'`/=:(){{}}]{{6,}}",
    ),
    # in a command of poetry, and in pairs
    (
        "pypi-token.|__token__'|__token__\"",
        rf"((?:pypi-token\.\w{{1,60}}[ \t]{{1,9}}|__token__[\"'], ?)[\"']?)(?!setting\b)"  # not poetry's own sentence
        rf"{_STARTED}[^\s\"'`]{{6,}}",
    ),
    # by a name that is separated from its value: in HTML, XML, other shells, lists of variables
    (
        'value|</|</|set|\', \'|", "|->|"""',
        r"((?:[Pp]ass(?:word|wd|phrase)|PASS(?:WORD|WD|PHRASE)|[Tt]oken|TOKEN|[Ss]ecret|SECRET|[Aa]pi[_-]?[Kk]ey"
        r"|API_KEY)"
        r"(?:[\"'`]?,?\s{1,40}[\"']?value[\"']?[ \t]{0,9}[:=][ \t]{0,9}[\"']?|>(?=[^<\n]{1,400}</)"
        r"|[ \t]{0,9}->[ \t]{0,9}|', '(?=[^'\n]{0,400}'[)\]])|\", \"(?=[^\"\n]{0,400}\"[)\]])|[ \t]{0,9}=[ \t]{0,9}"
        rf"\"\"\"))(?!{_HIDDEN})[^\s\"'`<]{{3,400}}",
    ),
    (
        "setx|set -",
        r"(set(?:x| -[a-zA-Z-]{1,9})[ \t]{1,9}\w{0,60}(?:PASS(?:WORD|WD|PHRASE)|TOKEN|SECRET|KEY|AUTH)(?:_\w{1,30})?"
        rf"[ \t]{{1,9}}[\"']?)(?!{_HIDDEN})[^\s\"']{{3,400}}",
    ),
    (
        "--",
        r"((?<![\w-])--(?:[a-z]{1,20}-)?(?:password|token|auth|api-key|secret|passphrase)"
        rf"(?:=|[ \t]{{1,9}}(?=\S{{0,99}}[^a-zа-яё\s.,]|{_NO_SENTENCE}))[\"']?)"
        rf"(?!-|@|[A-Z_]{{1,30}}(?![\w-])){_STARTED}[^\s\"'`,;)]{{4,}}",  # not a file, and not a placeholder
    ),
    (
        " -p|\t-p|sshpass",
        r"((?:\btwine\b|__token__|\bsshpass\b)[^\n]{0,300}?[ \t]-p[ \t=]{0,9}[\"']?)"
        r"(?![\s*$<({=-]|/--)[^\s\"'`*]{3,}",  # not the name of the option: -p/--password
    ),
    (
        "publish|upload|login",
        r"(\b(?:publish|upload|login)\b[^\n]{0,300}?[ \t]-[pPta][ \t=]{1,9}[\"']?)"
        r"(?![\s*$<({=-])[^\s\"'`*]{3,}",
    ),
    ("-u|-user", r"((?<![\w-])(?:-u|--(?:proxy-)?user)[ \t=]{1,9}[\"'][^\s:\"']{1,99}:)[^\"'\n]{3,400}"),
    (
        "-u|-user|login|machine|default",
        r"((?:(?<![\w-])(?:-u|--(?:proxy-)?user)[ \t=]{1,9}[\"']?[^\s:\"']{1,99}:"
        r"|\bcurl\b[^\n]{0,300}?[ \t]-u[\"']?[^\s:\"']{1,99}:"
        r"|\b(?:machine[ \t]{1,9}\S{1,99}|default)(?:\s{1,9}(?:login|account)\s{1,9}\S{1,99}){0,2}\s{1,9}password"
        r"\s{1,9}"
        r"|\blogin[ \t]{1,9}\S{1,99}\s{1,9}password[ \t]{1,9}))"
        rf"{_STARTED}[^\s\"']{{3,}}",
    ),
)
KINDS = tuple((signs.split("|"), pattern) for signs, pattern in _KINDS)
# What several signs share: where it is not, none of them is.
CORES = (
    "oken", "OKEN", "окен", "assword", "key", "Key", "KEY", "gl", "gh", "otp", "OTP", "ignature", "shp", "sntry", "Z2",
    "SS",
)  # fmt: skip
