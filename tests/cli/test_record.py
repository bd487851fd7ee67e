import pytest


def test_a_record_is_written_with_what_people_enter(cli, decision_file, tmp_path):
    entries = tmp_path / "entries.yaml"
    entries.write_text("buyer: Example Ltd\nreview: 2026-01-01\n", encoding="utf-8")
    target = tmp_path / "record.md"

    result = cli("record", decision_file, target, "--entries", entries, "--draws", 100, "--since", decision_file)

    written = target.read_text(encoding="utf-8")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "".join(result.stdout.split()) == "".join(f"Decision record: {target.resolve()}".split())
    assert "Example Ltd" in written
    assert "2026-01-01" in written
    assert "22 of its 24 fields" in written
    assert "Nothing changed since the frozen state" in written


@pytest.mark.parametrize(
    ("text", "options", "status", "said"),
    [
        ("byer: x\n", (), 2, "Did you mean 'buyer'?"),
        ("- x\n", (), 1, "must hold the keys of fields"),
        ("buyer: [\n", (), 1, "is not valid YAML"),
        ("buyer: x\n", ("--language", "xx"), 2, "language must be"),
    ],
)
def test_what_cannot_be_entered_is_said_and_nothing_is_written(
    cli, decision_file, tmp_path, text, options, status, said
):
    entries, target = tmp_path / "entries.yaml", tmp_path / "record.md"
    entries.write_text(text, encoding="utf-8")

    result = cli("record", decision_file, target, "--entries", entries, "--draws", 100, *options)

    assert result.exit_code == status
    assert said in " ".join(result.stderr.split())
    assert not target.exists()


def test_an_ending_that_is_not_known_is_refused(cli, decision_file, tmp_path):
    result = cli("record", decision_file, tmp_path / "record.pdf")

    assert result.exit_code == 1
    assert "a record is written as '.html', '.md', '.docx'" in " ".join(result.stderr.split())


def test_a_record_under_a_scenario_is_that_of_the_scenario(cli, decision_file, tmp_path):
    target = tmp_path / "record.md"

    result = cli("record", decision_file, target, "--draws", 100, "--scenario", "if asked")

    assert result.exit_code == 0
    assert "Alpha" in target.read_text(encoding="utf-8")
