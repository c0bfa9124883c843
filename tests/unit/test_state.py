"""What a build remembers of an output folder, when somebody has changed it."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from mujaz.site.state import State


@pytest.fixture
def state(tmp_path: Path) -> State:
    return State(str(tmp_path / "state"), str(tmp_path / "output"), b"code")


def test_files_outside_the_output_are_not_its_own(state: State) -> None:
    state.own(["tags/a/index.html"], afresh=True)
    with (state.folder / "owned").open("a", encoding="utf-8") as file:
        file.write("../keep.txt\n/etc/keep.txt\ntags/../../keep.txt\n")
    assert state.owned() == {"tags/a/index.html"}


def test_a_published_line_that_is_no_address_is_told(state: State, caplog: pytest.LogCaptureFixture) -> None:
    state.publish(["منيرة-الدالاتي", "damascus=دمشق"])
    with (state.folder / "published").open("ab") as file:
        file.write("../../أبو-نوار\na=b=c\n".encode() + b"\xff\xfe\n")
    with caplog.at_level(logging.WARNING):
        assert state.published() == ("منيرة-الدالاتي", "damascus=دمشق")
    assert "3 of 5 lines" in caplog.text
