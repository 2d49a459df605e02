"""What a template may take of the machine: each attack is told at its paragraph, in seconds."""

from __future__ import annotations

import gc
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from decimal import Decimal

import pytest
from jinja2.lexer import Lexer

from kefu_docs.diagnostics.errors import TemplateError
from kefu_docs.render import Template
from kefu_docs.render.templating import limits
from tests.support.builds import ROOT
from tests.support.word import paragraphs

LOOP = "{% for a in range(100000) %}{% for b in range(100000) %}{% endfor %}{% endfor %}"
DOUBLED = (
    "{% set n = namespace(t='a' * 1000) %}{% for i in range(40) %}{% set n.t = n.t ~ n.t %}"
    "{% endfor %}{{ n.t }}"
)
PILED = (
    "{% set n = namespace(a=[1], b=[1]) %}{% for i in range(100) %}{% set n.a = STEP %}"
    "{% set n.b = n.a %}{% endfor %}{{ n.a == [n.b] }}"
)
TOO_MUCH = {
    "lists within lists": PILED.replace("STEP", "[n.a, n.a]"),
    "tuples within tuples": PILED.replace("STEP", "(n.a, n.a)"),
    "mappings within mappings": PILED.replace("STEP", "{'a': n.a, 'b': n.a}"),
    "what dict makes": PILED.replace("STEP", "dict(a=n.a, b=n.a)"),
    "lists that batch makes": PILED.replace("STEP", "(n.a * 2)|batch(2)|list"),
    "a macro's arguments": "{% macro m(n) %}{% set n.a = varargs %}{% endmacro %}"
    + PILED.replace("{% set n.a = STEP %}", "{{ m(n, n.a, n.a) }}"),
    "lists that hold much": "{% set n = namespace(a=[]) %}{% for i in range(100000) %}"
    "{% set n.a = n.a + [[i] * 900000] %}{% endfor %}",
    "texts that hold much": "{% set n = namespace(a=[]) %}{% for i in range(100000) %}"
    "{% set n.a = n.a + ['a' * 999000 ~ i] %}{% endfor %}",
    "a decimal of many digits": "{{ (d ** 300000)|int > 1 }}",
    "a decimal that grows": "{% set n = namespace(a=d) %}{% for i in range(18) %}"
    "{% set n.a = n.a * n.a %}{% endfor %}{{ n.a|int > 1 }}",
    "a decimal that shrinks": "{% set n = namespace(a=d) %}{% for i in range(18) %}"
    "{% set n.a = n.a / 10 ** 900 %}{% endfor %}{{ (1 / n.a)|int > 1 }}",
    "the indent of many lines": r"{{ ('a\n' * 400000)|indent(9000) }}",
    "the ends of many lines": "{{ ('a ' * 400000)|wordwrap(1, wrapstring='b' * 9000) }}",
    "a whole number of many digits": "{{ ('f' * 900000)|int(base=16) > 1 }}",
    "a text times a number": "{{ 'a' * 10 ** 9 }}",
    "a list times a number": "{{ ([1] * 10 ** 9)|length }}",
    "a power": "{{ 10 ** 10000000 }}",
    "a text doubled by ~": DOUBLED,
    "a text doubled by +": DOUBLED.replace("~", "+"),
    "a method that replaces": "{{ ('a' * 10000).replace('a', 'b' * 10000) }}",
    "a filter that replaces": "{{ ('a' * 10000)|replace('a', 'b' * 10000) }}",
    "a method that joins": "{{ ('b' * 10000).join(['a'] * 10000) }}",
    "a filter that joins": "{{ (['a'] * 10000)|join('b' * 10000) }}",
    "the width of a filter": "{{ 'a'|center(10 ** 9) }}",
    "a filter that fills": "{{ [1]|batch(10 ** 9, 'x')|list|length }}",
    "much text": "{% for a in range(1000) %}{{ 'a' * 100000 }}{% endfor %}",
    "a loop without end": LOOP,
}


