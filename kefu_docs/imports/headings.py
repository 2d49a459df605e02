"""What the heading of a column means: a key of a record, the person's id, or nothing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from kefu_docs.model import RecordColumn
from kefu_docs.records.key_slips import IN_CHINESE

ID: Final = "id"
"""The person's id, the name of their record's file."""
AGENT: Final = "agent"
"""A name that `people` in imports.yaml gives to a person."""
SKIP: Final = "skip"
"""A column that is not read."""
HOUSEHOLD: Final = "household"
"""The whole address in one cell."""

_SYNONYMS: Final[Mapping[str, str]] = {
    ID: "工号 员工编号 员工号 人员编号 员工工号 职工编号 职工号 编号 员工代码 employeeid staffid",
    AGENT: "客服昵称 客服账号 旺旺 旺旺昵称 子账号 agent",
    SKIP: "序号 第几份 期限 续签 no",
    "name": "员工姓名 人员姓名 名字 employeename",
    "id_number": "公民身份号码 证件号码 证件号 身份证件号码 身份证号码",
    "gender": "sex",
    "mobile": "联系电话 联系方式 移动电话 电话 电话号码 phonenumber",
    "phone": "座机 家庭电话 座机号码",
    "hired_on": "入职时间 入司日期 入司时间 到岗日期 报到日期 进店日期 hiredate dateofhire",
    "residence": "居住地址 现居住地 现住地址 家庭住址 家庭地址 通讯地址 联系地址 现居住地址",
    HOUSEHOLD: "户籍地址 户籍 户口所在地 户籍所在地 户口地址 身份证地址",
    "household.province": "省份 户籍省",
    "household.county": "市县 户籍县 户籍区县 户籍市",
    "household.street": "街道 乡镇 户籍乡镇",
    "household.village": "村 社区",
    "bank_account.bank": "开户行 银行 银行名称 开户行名称",
    "bank_account.number": "银行卡号 账号 卡号 工资卡号 工资卡 银行卡",
    "contract.number": "合同号 劳动合同编号",
    "contract.kind": "合同种类 合同类别",
    "contract.signed_on": "签订时间 合同签订日期 合同签订时间 签约日期",
    "contract.starts_on": "合同起始日期 合同起始日 合同起始 合同开始时间 开始日期",
    "contract.ends_on": "合同终止日期 合同到期日 合同到期日期 合同截止日期 合同结束时间 结束日期",
    "contract.probation_ends_on": "试用期截止日期 试用期到期日 试用期结束 试用期到期",
    "contract.position": "职务 岗位名称 职位名称",
    "sales": "业绩 成交金额 销售金额 支付金额 成交额 营业额",
    "reviews.neutral": "中评数",
    "reviews.negative": "差评数",
    "attendance.rest_days": "休息 休息日数",
    "attendance.absent_days": "缺勤 旷工天数",
    "attendance.late": "迟到",
    "insurance": "社保 五险一金 五险一金个人部分 个人社保",
}
_UNIT = re.compile(r"[(\[（【〔][^)\]）】〕]*[)\]）】〕]$")
_MARKS = re.compile(r"[\s*＊:：_\-/、.]+")


def bare(heading: str) -> str:
    """A heading without spaces, marks, unit and capitals: `销售额（元）*` is 销售额."""
    text = "".join(unicodedata.normalize("NFKC", heading).split()).strip("*:")
    return _MARKS.sub("", _UNIT.sub("", text) or text).lower()


class Headings:
    """Knows the headings of one kind of sheet; `declared` are those of imports.yaml."""

    def __init__(self, columns: Sequence[RecordColumn], declared: Mapping[str, str]) -> None:
        keys = {column.key for column in columns}
        # A paper has days and a position, too: without the paper's name the person's are meant.
        own = {column.key for column in columns if column.path[0] != "documents"}
        known: dict[str, str] = {}
        for word, last in IN_CHINESE.items():
            found = [key for key in own if key.rpartition(".")[2] == last]
            if len(found) == 1:
                known[bare(word)] = found[0]
        for key in keys:
            known[bare(key)] = key
            last = key.rpartition(".")[2]
            if key in own and sum(other.rpartition(".")[2] == last for other in own) == 1:
                known[bare(last)] = key
        special = {ID, AGENT, SKIP, *([HOUSEHOLD] if "household.county" in keys else [])}
        if "name" not in keys:  # of a month: whose row it is says the id
            known |= dict.fromkeys(map(bare, ("name", "姓名", *_SYNONYMS["name"].split())), SKIP)
        for key, words in _SYNONYMS.items():
            if key in keys or key in special:
                known |= dict.fromkeys(map(bare, (key, *words.split())), key)
        known |= {bare(column.heading): column.key for column in columns}
        self.keys = keys | special
        self._known = known | {bare(heading): key for heading, key in declared.items()}

    def add(self, column: RecordColumn) -> None:
        """Know one more column, which is none of the record's."""
        words = _SYNONYMS.get(column.key, "").split()
        self._known |= dict.fromkeys(map(bare, (column.key, column.heading, *words)), column.key)

    def meaning(self, *candidates: str) -> str | None:
        """The key that the first known of these headings means; None where none is known."""
        for heading in candidates:
            if key := self._known.get(bare(heading)):
                return key
        return None

    def count(self, headings: Iterable[str]) -> int:
        """How many of these headings are known."""
        return sum(self.meaning(heading) is not None for heading in headings)
