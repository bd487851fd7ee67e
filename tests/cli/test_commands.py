"""Each command, on the shipped case and on files of its own."""

import json

import pytest

import vendor_eval as ve

CASE = "apple-china-2025"


def faults_in(result):
    return json.loads(result.stdout)["faults"]


def test_check_says_how_large_a_sound_decision_is(cli, decision_file):
    result = cli("check", decision_file, columns=300)

    said = "3 vendors, 2 criteria, 1 requirement, 6 assessments of which 1 unknown, 2 evidence items, 1 scenario"
    assert result.exit_code == 0
    assert said in " ".join(result.stdout.split())


def test_check_knows_the_shipped_case(cli):
    decision = ve.cases.load(CASE)

    counts = json.loads(cli("check", CASE, "--json").stdout)["counts"]

    assert counts["vendors"] == len(decision.vendors)
    assert counts["weighted"] == len(decision.weighted)
    assert counts["evidence"] == len(decision.evidence)


def test_check_lists_every_fault_on_a_line_of_its_own(cli, faulty_file):
    result = cli("check", faulty_file)

    lines = result.stdout.splitlines()
    assert result.exit_code == 1
    assert [line.split(" ")[0].split(":")[1] for line in lines] == ["5", "7"]
    assert all(line.startswith(str(faulty_file)) for line in lines)
    assert result.stderr == ""


def test_check_gives_faults_with_their_places_as_json(cli, faulty_file):
    result = cli("check", faulty_file, "--json")

    assert result.exit_code == 1
    assert [sorted(fault) for fault in faults_in(result)] == [["cell", "column", "file", "line", "message", "path"]] * 2
    assert [fault["line"] for fault in faults_in(result)] == [5, 7]
    assert faults_in(result)[1]["path"] == ["assessments", "alpha", "reach"]


@pytest.mark.parametrize("place", ["base", "scenario"])
def test_check_remarks_on_a_score_that_rests_on_a_report_of_the_decision(cli, decision_file, plain, place):
    rows = plain["assessments"] if place == "base" else plain["scenarios"]["if asked"]["assessments"]
    rows.setdefault("alpha", {})["reach"] = {"value": 70, "evidence": ["E1", "E2"]}
    decision_file.write_text(json.dumps(plain), encoding="utf-8")

    text, data = cli("check", decision_file), json.loads(cli("check", decision_file, "--json").stdout)

    before = [] if place == "base" else ["scenarios", "if asked"]
    (remark,) = data["remarks"]
    assert text.exit_code == 0
    assert "argues in a circle" in " ".join(text.stdout.split())
    assert (remark["path"], remark["evidence"]) == ([*before, "assessments", "alpha", "reach"], ["E2"])


@pytest.mark.parametrize("args", [("evaluate",), ("explain", "alibaba"), ("robustness",), ("scenarios",)])
def test_a_question_about_the_shipped_case_is_answered_within_the_width(cli, args):
    command, *rest = args
    result = cli(command, CASE, *rest, columns=80)

    assert result.exit_code == 0
    assert ve.cases.load(CASE).title in result.stdout
    assert max(len(line) for line in result.stdout.splitlines()) <= 80
    assert "\x1b" not in result.stdout


def test_evaluate_gives_the_outcome_after_simulation(cli):
    decision = ve.cases.load(CASE)
    outcome = ve.robustness(decision).outcome

    document = json.loads(cli("evaluate", CASE, "--json").stdout)

    assert document["outcome"]["status"] == outcome.status
    assert document["text"] == outcome.text
    assert outcome.tested is not None
    assert document["outcome"]["tested"]["p_first"] == outcome.tested.p_first
    assert document["table"] == ve.evaluate(decision).to_dict()["table"]


def test_evaluate_shows_verdicts_costs_and_what_is_open(cli, decision_file):
    said = " ".join(cli("evaluate", decision_file).stdout.split())

    assert "Outcome: conditional." in said
    assert "8 to 11 EUR" in said
    assert "Rank: among the sufficient." in said
    assert "never" in said


def test_evaluate_names_the_conditions_of_the_whole_decision(cli):
    said = " ".join(cli("evaluate", CASE).stdout.split())

    names = [condition.name for condition in ve.cases.load(CASE).conditions.values()]
    assert names
    assert all(name in said for name in names)


def test_explain_as_json_is_what_the_library_says(cli):
    evaluation = ve.evaluate(ve.cases.load(CASE))

    document = json.loads(cli("explain", CASE, "alibaba", "--over", "tencent", "--json").stdout)

    assert document == ve.explain(evaluation, "alibaba", over="tencent").to_dict()


