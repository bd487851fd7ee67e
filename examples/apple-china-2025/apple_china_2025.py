"""Five AI vendors for iPhones in mainland China: who would do, who leads, how sure that is, what it hangs on."""

import vendor_eval as ve

decision = ve.cases.load("apple-china-2025")
print(decision.question)

evaluation = ve.evaluate(decision)
print(evaluation)

print("\nWhy not DeepSeek?")
print(ve.explain(evaluation, "deepseek").text)

print("\nWhy Alibaba rather than Tencent?")
print(ve.explain(evaluation, "alibaba", over="tencent"))

print("\nHow sure is that, whatever the weights and wherever in its range each assessment lies?")
robustness = ve.robustness(decision, weights="any")
print(robustness)
print(robustness.rank_acceptability.round(2))

print("\nWhat would change it?")
print(ve.scenarios(decision))

path = ve.report(decision, "apple-china-2025.html")
print(f"\nThe whole reasoning on one page: {path}")
