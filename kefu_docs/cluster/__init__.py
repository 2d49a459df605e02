"""Many machines: the executor that has calls done by workers of a Dask cluster, and the worker.

Takes calls, gives what their functions give. Nothing else of the package imports Dask.

extra          whether Dask is installed
connect        from an address to an executor
on_demand      the same, when there is something to do
address        where the scheduler is, and whether the way to it is safe
dask_settings  how Dask is to behave, in builds and in workers
equipment      what a machine makes documents with, by digests, and how two differ
order          what travels to a worker and back
connection     the scheduler found again, and what its workers are
executor       the build's side: calls become Dask's tasks
membership     which workers there are, and which of them do not fit
station        the worker's side: LibreOffice and processes kept warm
tasks          what Dask calls in a worker
plugin         what Dask keeps in a worker
worker         `kefu-docs worker`: it serves a scheduler until it is stopped
local          a cluster within this process: `dask://local`
"""