@pytest.fixture(autouse=True)
def _no_callbacks() -> Iterator[None]:
    """Hypothesis times garbage collection in a callback; what a look raises there is lost."""
    kept = list(gc.callbacks)
    gc.callbacks.clear()
    yield
    gc.callbacks.extend(kept)


@pytest.mark.parametrize("name", TOO_MUCH)
def test_what_takes_too_much_is_refused(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every way to take all time or memory that is known ends in an error of the template."""
    attack = Template("t.docx", paragraphs(TOO_MUCH[name]))
    monkeypatch.setattr(limits, "SECONDS", 0.2)
    monkeypatch.setattr(limits, "MEGABYTES", 100)
    monkeypatch.setattr(limits, "NESTED", 10_000)
    with pytest.raises(TemplateError, match="takes more than a template may"):
        attack.render({"d": Decimal(800)})


@pytest.mark.parametrize("start", ["[]", "()"])
def test_lists_are_not_summed(start: str) -> None:
    """Python would copy ever longer lists, and not be interrupted for an hour."""
    summed = f"{{{{ ([[1] * 100000] * 100000)|sum(start={start})|length }}}}"
    with pytest.raises(TemplateError, match="the filter sum does not take"):
        Template("t.docx", paragraphs(summed)).render({})


def test_constants_are_worked_out_within_the_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Jinja does so when a template is compiled, which no record's document waits for."""
    monkeypatch.setattr(limits, "SECONDS", 0.0)
    long = "a " * 200_000
    with pytest.raises(TemplateError, match="it takes too much: it takes more than") as raised:
        Template("t.docx", paragraphs(f"{{{{ '{long}'|wordwrap(1)|wordwrap(2)|title }}}}"))
    assert not raised.value.lasts


def test_a_limit_reached_in_a_string_is_told_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Jinja takes it for a slip in the string; nothing is kept of it, as of other limits."""
    monkeypatch.setattr(limits, "SECONDS", 0.0)
    read = Lexer._normalize_newlines

    def late(lexer: Lexer, text: str) -> str:
        if text == "甲":
            signal.raise_signal(signal.SIGALRM)
        return read(lexer, text)

    monkeypatch.setattr(Lexer, "_normalize_newlines", late)
    with pytest.raises(TemplateError, match="it takes too much: it takes more than") as raised:
        Template("t.docx", paragraphs("{{ '甲' }}"))
    assert not raised.value.lasts


@limits.limited_time()
def _passed_over() -> None:
    """Take too long, and go on where that is said."""
    with suppress(limits.LimitError):
        while True:
            pass


@pytest.mark.parametrize("seconds", [0.0, 0.05])
def test_a_limit_that_jinja_passes_over_holds(
    monkeypatch: pytest.MonkeyPatch, seconds: float
) -> None:
    """An error in a constant is passed over, and told all the same; no look comes afterwards."""
    monkeypatch.setattr(limits, "SECONDS", seconds)
    before = signal.getsignal(signal.SIGALRM)
    with pytest.raises(limits.TooLongError):
        _passed_over()
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)
    assert signal.getsignal(signal.SIGALRM) == before


def test_a_limit_told_while_jinja_reads_the_traceback_has_its_place(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """On a busy machine that takes longer than from one look to the next."""

    def interrupted(*_: object) -> None:
        error = sys.exc_info()[1]
        assert error
        raise error

    endless = Template("t.docx", paragraphs("甲", f"乙{LOOP}"))
    monkeypatch.setattr(limits, "SECONDS", 0.05)
    monkeypatch.setattr("jinja2.Environment.handle_exception", interrupted)
    with pytest.raises(TemplateError, match=r"paragraph “乙\{% for"):
        endless.render({})


def test_a_template_that_takes_too_long_is_not_tried_for_everybody(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A thousand people would take an hour; and on another day it may be quicker."""
    slow = Template("t.docx", paragraphs("{% if on %}", LOOP, "{% endif %}"))
    slow.render({"on": False})
    monkeypatch.setattr(limits, "SECONDS", 0.05)
    for _ in range(limits.LATE):
        with pytest.raises(TemplateError, match="more than") as raised:
            slow.render({"on": True})
        assert not raised.value.lasts
    with pytest.raises(TemplateError, match="is not tried again") as raised:
        slow.render({"on": False})
    assert not raised.value.lasts


def test_a_macro_that_calls_itself_is_refused() -> None:
    """Endless recursion is told like any other slip of a template."""
    endless = "{% macro again() %}{{ again() }}{% endmacro %}{{ again() }}"
    with pytest.raises(TemplateError, match="calls itself without end"):
        Template("t.docx", paragraphs(endless)).render({})


@pytest.mark.parametrize(
    "nested",
    [
        "{% for a in b %}" * 30 + "{% endfor %}" * 30,
        "{% if a %}" * 120 + "{% endif %}" * 120,
        "{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}",
        "{{ a" + "|upper" * 3000 + " }}",
    ],
    ids=["loops", "conditions", "parentheses", "filters"],
)
def test_what_is_nested_too_deep_is_refused(nested: str) -> None:
    """Python compiles what Jinja makes of it no more, and says so by errors of several kinds."""
    with pytest.raises(TemplateError, match="a tag in it is nested too deep"):
        Template("t.docx", paragraphs(nested))


def test_so_many_paragraphs_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """LibreOffice would take an hour for what a loop prints in a second."""
    monkeypatch.setattr("kefu_docs.render.templating.template.PARAGRAPHS", 20)
    many = Template("t.docx", paragraphs("{%p for a in range(21) %}", "甲", "{%p endfor %}"))
    with pytest.raises(TemplateError, match="more than 20 paragraphs"):
        many.render({})


def test_so_many_lines_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of 900,000 line breaks docxtpl makes 866 MB; lines of the file itself are none of these."""
    monkeypatch.setattr("kefu_docs.render.templating.compiled_part.PARAGRAPHS", 20)
    many = Template("t.docx", paragraphs("{{ (['甲'] * count)|lines }}"))
    assert many.render({"count": 20})
    with pytest.raises(TemplateError, match="more than 20 paragraphs or lines"):
        many.render({"count": 22})
    assert Template("t.docx", paragraphs("{{ text }}" + "\n" * 30)).render({"text": "甲\n乙"})


@pytest.mark.slow
def test_memory_stays_small_for_everybody() -> None:
    """What was refused once takes no more the next time; on another day it is tried again."""
    program = """
from pathlib import Path
from kefu_docs.diagnostics.errors import TemplateError
from kefu_docs.render import Template
from tests.render.templating.test_limits import TOO_MUCH
from tests.support.word import paragraphs
for _ in range(4):
    try:
        Template("t.docx", paragraphs(TOO_MUCH["texts that hold much"])).render({})
    except TemplateError as error:
        print("more than 300 MB" in str(error), error.lasts)
print(Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0])
"""
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    *told, most = done.stdout.splitlines()
    assert told == ["True False"] * 4
    assert int(most) < 500 * 1024


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", ["a text times a number", "a text doubled by ~", "much text", "lists that hold much"]
)
def test_memory_stays_small(name: str) -> None:
    """A process that renders an attack takes no more than 500 MB."""
    program = f"""
from pathlib import Path
from kefu_docs.diagnostics.errors import TemplateError
from kefu_docs.render import Template
from tests.render.templating.test_limits import TOO_MUCH
from tests.support.word import paragraphs
try:
    Template("t.docx", paragraphs(TOO_MUCH[{name!r}])).render({{}})
except TemplateError:
    print(Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0])
"""
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    assert int(done.stdout) < 500 * 1024


def test_no_alarm_is_left() -> None:
    """After a part is rendered no alarm remains that would stop the program later."""
    Template("t.docx", paragraphs("{{ 'a' * 3 ~ (2 + 3) }}")).render({})
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)
