"""The frozen types every stage speaks."""

from kefu_docs.model.artifact import (
    Document,
    DocumentInfo,
    Flow,
    PacketEntry,
    PacketPlan,
    PdfFacts,
    Rendered,
    ShownText,
    TemplateName,
)
from kefu_docs.model.dataset import Dataset, Record
from kefu_docs.model.employee import (
    BaseContract,
    Commission,
    CommissionTier,
    Contract,
    Employee,
    Hours,
    Household,
    LaborContract,
    Path,
    ServiceContract,
    ServicePay,
)
from kefu_docs.model.employer import Company, PayScheme, Region
from kefu_docs.model.month import (
    PerHead,
    Period,
    PersonMonth,
    Reviews,
    Section,
    Summary,
    TeamMonth,
    TeamPlan,
)
from kefu_docs.model.packet import PacketSpec, PacketSpecs
from kefu_docs.model.scalars import Month
from kefu_docs.model.setting import Change, Setting
from kefu_docs.model.wage import MinimumWage, MinimumWages

__all__ = [
    "BaseContract",
    "Change",
    "Commission",
    "CommissionTier",
    "Company",
    "Contract",
    "Dataset",
    "Document",
    "DocumentInfo",
    "Employee",
    "Flow",
    "Hours",
    "Household",
    "LaborContract",
    "MinimumWage",
    "MinimumWages",
    "Month",
    "PacketEntry",
    "PacketPlan",
    "PacketSpec",
    "PacketSpecs",
    "Path",
    "PayScheme",
    "PdfFacts",
    "PerHead",
    "Period",
    "PersonMonth",
    "Record",
    "Region",
    "Rendered",
    "Reviews",
    "Section",
    "ServiceContract",
    "ServicePay",
    "Setting",
    "ShownText",
    "Summary",
    "TeamMonth",
    "TeamPlan",
    "TemplateName",
]
