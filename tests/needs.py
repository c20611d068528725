"""What a machine may lack: the tests that need it are skipped with a line that says so, or fail if all are wanted."""

import os
from typing import NoReturn

import pytest

ALL = "MAILLAGE_TEST_ALL"


def lacking(what: str) -> NoReturn:
    """Skip a test for want of something; fail where every test is asked for."""
    if os.environ.get(ALL) == "1":
        pytest.fail(f"{ALL}=1 wants every test, and {what}")
    pytest.skip(what)
