"""vendor_eval: who is chosen, why, why not the others, how sure that is, and what would change it."""

from __future__ import annotations

import importlib
from types import ModuleType

from vendor_eval import cases
from vendor_eval.analysis.cross_check.cross_check import CrossCheck, cross_check
from vendor_eval.analysis.diff import DiffResult, diff
from vendor_eval.analysis.evaluate import Evaluation, evaluate
from vendor_eval.analysis.evidence_strength import EvidenceTests, evidence_tests
from vendor_eval.analysis.information import Information, information
from vendor_eval.analysis.lint.lint import LintResult, lint
from vendor_eval.analysis.outcome import Outcome
from vendor_eval.analysis.robustness import Robustness, robustness
from vendor_eval.analysis.scenarios import ScenarioComparison, scenarios
from vendor_eval.analysis.screen import screen
from vendor_eval.analysis.screening import Screening
from vendor_eval.analysis.sensitivity import Sensitivity, sensitivity
from vendor_eval.analysis.trace import Trace
from vendor_eval.analysis.translation import speaking_of
from vendor_eval.analysis.weighting import WeightingResult, weighting
from vendor_eval.decision.assessments import Assessment
from vendor_eval.decision.beliefs import Exact, Interval, LevelChances, Normal, Pert, TestResult, Triangular, Unknown
from vendor_eval.decision.criteria import Criterion
from vendor_eval.decision.document import Decision
from vendor_eval.decision.evaluators import Evaluator
from vendor_eval.decision.evidence import Evidence
from vendor_eval.decision.groups import Group
from vendor_eval.decision.market import Market
from vendor_eval.decision.policies import Policy, WidenByGrade
from vendor_eval.decision.requirements import Requirement, Waiver
from vendor_eval.decision.scales import LevelScale, Scale
from vendor_eval.decision.scenarios import EvidenceFilter, Scenario
from vendor_eval.decision.vendors import Condition, Cost, Vendor
from vendor_eval.decision.weights import (
    AnyWeights,
    AroundWeights,
    BestWorstWeights,
    DirectWeights,
    ImpreciseWeights,
    LevelledWeights,
    PairwiseWeights,
    PanelWeights,
    RankOrderWeights,
    SwingWeights,
)
from vendor_eval.engine import methods
from vendor_eval.errors import DecisionError, Fault, FileError, OptionError, UnknownNameError, VendorEvalError
from vendor_eval.files.formats import load, loads, save
from vendor_eval.files.read_market import read_market
from vendor_eval.files.schema import schema
from vendor_eval.files.score_sheets import read_score_sheet
from vendor_eval.reasons.appraise import Appraisal, appraise
from vendor_eval.reasons.arguments import Argument
from vendor_eval.reasons.debrief import Debrief, debrief
from vendor_eval.reasons.explain import Explanation, explain
from vendor_eval.reasons.improve import Improvement, improve
from vendor_eval.reasons.reason import Reason
from vendor_eval.report.letter import write_letter
from vendor_eval.report.record import record
from vendor_eval.report.report import report
from vendor_eval.report.verify import Verification, verify

__all__ = [
    "AnyWeights",
    "Appraisal",
    "Argument",
    "AroundWeights",
    "Assessment",
    "BestWorstWeights",
    "Condition",
    "Cost",
    "Criterion",
    "CrossCheck",
    "Debrief",
    "Decision",
    "DecisionError",
    "DiffResult",
    "DirectWeights",
    "Evaluation",
    "Evaluator",
    "Evidence",
    "EvidenceFilter",
    "EvidenceTests",
    "Exact",
    "Explanation",
    "Fault",
    "FileError",
    "Group",
    "ImpreciseWeights",
    "Improvement",
    "Information",
    "Interval",
    "LevelChances",
    "LevelScale",
    "LevelledWeights",
    "LintResult",
    "Market",
    "Normal",
    "OptionError",
    "Outcome",
    "PairwiseWeights",
    "PanelWeights",
    "Pert",
    "Policy",
    "RankOrderWeights",
    "Reason",
    "Requirement",
    "Robustness",
    "Scale",
    "Scenario",
    "ScenarioComparison",
    "Screening",
    "Sensitivity",
    "SwingWeights",
    "TestResult",
    "Trace",
    "Triangular",
    "Unknown",
    "UnknownNameError",
    "Vendor",
    "VendorEvalError",
    "Verification",
    "Waiver",
    "WeightingResult",
    "WidenByGrade",
    "appraise",
    "cases",
    "cross_check",
    "debrief",
    "diff",
    "evaluate",
    "evidence_tests",
    "explain",
    "improve",
    "information",
    "lint",
    "load",
    "loads",
    "methods",
    "plot",
    "read_market",
    "read_score_sheet",
    "record",
    "report",
    "robustness",
    "save",
    "scenarios",
    "schema",
    "screen",
    "sensitivity",
    "speaking_of",
    "verify",
    "weighting",
    "write_letter",
]


def __getattr__(name: str) -> ModuleType:
    """Import the charts when they are first asked for: they need matplotlib, and importing stays light without it."""
    if name != "plot":
        raise AttributeError(f"module 'vendor_eval' has no attribute '{name}'")
    return importlib.import_module("vendor_eval.plot")
