"""A first decision: three vendors of help desk software, judged from one file."""

from pathlib import Path

import vendor_eval as ve

decision = ve.load(Path(__file__).with_name("decision.yaml"))
evaluation = ve.evaluate(decision)

print(evaluation)
print(ve.explain(evaluation, "cedar").text)
print(ve.explain(evaluation, "birch", over="alder").text)
print(ve.robustness(decision).text)
print(ve.scenarios(decision).text)
