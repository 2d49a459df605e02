"""Checks on the model; RULES is the immutable tuple of them all.

>>> run_rules(Case(dataset, on=build_date))

Start with `rule` and `case`; each other module has the rules on one subject, or what they need.

rule                what a rule is
case                what the rules look at, and what they find
acknowledged        findings that a record answers
faults              what is left where a rule fails
apart               findings by person, those of all people beside them
id_numbers          numbers of identity papers
id_types            the papers, and how their numbers are written
identity            the employer's code, numbers that the parties are reached by
numbers             what these numbers' digits mean
person_names        how a name is written
glyphs              characters that print
single_lines        values of one line
unusual_characters  texts that hold more than usual characters
duplicates          what may stand once only
household           where a person is registered
age                 how old a person is
unwritten           work without a written contract
probation           how long, how often, for what pay
contract            fixed terms and how they end
covenants           non-competition, service terms
record_texts        the texts of records
deposit_accounts    deposits of workers among those of customers
unlawful_terms      what no text may agree on, and how it is worded
unlawful_rules      the rules on these terms
template_text       the rules on texts asked of a template
pay_day             when wages are paid
stakes              what a finding may cost
mandatory_terms     what a labor contract must state
hours               hours and rest
wage                the minimum wage
minimum_wages       the minimum wages that are shipped
wage_table          which minimum wage holds
pay_month           what a month pays
scheme_versions     pay that changes in time
days_off            days off and attendance of a month
overtime            overtime of a month
sick_leave          pay in sickness
annual_leave        annual leave not taken
service_pay         service pay of a month
withholding         tax that is withheld otherwise than usual
contract_text       the printed text that rules read
void_passages       passages that are void today
law_tables          tables of law, and until when they are fresh
repealed_statutes   statutes no longer in force
dates               dates that run forward
leaving             somebody leaves
calendar_terms      what the law makes of terms and ages
team                the team's month beside its people's
consistency         names and figures that must fit
"""

from __future__ import annotations

from collections.abc import Iterator

from kefu_docs.diagnostics import Diagnostic, Message, Severity, in_order
from kefu_docs.diagnostics.errors import UsageError
from kefu_docs.diagnostics.fault_log import FaultLog
from kefu_docs.diagnostics.nearest import did_you_mean
from kefu_docs.model import Dataset
from kefu_docs.rules import (
    age,
    annual_leave,
    consistency,
    contract,
    covenants,
    dates,
    days_off,
    duplicates,
    glyphs,
    hours,
    household,
    id_numbers,
    identity,
    law_tables,
    leaving,
    mandatory_terms,
    overtime,
    pay_day,
    pay_month,
    person_names,
    probation,
    repealed_statutes,
    scheme_versions,
    service_pay,
    sick_leave,
    single_lines,
    team,
    unlawful_rules,
    unwritten,
    void_passages,
    wage,
    withholding,
)
from kefu_docs.rules.acknowledged import diagnose, rules_on_acknowledgements
from kefu_docs.rules.apart import of_each_person, of_nobody_and_all
from kefu_docs.rules.case import Agreement, Case, Finding, Judgement, Paper, Spot
from kefu_docs.rules.contract_text import plain_text
from kefu_docs.rules.faults import applied
from kefu_docs.rules.rule import Rule
from kefu_docs.rules.wage_table import WageEntry, lookup, wages_of

_CHECKS: tuple[Rule, ...] = (
    *id_numbers.RULES,
    *identity.RULES,
    *person_names.RULES,
    *single_lines.RULES,
    *glyphs.RULES,
    *duplicates.RULES,
    *household.RULES,
    *age.RULES,
    *unwritten.RULES,
    *probation.RULES,
    *contract.RULES,
    *covenants.RULES,
    *unlawful_rules.RULES,
    *mandatory_terms.RULES,
    *hours.RULES,
    *wage.RULES,
    *pay_month.RULES,
    *pay_day.RULES,
    *days_off.RULES,
    *overtime.RULES,
    *sick_leave.RULES,
    *annual_leave.RULES,
    *scheme_versions.RULES,
    *service_pay.RULES,
    *withholding.RULES,
    *void_passages.RULES,
    *repealed_statutes.RULES,
    *dates.RULES,
    *leaving.RULES,
    *team.RULES,
    *consistency.RULES,
    *law_tables.RULES,
)
RULES: tuple[Rule, ...] = (*_CHECKS, *rules_on_acknowledgements(_CHECKS))


