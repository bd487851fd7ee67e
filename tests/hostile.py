"""A decision in which every text field attacks the page or the table that it is printed in."""

from itertools import cycle

from builders import make_plain
from vendor_eval.decision.document import Decision

__all__ = ["HOSTILE", "hostile"]

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(2)>',
    "' onmouseover='alert(3)",
    "javascript:alert(4)",
    "| pipe | `code` | **bold** | [link](javascript:alert(5))",
    "# heading\n\n---\n- item\n1. one\n<b>bold</b> &lt;i&gt; &amp;",
    "</svg></title></style><script>alert(6)</script>",
    "{{ 7 * 7 }} {% raw %} ${7*7} $x_{$ ]]> <!-- -->",
    "北京字节跳动 株式会社 — Ünïcödé \\ backslash \\| ~~no~~ <https://evil.example>",
)
WEB = "https://example.org/a_b?c=1&d=2"
BAD, MIDDLING, GOOD = "bad|`level`", "<b>middling</b>", 'good"><img src=x>'


def hostile():
    """Build the decision: three vendors, levels and numbers, all kinds of beliefs, conditions, costs, scenarios."""
    words = cycle(HOSTILE)

    def text(label):
        return f"{label} {next(words)}"

    judged = {"because": text("because"), "by": "' onmouseover='alert(3)"}
    levels = {BAD: 0, MIDDLING: 50, GOOD: 100}
    plain = make_plain(
        {
            "a|b": {"reach": 900, "privacy": "unknown", "note": 5},
            "<script>alert(1)</script>": {"reach": {"low": 100, "high": 400}, "privacy": BAD, "note": "unknown"},
            "北京字节跳动": {"reach": "unknown", "privacy": {"low": BAD, "high": GOOD}, "note": 1},
        },
        scales={"reach": (0, 1200), "privacy": levels},
        require={
            "reach": {"at_least": 300, "kind": "should"} | judged,
            "privacy": {"one_of": [MIDDLING, GOOD], "because": text("because")},
        },
        units={"reach": "<i>users</i> | `month`"},
        information_only=["note"],
        weights={"swing": {"reach": 60, "privacy": 40}} | judged,
        title=text("title"),
        question=text("question"),
        description=text("description"),
        baseline="a|b",
        conditions={"c<d": {"name": text("condition"), "owner": text("owner"), "evidence": ["E<1>"]} | judged},
    )
    for part in (*plain["criteria"].values(), *plain["vendors"].values()):
        part |= {"name": text("name"), "description": text("description")}
    for criterion in plain["criteria"].values():
        criterion["group"] = text("group")
        criterion["scale"] |= {"because": text("because"), "by": text("by")}
    cost = {"low": 1, "high": 2, "currency": "<u>EUR</u> | `year`", "because": text("because")}
    plain["vendors"]["a|b"]["cost"] = cost
    fields = ("claim", "source", "publisher", "note")
    urls = ("javascript:alert(4)", 'https://example.org/"><img src=x onerror=alert(2)>', WEB)
    plain["evidence"] = {
        key: {field: text(field) for field in fields} | {"url": url, "kind": "press_report", "circular": True}
        for key, url in zip(("E<1>", "E2|`", "E3"), urls, strict=True)
    }
    for row in plain["assessments"].values():
        for key, score in row.items():
            row[key] = score if isinstance(score, dict) else {"value": score}
            row[key] |= {"because": text("because"), "by": text("by"), "evidence": ["E<1>", "E2|`", "E3"]}
    plain["scenarios"] = {
        "s|<b>1</b>": {
            "because": text("because"),
            "assessments": {"a|b": {"reach": {"value": 1, "because": text("because")}}},
        },
        "`two`": {"because": text("because"), "criteria": ["reach"]},
    }
    return Decision.model_validate(plain)
