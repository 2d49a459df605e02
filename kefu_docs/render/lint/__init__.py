"""What is wrong with a template, told before anything is printed.

name_check        names that a template is not given, values that do not fit
value_trials      what filters and operators make of values of a type
template_lint     what is wrong with a template that compiles
structure_faults  tags that are broken, unbalanced or in the wrong place
faults_behind     the faults behind the one that stops a template
fault_comments    a template with a comment at each fault
used_names        the names that a template uses, and where
"""