def run_rules(case: Case) -> list[Diagnostic]:
    """Apply every rule that is law; sorted by place, acknowledged diagnostics as notices."""
    return in_order(
        diagnose(case, rule, finding) for rule in _law(case) for finding in rule.check(case)
    )


def findings_of_people(case: Case) -> dict[str, list[Diagnostic]]:
    """What the rules find about each person of the case, which may hold some people only."""
    return of_each_person(_law(case), case)


def findings_across(case: Case) -> list[Diagnostic]:
    """What the rules find about nobody, or by looking at all people; the case is the whole one.

    With `findings_of_people` of everybody, in order, it is what `run_rules` finds.
    """
    return list(of_nobody_and_all(_law(case), case))


def _law(case: Case) -> Iterator[Rule]:
    return (rule for rule in RULES if rule.is_law(case.law_on))


def faults_of_rules(case: Case, log: FaultLog) -> tuple[list[Diagnostic], list[Diagnostic]]:
    """The same where a rule fails: what holds of everybody else, and the program's own faults."""
    results = [applied(case, rule, log) for rule in _law(case)]
    found = in_order(diagnostic for sound, _ in results for diagnostic in sound)
    return found, [fault for _, faults in results for fault in faults]


def judge(dataset: Dataset, agreement: Agreement, text: str) -> Judgement:
    """What the rules on texts say of a contract's text; most of them nothing, and are left out."""
    plain = plain_text(text)
    judges = ((rule.id, rule.judge) for rule in RULES if rule.judge is not None)
    said = ((id_, tuple(of(dataset, agreement, plain))) for id_, of in judges)
    return {id_: messages for id_, messages in said if messages}


def judge_paper(text: str) -> Judgement:
    """What the rules on any paper say of a document of one's own kind."""
    plain = plain_text(text)
    said = ((rule.id, tuple(rule.read(plain))) for rule in RULES if rule.read is not None)
    return {id_: messages for id_, messages in said if messages}


_WEIGHTS = {
    Severity.ERROR: Message("error"),
    Severity.WARNING: Message("warning"),
    Severity.NOTICE: Message("notice"),
}


def explain(rule_id: str) -> Message:
    """What a rule checks and why, for a reader; raises UsageError where there is no such rule."""
    for rule in RULES:
        if rule.id == rule_id:
            answer = (
                Message("A person's record can answer it with a reason under `acknowledged`.")
                if rule.acknowledgeable
                else Message("It cannot be acknowledged: mend what it finds.")
            )
            if rule.since is not None:
                values = {"since": rule.since, "answer": answer}
                answer = Message("It is law since {since}. {answer}", values)
            return Message(
                "{rule} ({severity})\n{rationale}\nBasis: {basis}\n{answer}",
                {
                    "rule": rule.id,
                    "severity": _WEIGHTS[rule.severity],
                    "rationale": rule.rationale,
                    "basis": rule.basis,
                    "answer": answer,
                },
            )
    near = did_you_mean(rule_id, [rule.id for rule in RULES])
    raise UsageError(
        Message("there is no rule {rule!r}{hint}", {"rule": rule_id, "hint": near}),
        Message("docs/errors.md lists every rule"),
    )


__all__ = [
    "RULES",
    "Agreement",
    "Case",
    "Finding",
    "Judgement",
    "Paper",
    "Rule",
    "Spot",
    "WageEntry",
    "explain",
    "faults_of_rules",
    "findings_across",
    "findings_of_people",
    "judge",
    "judge_paper",
    "lookup",
    "run_rules",
    "wages_of",
]
