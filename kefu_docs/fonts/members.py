"""The closed font set as declared: its families, and the names in documents that mean them.

The order is that of fallback. Kai and FangSong stand behind the others, so that a rare character
in a text of 宋体 or 黑体 is drawn by a face of their kind; pictures stand last.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

TextRole = Literal["serif", "sans", "kai", "fangsong"]
"""A family that whole texts are set in; the others give single characters."""
Role = TextRole | Literal["rare", "symbols"]


class FontFamily(Struct, frozen=True):
    """A family of the set: what it is for, its files, its licence (SPDX), how to install it.

    `files` gives, by file name, the SHA-256 of the file in the packages of Debian 12, Debian 13 and
    Ubuntu 24.04. Others ship other builds: those are used as well, and `kefu-docs fonts` notes it.
    """

    family: str
    role: Role
    files: Mapping[str, tuple[str, ...]]
    licence: str
    debian_package: str
    elsewhere: str


MEMBERS: tuple[FontFamily, ...] = (
    FontFamily(
        "Noto Serif CJK SC",
        "serif",
        {
            "NotoSerifCJK-Regular.ttc": (
                "a04178ec485dffdff7cc0c0c20e1fce9202d7e2160d805e8e44a4c8841c58481",
                "5d9c31a059600193c9d7968a998bde886ccdc77e934006ad243b41794c496a7d",
                "93069d8e9e45d515cc421c971a79e6a5777704b348e36a9ef86578bf58adef77",
            ),
            "NotoSerifCJK-Bold.ttc": (
                "a5d4b046c127da3d7c72f98b46c41489cd29bf52abfdf18aba920903e920d4ac",
                "1505ee3b9c0890fae6302ee0e9c6fd74d690f4a55a6ace1d9944f3f6352d622d",
                "9d3c0d769c703cfe41c49cbe2b14d4718e26545593dc247485486335b783fe94",
            ),
        },
        "OFL-1.1",
        "fonts-noto-cjk",
        "brew install --cask font-noto-serif-cjk",
    ),
    FontFamily(
        "Noto Sans CJK SC",
        "sans",
        {
            "NotoSansCJK-Regular.ttc": (
                "b76b0433203017ca80401b2ee0dd69350349871c4b19d504c34dbdd80541690a",
            ),
            "NotoSansCJK-Bold.ttc": (
                "faa5f3656a78b2e2d450d27fe8382c778bc2b6bb5ea29c986664a6a435056ceb",
            ),
        },
        "OFL-1.1",
        "fonts-noto-cjk",
        "brew install --cask font-noto-sans-cjk",
    ),
    FontFamily(
        "HanaMinA",
        "rare",
        {"HanaMinA.ttf": ("7ca87559414474848fc513a8d8eb42d5b0f8194c30c2abdfbfedff5398ec88d7",)},
        "OFL-1.1",
        "fonts-hanazono",
        "https://fonts.jp/hanazono/",
    ),
    FontFamily(
        "HanaMinB",
        "rare",
        {"HanaMinB.ttf": ("829543436cdf7b4c6730e2af5806fa406f8ddf0d4b656e0cd49c58d4db1c8d3c",)},
        "OFL-1.1",
        "fonts-hanazono",
        "https://fonts.jp/hanazono/",
    ),
    # Its bold has another name in every release; LibreOffice emboldens it, as Windows does 楷体.
    FontFamily(
        "LXGW WenKai",
        "kai",
        {
            "LXGWWenKai-Regular.ttf": (
                "bbf534b0ca093928f94d1782855e65a19a32cde82b075d495d072025521953c8",
                "be1d5ee371b25f23ca613c3142d6293328db6253ef0b0c09857e9f30657514a8",
                "6cbc11b78b741b661930569c92d03e7926c29b66af7a10da1af355baa2acef9c",
            ),
        },
        "OFL-1.1",
        "fonts-lxgw-wenkai",
        "brew install --cask font-lxgw-wenkai",
    ),
    # No open FangSong in Debian has the simplified characters; this one is as light as FangSong
    # and has all of 通用规范汉字表 (see docs/templates.md).
    FontFamily(
        "LXGW WenKai Light",
        "fangsong",
        {
            "LXGWWenKai-Light.ttf": (
                "e302f84a1967817f91fc4011de7c8c12489c41072a7f0605a1c7b1399352cb93",
                "44ea30bf9f030c73706108ccd0ec3383da8c558c939dcce2d6dcb5dc96a03e16",
                "775b332403589fdae6db147110917d654292a36a716c6e0cb48c70f233c0e9ec",
            )
        },
        "OFL-1.1",
        "fonts-lxgw-wenkai",
        "brew install --cask font-lxgw-wenkai",
    ),
    # Emoji and dingbats in black, for a page in colours is no paper to sign, and LibreOffice writes
    # coloured ones as bitmaps. Of Debian's faces it alone has more than a few of Unicode 9's.
    FontFamily(
        "Symbola",
        "symbols",
        {
            "Symbola_hint.ttf": (
                "af8bd8cc9c808272034651cb5ebf6c38370ae536fe631eb89462f127f11e793f",
            ),
        },
        "LicenseRef-free-for-any-use",
        "fonts-symbola",
        "https://packages.debian.org/fonts-symbola",
    ),
)

SYMBOLS = MEMBERS[-1].family
"""The family of emoji and signs, which has no colours."""

# What Windows, macOS, Word, WPS and LibreOffice call their faces, the official document standard
# (GB/T 9704) and LibreOffice's stand-ins for other scripts among them.
ALIASES: Mapping[Role, tuple[str, ...]] = {
    "serif": (
        *("宋体", "SimSun", "新宋体", "NSimSun", "SimSun-ExtB", "SimSun-ExtG", "宋体-简"),
        *("Songti SC", "华文宋体", "STSong", "华文中宋", "STZhongsong", "方正小标宋简体"),
        *("方正小标宋_GBK", "FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "方正书宋简体"),
        *("方正书宋_GBK", "FZShuSong-Z01S", "FZShuSong-Z01", "思源宋体", "思源宋体 CN"),
        *("Source Han Serif SC", "Source Han Serif CN", "Noto Serif SC", "新細明體", "PMingLiU"),
        *("細明體", "MingLiU", "MS Mincho", "ＭＳ 明朝", "Times New Roman", "Times", "Cambria"),
        *("Cambria Math", "Georgia", "Garamond", "Book Antiqua", "Century", "Palatino Linotype"),
        *("汉仪书宋二KW", "Noto Serif CJK SC Regular", "Noto Serif", "Roboto Serif"),
        *("汉仪中宋简", "TimesNewRomanPSMT"),
        *("Liberation Serif", "DejaVu Serif", "serif"),
    ),
    "sans": (
        *("黑体", "SimHei", "黑体-简", "Heiti SC", "微软雅黑", "Microsoft YaHei", "微软雅黑 Light"),
        *("Microsoft YaHei UI", "Microsoft YaHei Light", "等线", "DengXian", "等线 Light"),
        *("DengXian Light", "华文黑体", "STHeiti", "华文细黑", "STXihei", "幼圆", "YouYuan"),
        *("方正黑体简体", "方正黑体_GBK", "FZHei-B01S", "FZHei-B01", "思源黑体", "思源黑体 CN"),
        *("Source Han Sans SC", "Source Han Sans CN", "Noto Sans SC", "苹方-简", "PingFang SC"),
        *("文泉驿微米黑", "WenQuanYi Micro Hei", "文泉驿正黑", "WenQuanYi Zen Hei"),
        *("微軟正黑體", "Microsoft JhengHei", "MS Gothic", "ＭＳ ゴシック", "Arial", "Arial Black"),
        *("Arial Narrow", "Arial Unicode MS", "Helvetica", "Helvetica Neue", "Calibri"),
        *("Calibri Light", "Aptos", "Aptos Display", "Tahoma", "Verdana", "Segoe UI"),
        *("Segoe UI Symbol", "Trebuchet MS", "Century Gothic", "Consolas", "Courier New"),
        *("汉仪中黑KW", "汉仪旗黑", "Noto Sans CJK SC Regular", "Droid Sans Fallback", "Noto Sans"),
        *("Roboto", "Open Sans", "Ubuntu", "Lucida Console", "Courier"),
        *("Liberation Sans", "Liberation Mono", "DejaVu Sans", "Lucida Sans", "FreeSans"),
        *("Hei", ".PingFang SC", "ArialMT", "方正韵动中黑简体", "Noto Sans Mono"),
        *("Mangal", "Lohit Devanagari", "Noto Sans Devanagari", "sans-serif", "monospace"),
    ),
    "kai": (
        *("楷体", "KaiTi", "楷体_GB2312", "KaiTi_GB2312", "楷体-简", "Kaiti SC", "华文楷体"),
        *("STKaiti", "方正楷体简体", "方正楷体_GBK", "FZKai-Z03S", "FZKai-Z03", "標楷體", "标楷体"),
        *("DFKai-SB", "霞鹜文楷", "汉仪楷体KW", "AR PL UKai CN", "AR PL KaitiM GB"),
    ),
    "fangsong": (
        *("仿宋", "FangSong", "仿宋_GB2312", "FangSong_GB2312", "华文仿宋", "STFangsong"),
        *("方正仿宋简体", "方正仿宋_GBK", "FZFangSong-Z02S", "FZFangSong-Z02", "汉仪仿宋KW"),
        *("霞鹜文楷 Light",),
    ),
    "symbols": (
        *("Segoe UI Emoji", "Apple Color Emoji", "Noto Color Emoji", "Noto Emoji"),
        *("Twemoji Mozilla", "EmojiOne Color"),
    ),
}
