"""The page that people arrive on: the contracts, what asks for attention, the deadlines, what changed last.

In: the world, the day. Out: what the page says, read once for each state of the store and each day.
"""
