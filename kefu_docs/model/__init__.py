"""The frozen types that every stage speaks.

scalars        single values, decoded from what was typed
employer       the company
pay_scheme     pay schemes and their versions
employee       a person and their contracts
broken_lines   values of one line that have several
fixed_terms    fixed terms in a row
service_years  how long a person has served
columns        the single values of a record type, as columns of a sheet
month          a person's month and the team's
path_segment   names that may become files
packet         packets of the user's own
attachment     what is said of an attachment
import_mapping  what headings of foreign sheets mean
minimum_wage   the user's own minimum wages
dataset        all records, with their places
statement      what a month pays
severance      what the end of a contract costs
document       what is built
kind_declaration  what documents.yaml says of a kind
document_kind  the kinds of documents
kinds_in_doubt  what a fault of documents.yaml leaves unknown of them
document_values  what a record gives to documents
jobs           documents on their way to a PDF
fault_kind     what kind of thing is wrong with a PDF
data_file      a file that a record names
canonical      one notation for equal values, to make digests of
"""

from kefu_docs.model.columns import ColumnKind, RecordColumn, columns_of
from kefu_docs.model.dataset import Dataset, Record
from kefu_docs.model.document import (
    Document,
    DocumentInfo,
    PacketEntry,
    PacketPlan,
    PdfFacts,
    Rendered,
    ShownText,
)
from kefu_docs.model.document_kind import DocumentKind, Kinds
from kefu_docs.model.employee import (
    BankAccount,
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
from kefu_docs.model.employer import Company, Region
from kefu_docs.model.fixed_terms import fixed_terms
from kefu_docs.model.import_mapping import ImportMappings, SheetMapping
from kefu_docs.model.minimum_wage import MinimumWage, MinimumWages
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
from kefu_docs.model.packet import ExcelName, PacketSpec, PacketSpecs
from kefu_docs.model.pay_scheme import PayScheme
from kefu_docs.model.scalars import Month

__all__ = [
    "BankAccount",
    "BaseContract",
    "ColumnKind",
    "Commission",
    "CommissionTier",
    "Company",
    "Contract",
    "Dataset",
    "Document",
    "DocumentInfo",
    "DocumentKind",
    "Employee",
    "ExcelName",
    "Hours",
    "Household",
    "ImportMappings",
    "Kinds",
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
    "RecordColumn",
    "Region",
    "Rendered",
    "Reviews",
    "Section",
    "ServiceContract",
    "ServicePay",
    "SheetMapping",
    "ShownText",
    "Summary",
    "TeamMonth",
    "TeamPlan",
    "columns_of",
    "fixed_terms",
]
