"""The process that holds LibreOffice.

It loads nothing else of the package, so that LibreOffice starts at once. Nothing in here may
import from other rooms.

main             the loop: docx frames in, PDFs out
walls            what the kernel keeps the process from; also of the command line's soffice
system_calls     no process and no program is started any more, and no file synced
libreofficekit   LibreOfficeKit through ctypes
frames           the language between pool and worker
export_options   how a PDF is exported, every option by name
warmup_document  a page from which LibreOffice loads what it needs
"""
