import json


def test_the_arithmetic_is_printed_line_by_line(cli, tmp_path, plain):
    path = tmp_path / "decision.json"
    path.write_text(json.dumps(plain), encoding="utf-8")

    found = cli("trace", path, "alpha", "reach", columns=110)

    assert found.exit_code == 0
    assert "\n  C = w × E = 0.6 × 75 = 45 (contribution in points: weight times value)\n" in found.stdout
    assert found.stdout.endswith("On Reach Alpha gains 45.0 points: 60 % of 75.0.\n")


def test_it_is_one_json_document_on_request_and_in_another_language(cli, tmp_path, plain):
    path = tmp_path / "decision.json"
    path.write_text(json.dumps(plain), encoding="utf-8")

    assert json.loads(cli("trace", path, "beta", "reach", "--json").stdout)["contribution"] == 30
    assert cli("trace", path, "beta", "reach", "--language", "de").exit_code == 0
    assert cli("trace", path, "beta", "rech").exit_code == 2
