"""docx to LibreOffice's PDF.

Takes docx bytes, gives PDF bytes or a ConversionError.

worker/         the process that holds LibreOffice, the other side of the pipe
pool            several LibreOffices behind one queue
kit_engine      the pool's side of a worker
soffice_engine  the command line, a process a document
engine          closed environment, processes by group
probe           finding LibreOffice and its version
confinement     what keeps LibreOffice apart from the machine, and the commands that do
surroundings    the files it may see all the same
profile_slot    a profile kept warm, a temp folder

Nothing is imported here: the worker, which is below this room, would wait for it.
"""
