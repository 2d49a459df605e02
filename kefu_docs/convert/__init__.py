"""docx to PDF: LibreOfficeKit workers, the soffice command line, and the pool over them."""
