"""Who does what when: lanes, batches, tasks and the worker processes of this machine.

Takes PDF jobs, gives proved PDFs or the error that stopped each.

lane             what a lane and a task are
scheduler        the loop over all that is under way
groups           documents that lanes are offered at once
layout_habits    how LibreOffice lays out, as a probe shows it
probe_document   the document of the probe
batch            the lane of batches, which every document can take
other_layouts    in which other ways a refused document is laid out
page_totals      how many pages documents have, where LibreOffice counts otherwise
odf_lane         the lane of batches that LibreOffice reads as OpenDocument
sampled_template  what that lane knows of a template
messages         calls, executors, and what comes back from workers
calls_under_way  calls that workers do, and the recovery from a lost worker
answer           what a worker answers to a call
tasks            what worker processes do with a batch or a packet
worker_pool      the executor of this machine
worker_process   one process of it, with a limit for each call
"""
