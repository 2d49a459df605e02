"""Sheets for Excel, written and read.

Takes records and statements, gives workbooks; takes files of Excel, gives cells.

sheet             sheets as values
table             a table as a sheet, with its totals
workbook          sheets to the bytes of an .xlsx file
source            what sheets are made from
redaction         private values masked
people_sheets     花名册, 合同台账
pay_sheets        工资汇总表, 工资条
tax_sheet         个税
bank_sheet        银行代发
commission_sheet  提成
form              forms to fill in
exports           which workbooks there are
cells             what is read of somebody's sheet
date_system       whether a workbook counts days from 1904
error_cells       cells of an .xlsx that hold an error, or nothing computed
read_sheets       files of Excel and CSV to cells
"""

from kefu_docs.excel.exports import FREQUENCIES, WorkbookPlan, planned
from kefu_docs.excel.source import SheetSource
from kefu_docs.excel.workbook import workbook_bytes

__all__ = ["FREQUENCIES", "SheetSource", "WorkbookPlan", "planned", "workbook_bytes"]
