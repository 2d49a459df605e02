"""documents.yaml with a slip in one declaration: the other kinds are as they were."""

from __future__ import annotations

from pathlib import Path

import pytest

from kefu_docs.model.kinds_in_doubt import KindsInDoubt
from tests.support.shops import read_shop

SOUND = """\
在职证明:
  title: "{name}的证明"
  fields: {signed_on: {type: date}, position: {type: text}}
"""
# A declaration that cannot be used; the kinds it may speak of, whether its documents may go into
# packets of months, and whether there may be one for everybody.
BROKEN = {
    "表：\n  title: 表": (("表",), False, False),
    "表:\n  fields:\n    a：{type: text}": (("表",), False, False),
    "表:\n  for: 员工们": (("表",), False, False),
    "表:\n  packets: [employes]": (("表",), True, False),
    "表:\n  made: 每人": (("表",), False, True),
    "表:\n  title: {id}号": (("表",), False, False),
    "- 表:\n    title: 表": (("表",), False, False),
    "表格:\n  title: 表": (("表格",), False, False),
    "表.docx:\n  title: 表": (("表.docx",), False, False),
}


@pytest.mark.parametrize("is_first", [True, False])
@pytest.mark.parametrize("broken", BROKEN)
def test_other_declarations_stand(tmp_path: Path, broken: str, *, is_first: bool) -> None:
    """Wherever the slip is; a name that is no template's may mean any that nobody declares."""
    text = f"{broken}\n{SOUND}" if is_first else f"{SOUND}{broken}\n"
    dataset, found = read_shop(tmp_path, text)
    names, in_months, for_all = BROKEN[broken]
    assert found
    assert dataset.kinds["在职证明"].title == "{name}的证明"
    assert dataset.in_doubt == KindsInDoubt(frozenset(names), in_months, for_all)
    assert "表" not in dataset.kinds
    assert ("保密协议" in dataset.kinds) == (names == ("表",))
