"""What a template can reach: plain values, the methods on the list, Jinja's own means."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from types import MappingProxyType, NoneType, SimpleNamespace

import pytest
from jinja2 import Environment, Undefined
from jinja2.exceptions import SecurityError

from kefu_docs.diagnostics.errors import TemplateError
from kefu_docs.model import Month, PacketEntry
from kefu_docs.pipeline import plan
from kefu_docs.pipeline.template_values import context_of
from kefu_docs.records import load_dataset
from kefu_docs.render import (
    Template,
    contract_context,
    cover_context,
    summary_context,
    team_context,
    text_of,
)
from kefu_docs.render.templating.jinja_environment import (
    IN_ATTRIBUTE,
    INSERTING,
    WORD_DATE,
    environment,
)
from kefu_docs.render.templating.sandbox import ALLOWED, CONCATENATED, COUNTED
from kefu_docs.zh import FILTERS
from tests.support.builds import SAMPLE_DATA
from tests.support.render_samples import COMPANY, LABOR, SCHEME, TEAM, person_month
from tests.support.word import paragraphs

PLAIN = {str, bool, int, Decimal, dt.date, dt.time, NoneType, tuple, MappingProxyType}
PROBES = ("__class__", "__dict__", "__self__", "mro", "parse_raw", "model_fields", "gi_frame")
APRIL = Month(2026, 4)


def sample_contexts() -> Iterator[tuple[str, Mapping[str, object]]]:
    """What the template of each document of the sample data is given, and that of a cover."""
    dataset, _ = load_dataset(SAMPLE_DATA)
    documents = plan.contracts(dataset, dataset.employees)
    for month in dataset.months:
        documents += plan.summaries(dataset, month, ())
    for document in documents:
        yield document.name, context_of(dataset, document)
    assert dataset.company
    entries = [PacketEntry("劳动合同", "张晓宇", "E001", 3)]
    yield "cover", cover_context(dataset.company.value, "合同", entries)


def reached(made: Environment, value: object, path: str) -> Iterator[tuple[str, str, object]]:
    """Each value that names and indexes lead to from `value`: its path, its name, itself."""
    names = {*dir(value), *PROBES, *(value if isinstance(value, MappingProxyType) else ())}
    for name in sorted(names):
        for look_up in (made.getattr, made.getitem):
            try:
                found = look_up(value, name)
            except SecurityError:
                continue
            if not isinstance(found, Undefined):
                yield f"{path}.{name}", name, found
    if isinstance(value, tuple):
        for number, item in enumerate(value):
            yield f"{path}[{number}]", "", item


def strangers(
    made: Environment, value: object, path: str, walked: set[tuple[type, object]]
) -> Iterator[str]:
    """The paths from `value` to anything that is neither plain nor a method on the list."""
    if type(value) not in PLAIN:
        yield path
        return
    if type(value) in (str, bool, int):  # the same leads to the same, wherever it stands
        if (type(value), value) in walked:
            return
        walked.add((type(value), value))
    for place, name, found in reached(made, value, path):
        is_allowed = name in ALLOWED.get(type(value), ()) and callable(found)
        if not is_allowed:
            yield from strangers(made, found, place, walked)


SAMPLE = dict(sample_contexts())


@pytest.mark.parametrize("name", SAMPLE)
def test_nothing_but_plain_values_is_reached(name: str) -> None:
    """By any attribute that Python knows of any value, by any key, by any index."""
    made = environment()
    values = SAMPLE[name].items()
    walked: set[tuple[type, object]] = set()
    assert [path for key, value in values for path in strangers(made, value, key, walked)] == []


@cache
def contexts() -> Mapping[str, object]:
    """The names of all templates at once."""
    contract = next(LABOR.all_contracts())[1]
    people = [("张晓宇", person_month("150")), ("李静怡", person_month("90"))]
    return MappingProxyType(
        {
            **summary_context(COMPANY, LABOR, contract, person_month("150"), APRIL),
            **team_context(COMPANY, TEAM, APRIL, people),
            **contract_context(COMPANY, LABOR, contract, SCHEME),
        }
    )


PICKLE = (
    "employee.parse_raw(\"cos\\nmkdir\\n(S'{made}'\\ntR.\", "
    "content_type='application/pickle', allow_pickle=true)"
)
ATTACKS = (
    PICKLE,
    "employee.__class__.parse_raw",
    "employee.parse_file('/etc/passwd')",
    "employee.model_fields",
    "employee.model_copy()",
    "employee['__class__']",
    "employee|attr('__class__')",
    "company|attr('__class__')",
    "company.copy()",
    "''.format",
    "'{0.__class__}'.format(1)",
    "'{a}'.format_map({'a': 1})",
    "''['format']('')",
    "''|attr('format')",
    "'%s' % company.name",
    "'%9d' % 1",
    "company.name.encode('utf-8')",
    "company.name.strip.__self__",
    "(1).__class__",
    "(1).to_bytes(9)",
    "().__class__.__mro__",
    "[].append(1)",
    "{'a': 1}.update({'b': 2})",
    "{'a': 1}.pop('a')",
    "scheme.base.as_tuple()",
    "contract.signed_on.strftime('%Y')",
    "contract.signed_on.today()",
    "people|map(attribute='__class__')|list|length",
    "people|map(attribute='name.__class__')|list|length",
    "people|map('attr', '__class__')|list|length",
    "people|selectattr('__class__')|list|length",
    "people|rejectattr('name.__class__')|list|length",
    "people|groupby('__class__')|length",
    "people|sort(attribute='__class__')|length",
    "people|unique(attribute='__class__')|list|length",
    "people|sum(attribute='__class__')",
    "(people|min(attribute='__class__')).name",
    "(people|max(attribute='name.__class__')).name",
    "people|join(attribute='__class__')",
    "(people|map(attribute='name')).gi_frame",
    "company.items().mapping",
    "range.__init__",
    "cycler.__init__.__globals__",
    "namespace().__class__",
    "namespace()._Namespace__attrs",
    "dict.fromkeys(people)",
    "self.__init__",
    "self._TemplateReference__context",
    "lipsum()",
    "company()",
    "nosuch()",
    "nosuch.__class__",
)


REFUSED = r"is not allowed in a template|is undefined|is not a single value"


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_way_out_is_refused(attack: str, tmp_path: Path) -> None:
    """With an error that names the tag, when a document is printed and when records are checked."""
    made = tmp_path / "made"
    template = Template("t.docx", paragraphs("{{ " + attack.replace("{made}", str(made)) + " }}"))
    for ask in (template.render, template.text):
        with pytest.raises(TemplateError, match=REFUSED):
            ask(contexts(), "E001")
    assert not made.exists()


@pytest.mark.parametrize("name", ["format", "pprint", "tojson", "urlize", "xmlattr", "random"])
def test_filters_that_are_not_for_paper_do_not_exist(name: str) -> None:
    """A template that uses one does not compile."""
    with pytest.raises(TemplateError, match=name):
        Template("t.docx", paragraphs(f"{{{{ ''|{name} }}}}"))


@pytest.mark.parametrize("attribute", ["x", "__class__", "run"])
def test_an_object_that_is_not_plain_has_nothing(attribute: str) -> None:
    """Should one ever be given to a template, it can neither be asked nor called nor printed."""
    stranger = SimpleNamespace(x=1, run=print)
    for use in (f"stranger.{attribute}", f"stranger['{attribute}']", "stranger()", "stranger"):
        template = Template("t.docx", paragraphs(f"{{{{ {use} }}}}"))
        with pytest.raises(TemplateError):
            template.render({"stranger": stranger})


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("{{ company.name.endswith('公司') }}", "True"),
        ("{{ company['name'].strip('公司') }}", "杭州禾屿电子商务有限"),
        ("{{ 'a-b'.replace('-', '、').upper() }} {{ 'a b'.split()|join('+') }}", "A、B a+b"),
        ("{{ company.get('fax', '无') }}{{ 'name' in company }}", "无True"),
        ("{% for k, v in {'甲': 1}.items() %}{{ k }}{{ v }}{% endfor %}", "甲1"),
        ("{% for section in sections %}{{ section.items[0] }}{% endfor %}", "条目"),
        ("{{ sections|map(attribute='items')|first|join }}", "条目"),
        ("{{ contract.signed_on.year }}-{{ contract.hours.starts.hour }}", "2026-9"),
        ("{{ company|attr('name') }}", "杭州禾屿电子商务有限公司"),
        ("{{ people|map(attribute='name')|join('、') }}", "张晓宇、李静怡"),
        ("{{ people|selectattr('met_task')|list|length }}", "1"),
        ("{{ people|sum(attribute='sales') }}", "240"),
        ("{{ (people|min(attribute='sales')).name ~ '：' ~ 1 }}", "李静怡：1"),
        (
            "{% for g in people|groupby('met_task') %}{{ g.grouper }}{{ g.list|length }}"
            "{% for p in g.list %}{{ p.name }}{% endfor %}{% endfor %}",
            "False1李静怡True1张晓宇",
        ),
        (
            "{% for p in people %}{{ loop.index }}{{ loop.revindex0 }}{{ loop.first }}"
            "{{ loop.cycle('单', '双') }}{{ loop.changed(p.name) }}{{ loop.length }}{% endfor %}",
            "11True单True220False双True2",
        ),
        ("{% for p in people %}{{ loop.nextitem.name if not loop.last }}{% endfor %}", "李静怡"),
        (
            "{% for x in [[1], [2]] recursive %}{{ loop(x) if x is iterable else x }}{% endfor %}",
            "12",
        ),
        (
            "{% macro m(a) %}[{{ a }}{{ caller() }}]{% endmacro %}{% call m(1) %}乙{% endcall %}",
            "[1乙]",
        ),
        ("{% macro m(a) %}{{ a }}{% endmacro %}{{ m(' x ').strip() ~ m.name }}", "xm"),
        ("{% set n = namespace(a=1) %}{% set n.a = n.a + 1 %}{{ n.a }}", "2"),
        ("{% for n in range(3) %}{{ n }}{% endfor %}{{ dict(a=1).a }}", "0121"),
        ("{% set c = cycler('甲', '乙') %}{{ c.next() }}{{ c.current }}", "甲乙"),
        ("{% set j = joiner('、') %}{% for n in (1, 2) %}{{ j() }}{{ n }}{% endfor %}", "1、2"),
        ("{% block b %}甲{% endblock %}{{ self.b() }}", "甲甲"),
        ("{{ company.fax is defined }}{{ company.fax|default('无') }}", "False无"),
        ("{{ 7 % 4 }}", "3"),
    ],
)
def test_what_templates_need_goes_on_working(text: str, printed: str) -> None:
    """Methods on the list, and what Jinja brings; a field goes before a method of its name."""
    sections = (MappingProxyType({"items": ("条目",)}),)
    made = Template("t.docx", paragraphs(text)).render({**contexts(), "sections": sections})
    assert text_of(made.docx) == printed


@pytest.mark.parametrize(
    "text",
    [
        "people",
        "contract.duties",
        "company",
        "company.name.strip",
        "[company.nosuch]",
        "people|map(attribute='name')",
        "company.items()",
        "company|blank",
        "contract.duties|upper",
        "'甲'|replace('甲', contract.duties)",
        "'甲' ~ contract.duties",
        "people|join",
        "{'甲': company.nosuch}",
        "[company.nosuch]|string",
        "range",
    ],
)
def test_lists_and_mappings_are_not_text(text: str) -> None:
    """Their text is Python's; no paper shows it, by whatever way it was made."""
    with pytest.raises(TemplateError, match="is not a single value; print what it holds"):
        Template("t.docx", paragraphs(f"{{{{ {text} }}}}")).render(contexts(), "E001")