def test_explain_names_every_ground_of_an_insufficient_vendor(cli):
    said = " ".join(cli("explain", CASE, "deepseek").stdout.split())

    findings = ve.evaluate(ve.cases.load(CASE)).findings
    grounds = findings[(findings["vendor"] == "deepseek") & (findings["result"] != "met")]
    names = [ve.cases.load(CASE).criterion_name(key) for key in grounds["criterion"]]
    assert names
    assert all(f"{name}: " in said for name in names)


@pytest.mark.parametrize(("weights", "assessments"), [("any", "expected"), ("mean", "uncertain")])
def test_robustness_as_json_is_what_the_library_says(cli, weights, assessments):
    run = ve.robustness(ve.cases.load(CASE), weights=weights, assessments=assessments, draws=500, seed=7)

    options = f"--weights {weights} --assessments {assessments} --draws 500 --seed 7 --json"
    document = json.loads(cli("robustness", CASE, *options.split()).stdout)

    assert document == run.to_dict() | {"doubt": run.doubt.to_dict()}


def test_robustness_takes_a_method_a_sampling_and_a_standard_error_to_reach(cli):
    decision = ve.cases.load(CASE)
    by_method = ve.robustness(decision, method="vikor", draws=500)
    spread = ve.robustness(decision, sampling="sobol", until=0.05, draws=5_000)

    said = " ".join(cli("robustness", CASE, "--method", "vikor", "--draws", "500", columns=999).stdout.split())
    options = ("--sampling", "sobol", "--until", "0.05", "--draws", "5000")
    exact = " ".join(cli("robustness", CASE, *options, columns=999).stdout.split())

    assert by_method.text in said
    assert "Outcome:" not in said
    assert spread.drawn in exact


def test_robustness_says_what_causes_the_doubt_and_whose_weights_choose_whom(cli):
    run = ve.robustness(ve.cases.load(CASE), draws=500)
    said = " ".join(cli("robustness", CASE, "--draws", "500", columns=999).stdout.split())

    assert f"Doubt: {run.doubt.text}" in said
    assert all(run.supporters_said(vendor) in said for vendor in run.decision.vendors)


def test_a_run_that_is_stopped_ends_with_one_line_and_the_status_of_ctrl_c(cli, monkeypatch):
    def stopped(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr("vendor_eval.cli.questions.tested", stopped)
    result = cli("robustness", CASE)

    assert (result.exit_code, result.stdout, result.stderr) == (130, "", "Stopped.\n")


def test_robustness_shows_ranks_and_pairs(cli, decision_file):
    result = cli("robustness", decision_file, "--draws", "1000")

    assert result.exit_code == 0
    assert "How often each vendor takes each rank" in result.stdout
    assert "no rank" in result.stdout
    assert "is ahead of that of the column" in result.stdout


def test_scenarios_as_json_is_what_the_library_says(cli, decision_file):
    document = json.loads(cli("scenarios", decision_file, "--draws", "500", "--json").stdout)

    assert document == ve.scenarios(ve.load(decision_file), draws=500).to_dict()


def test_a_scenario_is_named_and_applied(cli, decision_file):
    base, asked = cli("evaluate", decision_file), cli("evaluate", decision_file, "--scenario", "if asked")

    assert "Scenario “if asked”: One call." in asked.stdout
    assert "Outcome: conditional." in base.stdout
    assert "Outcome: conditional." not in asked.stdout


@pytest.mark.parametrize("command", ["explain", "robustness"])
def test_every_question_can_be_asked_of_a_scenario(cli, decision_file, command):
    vendor = ["alpha"] if command == "explain" else []

    document = json.loads(cli(command, decision_file, *vendor, "--scenario", "if asked", "--json").stdout)

    assert document["stamp"]["decision"] == ve.load(decision_file).under("if asked").digest


def test_a_vendor_that_is_unknown_is_told_the_nearest(cli):
    result = cli("explain", CASE, "alibbaba")

    assert result.exit_code == 2
    assert "Unknown vendor 'alibbaba'. Did you mean 'alibaba'?" in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("evaluate", CASE, "--scenario", "hindsigt"), "Did you mean 'hindsight'?"),
        (("explain", CASE, "baidu", "--over", "baidu"), "over must be another vendor"),
        (("robustness", CASE, "--draws", "0"), "draws must be a whole number from 1"),
        (("robustness", CASE, "--weights", "all"), "declared"),
        (("robustness", CASE, "--method", "topsi"), "Did you mean 'topsis'"),
        (("robustness", CASE, "--until", "-1"), "until must be a standard error above 0"),
        (("cases", "apple-china-2052"), "Did you mean 'apple-china-2025'?"),
        (("cases", "--to", "case.yaml"), "needs the name of a case"),
        (("frobnicate",), "No such command"),
    ],
)
def test_wrong_usage_is_told_and_ends_with_2(cli, args, said):
    result = cli(*args)

    assert result.exit_code == 2
    assert said in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize("command", ["evaluate", "robustness", "scenarios", "report"])
