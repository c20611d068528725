"""Read a document on trial, before anybody publishes it: what was handed in, how it was read, what it would change.

In come the bytes of a document; out go its import, kept in a folder of its own with its state, and the report that a
person looks through before publishing. The reading is done by a process that can be killed.
"""
