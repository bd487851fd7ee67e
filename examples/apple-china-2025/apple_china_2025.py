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

print("\nWhat is weak and strong about DeepSeek, whoever its rivals are, and what may it be told?")
print(ve.appraise(evaluation, "deepseek"))
letter = ve.write_letter(ve.debrief(evaluation, "deepseek", profile="private"), "letter-to-deepseek.md")

path = ve.report(decision, "apple-china-2025.html")
print(f"\nThe draft of a letter: {letter}; the whole reasoning on one page: {path}")
