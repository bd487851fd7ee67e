"""Writing YAML that reads well and that git can show line by line."""

from __future__ import annotations

import re
from typing import Any

import yaml

from vendor_eval.files.scalars import BOOLEANS, NULLS, NUMBER, WHOLE

__all__ = ["write_yaml"]

WIDTH = 110


class _Dumper(yaml.SafeDumper):
    """Block style with the same reading of bare words as the reader has."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _list(dumper: yaml.SafeDumper, items: list[Any]) -> yaml.Node:
    flat = all(not isinstance(item, list | dict) for item in items)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", items, flow_style=flat)


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.Node:
    # Where a block cannot hold the text, PyYAML falls back to quotes by itself.
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(list, _list)
_Dumper.add_representer(str, _text)
_Dumper.yaml_implicit_resolvers = {}
for _tag, _pattern in {
    "null": re.compile("|".join(re.escape(word) for word in NULLS) + "|$"),
    "bool": re.compile("|".join(BOOLEANS)),
    "int": WHOLE,
    "float": NUMBER,
}.items():
    _Dumper.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(f"^(?:{_pattern.pattern})$", re.ASCII), None)


def write_yaml(data: Any) -> str:
    """Return plain data as YAML text, ending in a newline."""
    return yaml.dump(data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=WIDTH, default_flow_style=False)
