"""Import a contract on the site: the session that may, the document on trial, its report, publishing it.

In: a file, and who opened the session. Out: what became of each line, and what is published or set aside.
"""
