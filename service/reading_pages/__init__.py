"""The pages that people read without asking anything: who funds what, what is covered, who is where, what is due.

Each is a TOML file of this folder, whose name is its address: its words, the question that it arranges, the columns
that it shows, and the part that sums its rows up. In come the rows that were kept, out goes what a template shows.
"""
