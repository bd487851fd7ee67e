import inspect

import vendor_eval as ve

SURFACE = set(
    """
    AnyWeights Appraisal Argument AroundWeights Assessment BestWorstWeights Condition Cost Criterion
    CrossCheck Debrief Decision DecisionError DiffResult DirectWeights Evaluation Evaluator Evidence
    EvidenceFilter EvidenceTests Exact Explanation Fault FileError Group ImpreciseWeights Improvement
    Information Interval LevelChances LevelScale LevelledWeights LintResult Market Normal OptionError Outcome
    PairwiseWeights PanelWeights Pert Policy RankOrderWeights Reason Requirement Robustness Scale Scenario
    ScenarioComparison Screening Sensitivity SwingWeights TestResult Trace Triangular Unknown UnknownNameError
    Vendor VendorEvalError Verification Waiver WeightingResult WidenByGrade appraise cases cross_check debrief diff
    evaluate evidence_tests explain improve information lint load loads methods plot read_market
    read_score_sheet record report robustness save scenarios schema screen sensitivity speaking_of verify
    weighting write_letter
    """.split()  # noqa: SIM905  (names read better than a column of quotes)
)


def test_the_public_names_are_these_and_no_others():
    assert sorted(ve.__all__) == sorted(SURFACE)


def test_every_public_name_can_be_reached():
    missing = [name for name in SURFACE if getattr(ve, name, None) is None]

    assert missing == []


def test_no_other_name_is_offered():
    try:
        ve.optimise  # noqa: B018
    except AttributeError as error:
        said = str(error)

    assert said == "module 'vendor_eval' has no attribute 'optimise'"


def test_every_public_function_and_class_has_a_docstring():
    bare = [name for name in SURFACE if not inspect.getdoc(getattr(ve, name))]

    assert bare == []


def test_every_public_verb_takes_options_by_keyword_only():
    verbs = (ve.evaluate, ve.explain, ve.robustness, ve.scenarios, ve.report, ve.record, ve.loads, ve.weighting)
    positional = {
        verb.__name__: [
            name
            for name, one in inspect.signature(verb).parameters.items()
            if one.default is not inspect.Parameter.empty and one.kind is not inspect.Parameter.KEYWORD_ONLY
        ]
        for verb in verbs
    }

    assert positional == {verb.__name__: [] for verb in verbs}
