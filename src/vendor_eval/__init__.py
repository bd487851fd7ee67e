"""vendor_eval: who is chosen, why, why not the others, how sure that is, and what would change it."""

from __future__ import annotations

import importlib
from types import ModuleType

from vendor_eval import cases
from vendor_eval.analysis.evaluate import Evaluation, evaluate
from vendor_eval.analysis.outcome import Outcome
from vendor_eval.analysis.robustness import Robustness, robustness
from vendor_eval.analysis.scenarios import ScenarioComparison, scenarios
from vendor_eval.decision.assessments import Assessment
from vendor_eval.decision.beliefs import Exact, Interval, LevelChances, Unknown
from vendor_eval.decision.criteria import Criterion
from vendor_eval.decision.document import Decision
from vendor_eval.decision.evidence import Evidence
from vendor_eval.decision.policies import Policy
from vendor_eval.decision.requirements import Requirement
from vendor_eval.decision.scales import LevelScale, Scale
from vendor_eval.decision.scenarios import EvidenceFilter, Scenario
from vendor_eval.decision.vendors import Condition, Cost, Vendor
from vendor_eval.decision.weights import AnyWeights, DirectWeights, SwingWeights
from vendor_eval.errors import DecisionError, Fault, FileError, OptionError, UnknownNameError, VendorEvalError
from vendor_eval.files.formats import load, loads, save
from vendor_eval.reasons.explain import Explanation, explain
from vendor_eval.reasons.reason import Reason
from vendor_eval.report.report import report

__all__ = [
    "AnyWeights",
    "Assessment",
    "Condition",
    "Cost",
    "Criterion",
    "Decision",
    "DecisionError",
    "DirectWeights",
    "Evaluation",
    "Evidence",
    "EvidenceFilter",
    "Exact",
    "Explanation",
    "Fault",
    "FileError",
    "Interval",
    "LevelChances",
    "LevelScale",
    "OptionError",
    "Outcome",
    "Policy",
    "Reason",
    "Requirement",
    "Robustness",
    "Scale",
    "Scenario",
    "ScenarioComparison",
    "SwingWeights",
    "Unknown",
    "UnknownNameError",
    "Vendor",
    "VendorEvalError",
    "cases",
    "evaluate",
    "explain",
    "load",
    "loads",
    "plot",
    "report",
    "robustness",
    "save",
    "scenarios",
]


def __getattr__(name: str) -> ModuleType:
    """Import the charts when they are first asked for: they need matplotlib, and importing stays light without it."""
    if name != "plot":
        raise AttributeError(f"module 'vendor_eval' has no attribute '{name}'")
    return importlib.import_module("vendor_eval.plot")
