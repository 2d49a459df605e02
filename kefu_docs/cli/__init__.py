"""What the user types and sees.

Takes a command line, calls the pipeline, prints what comes back, ends with its exit code.

commands      the commands, their options and arguments
build_options  the options of commands that build
standard_streams  standard output where it is closed, full or broken
check         the command that checks records
proposals     what an import would do, on the screen
format        the command that rewrites records in standard form
new           the commands that begin new records
shop          the command that makes a new shop's folder
sheets        the commands on sheets of Excel
template      the commands on Word templates
severance     the command that says what the end of a contract costs
wipe          the command that takes a person out of build/
worker        the command that makes PDFs for builds on other machines
written_day   days that are written behind options
usage_words   usage lines and help pages in the reader's language
terminal      findings, files and errors in the reader's language
progress      who is told how far a build is
progress_bar  a bar for people who watch
"""
