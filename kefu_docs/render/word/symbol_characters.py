"""Characters of Symbol, Wingdings and Webdings, turned into those of Unicode that they show.

Word writes them as `w:sym`, as text in the private area U+F020 to U+F0FF, or as letters in such a
font; its usual bullets are among them. The fonts are Microsoft's and in no open set.
Sources: the encoding of Symbol, Adobe PostScript Language Reference, appendix E; ISO/IEC 10646 and
document N4384 of its working group (Wingdings, Webdings).
"""

from __future__ import annotations

from lxml import etree

from kefu_docs.render.word.word_xml import W, value

_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_PRIVATE = 0xF000
_NONE = "\0"

# From 0x20, and from 0xA0 or 0x80; \0 where Unicode has no such character. Bullets and boxes that
# the faces for text draw stand in for others of their kind that they do not.
_SYMBOL_LOW = (
    " !∀#∃%&∋()∗+,−./0123456789:;<=>?"
    "≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_"
    "\0αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼\0"
)
_SYMBOL_HIGH = (
    "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵"
    "ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓"
    "◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪\0〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭\0"
)
_WINGDINGS_LOW = (
    " 🖉✂✁👓🕭🕮🕯☎✆✉🖃📪📫📬📭🗀🗁🗎🗏🗐🗄⌛🖮🖰🖲🖳🖴🖫🖬✇✍"
    "🖎✌🖏👍👎☜☞☝☟🖐☺😐☹💣🕱🏳🏱✈☼🌢❄🕆✞🕈✠✡☪☯🕉☸♈♉"
    "♊♋♌♍♎♏♐♑♒♓🙰🙵●○■□□❑❒◆◆◆❖◆☒⮹⌘🏵🏶🙶🙷\0"
)
_WINGDINGS_HIGH = (
    "🄋①②③④⑤⑥⑦⑧⑨⑩🄌❶❷❸❹❺❻❼❽❾❿🙢🙠🙡🙣🙞🙜🙝🙟·•"
    "⬝○🞆🞈◎🞋🔿■□🟁✦★🟋🟏🟓🟑⯐⌖✧⯏⯑✪✰🕐🕑🕒🕓🕔🕕🕖🕗🕘"
    "🕙🕚🕛⮰⮱⮲⮳⮴⮵⮶⮷🙪🙫🙕🙔🙗🙖🙐🙑🙒🙓⌫⌦⮘➢⮙⮛⮈⮊⮉⮋←"
    "→↑↓🡬🡭🡯🡮🡸➔🡹🡻🡼🡽🡿🡾⇦⇨⇧⇩⬄⇳⬁⬀⬃⬂🢬🢭✗✓☒☑\0"
)
_WINGDINGS_2_LOW = (
    " 🖊🖋🖌🖍✄✀🕾🕽🗅🗆🗇🗈🗉🗊🗋🗌🗍📋🗑🗔🖵🖶🖷🖸🖭🖯🖱🖒🖓🖘🖙"
    "🖚🖛👈👉🖜🖝🖞🖟🖠🖡👆👇🖢🖣🖑✗✓☒☑☒☒⮾⮿🛇⦸🙱🙴🙲🙳‽🙹🙺"
    "🙻🙦🙤🙥🙧🙚🙘🙙🙛⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿\0"
)
_WINGDINGS_2_HIGH = (
    "☉🌕☽☾⸿✝🕇🕜🕝🕞🕟🕠🕡🕢🕣🕤🕥🕦🕧🙨🙩⋅🞄⦁●○🞅🞇🞉⊙⦿🞌"
    "🞍◾■□🞑🞒🞓🞔▣🞕🞖🞗🞘⬩⬥◇🞚◈🞛🞜🞝🞞⬪⬧◊🞠◖◗⯊⯋⯀⯁"
    "⬟⯂⬣⬢⯃⯄🞡🞢🞣🞤🞥🞦🞧🞨🞩🞪🞫🞬🞭🞮🞯🞰🞱🞲🞳🞴🞵🞶🞷🞸🞹🞺"
    "🞻🞼🞽🞾🞿🟀🟂🟄🟆🟉🟊✶🟌🟎🟐🟒✹🟃🟇✯🟍🟔⯌⯍※⁂\0\0\0\0\0\0"
)
_WEBDINGS_LOW = (
    " 🕷🕸🕲🕶🏆🎖🖇🗨🗩🗰🗱🌶🎗🙾🙼🗕🗖🗗⏴⏵⏶⏷⏪⏩⏮⏭⏸⏹⏺🗚🗳"
    "🛠🏗🏘🏙🏚🏜🏭🏛🏠🏖🏝🛣🔍🏔👁👂🏞🏕🛤🏟🛳🕬🕫🕨🔈🎔🎕🗬🙽🗭🗪🗫"
    "⮔✓🚲□🛡📦🛱■🚑🛈🛩🛰🟈🕴●🛥🚔🗘🗙❓🛲🚇🚍⛳⦸⊖🚭🗮⏐🗯🗲\0"
)
_WEBDINGS_HIGH = (
    "🚹🚺🛉🛊🚼👽🏋⛷🏂🏌🏊🏄🏍🏎🚘🗠🛢💰🏷💳👪🗡🗢🗣✯🖄🖅🖃🖆🖹🖺🖻"
    "🕵🕰🖽🖾📋🗒🗓🕮📚🗞🗟🗃🗂🖼🎭🎜🎘🎙🎧💿🎞📷🎟🎬📽📹📾📻🎚🎛📺💻"
    "🖥🖦🖧🕹🎮🕻🕼📟🖁🖀🖨🖩🖿🖪🗜🔒🔓🗝📥📤🕳🌣🌤🌥🌦☁🌨🌧🌩🌪🌬🌫"
    "🌜🌡🛋🛏🍽🍸🛎🛍Ⓟ♿🛆🖈🎓🗤🗥🗦🗧🛪🐿🐦🐟🐕🐈🙬🙮🙭🙯🗺🌍🌏🌎🕊"
)


