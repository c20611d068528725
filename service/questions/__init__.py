"""The questions of the catalogue on the site: their routes, their pages, and how an answer is kept and shown.

In: what an address asks. Out: a page with its form, facets and recipe, or a file.
"""