def test_a_decision_with_faults_is_told_on_stderr(cli, faulty_file, command):
    result = cli(command, faulty_file)

    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 2
    assert result.stdout == ""


@pytest.mark.parametrize("command", ["evaluate", "robustness", "scenarios"])
def test_faults_as_json_are_the_only_output_of_every_command(cli, faulty_file, command):
    result = cli(command, faulty_file, "--json")

    assert result.exit_code == 1
    assert len(faults_in(result)) == 2
    assert result.stderr == ""


def test_a_file_that_is_missing_is_told(cli, decision_file):
    missing = decision_file.with_name("choise.json")

    text, data = cli("evaluate", missing), cli("evaluate", missing, "--json")

    assert text.exit_code == data.exit_code == 1
    assert "There is no file" in text.stderr
    assert "Did you mean 'choice.json'?" in text.stderr
    assert faults_in(data)[0]["file"] == str(missing)


def test_a_case_that_is_misspelt_is_told_the_nearest(cli):
    result = cli("evaluate", "apple-china-2052")

    assert result.exit_code == 1
    assert "There is no file and no case 'apple-china-2052'. Did you mean 'apple-china-2025'?" in result.stderr


def test_report_is_named_after_the_decision_and_replaces_an_older_one(cli, decision_file, tmp_path, monkeypatch):
    folder = tmp_path / "out"
    folder.mkdir()
    monkeypatch.chdir(folder)
    (folder / "choice.html").write_text("old", encoding="utf-8")

    result = cli("report", decision_file, "--draws", "1000", columns=300)

    assert result.exit_code == 0
    assert str(folder / "choice.html") in result.stdout
    assert "A decision" in (folder / "choice.html").read_text(encoding="utf-8")


def test_the_report_of_a_scenario_leaves_that_of_the_base_alone(cli, decision_file, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    result = cli("report", decision_file, "--draws", "1000", "--scenario", "if asked")

    assert result.exit_code == 0
    assert [path.name for path in tmp_path.glob("*.html")] == ["choice-if-asked.html"]


def test_the_report_in_another_language_leaves_the_english_one_alone(cli, decision_file, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    written = cli("report", decision_file, "--draws", "1000", "--language", "de")
    refused = cli("report", decision_file, "--draws", "1000", "--language", "fr")

    assert written.exit_code == 0
    assert [path.name for path in tmp_path.glob("*.html")] == ["choice.de.html"]
    assert 'lang="de"' in (tmp_path / "choice.de.html").read_text(encoding="utf-8")
    assert refused.exit_code == 2
    assert "language must be one of 'en', 'de', 'zh', not 'fr'." in refused.stderr


def test_report_goes_where_it_is_told(cli, decision_file, tmp_path):
    good, bad = tmp_path / "for the board.html", tmp_path / "no such folder" / "report.html"

    written, refused = (cli("report", decision_file, "--draws", "1000", "--to", path) for path in (good, bad))

    assert written.exit_code == 0
    assert good.is_file()
    assert refused.exit_code == 1
    assert "there is no folder" in refused.stderr


def test_cases_lists_and_prints_what_ships(cli):
    listed, printed = cli("cases"), cli("cases", CASE)

    assert ve.cases.load(CASE).title in listed.stdout
    assert printed.stdout == ve.cases.text(CASE)
    assert json.loads(cli("cases", "--json").stdout)[0]["name"] == CASE
    assert json.loads(cli("cases", CASE, "--json").stdout) == ve.cases.load(CASE).plain()


@pytest.mark.parametrize("ending", [".yaml", ".json"])
def test_a_case_can_be_copied_to_start_from_but_never_over_a_file(cli, tmp_path, ending):
    path = tmp_path / f"mine{ending}"

    first, second = cli("cases", CASE, "--to", path), cli("cases", CASE, "--to", path)

    assert first.exit_code == 0
    assert ve.load(path) == ve.cases.load(CASE)
    assert second.exit_code == 1
    assert "exists already" in second.stderr
