"""Processes end as they should: statuses, streams, encodings, and no traceback."""

import json
import os
import subprocess
import sys

import pytest

import vendor_eval as ve

CASE = "apple-china-2025"
QUESTIONS = [("check", CASE), ("evaluate", CASE), ("explain", CASE, "deepseek"), ("scenarios", CASE, "--draws", "500")]


@pytest.mark.parametrize("args", QUESTIONS, ids=lambda args: args[0])
def test_a_terminal_that_knows_only_ascii_gets_plain_letters(process, args):
    run = process(*args, env={"PYTHONIOENCODING": "ascii"})

    assert run.returncode == 0, run.stderr
    assert run.stdout.isascii()
    assert b"?" not in run.stdout.replace(ve.cases.load(CASE).question.encode(), b"").replace(b"China?", b"")
    assert run.stderr == b""


def test_json_stays_json_where_only_ascii_is_known(process):
    run = process("explain", CASE, "alibaba", "--json", env={"PYTHONIOENCODING": "ascii"})

    evaluation = ve.evaluate(ve.cases.load(CASE))
    assert json.loads(run.stdout) == ve.explain(evaluation, "alibaba").to_dict()


def test_text_is_utf_8_where_that_is_known(process):
    run = process("evaluate", CASE, env={"PYTHONIOENCODING": "utf-8"})

    assert "“" in run.stdout.decode("utf-8")
    assert b"\x1b" not in run.stdout


@pytest.mark.parametrize(
    ("args", "status"),
    [
        (("--version",), 0),
        (("--help",), 0),
        (("check", CASE), 0),
        (("check", "missing.yaml"), 1),
        (("check", "."), 1),
        (("check", "script.py"), 1),
        (("check", "binary.yaml"), 1),
        (("check", "empty.yaml"), 1),
        (("check", "deep.yaml"), 1),
        (("check", "a\nb\udcff.yaml"), 1),
        (("explain", CASE, "nobody"), 2),
        (("explain", CASE), 2),
        (("robustness", CASE, "--seed", "-1"), 2),
        (("report", CASE, "--draws", "100", "--to", "missing/report.html"), 1),
    ],
    ids=str,
)
def test_no_input_brings_a_traceback(process, tmp_path, args, status):
    (tmp_path / "script.py").write_text("pass\n", encoding="utf-8")
    (tmp_path / "binary.yaml").write_bytes(bytes(range(256)))
    (tmp_path / "empty.yaml").write_bytes(b"")
    (tmp_path / "deep.yaml").write_text("[" * 5000, encoding="utf-8")

    run = process(*args, cwd=tmp_path)

    assert run.returncode == status, run.stderr
    assert b"Traceback" not in run.stderr
    assert bool(run.stdout if status == 0 else run.stdout + run.stderr)


def test_control_characters_of_a_faulty_file_do_not_reach_the_terminal(cli, tmp_path):
    path = tmp_path / "evil.json"
    path.write_text(json.dumps({"title": "x", "\x1b[31mred": 1}), encoding="utf-8")

    result = cli("check", path)

    assert result.exit_code == 1
    assert "\x1b" not in result.stdout
    assert r"\x1b[31mred" in result.stdout


@pytest.mark.skipif(os.name != "posix", reason="pipes end differently elsewhere")
@pytest.mark.parametrize("args", [("evaluate", CASE), ("cases", CASE), ("evaluate", CASE, "--json")], ids=str)
def test_a_reader_that_goes_away_is_no_error(args):
    read, write = os.pipe()
    os.close(read)
    run = subprocess.run(
        [sys.executable, "-m", "vendor_eval", *args], stdout=write, stderr=subprocess.PIPE, check=False
    )
    os.close(write)

    assert run.stderr == b""
    assert run.returncode == 141


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs a device that is always full")  # noqa: PTH110
def test_a_full_disk_is_told(process):
    with open("/dev/full", "w") as full:  # noqa: PTH123
        run = subprocess.run(
            [sys.executable, "-m", "vendor_eval", "evaluate", CASE], stdout=full, stderr=subprocess.PIPE, check=False
        )

    assert run.returncode == 1
    assert run.stderr.startswith(b"The output cannot be written: No space left")
