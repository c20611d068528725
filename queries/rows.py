"""A row of an answer: what each variable is bound to, or None."""

from collections.abc import Mapping

from queries.parameters import Value

Row = Mapping[str, Value | None]
