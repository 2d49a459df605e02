"""The reader's language: Chinese where the locale says so, else the English of the source."""

from __future__ import annotations

import gettext
from collections.abc import Mapping
from pathlib import Path

from kefu_docs.diagnostics import Translate, untranslated

LOCALE = Path(__file__).parents[1] / "locale"
CATALOGUE = LOCALE / "zh_CN" / "LC_MESSAGES" / "kefu_docs.mo"


def translator(environ: Mapping[str, str]) -> Translate:
    """Choose how messages are translated from the environment variables of the locale."""
    if not wants_chinese(environ):
        return untranslated
    with CATALOGUE.open("rb") as file:
        return gettext.GNUTranslations(file).gettext


def translate_click(environ: Mapping[str, str]) -> None:
    """Have click's own words (Usage, Options, No such command) in the reader's language as well.

    click asks gettext's default domain, which nobody else here does. Its catalogue lies under zh,
    where gettext finds it for zh_CN and every other region.
    """
    if wants_chinese(environ):
        gettext.bindtextdomain("click", LOCALE)
        gettext.textdomain("click")


def wants_chinese(environ: Mapping[str, str]) -> bool:
    """Whether Chinese is the first language on the reader's list that messages exist in.

    The order is that of GNU gettext ("Locale Environment Variables"): LC_ALL, LC_MESSAGES, LANG
    name the locale, an empty one counts as unset; LANGUAGE is a list that goes before them, but
    not in the C locale.
    """
    names = (environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    locale = next(filter(None, names), "C")
    if _language(locale) in {"c", "posix"}:
        return False
    wanted = environ.get("LANGUAGE") or locale
    known = (code for code in map(_language, wanted.split(":")) if code in {"zh", "en", "c"})
    return next(known, "en") == "zh"


def _language(locale: str) -> str:
    """The language of a locale name: zh of zh_CN.UTF-8, zh-Hans and zh."""
    for mark in ("_", "-", ".", "@"):
        locale = locale.partition(mark)[0]
    return locale.lower()