@pytest.mark.parametrize("text", ["'甲' ~ employee.phone", "employee.phone|upper", "[none]|join"])
def test_an_empty_value_is_no_text_either(text: str) -> None:
    """Printing None, of which Jinja would make the word None, is an error."""
    with pytest.raises(TemplateError, match="is empty; write it in the record"):
        Template("t.docx", paragraphs(f"{{{{ {text} }}}}")).render(contexts(), "E001")


@pytest.mark.parametrize("file", ["templates.md", "templates.zh-CN.md"])
def test_the_documented_list_is_the_one_that_holds(file: str) -> None:
    """Methods by the type of the value, and Jinja's filters and functions, in both languages."""
    text = Path("docs", file).read_text("utf-8")
    section = re.split(r"^## (?:What a tag may call|标签里可以用什么)$", text, flags=re.MULTILINE)[
        1
    ]
    rows = re.findall(r"^\| \S.*? \| (`[^;；\n]+`)", section, flags=re.MULTILINE)
    types = (str, MappingProxyType, dt.date, dt.time)
    assert [set(re.findall(r"`(\w+)`", row)) for row in rows] == [ALLOWED[kind] for kind in types]
    named = set(re.findall(r"`(\w+)`", section))
    made = environment()
    assert named >= {*made.filters, *made.globals} - {
        *FILTERS,
        *INSERTING,
        IN_ATTRIBUTE,
        WORD_DATE,
        CONCATENATED,
        COUNTED,
    }
