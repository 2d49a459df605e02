"""Non-competition (竞业限制) and service terms (服务期) as records state them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from kefu_docs.diagnostics import Message, Severity
from kefu_docs.model import LaborContract
from kefu_docs.model.employee import Noncompete
from kefu_docs.rules.case import Agreement, Case, Finding
from kefu_docs.rules.rule import Rule
from kefu_docs.rules.stakes import average_wage, fen
from kefu_docs.rules.wage_table import lookup

_LONGEST = 24
_LEAST = Decimal("0.30")
# Words of a post that may come to know what is secret; reception and sales do not.
_SECRETS = re.compile(
    "秘密|保密|机密|管理|主管|经理|店长|总监|负责人|技术|研发|算法|财务|专利|配方"
)


def _noncompetes(case: Case) -> Iterator[tuple[Agreement, Noncompete]]:
    for agreement in case.agreements:
        if agreement.contract.noncompete is not None:
            yield agreement, agreement.contract.noncompete


def _post(case: Case) -> Iterator[Finding]:
    for agreement, _ in _noncompetes(case):
        contract = agreement.contract
        words: tuple[str, ...]
        if isinstance(contract, LaborContract):
            words = (contract.position, *contract.duties)
        else:
            words = (contract.role,)
        if not any(map(_SECRETS.search, words)):
            message = Message(
                "{post} knows no secrets of the employer, as far as the contract says: a "
                "non-competition clause then binds nobody",
                {"post": words[0]},
            )
            yield agreement.finding(message, "noncompete")


def _months(case: Case) -> Iterator[Finding]:
    for agreement, agreed in _noncompetes(case):
        if agreed.months > _LONGEST:
            message = Message(
                "{months} months without competition are more than the {most} that may be agreed",
                {"months": agreed.months, "most": _LONGEST},
            )
            yield agreement.finding(message, "noncompete", "months")


def _pay(case: Case) -> Iterator[Finding]:
    for agreement, agreed in _noncompetes(case):
        wage, company = average_wage(case, agreement), case.dataset.company
        region = company.value.region if company else None
        entry = lookup(case.wage_table, region, case.law_on) if region else None
        least = max(fen(wage * _LEAST) if wage else Decimal(0), entry.monthly if entry else 0)
        if agreed.pay < least:
            message = Message(
                "{pay:.2f} yuan a month for not competing is under {least:.2f}: due are 30 percent "
                "of the average wage, {wage}, and no less than the minimum wage",
                {"pay": agreed.pay, "least": least, "wage": wage or "?"},
            )
            yuan = (least - agreed.pay) * min(agreed.months, _LONGEST)
            yield agreement.finding(message, "noncompete", "pay", yuan=yuan)


def _training(case: Case) -> Iterator[Finding]:
    for agreement in case.agreements:
        training = agreement.contract.training
        if training is not None and training.cost == 0:
            message = Message(
                "a service term until {until} without a cost of training: only training that the "
                "employer paid for can bind to one, and only up to what it cost",
                {"until": training.until},
            )
            yield agreement.finding(message, "training", "cost")


RULES: tuple[Rule, ...] = (
    Rule(
        "noncompete-post",
        Severity.WARNING,
        Message("劳动合同法 24, 法释〔2025〕12号 13"),
        Message("Only who knows secrets of the employer can be kept from working for others."),
        _post,
        acknowledgeable=True,
    ),
    Rule(
        "noncompete-months",
        Severity.ERROR,
        Message("劳动合同法 24"),
        Message("Nobody is kept from competing for more than two years."),
        _months,
        acknowledgeable=True,
    ),
    Rule(
        "noncompete-pay",
        Severity.WARNING,
        Message("劳动合同法 23, 法释〔2020〕26号 36"),
        Message(
            "Who may not compete is paid each month, 30 percent of the average wage of the last "
            "twelve months where nothing better is agreed, and no less than the minimum wage."
        ),
        _pay,
        acknowledgeable=True,
    ),
    Rule(
        "training-cost",
        Severity.ERROR,
        Message("劳动合同法 22"),
        Message("A service term is agreed for training that the employer has paid for."),
        _training,
        acknowledgeable=True,
    ),
)
