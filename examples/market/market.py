"""A market: 20,000 made-up vendors in one table are screened, and the best become a decision of their own."""

from pathlib import Path

import numpy as np
import pandas as pd

import vendor_eval as ve

rng = np.random.default_rng(2026)
size = 20_000
terms = ["refuses", "unclear", "in contract", "audited", None]
table = pd.DataFrame(
    {
        "vendor": [f"V{number:05}" for number in range(size)],
        "staff": np.exp(rng.normal(4.5, 1.2, size)).round(),
        "price": rng.lognormal(3.4, 0.4, size).round(2),
        "uptime": (100 - rng.exponential(0.4, size)).round(2),
        "privacy": rng.choice(terms, size, p=[0.1, 0.4, 0.3, 0.1, 0.1]),
    }
)
# Some say of their staff no more than a range.
vague = rng.random(size) < 0.1
table["staff_low"], table["staff_high"] = (table["staff"] * 0.7).where(vague), (table["staff"] * 1.3).where(vague)
table["staff"] = table["staff"].mask(vague)
table.to_csv("vendors.csv", index=False)

decision = ve.load(Path(__file__).with_name("criteria.yaml"))
market = ve.read_market("vendors.csv", decision)
screening = ve.screen(market, top=8)

print(screening.text)
print(screening.funnel[["ground", "removed", "left"]].to_string(index=False))
ve.plot.screening(screening).figure.savefig("screening.png")

shortlist = screening.shortlist()
ve.save(shortlist, "shortlist.yaml")
print(ve.evaluate(shortlist))
