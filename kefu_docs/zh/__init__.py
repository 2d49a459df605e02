"""Chinese numerals, dates, amounts in words: the template filters."""