def _table(starts_at: int, low: str, high: str) -> dict[int, str]:
    """By code, what a font shows; the upper half of its characters starts somewhere."""
    halves = {**dict(enumerate(low, 0x20)), **dict(enumerate(high, starts_at))}
    return {code: character for code, character in halves.items() if character != _NONE}


_TABLES = {
    "symbol": _table(0xA0, _SYMBOL_LOW, _SYMBOL_HIGH),
    "wingdings": _table(0x80, _WINGDINGS_LOW, _WINGDINGS_HIGH),
    "wingdings 2": _table(0x80, _WINGDINGS_2_LOW, _WINGDINGS_2_HIGH),
    "webdings": _table(0x80, _WEBDINGS_LOW, _WEBDINGS_HIGH),
}


def unicode_of(font: str, text: str) -> str | None:
    """What `text` in the font `font` shows, in Unicode; None where that is not known."""
    table = _TABLES.get(font.casefold())
    codes = (ord(c) - _PRIVATE if ord(c) > _PRIVATE else ord(c) for c in text)
    found = [table.get(code) for code in codes] if table else [None]
    return None if None in found else "".join(filter(None, found))


def replace_symbols(root: etree._Element) -> None:
    """Turn the symbols of a part into text, in runs and in the labels of lists."""
    for symbol in list(root.iter(f"{W}sym")):
        _replace_element(symbol)
    for run in root.iter(f"{W}r"):
        texts = [t for t in run.findall(f"{W}t") if t.text]
        if not _is_tag(run, texts):
            _replace_texts(run, texts, f"{W}t")
    for level in root.iter(f"{W}lvl"):
        _replace_texts(level, level.findall(f"{W}lvlText"), f"{W}lvlText")


def _is_tag(run: etree._Element, texts: list[etree._Element]) -> bool:
    """Whether a run may be part of a tag of the template, whose letters mean themselves."""
    paragraph = next(run.iterancestors(f"{W}p"), run)
    has_tag = "{" in "".join(map(str, paragraph.itertext(f"{W}t")))
    return has_tag and any(ord(c) < _PRIVATE for t in texts for c in str(t.text))


def _replace_element(symbol: etree._Element) -> None:
    try:
        character = chr(int(str(symbol.get(f"{W}char")), 16))
    except (ValueError, OverflowError):
        return
    shown = unicode_of(str(symbol.get(f"{W}font")), character)
    run = symbol.getparent()
    if shown is not None and run is not None:
        text = etree.Element(f"{W}t", {_XML_SPACE: "preserve"})
        text.text = shown
        run.replace(symbol, text)


def _replace_texts(owner: etree._Element, texts: list[etree._Element], tag: str) -> None:
    """Turn what stands in a symbol font, and take the font away; nothing where one is unknown."""
    fonts = owner.find(f"{W}rPr/{W}rFonts")
    if fonts is None or not texts:
        return
    font = str(fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi") or "")
    given = [value(t) if tag == f"{W}lvlText" else str(t.text) for t in texts]
    shown = [unicode_of(font, text) for text in given]
    properties = fonts.getparent()
    if None in shown or properties is None:
        return
    properties.remove(fonts)
    for text, character in zip(texts, shown, strict=True):
        if tag == f"{W}lvlText":
            text.set(f"{W}val", str(character))
        else:
            text.text = character
