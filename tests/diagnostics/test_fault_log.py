"""Faults of the program's own: what the user is told, and what goes into the log."""

from __future__ import annotations

import stat
from concurrent.futures import ProcessPoolExecutor
from decimal import InvalidOperation
from pathlib import Path

import pytest

from kefu_docs.diagnostics.fault_log import FaultLog
from kefu_docs.zh import amount


def fault(number: object) -> Exception:
    """The exception of a value that the function cannot take."""
    try:
        amount(number)  # type: ignore[arg-type]
    except InvalidOperation as error:
        return error
    raise AssertionError(number)


def test_the_message_names_kind_and_place_and_no_value(tmp_path: Path) -> None:
    """The text of an exception may hold a record's value, so it stands in the log alone."""
    log = tmp_path / "store" / "log"
    told = FaultLog(log).told(fault("secret"), "contracts/E001")
    assert told.exit_code == 70
    assert told.message.text().startswith(
        "a fault of kefu-docs itself, InvalidOperation in kefu_docs/zh/amounts.py:"
    )
    assert "secret" not in told.message.text()
    assert told.hint is not None
    assert log.as_posix() in told.hint.text()
    assert "contracts/E001\nTraceback" in log.read_text("utf-8")
    assert stat.S_IMODE(log.stat().st_mode) == 0o600


def test_a_second_fault_is_added(tmp_path: Path) -> None:
    """Each has its own lines in the log."""
    log = FaultLog(tmp_path / "log")
    log.told(fault("a"), "contracts/E001")
    log.told(fault("b"), "contracts/E002")
    text = (tmp_path / "log").read_text("utf-8")
    assert text.index("contracts/E001\n") < text.index("contracts/E002\n")


def test_a_fault_of_another_process_has_its_place_there(tmp_path: Path) -> None:
    """Its traceback comes as text, and is looked through for the package's innermost line."""
    with ProcessPoolExecutor(1) as processes:
        error = processes.submit(amount, "secret").exception()  # type: ignore[arg-type]
    assert isinstance(error, InvalidOperation)
    told = FaultLog(tmp_path / "log").told(error, "contracts/E001")
    assert "kefu_docs/zh/amounts.py:" in told.message.text()


def test_a_log_that_cannot_be_written_hides_nothing(tmp_path: Path) -> None:
    """The fault is told all the same."""
    told = FaultLog(tmp_path).told(fault("secret"), "contracts/E001")
    assert "InvalidOperation" in told.message.text()


def raised(error: Exception, before: Exception | None = None) -> Exception:
    """An error as it is caught, where another was being handled."""
    try:
        if before is None:
            raise error
        try:
            raise before
        except Exception:
            raise error  # noqa: B904 - what came before is to be its context
    except Exception as caught:
        return caught


@pytest.mark.parametrize(
    ("error", "before", "lasts"),
    [
        (KeyError("a"), None, True),
        (AssertionError(), ValueError(), True),
        (MemoryError(), None, False),
        (OSError(5, "a"), None, False),
        (ValueError(), BrokenPipeError(), False),
        (TypeError(), MemoryError(), False),
        (RuntimeError("can't start new thread"), None, False),
    ],
)
def test_what_the_machine_had_a_hand_in_may_pass(
    tmp_path: Path, error: Exception, before: Exception | None, lasts: bool
) -> None:
    """A fault in the program's own steps is met again on the same inputs."""
    log = FaultLog(tmp_path / "log")
    assert log.told(raised(error, before), "contracts/E001").lasts == lasts


def test_what_the_machine_had_a_hand_in_elsewhere_may_pass(tmp_path: Path) -> None:
    """Of another process there is the text of its traceback alone."""
    log = FaultLog(tmp_path / "log")
    with ProcessPoolExecutor(1) as processes:
        own = processes.submit(amount, "secret").exception()  # type: ignore[arg-type]
        passing = processes.submit(_fails_after, "nowhere").exception()
    assert isinstance(own, InvalidOperation)
    assert isinstance(passing, KeyError)
    assert log.told(own, "contracts/E001").lasts
    assert not log.told(passing, "contracts/E001").lasts


def _fails_after(path: str) -> None:
    try:
        Path(path).read_bytes()
    except OSError as error:
        raise KeyError(path) from error
