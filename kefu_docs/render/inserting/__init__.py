"""What a filter puts into a document that is more than text.

inserts         what a filter puts in that is more than text
inserted_files  the files of inserts in a docx
pictures        pictures that records name
rich_text       text with a few marks for bold, colour and the like
web_link        words that lead to an address
"""
