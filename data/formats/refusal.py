"""The one way in which a file is refused."""


class UnreadableDocument(ValueError):
    """A file that cannot be read as a contract document; the message, in French, says why and what to do."""
