"""What a month pays: pay schemes, tax, the pay statement. Yuan, Decimal.

Takes a person, their months and schemes; gives a statement for each month.

statement        a month's lines, tax and net pay
month_pay        a month before tax, by the contracts of its days
labor            a month under a labor contract
service          a month under a service contract
tax              income tax that the employer withholds
tax_year         the year to date, month by month
days             which days are paid under which contract
rest             days off that a month grants with pay, rest not taken
overtime         pay of overtime
sick_pay         pay in sickness
annual_leave     annual leave that was due and not taken
holidays         statutory holidays, and days off as they are arranged
severance        what the end of a labor contract costs
leaving_reasons  what a reason of leaving leads to
amounts          amounts, rounding, and the lines that print them
"""

from kefu_docs.pay.month_pay import MinimumWage
from kefu_docs.pay.severance import severance
from kefu_docs.pay.statement import statement, statements

__all__ = ["MinimumWage", "severance", "statement", "statements"]
