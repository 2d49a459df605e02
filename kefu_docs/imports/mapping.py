"""imports.yaml as it is proposed where a sheet has headings that nobody knows."""

from __future__ import annotations

from collections.abc import Sequence

from kefu_docs.model import RecordColumn
from kefu_docs.records.write_yaml import scalar_text

_HEAD = """\
# 表头与键的对应，由导入程序按不认识的表头提出；冒号后写上键，不要的列写 skip。
# 可以写的键：
"""
_TAIL = """\
# 表中的词与记录中的词不同时：
#   values:
#     complaints: {没有: none, 有: without_fine}
# 客服平台上的昵称（列标为 agent）与工号：
# people:
#   小张: E001
"""


def proposed(
    section: str, headings: Sequence[str], columns: Sequence[RecordColumn], schema: str = ""
) -> bytes:
    """The file's text: a key with nothing behind it for each heading, and what may stand there.

    `schema` is what the file tells an editor, in a comment.
    """
    lines = [f"#   {column.key}（{column.heading}）" for column in columns]
    lines += ["#   id（工号）、agent（客服昵称）、skip（不读）", f"{section}:", "  headings:"]
    lines += [f"    {scalar_text(heading)}:" for heading in dict.fromkeys(headings)]
    head = f"# {schema}\n{_HEAD}" if schema else _HEAD
    return (head + "\n".join(lines) + "\n" + _TAIL).encode()
