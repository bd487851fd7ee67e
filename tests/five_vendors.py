"""A small decision with known answers: five vendors, six criteria, point weights."""

import numpy as np

__all__ = ["CRITERIA", "VALUES", "VENDORS", "W"]

VENDORS = ("A", "B", "C", "D", "E")
CRITERIA = ("cost", "quality", "delivery", "security", "support", "finance")
VALUES = np.array(
    [
        [55.0, 80, 70, 90, 60, 70],
        [90, 65, 75, 50, 70, 60],
        [30, 95, 60, 95, 85, 80],
        [70, 55, 65, 60, 50, 55],  # not dominated, yet never first
        [50, 60, 65, 55, 50, 50],  # dominated by A
    ]
)
W = np.array([0.25, 0.20, 0.15, 0.20, 0.10, 0.10])
