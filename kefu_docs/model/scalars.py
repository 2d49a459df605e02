"""The decoded types of single values. Every scalar arrives as the text the user typed."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from calendar import monthrange
from collections.abc import Callable
from decimal import Decimal
from typing import Annotated, NamedTuple

from msgspec import Struct
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    GetPydanticSchema,
    PlainValidator,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError, core_schema

from kefu_docs.zh import narrowed

# Years that people of today have to do with, so that terms can be counted from any date.
_YEAR = r"(19|20|21)\d{2}"
_DATE = _YEAR + r"-\d{2}-\d{2}"
_MONTH = _YEAR + r"-(0[1-9]|1[0-2])"
_TIME = r"([01]\d|2[0-3]):[0-5]\d"
# No larger than what can be reckoned with: Decimal holds 28 digits.
_DECIMAL = r"-?\d{1,9}(\.\d{1,20})?"
_COUNT = r"\d{1,9}"
_YES = frozenset({"yes", "true", "是"})


class Frozen(BaseModel):
    """A record or a part of one: immutable, unknown keys refused."""

    # A type is built for its first record: of records that are known few are decoded.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Month(NamedTuple):
    """A calendar month, written `YYYY-MM`."""

    year: int
    number: int

    @classmethod
    def parse(cls, text: str) -> Month:
        """Read `YYYY-MM`; ValueError where it is anything else."""
        if not re.fullmatch(
            _MONTH, text, re.ASCII
        ):  # ２０２６-04 would be the month's second folder
            raise ValueError(text)
        return cls(int(text[:4]), int(text[5:]))

    @classmethod
    def of(cls, day: dt.date) -> Month:
        """The month a day lies in."""
        return cls(day.year, day.month)

    @property
    def first(self) -> dt.date:
        """The first day."""
        return dt.date(self.year, self.number, 1)

    @property
    def last(self) -> dt.date:
        """The last day."""
        return dt.date(self.year, self.number, monthrange(self.year, self.number)[1])

    @property
    def next(self) -> Month:
        """The month after."""
        return Month(self.year + self.number // 12, self.number % 12 + 1)

    def __str__(self) -> str:
        return f"{self.year:04}-{self.number:02}"


def _text_of(value: object) -> str:
    if isinstance(value, str):
        return value
    raise PydanticCustomError("not_text", "expected a single value, not a list or a group of keys")


def _decoder(
    pattern: str, decode: Callable[[str], object], kind: str, message: str
) -> Callable[[object], object]:
    """Build the validator of one scalar type: a full match of `pattern`, then `decode`."""
    # ASCII: to Python ３ and ٣ are digits, too, and Decimal reads both.
    matches = re.compile(pattern, re.ASCII).fullmatch

    def validate(value: object) -> object:
        text = _text_of(value)
        if matches(text) is None:
            raise PydanticCustomError(kind, message, {"value": text})
        try:
            return decode(text)
        except ValueError:
            raise PydanticCustomError(kind, message, {"value": text}) from None

    return validate


class ScalarKind(Struct, frozen=True):
    """What a scalar is beside its Python type: money and rate are both decimals."""

    name: str


def _scalar(
    pattern: str,
    decode: Callable[[str], object],
    kind: str,
    message: str,
    hint: str,
    examples: list[str | float],
) -> tuple[GetPydanticSchema, WithJsonSchema, ScalarKind]:
    validate = _decoder(pattern, decode, kind, message)
    types = ["string", "boolean"] if kind == "yes_no" else ["string", "number"]
    schema = {"type": types, "pattern": f"^{pattern}$", "description": hint, "examples": examples}
    return (
        GetPydanticSchema(
            lambda _source, _handler: core_schema.no_info_plain_validator_function(validate)
        ),
        WithJsonSchema(schema),
        ScalarKind(kind),
    )


_day = _scalar(
    _DATE,
    dt.date.fromisoformat,
    "day",
    "{value!r} is not a date; write YYYY-MM-DD, such as 2026-03-01",
    "年-月-日",
    ["2026-03-01"],
)
_time = _scalar(
    _TIME,
    dt.time.fromisoformat,
    "time",
    "{value!r} is not a time of day; write HH:MM, such as 09:00",
    "时:分，24小时制",
    ["09:00"],
)
_money = _scalar(
    r"\d{1,10}(\.\d{1,2})?",
    Decimal,
    "money",
    "{value!r} is not an amount in yuan; write digits with at most two decimals, such as 800.00",
    "元，最多两位小数",
    [800.00],
)
_decimal = _scalar(
    _DECIMAL,
    Decimal,
    "decimal",
    "{value!r} is not a number; write digits such as 0.05",
    "小数",
    [0.05],
)
_hours = _scalar(
    r"\d{1,3}(\.\d{1,2})?",
    Decimal,
    "decimal",
    "{value!r} is not a number of hours; write digits such as 7.5",
    "小时，最多两位小数",
    [7.5],
)
_count = _scalar(
    _COUNT,
    int,
    "count",
    "{value!r} is not a count; write a whole number such as 3",
    "整数，不小于0",
    [3],
)

_month_name = _scalar(
    _MONTH,
    str,
    "month",
    "{value!r} is not a month; write YYYY-MM, such as 2026-04",
    "年-月",
    ["2026-04"],
)
_first_of_month = _scalar(
    _MONTH,
    lambda text: Month.parse(text).first,
    "month",
    "{value!r} is not a month; write YYYY-MM, such as 2026-04",
    "年-月",
    ["2026-04"],
)
_yes_no = _scalar(
    "(yes|no|true|false|是|否)",
    _YES.__contains__,
    "yes_no",
    "{value!r} is neither yes nor no; write one of them",
    "yes 或 no",
    ["yes"],
)

Day = Annotated[dt.date, *_day]
MonthName = Annotated[str, *_month_name]
FirstOfMonth = Annotated[dt.date, *_first_of_month]
TimeOfDay = Annotated[dt.time, *_time]
Money = Annotated[Decimal, *_money]
Rate = Annotated[Decimal, *_decimal]
HourCount = Annotated[Decimal, *_hours]
Count = Annotated[int, *_count]
YesNo = Annotated[bool, *_yes_no]


def _non_empty(value: object) -> str:
    """A text without the line ends behind it: one of a YAML block (`|`) has one nobody asked for.

    It would be printed as an empty line.
    """
    text = _text_of(value).rstrip("\n")
    if not text.strip():
        raise PydanticCustomError("empty_text", "the value is empty; write it or remove the key")
    return text


def bare_phone(number: str) -> str:
    """A phone number as it is printed: half-width, without +86, spaces and a mobile's hyphens.

    What is no number of mainland China stays as it is written.
    """
    plain = re.sub(r"\s", "", narrowed(number))
    mobile = re.sub(r"-", "", plain).removeprefix("+86")
    if re.fullmatch(r"1[0-9]{10}", mobile):
        return mobile
    landline = re.fullmatch(r"0[0-9]{2,3}-?[0-9]{7,8}(-[0-9]{1,6})?", plain)
    service = re.fullmatch(r"[48]00[0-9]{7}", plain.replace("-", ""))
    return plain if landline or service else number


def plain_code(text: str) -> str | None:
    """An ID number or another code in half-width digits and capital letters, without spaces.

    None where there is anything else in it.
    """
    plain = "".join(narrowed(text).upper().split())
    plain = "".join(str(unicodedata.decimal(character, character)) for character in plain)
    return plain if re.fullmatch(r"[0-9A-Z]+", plain) else None


def _code(text: str) -> str:
    if plain_code(text) in {None, text}:
        return text
    raise PydanticCustomError(
        "code", "{value!r} has small letters, spaces or full-width characters", {"value": text}
    )


def _account(number: str) -> str:
    """A bank account without the blanks and hyphens that part its groups of digits."""
    bare = re.sub(r"[\s-]", "", narrowed(number))
    if not re.fullmatch(r"[0-9]{8,32}", bare):
        raise PydanticCustomError(
            "bank_account",
            "{value!r} is not a bank account: it has 8 to 32 digits and nothing else",
            {"value": number},
        )
    return bare


class DataPath(str):
    """A path of a file that documents show, from the data folder on."""

    __slots__ = ()


def _data_path(value: object) -> DataPath:
    path = _non_empty(value)
    if path.startswith(("/", "\\")) or re.match("[A-Za-z]:", path) or ".." in path.split("/"):
        raise PydanticCustomError(
            "data_path",
            "{value!r} is no path from data/ on; write one such as photos/E001.jpg",
            {"value": path},
        )
    return DataPath(path)


FileBelowData = Annotated[
    DataPath,
    PlainValidator(_data_path),
    WithJsonSchema({"type": "string", "description": "data/ 下的文件"}),
]
Text = Annotated[str, BeforeValidator(_non_empty)]
IN_ONE_LINE = "in one line"
Line = Annotated[Text, IN_ONE_LINE]
"""A text that documents show within a sentence or a cell; a rule tells of one with line breaks."""
Reason = Annotated[Text, "never left empty"]
"""A text behind a key of any name; where others may wait for theirs, this one may not."""
Code = Annotated[str, BeforeValidator(_non_empty), AfterValidator(_code)]
AccountNumber = Annotated[str, BeforeValidator(_non_empty), AfterValidator(_account)]
Phone = Annotated[str, BeforeValidator(_non_empty), AfterValidator(bare_phone)]


def _free(value: object) -> object:
    if isinstance(value, list | tuple):
        return tuple(_free(item) for item in value)
    if isinstance(value, dict):
        return {key: _free(inner) for key, inner in value.items()}
    return _non_empty(value)


Free = Annotated[object, PlainValidator(_free), WithJsonSchema({})]
"""Whatever a user writes, as it is written: text, lists of it, groups."""
