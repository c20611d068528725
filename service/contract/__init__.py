"""The pages of one contract: an overview, which leads to a page for each long list.

In: the world and a contract of it. Out: what each page says, read once for each state of the store.
"""
